"""White space and invisible characters; the wording stays as printed."""

import re
import unicodedata
from unicodedata import combining

#: Also halves of characters, isolates, an object's place, and tags: nobody reads such a text.
_INVISIBLE = re.compile(
    "[\ud800-\udfff\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc"
    "\x00-\x08\x0e-\x1f\x7f\U000e0000-\U000e007f]"
)
_EMOJI = "[\u203c\u2049\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0f\u20e3\U0001f000-\U0001faff]"
#: What joins several emoji to one, and the tags that make a black flag a region's.
_JOINER = re.compile(
    f"((?<={_EMOJI})\u200d(?={_EMOJI})|(?<=\U0001f3f4)[\U000e0030-\U000e007a]{{1,10}}\U000e007f)"
)
#: Marks that stand above or below a letter: to sort a long run of them, Unicode's forms need time
#: by its square. Thirty of them are more than any language writes (UAX 15, stream-safe text).
_MARKS = "".join(
    chr(n) for n in (*range(0x300, 0x3100), *range(0xFE20, 0xFE30)) if combining(chr(n))
)
_TOO_MANY = re.compile(f"([{_MARKS}]{{30}})[{_MARKS}]+")
_SPACES = re.compile(r"\s+")


def clean_text(text: str) -> str:
    """Fold runs of white space and nbsp to one space, drop what is invisible; Unicode NFC.

    >>> clean_text(" Kota\\u00a0 Kupang\\u200b\\n")
    'Kota Kupang'
    """
    if _INVISIBLE.search(text):
        parts = enumerate(_JOINER.split(text))
        text = "".join(part if n % 2 else _INVISIBLE.sub("", part) for n, part in parts)
    if not text.isascii():
        text = unicodedata.normalize("NFC", _TOO_MANY.sub(r"\1", text))
    return _SPACES.sub(" ", text).strip()
