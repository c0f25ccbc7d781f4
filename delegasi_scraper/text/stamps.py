"""When an article was published and changed: the best of what its page and sources state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from delegasi_scraper.items import PUBLISHED_SOURCES, PublishedSource, Stamp
from delegasi_scraper.newsroom import WITA
from delegasi_scraper.statements import Stated
from delegasi_scraper.text.dates import FIRST_YEAR, parse_iso, parse_stamp

Moment = datetime | date

#: A post may be stated for tomorrow where its clock or zone is wrong; later is no statement.
_AHEAD = timedelta(days=2)
#: Where nobody says when the page was fetched: the last day that two digits of a year can name.
_LAST = datetime(2089, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Times:
    """What is stated of an article's times, and where; None = not stated."""

    published_at: Moment | None = None
    published_source: PublishedSource | None = None
    modified_at: Moment | None = None
    modified_source: PublishedSource | None = None


def choose_times(
    stamps: Sequence[Stamp], stated: Stated | None = None, *, seen_at: str | None = None
) -> Times:
    """Return published and modified time, each with its source, by the newsroom's clock.

    ``stamps`` stand best first; ``stated`` is what REST or a feed says, and counts where the
    page's own source is poorer. A modified time that is not later is none, nor is any time
    that is more than two days ahead of ``seen_at``, when the page was fetched (UTC; None = not
    known).
    """
    seen = parse_iso(seen_at or "")
    latest = seen + _AHEAD if isinstance(seen, datetime) else _LAST
    published, source = next(_read(stamps, "published", latest), (None, None))
    # What meta tags say of a change goes with what they say of the publication.
    modified, modified_source = next(
        (
            (moment, where)
            for moment, where in _read(stamps, "modified", latest)
            if where != "front-meta" or source == "front-meta"
        ),
        (None, None),
    )
    if stated is not None:
        first = _by_our_clock(stated.published_at, latest)
        changed = _by_our_clock(stated.modified_at, latest)
        if first is not None and date_rank(stated.source) < date_rank(source):
            published, source = first, stated.source
        # A cache may give an old answer: the later of the two statements counts.
        if is_later(changed, modified):
            modified, modified_source = changed, stated.source
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


def _read(
    stamps: Sequence[Stamp], states: str, latest: datetime = _LAST
) -> Iterator[tuple[Moment, PublishedSource]]:
    # One by one: dateparser takes as long for a printed date as a page takes to parse.
    for stamp in stamps:
        if stamp.states == states:
            moment = parse_stamp(stamp.text) if stamp.source == "text" else parse_iso(stamp.text)
            if stamp.source == "amp-jsonld" and not stamp.by_seo_plugin:
                moment = _as_utc(moment)
            if (ours := _by_our_clock(moment, latest)) is not None:
                yield ours, stamp.source


def _as_utc(moment: Moment | None) -> Moment | None:
    """Return AMPforWP's time as the UTC clock that it is, whatever offset it prints."""
    return moment.replace(tzinfo=UTC) if isinstance(moment, datetime) else moment


def _by_our_clock(moment: Moment | None, latest: datetime) -> Moment | None:
    """Return a moment by the newsroom's clock; None where nobody can have stated it."""
    if moment is None or not FIRST_YEAR <= moment.year <= latest.year:
        return None
    if not isinstance(moment, datetime):
        return moment if moment <= latest.date() else None
    return moment.astimezone(WITA) if moment <= latest else None


def is_later(moment: Moment | None, other: Moment | None) -> bool:
    """Say whether a moment is stated and later than another, which may be None.

    A bare day beside a clock proves nothing.
    """
    if other is None:
        return isinstance(moment, datetime)
    return isinstance(moment, datetime) and isinstance(other, datetime) and moment > other
