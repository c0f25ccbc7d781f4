"""Searching and listing articles: newest first or by relevance, filtered, with counts."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from typing import Any, Literal

from archive.newsroom import WITA
from archive.search.highlighting import Piece, marked, snippet
from archive.search.query import Query

Order = Literal["newest", "relevance"]
#: Beyond it a count says "more than".
COUNTED_MOST = 10_000
#: Ranking reads every hit: 233 ms for a word that stands in all of 100,000 articles. Of more
#: hits than this the newest are ranked, and the page says so.
RANKED_MOST = 10_000
PAGE = 20
#: Headline before body, the word itself before its affixed forms.
_WEIGHTS = "bm25(articles_fts, 5.0, 1.0, 3.0, 0.7)"
#: It has what is filtered by, newest last. Left alone, SQLite looks through all of a month's
#: articles for each hit (minutes at 100,000), and reads long rows to sort a place's.
WALKED = "articles a INDEXED BY articles_reading"
#: The newsroom's day in seconds of `search_rowid`.
_PER_SECOND = 4_194_304
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
    count: int  # COUNTED_MOST + 1 = more than that
    rowids: list[int] = field(default_factory=list)  # of all hits, newest first; up to `count`
    next_offset: int | None  # None = this is the last page
    ranked_newest: bool = False  # only the newest RANKED_MOST hits were ranked


_LISTED = (
    "a.id, a.slug, a.title, a.published_at, a.place, a.section, a.author, a.initials,"
    " a.word_count, a.state, a.gone_at, a.duplicate_of, a.superseded_at, a.complete, a.url"
)
_REVISIONS = "(SELECT max(number) FROM revisions r WHERE r.article_id = a.id) AS revisions"


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
    # One walk counts, lists and gives what is counted beside the list: with filters that let
    # little through it reads every hit of the words, 45 ms for common ones.
    rowids = [
        row[0]
        for row in connection.execute(
            f"SELECT {rowid} FROM {source} WHERE {where} ORDER BY {rowid} DESC"  # noqa: S608  # our own text
            f" LIMIT {COUNTED_MOST + 1}",
            values,
        )
    ]
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
        count=len(rowids), rowids=rowids, next_offset=offset + limit if more else None,
        ranked_newest=ranked_newest,
    )  # fmt: skip


_EQUAL = (
    "place", "regency", "section", "author", "initials", "year_month", "extractor", "state",
)  # fmt: skip


def selection(match: str | None, filters: Filters) -> tuple[str, str, dict[str, Any]]:
    """Return what to select from, under which condition, and the condition's values."""
    conditions, values = ["a.superseded_at IS NULL"], dict[str, Any]()
    source = WALKED
    rowid = "a.search_rowid"
    if match is not None:
        # CROSS: the index of words comes first, whatever the planner thinks of the filters.
        source = f"articles_fts f CROSS JOIN {WALKED} ON a.search_rowid = f.rowid"
        conditions.append("articles_fts MATCH :match")
        values["match"] = match
        rowid = "f.rowid"
    for name in _EQUAL:
        if (value := getattr(filters, name)) is not None:
            conditions.append(f"a.{name} = :{name}")
            values[name] = value
    if filters.since is not None:
        conditions.append(f"{rowid} >= :since")
        values["since"] = _midnight(filters.since) * _PER_SECOND
    if filters.until is not None:
        conditions.append(f"{rowid} < :until")
        values["until"] = _midnight(filters.until + timedelta(days=1)) * _PER_SECOND
    if filters.until is not None and filters.since is None:
        conditions.append(f"{rowid} >= {_PER_SECOND}")  # undated ones are of no day
    if filters.year_month is not None and _MONTH.fullmatch(filters.year_month):
        # The month is the printed one, whatever the clock; a day more on either side has it.
        first = date.fromisoformat(f"{filters.year_month}-01")
        values["after"] = _midnight(first - timedelta(days=1)) * _PER_SECOND
        values["before"] = _midnight(first + timedelta(days=32)) * _PER_SECOND
        conditions.append(f"{rowid} BETWEEN :after AND :before")
    for one, many, slug in (
        ("category", "categories", filters.category),
        ("tag", "tags", filters.tag),
    ):
        if slug is not None:
            conditions.append(
                f"a.id IN (SELECT article_id FROM article_{many} x JOIN {many} t"  # noqa: S608
                f" ON t.id = x.{one}_id WHERE t.slug = :{one})"
            )
            values[one] = slug
    if filters.edited:
        conditions.append(
            "a.id IN (SELECT article_id FROM revisions WHERE number > 1 AND origin = 'site')"
        )
    if not filters.duplicates:
        conditions.append("a.duplicate_of IS NULL")
    return source, " AND ".join(conditions), values


def listed(connection: sqlite3.Connection, rowids: list[int]) -> list[dict[str, Any]]:
    """Return what a listing shows of articles by their row in the index, in that order."""
    cursor = connection.execute(
        f"SELECT {_LISTED}, {_REVISIONS} FROM json_each(?) j"  # noqa: S608  # our own names
        " CROSS JOIN articles a ON a.search_rowid = j.value ORDER BY j.key",
        [json.dumps(rowids)],
    )
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=WITA).timestamp())


def _hit(connection: sqlite3.Connection, rowid: int, query: Query) -> Hit:
    cursor = connection.execute(
        f"SELECT {_LISTED}, {_REVISIONS}, a.body FROM articles a WHERE a.search_rowid = ?",  # noqa: S608
        [rowid],
    )
    names = [column[0] for column in cursor.description]
    row = dict(zip(names, cursor.fetchone(), strict=True))
    body = row.pop("body")
    return Hit(
        row=row,
        title=marked(row["title"] or "", query, in_title=True),
        snippet=snippet(body, query),
    )
