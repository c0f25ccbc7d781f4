"""Searching and listing articles: newest first or by relevance, filtered, with counts."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta, timezone
from typing import Any, Literal

from archive.marking import Piece, marked, snippet
from archive.query import Query

Order = Literal["newest", "relevance"]
#: Beyond it a count says "more than".
COUNTED_MOST = 10_000
#: Ranking reads every hit: 233 ms for a word that stands in all of 100,000 articles. Of more
#: hits than this the newest are ranked, and the page says so.
RANKED_MOST = 10_000
#: Counting by place, author and so on reads every hit several times.
FACETED_MOST = 2_000
PAGE = 20
#: Headline before body, the word itself before its affixed forms.
_WEIGHTS = "bm25(articles_fts, 5.0, 1.0, 3.0, 0.7)"
_WITA = timezone(timedelta(hours=8))
#: The newsroom's day in seconds of `search_rowid`.
_PER_SECOND = 4_194_304


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
    next_offset: int | None  # None = this is the last page
    ranked_newest: bool = False  # only the newest RANKED_MOST hits were ranked


_LISTED = (
    "a.id, a.slug, a.title, a.published_at, a.place, a.section, a.author, a.initials,"
    " a.word_count, a.state, a.gone_at, a.duplicate_of, a.superseded_at, a.complete, a.url"
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
    source, conditions, values = _conditions(match, filters)
    where = " AND ".join(conditions)
    (count,) = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM {source} WHERE {where} LIMIT {COUNTED_MOST + 1})",  # noqa: S608  # our own text
        values,
    ).fetchone()
    by_rank = order == "relevance" and match is not None
    ranked_newest = False
    if by_rank and count > RANKED_MOST:
        # The hits' row ids alone, from the newest: the rank reads no older ones.
        (oldest,) = connection.execute(
            "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?"
            " ORDER BY rowid DESC LIMIT 1 OFFSET ?",
            [match, RANKED_MOST - 1],
        ).fetchone()
        where += " AND f.rowid >= :oldest"
        values["oldest"], ranked_newest = oldest, True
    sorting = _WEIGHTS if by_rank else ("f.rowid DESC" if match else "a.search_rowid DESC")
    ids = [
        row[0]
        for row in connection.execute(
            f"SELECT a.search_rowid FROM {source} WHERE {where} ORDER BY {sorting}"  # noqa: S608
            " LIMIT :limit OFFSET :offset",
            {**values, "limit": limit + 1, "offset": offset},
        )
    ]
    hits = [_hit(connection, rowid, query) for rowid in ids[:limit]]
    more = len(ids) > limit
    return Found(
        hits=hits, count=count, next_offset=offset + limit if more else None,
        ranked_newest=ranked_newest,
    )  # fmt: skip


#: Columns that are counted beside a listing; what they are called stands in the templates.
FACETS = ("place", "regency", "author", "initials", "year_month", "extractor", "state")
MOST_VALUES = 12


def facets(
    connection: sqlite3.Connection, query: Query, filters: Filters
) -> dict[str, list[tuple[str, str, int]]]:
    """Count articles by place, author and so on: (value, label, count), the most first.

    Without words each is answered by an index; with words, give no query of more hits
    than FACETED_MOST.
    """
    source, conditions, values = _conditions(query.as_fts(), filters)
    where = " AND ".join(conditions)
    counted: dict[str, list[tuple[str, str, int]]] = {}
    for name in FACETS:
        order = "1 DESC" if name == "year_month" else "2 DESC, 1"
        counted[name] = [
            (row[0], row[0], row[1])
            for row in connection.execute(
                f"SELECT a.{name}, count(*) FROM {source} WHERE {where}"  # noqa: S608  # our own names
                f" AND a.{name} IS NOT NULL GROUP BY 1 ORDER BY {order} LIMIT {MOST_VALUES}",
                values,
            )
        ]
    everything = not query.groups and set(filters.given) <= {"duplicates"}
    chosen = f"IN (SELECT a.id FROM {source} WHERE {where})"  # noqa: S608  # our own text
    if everything:  # the few that are left out are sooner found than the many that are not
        aside = "" if filters.duplicates else " OR duplicate_of IS NOT NULL"
        chosen = f"NOT IN (SELECT id FROM articles WHERE superseded_at IS NOT NULL{aside})"  # noqa: S608
    for one, many in (("category", "categories"), ("tag", "tags")):
        counted[one] = [
            tuple(row)
            for row in connection.execute(
                f"SELECT t.slug, t.name, count(*) FROM article_{many} x JOIN {many} t"  # noqa: S608
                f" ON t.id = x.{one}_id WHERE x.article_id {chosen}"
                f" GROUP BY t.id ORDER BY 3 DESC, 2 LIMIT {MOST_VALUES}",
                values,
            )
        ]
    return counted


_EQUAL = (
    "place", "regency", "section", "author", "initials", "year_month", "extractor", "state",
)  # fmt: skip


def _conditions(match: str | None, filters: Filters) -> tuple[str, list[str], dict[str, Any]]:
    """Return what to select from, its conditions, and their values."""
    conditions, values = ["a.superseded_at IS NULL"], dict[str, Any]()
    source = "articles a"
    rowid = "a.search_rowid"
    if match is not None:
        # CROSS: the index of words comes first, whatever the planner thinks of the filters.
        source = "articles_fts f CROSS JOIN articles a ON a.search_rowid = f.rowid"
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
    return source, conditions, values


def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=_WITA).timestamp())


def _hit(connection: sqlite3.Connection, rowid: int, query: Query) -> Hit:
    cursor = connection.execute(
        f"SELECT {_LISTED}, a.body, (SELECT max(number) FROM revisions r"  # noqa: S608
        " WHERE r.article_id = a.id) AS revisions FROM articles a WHERE a.search_rowid = ?",
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
