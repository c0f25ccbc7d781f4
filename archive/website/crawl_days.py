"""Crawl days: on which days the site was crawled, and how wholly; days are Kupang's (WITA)."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from archive.website.database import LinkedQuery
from archive.website.periods import Span, bounds, period_of

Kind = Literal["whole", "partial", "failed"]
#: `days_looked`, and whether a run of that day has no end yet: it is no failed one.
QUERY = LinkedQuery(
    """SELECT day, runs, runs_fine, pages_read, whole,
  day IN (SELECT date(started_at, '+8 hours') FROM runs
    WHERE finished_at IS NULL AND spider IN ('articles', 'teasers')) AS running
FROM days_looked ORDER BY day""",
    {},
)


@dataclass(frozen=True, slots=True)
class CrawlDay:
    """One day on which at least one run began."""

    day: str
    kind: Kind


def crawl_days(connection: sqlite3.Connection) -> list[CrawlDay]:
    """Return every day with a run, the earliest first."""
    return [CrawlDay(row["day"], _kind(row)) for row in QUERY.rows(connection)]


def _kind(row: dict[str, int]) -> Kind:
    if row["whole"]:
        return "whole"
    return "partial" if row["runs_fine"] or row["pages_read"] or row["running"] else "failed"


def good_days(days: Sequence[CrawlDay]) -> list[str]:
    """Return the days on which something was read; a failed run saw nothing."""
    return [each.day for each in days if each.kind != "failed"]


@dataclass(frozen=True, slots=True)
class Extent:
    """On how many days the site was crawled, of those from the first such day to the last run."""

    first: str
    last: str
    crawled: int
    days: int


def extent(crawled: Sequence[CrawlDay]) -> Extent | None:
    """Sum up crawl days, the earliest first; None = the site was never crawled."""
    good = good_days(crawled)
    if not good:
        return None
    first, last = good[0], crawled[-1].day
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    return Extent(first, last, len(good), days)


@dataclass(frozen=True, slots=True)
class Coverage:
    """On how many of a period's days the site was crawled, in part at least."""

    kind: Literal["before", "none", "some", "most"]
    crawled: int
    days: int  # that could have been: from the first crawl day to the last

    @property
    def words(self) -> str:
        """Describe the coverage in words."""
        if self.kind == "before":
            return "before the first look: seen afterwards only"
        if self.kind == "none":
            return "the site was not looked at"
        return f"looked at on {self.crawled} of {self.days} days"


def coverage(crawled: Sequence[CrawlDay], periods: Sequence[str], span: Span) -> list[Coverage]:
    """Return how well each period is covered; a failed run saw nothing.

    ``most`` is more than half of the days; the first period's count from the first crawl day,
    the last one's to the last run.
    """
    good = good_days(crawled)
    if not good:
        return [Coverage("before", 0, 0) for _ in periods]
    first, last = date.fromisoformat(good[0]), date.fromisoformat(crawled[-1].day)
    counted = Counter(period_of(day[:7], span) for day in good)
    covered = []
    for period in periods:
        begin, end = bounds(period)
        if end < first:
            covered.append(Coverage("before", 0, 0))
            continue
        days = max(0, (min(end, last) - max(begin, first)).days + 1)
        here = counted[period]
        kind: Literal["none", "some", "most"] = "some" if here else "none"
        covered.append(Coverage("most" if here * 2 > days else kind, here, days))
    return covered
