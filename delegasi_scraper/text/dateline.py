"""The dateline: place and newsroom before the first sentence (docs/site.md)."""

import re
from dataclasses import dataclass

from delegasi_scraper.newsroom import DATELINE_MARK

# A dash must follow the newsroom's name: a sentence may begin with it, too.
_DATELINE = re.compile(
    rf"(?P<printed>(?:(?P<place>[^\W\d][\w .'’/-]{{1,40}}?)\s*,\s*)?{DATELINE_MARK}\s*[-–—]+)\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline, and the paragraph after it."""

    printed: str  # 'KUPANG, DELEGASI.COM–'
    place_printed: str | None  # 'KUPANG'; None = the newsroom's name alone
    lead: str  # the paragraph without it


def parse_dateline(paragraph: str) -> Dateline | None:
    """Split the dateline off a first paragraph; None where there is none.

    >>> parse_dateline("SoE, Delegasi.com – Warga panen.")
    Dateline(printed='SoE, Delegasi.com –', place_printed='SoE', lead='Warga panen.')
    >>> parse_dateline("Delegasi.com menerima surat itu – kemarin.") is None
    True
    """
    match = _DATELINE.match(paragraph)
    if match is None:
        return None
    place = match["place"]
    return Dateline(match["printed"], place.strip() if place else None, paragraph[match.end() :])
