"""When an article was published and changed: the best of what its page and sources state."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from delegasi_scraper.items import PUBLISHED_SOURCES, PublishedSource, Stamp
from delegasi_scraper.newsroom import WITA
from delegasi_scraper.statements import Stated
from delegasi_scraper.text.dates import parse_iso, parse_stamp

Moment = datetime | date


@dataclass(frozen=True, kw_only=True, slots=True)
class Times:
    """What is stated of an article's times, and where; None = not stated."""

    published_at: Moment | None = None
    published_source: PublishedSource | None = None
    modified_at: Moment | None = None
    modified_source: PublishedSource | None = None


def parse_ampforwp(text: str) -> Moment | None:
    """Read AMPforWP's time as the UTC clock that it is, whatever offset it prints.

    >>> parse_ampforwp("2021-12-14T02:15:00+08:00").isoformat()
    '2021-12-14T10:15:00+08:00'
    """
    stated = parse_iso(text)
    if not isinstance(stated, datetime):
        return stated
    return stated.replace(tzinfo=UTC).astimezone(WITA)


def choose_times(stamps: Sequence[Stamp], stated: Stated | None = None) -> Times:
    """Return published and modified time, each with its source.

    ``stamps`` stand best first; ``stated`` is what REST or a feed says, and counts where the
    page's own source is poorer. A modified time that is not later is none.
    """
    published, source = next(_read(stamps, "published"), (None, None))
    # What meta tags say of a change goes with what they say of the publication.
    modified, modified_source = next(
        (
            (moment, where)
            for moment, where in _read(stamps, "modified")
            if where != "front-meta" or source == "front-meta"
        ),
        (None, None),
    )
    if stated is not None:
        if stated.published_at is not None and date_rank(stated.source) < date_rank(source):
            published, source = stated.published_at, stated.source
        # A cache may give an old answer: the later of the two statements counts.
        if is_later(stated.modified_at, modified):
            modified, modified_source = stated.modified_at, stated.source
    times = Times(published_at=published, published_source=source)
    if not is_later(modified, published) or published is None:
        return times
    return replace(times, modified_at=modified, modified_source=modified_source)


def page_times(stamps: Sequence[Stamp]) -> tuple[datetime | None, datetime | None]:
    """Return the latest clock that a page states at all, and the latest of a change.

    Dates as readers see them are left aside: they have no seconds, and take long to parse.
    """
    found = [
        (states, moment)
        for states in ("published", "modified")
        for moment, _ in _read([stamp for stamp in stamps if stamp.source != "text"], states)
        if isinstance(moment, datetime)
    ]
    changes = [moment for states, moment in found if states == "modified"]
    return max((moment for _, moment in found), default=None), max(changes, default=None)


def date_rank(source: str | None) -> int:
    """Return a source's place among the sources of dates, 0 for the best."""
    return PUBLISHED_SOURCES.index(source) if source in PUBLISHED_SOURCES else 99


_READERS: dict[PublishedSource, Callable[[str], Moment | None]] = {
    "amp-jsonld": parse_ampforwp,
    "text": parse_stamp,
}


def _read(stamps: Sequence[Stamp], states: str) -> Iterator[tuple[Moment, PublishedSource]]:
    # One by one: dateparser takes as long for a printed date as a page takes to parse.
    for stamp in stamps:
        if stamp.states == states:
            moment = _READERS.get(stamp.source, parse_iso)(stamp.text)
            if moment is not None:
                yield moment, stamp.source


def is_later(moment: Moment | None, other: Moment | None) -> bool:
    """Say whether a moment is stated and later than another, which may be None.

    A bare day beside a clock proves nothing.
    """
    if other is None:
        return isinstance(moment, datetime)
    return isinstance(moment, datetime) and isinstance(other, datetime) and moment > other
