"""Keys under which two printings of one text are equal.

WordPress cuts stubs from the raw text: hyphens, straight quotes and three dots stand
there where the rendered page shows dashes, curly quotes and an ellipsis.
"""

import re
import unicodedata


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
    text = re.sub(r"[\s./\u00a0\u2010-\u2015_-]+", "-", text)
    return re.sub(r"-{2,}", "-", re.sub(r"[^\w-]", "", text)).strip("-")


#: WordPress names the sizes that it makes of one upload so, and a server of pictures wraps them.
_SIZE = re.compile(r"(?:-\d{2,5}x\d{2,5}|-scaled|-rotated)(?=\.\w{3,4}$)")
_SERVER = re.compile(r"^https?://(?:i\d\.wp\.com/)?(?:www\.)?", re.IGNORECASE)
_QUERY = re.compile(r"(?<=\.(?:jpg|png|gif))\?.*|(?<=\.(?:jpeg|webp|avif))\?.*", re.IGNORECASE)


def picture_key(url: str) -> str:
    """Fold a picture's address to what its sizes have in common.

    >>> picture_key("https://i0.wp.com/delegasi.com/a/pasar-768x512.jpg?ssl=1")
    'delegasi.com/a/pasar.jpg'
    """
    return _SIZE.sub("", _QUERY.sub("", _SERVER.sub("", url)))
