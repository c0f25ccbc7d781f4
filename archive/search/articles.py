"""Searching and listing articles: newest first or by relevance, filtered, with counts."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any, Literal

from archive.newsroom import WITA
from archive.search.highlighting import Piece, marked, snippet
from archive.search.query import Query

Order = Literal["newest", "relevance"]
#: Of more hits than this a count says "more than".
COUNTED_MOST = 10_000
#: Ranking reads every hit: 233 ms for a word that stands in all of 100,000 articles. Of more
#: hits than this the newest are ranked, and the page says so.
RANKED_MOST = 10_000
PAGE = 20
#: Headline before body, the word itself before its affixed forms.
_WEIGHTS = "bm25(articles_fts, 5.0, 1.0, 3.0, 0.7)"
#: An index with every filtered column, newest last. By its own choice SQLite goes through all of
#: a month's articles for each hit (minutes at 100,000), and reads long rows to sort a place's.
WALKED = "articles a INDEXED BY articles_reading"
#: `search_rowid` counts seconds since 1970, times this.
_PER_SECOND = 4_194_304
#: Filters by a column's value, and by a term of the site: its name, and that of its table.
EQUAL = ("place", "regency", "section", "author", "initials", "year_month", "extractor", "state")
TERMS = {"category": "categories", "tag": "tags"}
_MONTH = re.compile(r"(?:19[7-9]\d|2\d{3})-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True, kw_only=True, slots=True)
class Filters:
    """What an article must be; None = whatever. Days are the newsroom's."""

    since: date | None = None
    until: date | None = None  # inclusive
    place: str | None = None
    regency: str | None = None
    category: str | None = None  # slug
    tag: str | None = None  # slug
    section: str | None = None
    author: str | None = None
    initials: str | None = None
    year_month: str | None = None
    extractor: str | None = None
    state: str | None = None
    edited: bool = False  # the newsroom changed it after we had seen it
    duplicates: bool = False  # True = reposts, too
    suspects: bool = False  # True = posts that may be an intruder's, too

    @property
    def given(self) -> dict[str, Any]:
        """Return what is asked for, by name."""
        return {
            each.name: value
            for each in fields(self)
            if (value := getattr(self, each.name)) not in (None, False)
        }


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found; ``row`` has what a listing shows."""

    row: dict[str, Any]
    title: list[Piece]
    snippet: list[Piece]


@dataclass(kw_only=True)
class Found:
    """One page of what was found."""

    hits: list[Hit]
    rowids: list[int]  # of all hits, newest first, up to COUNTED_MOST + 1
    next_offset: int | None  # None = this is the last page
    ranked_newest: bool  # only the newest RANKED_MOST hits were ranked

    @property
    def count(self) -> int:
        """Return how many hits there are; COUNTED_MOST + 1 = more than COUNTED_MOST."""
        return len(self.rowids)


_LISTED = (
    "a.id, a.slug, a.title, a.published_at, a.place, a.section, a.author, a.initials,"
    " a.word_count, a.state, a.gone_at, a.duplicate_of, a.superseded_at, a.complete, a.url,"
    " (SELECT max(number) FROM revisions r WHERE r.article_id = a.id) AS revisions"
)


def search(
    connection: sqlite3.Connection,
    query: Query,
    filters: Filters,
    *,
    order: Order = "newest",
    offset: int = 0,
    limit: int = PAGE,
) -> Found:
    """Return one page of the articles that a query finds and that filters let through."""
    match = query.as_fts()
    source, where, values = selection(match, filters)
    rowid = "f.rowid" if match else "a.search_rowid"
    # One walk for count, list and facets: with filters that let little through it reads every
    # hit of the words, 45 ms for common ones.
    walked = connection.execute(
        f"SELECT {rowid} FROM {source} WHERE {where} ORDER BY {rowid} DESC"  # noqa: S608  # our own text
        f" LIMIT {COUNTED_MOST + 1}",
        values,
    )
    rowids = [row[0] for row in walked]
    chosen, ranked_newest = rowids[offset : offset + limit], False
    if order == "relevance" and match is not None:
        if len(rowids) > RANKED_MOST:
            where += " AND f.rowid >= :oldest"
            values["oldest"], ranked_newest = rowids[RANKED_MOST - 1], True
        ranked = connection.execute(
            f"SELECT f.rowid FROM {source} WHERE {where} ORDER BY {_WEIGHTS}"  # noqa: S608
            " LIMIT :limit OFFSET :offset",
            {**values, "limit": limit, "offset": offset},
        )
        chosen = [row[0] for row in ranked]
    reachable = RANKED_MOST if ranked_newest else COUNTED_MOST
    more = offset + limit < min(len(rowids), reachable)
    return Found(
        hits=[_hit(connection, rowid, query) for rowid in chosen],
        rowids=rowids,
        next_offset=offset + limit if more else None,
        ranked_newest=ranked_newest,
    )


def selection(match: str | None, filters: Filters) -> tuple[str, str, dict[str, Any]]:
    """Return what to select from, under which condition, and the condition's values."""
    conditions, values = ["a.superseded_at IS NULL"], dict[str, Any]()
    source, rowid = WALKED, "a.search_rowid"
    if match is not None:
        # CROSS: the index of words comes first, whatever the planner thinks of the filters.
        source = f"articles_fts f CROSS JOIN {WALKED} ON a.search_rowid = f.rowid"
        rowid = "f.rowid"
        conditions.append("articles_fts MATCH :match")
        values["match"] = match
    for name in EQUAL:
        if (value := getattr(filters, name)) is not None:
            conditions.append(f"a.{name} = :{name}")
            values[name] = value
    for (condition, name), bound in zip(_BOUNDS, _rowid_bounds(filters), strict=True):
        if bound is not None:
            conditions.append(f"{rowid} {condition} :{name}")
            values[name] = bound
    for one, many in TERMS.items():
        if (slug := getattr(filters, one)) is not None:
            conditions.append(
                f"a.id IN (SELECT article_id FROM article_{many} x JOIN {many} t"  # noqa: S608
                f" ON t.id = x.{one}_id WHERE t.slug = :{one})"
            )
            values[one] = slug
    if filters.edited:
        conditions.append(
            "a.id IN (SELECT article_id FROM revisions WHERE number > 1 AND origin = 'site')"
        )
    if not filters.suspects:
        conditions.append("a.suspect IS NULL")
    if not filters.duplicates:
        conditions.append("a.duplicate_of IS NULL")
    return source, " AND ".join(conditions), values


