"""`/days`: on which days the site was crawled, and on which not."""

from __future__ import annotations

import sqlite3
from calendar import Calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from archive.newsroom import WITA
from archive.website import crawl_days
from archive.website.charts.queries import FIRST_YEAR, LAST_YEAR, extent
from archive.website.database import LinkedQuery, rows
from archive.website.formatting import MONTHS
from archive.website.view import view

#: What a day was: crawled in one of three ways, not crawled, before the first crawl, to come.
Kind = Literal["whole", "partial", "failed", "none", "before", "yet"]
#: Reposts are counted, too: no index by day has whether two texts are one.
PUBLISHED_SQL = """SELECT date(published_utc, '+8 hours') AS day, count(*) AS articles
FROM articles INDEXED BY articles_list_published
WHERE superseded_at IS NULL AND suspect IS NULL AND published_utc BETWEEN :first AND :last
GROUP BY day"""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar."""

    number: int
    kind: Kind
    articles: int


@dataclass(frozen=True, slots=True)
class Month:
    """One month: weeks from Monday to Sunday, None for another month's day."""

    name: str
    weeks: list[list[Day | None]]

    def of_kind(self, *kinds: Kind) -> int:
        """Count days."""
        return sum(day.kind in kinds for day in self.days)

    @property
    def days(self) -> list[Day]:
        """Return the days in order."""
        return [day for week in self.weeks for day in week if day]

    @property
    def articles(self) -> int:
        """Count what was published."""
        return sum(day.articles for day in self.days)


@dataclass(frozen=True, slots=True)
class Year:
    """One year of the calendar."""

    year: int
    months: list[Month]

    def of_kind(self, *kinds: Kind) -> int:
        """Count days."""
        return sum(month.of_kind(*kinds) for month in self.months)


def contents(connection: sqlite3.Connection, *, today: date) -> dict[str, Any]:
    """Return what the page prints; ``today`` is Kupang's."""
    crawled = crawl_days.crawl_days(connection)
    by_day = {each.day: each for each in crawled}
    good = crawl_days.good_days(crawled)
    drawn = sorted({int(day[:4]) for day in by_day}, reverse=True)
    known = [*drawn, today.year, *(int(month[:4]) for month in extent(connection) or ())]
    published: dict[str, int] = {}
    if drawn:
        # A day earlier: midnight in Kupang is the evening before in UTC.
        reach = {"first": f"{min(drawn) - 1}-12-31", "last": f"{max(drawn)}-12-31T16"}
        published = {row["day"]: row["articles"] for row in rows(connection, PUBLISHED_SQL, reach)}
    whole = {"first": f"{FIRST_YEAR}", "last": f"{LAST_YEAR + 1}"}
    return {
        "years": [year_of(year, by_day, published, today=today) for year in drawn],
        "first": good[0] if good else None,
        "last": good[-1] if good else None,
        "not_crawled": [year for year in range(min(known), max(known) + 1) if year not in drawn],
        "asked_crawl_days": crawl_days.QUERY,
        "asked_published": LinkedQuery(PUBLISHED_SQL, whole),
    }


def year_of(
    year: int,
    crawled: Mapping[str, crawl_days.CrawlDay],
    published: Mapping[str, int],
    *,
    today: date,
) -> Year:
    """Return one year's calendar."""
    start = min(crawled)

    def day_of(month: int, number: int) -> Day | None:
        if not number:
            return None
        day = f"{year}-{month:02}-{number:02}"
        kind: Kind = "none"
        if day in crawled:
            kind = crawled[day].kind
        elif day < start:
            kind = "before"
        elif day > today.isoformat():
            kind = "yet"
        return Day(number, kind, published.get(day, 0))

    months = []
    for month, name in enumerate(MONTHS, 1):
        weeks = Calendar().monthdayscalendar(year, month)
        months.append(Month(name, [[day_of(month, number) for number in week] for week in weeks]))
    return Year(year, months)


days_page = view(
    "days.html", lambda connection, _: contents(connection, today=datetime.now(WITA).date())
)
