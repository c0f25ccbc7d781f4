"""When an article was published and changed: the best of what its page and sources state."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime

from delegasi_scraper.items import PUBLISHED_SOURCES, Address, PublishedSource, Stamp
from delegasi_scraper.newsroom import WITA
from delegasi_scraper.text.dates import parse_iso, parse_stamp

Moment = datetime | date


def parse_ampforwp(text: str) -> Moment | None:
    """Read AMPforWP's time as the UTC clock that it is, whatever offset it prints.

    >>> parse_ampforwp("2021-12-14T02:15:00+08:00").isoformat()
    '2021-12-14T10:15:00+08:00'
    """
    stated = parse_iso(text)
    if not isinstance(stated, datetime):
        return stated
    return stated.replace(tzinfo=UTC).astimezone(WITA)


def choose_times(
    stamps: Sequence[Stamp], stated: Address | None = None
) -> tuple[Moment | None, PublishedSource | None, Moment | None]:
    """Return published time, its source, and modified time; None = not stated.

    ``stamps`` stand best first; ``stated`` is what REST or a feed says, and counts where the
    page's own source is poorer. A modified time that is not later is none.
    """
    published, source = next(
        ((moment, stamp.source) for stamp, moment in _read(stamps, "published")), (None, None)
    )
    # What meta tags say of a change goes with what they say of the publication.
    modified = next(
        (
            moment
            for stamp, moment in _read(stamps, "modified")
            if stamp.source != "front-meta" or source == "front-meta"
        ),
        None,
    )
    if stated is not None and stated.published_at is not None:
        better: PublishedSource | None = _STATED.get(stated.source)
        if better is not None and date_rank(better) < date_rank(source):
            published, source = stated.published_at, better
    return published, source, _later(modified, published)


def date_rank(source: str | None) -> int:
    """Return a source's place among the sources of dates, 0 for the best."""
    return PUBLISHED_SOURCES.index(source) if source in PUBLISHED_SOURCES else 99


_STATED: dict[str, PublishedSource] = {"rest": "rest", "feed": "feed"}
_READERS: dict[PublishedSource, Callable[[str], Moment | None]] = {
    "amp-jsonld": parse_ampforwp,
    "text": parse_stamp,
}


def _read(stamps: Sequence[Stamp], states: str) -> Iterator[tuple[Stamp, Moment]]:
    # One by one: dateparser takes as long for a printed date as a page takes to parse.
    return (
        (stamp, moment)
        for stamp in stamps
        if stamp.states == states
        and (moment := _READERS.get(stamp.source, parse_iso)(stamp.text)) is not None
    )


def _later(modified: Moment | None, published: Moment | None) -> Moment | None:
    """Return ``modified`` where it is later than ``published``, else None."""
    if not isinstance(modified, datetime) or not isinstance(published, datetime):
        return None
    return modified if modified > published else None