_BOUNDS = ((">=", "first"), ("<", "end"))


def _rowid_bounds(filters: Filters) -> tuple[int | None, int | None]:
    """Return where the days of filters begin and end in `search_rowid`; None = no bound."""
    firsts, ends = [], []
    if filters.since is not None:
        firsts.append(_rowid_of(filters.since))
    if filters.until is not None:
        firsts.append(_PER_SECOND)  # undated articles have less
        ends.append(_rowid_of(filters.until + timedelta(days=1)))
    if filters.year_month is not None and _MONTH.fullmatch(filters.year_month):
        # `year_month` is the printed month, in any zone; one day more on either side has it.
        month = date.fromisoformat(f"{filters.year_month}-01")
        firsts.append(_rowid_of(month - timedelta(days=1)))
        ends.append(_rowid_of(month + timedelta(days=32)))
    return max(firsts, default=None), min(ends, default=None)


def _rowid_of(day: date) -> int:
    midnight = datetime(day.year, day.month, day.day, tzinfo=WITA)
    return int(midnight.timestamp()) * _PER_SECOND


def listed(connection: sqlite3.Connection, rowids: list[int]) -> list[dict[str, Any]]:
    """Return what a listing shows of articles by their row in the index, in that order."""
    found = connection.execute(
        f"SELECT {_LISTED} FROM json_each(?) j"  # noqa: S608  # our own names
        " CROSS JOIN articles a ON a.search_rowid = j.value ORDER BY j.key",
        [json.dumps(rowids)],
    )
    return [dict(row) for row in found]


def _hit(connection: sqlite3.Connection, rowid: int, query: Query) -> Hit:
    sql = f"SELECT {_LISTED}, a.body FROM articles a WHERE a.search_rowid = ?"  # noqa: S608
    row = dict(connection.execute(sql, [rowid]).fetchone())
    body = row.pop("body")
    title = marked(row["title"] or "", query, in_title=True)
    return Hit(row, title, snippet(body, query))
