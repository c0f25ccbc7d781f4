"""From a body's paragraphs to an article: sign-off, dateline, place and lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from delegasi_scraper.text.dateline import parse_dateline
from delegasi_scraper.text.places import find_place
from delegasi_scraper.text.signoff import parse_signoff


@dataclass(frozen=True, slots=True)
class Composed:
    """The parts of an article's text, named as in :class:`delegasi_scraper.items.Article`."""

    paragraphs: tuple[str, ...]
    signoff: str | None = None
    initials: str | None = None
    dateline: str | None = None
    place: str | None = None
    regency: str | None = None
    lead: str | None = None


def compose(paragraphs: Sequence[str]) -> Composed:
    """Take the sign-off off the last paragraph and read the dateline of the first."""
    texts = list(paragraphs)
    signed = parse_signoff(texts[-1]) if texts else None
    if signed is not None:
        texts[-1:] = [signed.before] if signed.before else []
    dateline = parse_dateline(texts[0]) if texts else None
    printed = dateline.place_printed if dateline else None
    place = find_place(printed) if printed else None
    lead = (dateline.lead if dateline else texts[0]) if texts else None
    return Composed(
        paragraphs=tuple(texts),
        signoff=signed.printed if signed else None,
        initials=signed.initials if signed else None,
        dateline=dateline.printed if dateline else None,
        place=place.name if place else None,
        regency=place.regency if place else None,
        lead=lead or None,
    )
