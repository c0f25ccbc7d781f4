"""Keys under which two printings of one text are equal.

WordPress cuts stubs from the raw text: hyphens, straight quotes and three dots stand
there where the rendered page shows dashes, curly quotes and an ellipsis.
"""

import re
import unicodedata

_DASHES = re.compile("[\u2010-\u2015\u2212–—-]+")
_SINGLE = re.compile("[\u2018\u2019\u201a\u201b\u2032`´]")
_DOUBLE = re.compile("[\u201c-\u201f\u2033«»]")


def fold_key(text: str) -> str:
    """Fold dashes, quotes, dots, spaces and case.

    >>> fold_key("Delegasi.Com –“Warga” …") == fold_key('delegasi.com - "Warga"...')
    True
    """
    text = unicodedata.normalize("NFKC", text)
    text = _DOUBLE.sub('"', _SINGLE.sub("'", text)).replace("…", "...")
    text = _DASHES.sub(" - ", text).casefold()
    return re.sub(r"\s+", " ", re.sub(r"\s*\.\.\.", "...", re.sub(r'\s*"\s*', '"', text))).strip()


def words_key(text: str) -> str:
    """Fold a text to its words: what is left when quotes, dashes and dots differ.

    >>> words_key("Delegasi.com –“Warga SoE” …") == words_key('delegasi.com - "Warga SoE"...')
    True
    """
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def title_slug(title: str) -> str:
    """Return the slug that WordPress would make of a title (its sanitize_title).

    >>> title_slug("Rp1 Triliun Lebih: “Dana” di 3.5 Desa/Kota")
    'rp1-triliun-lebih-dana-di-3-5-desa-kota'
    """
    text = unicodedata.normalize("NFKD", title.casefold())
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = re.sub(r"[\s./\u00a0\u2010-\u2015_-]+", "-", text)
    return re.sub(r"-{2,}", "-", re.sub(r"[^\w-]", "", text)).strip("-")
