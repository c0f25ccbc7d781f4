"""On which days the archive looked at the site, and how well; days are Kupang's (WITA)."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from archive.website.database import rows
from archive.website.periods import Span, bounds, period_of

Kind = Literal["whole", "partial", "failed"]
#: `days_looked`, and whether a run of that day has no end yet: it is no failed one.
SQL = """SELECT day, runs, runs_fine, pages_read, whole,
  day IN (SELECT date(started_at, '+8 hours') FROM runs
    WHERE finished_at IS NULL AND spider IN ('articles', 'teasers')) AS running
FROM days_looked ORDER BY day"""


@dataclass(frozen=True, slots=True)
class Look:
    """One day on which at least one run began."""

    day: str
    kind: Kind
    runs: int
    runs_fine: int
    pages_read: int


def looks(connection: sqlite3.Connection) -> list[Look]:
    """Return every day with a run, the earliest first."""
    return [
        Look(row["day"], _kind(row), row["runs"], row["runs_fine"], row["pages_read"])
        for row in rows(connection, SQL)
    ]


def _kind(row: dict[str, int]) -> Kind:
    if row["whole"]:
        return "whole"
    return "partial" if row["runs_fine"] or row["pages_read"] or row["running"] else "failed"


def good_days(seen: Sequence[Look]) -> list[str]:
    """Return the days on which something was looked at; a failed run saw nothing."""
    return [look.day for look in seen if look.kind != "failed"]


@dataclass(frozen=True, slots=True)
class Extent:
    """On how many days the site was looked at, of those from the first such day to the last run."""

    first: str
    last: str
    looked: int
    days: int


def extent(seen: Sequence[Look]) -> Extent | None:
    """Sum up the looks, the earliest first; None = nobody looked."""
    good = good_days(seen)
    if not good:
        return None
    first, last = good[0], seen[-1].day
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    return Extent(first, last, len(good), days)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a period's days were looked at, in part at least."""

    kind: Literal["before", "none", "some", "most"]
    looked: int
    days: int  # that could have been: from the first look to the last

    @property
    def words(self) -> str:
        """Say it."""
        if self.kind == "before":
            return "before the first look: seen afterwards only"
        if self.kind == "none":
            return "the site was not looked at"
        return f"looked at on {self.looked} of {self.days} days"


def coverage(seen: Sequence[Look], periods: Sequence[str], span: Span) -> list[Coverage]:
    """Return how well each period was looked at; a failed run saw nothing.

    ``most`` is more than half of the days; the first period's count from the first look, the
    last one's to the last run.
    """
    good = good_days(seen)
    if not good:
        return [Coverage("before", 0, 0) for _ in periods]
    first, last = date.fromisoformat(good[0]), date.fromisoformat(seen[-1].day)
    looked = Counter(period_of(day[:7], span) for day in good)
    covered = []
    for period in periods:
        begin, end = bounds(period)
        if end < first:
            covered.append(Coverage("before", 0, 0))
            continue
        days = max(0, (min(end, last) - max(begin, first)).days + 1)
        here = looked[period]
        kind: Literal["none", "some", "most"] = "some" if here else "none"
        covered.append(Coverage("most" if here * 2 > days else kind, here, days))
    return covered
