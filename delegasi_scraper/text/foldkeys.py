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
