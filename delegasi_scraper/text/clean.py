"""White space and invisible characters; the wording stays as printed."""

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f]"
)
_SPACES = re.compile(r"\s+")


def clean_text(text: str) -> str:
    """Fold runs of white space and nbsp to one space, drop what is invisible; Unicode NFC.

    >>> clean_text(" Kota\\u00a0 Kupang\\u200b\\n")
    'Kota Kupang'
    """
    text = _INVISIBLE.sub("", text)
    text = unicodedata.normalize("NFC", text)
    return _SPACES.sub(" ", text).strip()
