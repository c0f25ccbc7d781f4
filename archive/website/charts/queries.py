"""What the charts count, and the SQL that counts it.

The charts draw what these queries return and link to them: whoever doubts a bar can run it.
Superseded articles are never counted, reposts only where they are named.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass

from archive.website.database import LinkedQuery, rows
from archive.website.periods import PERIOD_SQL, Span

#: An article that claims another year (WordPress prints -0001 for a lost date) is undated here.
FIRST_YEAR, LAST_YEAR = 1990, 2099
_EDITED = "SELECT article_id FROM revisions WHERE number > 1 AND origin = 'site'"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader chose; years are the newsroom's and inclusive, None = all."""

    since: int | None = None
    until: int | None = None
    place: str | None = None
    section: str | None = None

    @property
    def first(self) -> str:
        """Return the first month."""
        return f"{self.since or FIRST_YEAR}-01"

    @property
    def last(self) -> str:
        """Return the last month."""
        return f"{self.until or LAST_YEAR}-12"


@dataclass(frozen=True, slots=True)
class Counted:
    """Articles of one period, reposts apart."""

    articles: int
    reposts: int


@dataclass(frozen=True, slots=True)
class Shares:
    """Of one period's articles, without reposts: what could have changed, and what did."""

    seen_again: int  # its page answered again after the first time: an edit could be seen
    edited: int  # of these
    asked_again: int  # its page was asked for again, and answered or not
    gone: int  # of these


_DATED = "year_month BETWEEN :first AND :last"
_ORIGINAL = "duplicate_of IS NULL"
_UNDATED = "(year_month IS NULL OR year_month < :first OR year_month > :last)"


def asked(
    choice: Choice, columns: str, *conditions: str, dated: bool = True, ending: str = ""
) -> LinkedQuery:
    """Return a query of the articles chosen, answered by one index (see m006 for why named)."""
    where = ["superseded_at IS NULL", "suspect IS NULL", _DATED if dated else _UNDATED]
    parameters = {"first": choice.first, "last": choice.last}
    for name in ("place", "section"):
        if (value := getattr(choice, name)) is not None:
            where.append(f"{name} = :{name}")
            parameters[name] = value
    sql = (
        f"SELECT {columns}\nFROM articles INDEXED BY articles_charts\nWHERE "
        + "\n  AND ".join((*where, *conditions))
        + (f"\n{ending}" if ending else "")
    )
    return LinkedQuery(sql, parameters)


def published(choice: Choice, span: Span) -> LinkedQuery:
    """Ask for articles and reposts per period."""
    return asked(
        choice,
        f"{PERIOD_SQL[span]} AS period,\n  sum(duplicate_of IS NULL) AS articles,"
        " sum(duplicate_of IS NOT NULL) AS reposts",
        ending="GROUP BY period",
    )


def published_counts(connection: sqlite3.Connection, query: LinkedQuery) -> dict[str, Counted]:
    """Return articles and reposts by period; one without any is left out."""
    return {row.pop("period"): Counted(**row) for row in query.rows(connection)}


def by_place(choice: Choice) -> LinkedQuery:
    """Ask for articles by place and year."""
    columns = f"place, {PERIOD_SQL['year']} AS year, count(*) AS articles"
    return asked(choice, columns, _ORIGINAL, "place IS NOT NULL", ending="GROUP BY place, year")


def by_regency(choice: Choice) -> LinkedQuery:
    """Ask for articles by regency; NULL = the place is in no known regency."""
    ending = "GROUP BY regency ORDER BY articles DESC"
    return asked(choice, "regency, count(*) AS articles", _ORIGINAL, ending=ending)


def by_section(choice: Choice, span: Span) -> LinkedQuery:
    """Ask for articles by period and section; NULL = no section was printed."""
    columns = f"{PERIOD_SQL[span]} AS period, section, count(*) AS articles"
    return asked(choice, columns, _ORIGINAL, ending="GROUP BY period, section")


def table(
    connection: sqlite3.Connection, query: LinkedQuery, row: str, column: str
) -> dict[str | None, dict[str, int]]:
    """Return counts by one column and another: ``{row: {column: articles}}``."""
    counts: dict[str | None, dict[str, int]] = defaultdict(dict)
    for found in query.rows(connection):
        counts[found[row]][found[column]] = found["articles"]
    return dict(counts)


def changed(choice: Choice, span: Span) -> LinkedQuery:
    """Ask for edited and gone articles per period, and for what could have been."""
    return asked(
        choice,
        f"{PERIOD_SQL[span]} AS period,\n  sum(seen_again) AS seen_again,\n"
        f"  sum(seen_again AND id IN ({_EDITED})) AS edited,\n"
        "  sum(seen_again OR state IN ('missed', 'gone')) AS asked_again,\n"
        "  sum(state = 'gone') AS gone",
        _ORIGINAL,
        ending="GROUP BY period",
    )


def changed_shares(connection: sqlite3.Connection, query: LinkedQuery) -> dict[str, Shares]:
    """Return the shares by period; one without any article is left out."""
    return {row.pop("period"): Shares(**row) for row in query.rows(connection)}


def undated(connection: sqlite3.Connection, choice: Choice) -> int:
    """Count articles of the place and section chosen that no chart has for want of a date."""
    any_year = Choice(place=choice.place, section=choice.section)
    (row,) = asked(any_year, "count(*) AS articles", dated=False).rows(connection)
    return int(row["articles"])


def extent(connection: sqlite3.Connection) -> tuple[str, str] | None:
    """Return the first and the last month of all dated articles; None where there is none."""
    ends = [
        connection.execute(
            "SELECT year_month FROM articles INDEXED BY articles_charts"  # noqa: S608  # our own text
            " WHERE superseded_at IS NULL AND suspect IS NULL AND year_month BETWEEN ? AND ?"
            f" ORDER BY year_month {direction} LIMIT 1",
            [Choice().first, Choice().last],
        ).fetchone()
        for direction in ("ASC", "DESC")
    ]
    return (ends[0][0], ends[1][0]) if ends[0] else None


def values(connection: sqlite3.Connection, column: str) -> list[str]:
    """Return all places or sections, those of most articles first."""
    assert column in ("place", "section")
    return [
        row["value"]
        for row in rows(
            connection,
            f"SELECT {column} AS value FROM articles INDEXED BY articles_list_{column}"  # noqa: S608  # our own names
            f" WHERE superseded_at IS NULL AND suspect IS NULL AND {column} IS NOT NULL"
            f" GROUP BY {column} ORDER BY count(*) DESC, {column}",
        )
    ]
