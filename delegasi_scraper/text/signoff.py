"""The closing mark of an article: `//delegasi (*/AT)`, inline or on its own line."""

import re
from dataclasses import dataclass

from delegasi_scraper.newsroom import MARK

# '//Foto: …' is a photo credit. A full name may stand in the brackets.
_SIGNOFF = re.compile(
    rf"(?P<mark>//\s?{MARK}(?:\.com)?\s*(?:\((?P<initials>[^()]{{1,60}})\))?)\s*\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SignOff:
    """A sign-off, and the text before it in its paragraph ('' = a line of its own)."""

    printed: str
    initials: str | None
    before: str


def parse_signoff(paragraph: str) -> SignOff | None:
    """Split the sign-off off the end of a paragraph; None where there is none.

    >>> parse_signoff("Hasilnya naik.//delegasi(juan pesau)")
    SignOff(printed='//delegasi(juan pesau)', initials='juan pesau', before='Hasilnya naik.')
    >>> parse_signoff("//Foto: Pos Kupang") is None
    True
    """
    match = _SIGNOFF.search(paragraph)
    if match is None:
        return None
    initials = match["initials"].strip() if match["initials"] else None
    return SignOff(match["mark"], initials or None, paragraph[: match.start()].rstrip())
