"""The counts beside a listing: how many articles of each place, author and so on."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from typing import Any

from archive.search.articles import TERMS, WALKED, Filters, Found, selection
from archive.search.query import Query

#: Counted columns, in the order shown; the templates have their labels.
FACETS = ("place", "regency", "author", "initials", "year_month", "extractor", "state")
MOST_VALUES = 12
#: Of more hits than this nothing is counted.
FACETED_MOST = 2_000

Counts = list[tuple[str, str, int]]  # value, label, count; the most first, months newest first


def facets(
    connection: sqlite3.Connection, query: Query, filters: Filters, found: Found
) -> dict[str, Counts]:
    """Count the articles found; nothing where words have more than FACETED_MOST hits."""
    if query.groups:
        if found.count > FACETED_MOST:
            return {}
        source = f"json_each(:rowids) j CROSS JOIN {WALKED} ON a.search_rowid = j.value"
        return _few(connection, source, "true", {"rowids": json.dumps(found.rowids)})
    if set(filters.given) <= {"duplicates"}:
        return _all(connection, filters)
    return _few(connection, *selection(None, filters))


def _few(
    connection: sqlite3.Connection, source: str, where: str, values: dict[str, Any]
) -> dict[str, Counts]:
    """Count in one walk of the index that has all columns, instead of one for each of them."""
    walked = connection.execute(
        f"SELECT {', '.join(f'a.{name}' for name in FACETS)} FROM {source} WHERE {where}",  # noqa: S608  # our own text
        values,
    ).fetchall()
    counted = {
        name: _most(Counter(column), by_value=name == "year_month")
        for name, column in zip(FACETS, zip(*walked, strict=True), strict=False)
    }
    for one, many in TERMS.items():
        # CROSS: from the articles to their tags, not from every tag there is.
        counted[one] = [
            tuple(row)
            for row in connection.execute(
                f"SELECT t.slug, t.name, n FROM (SELECT x.{one}_id AS id, count(*) AS n"  # noqa: S608
                f" FROM {source} CROSS JOIN article_{many} x ON x.article_id = a.id WHERE {where}"
                f" GROUP BY 1) JOIN {many} t USING (id) ORDER BY 3 DESC, 2 LIMIT {MOST_VALUES}",
                values,
            )
        ]
    return {name: counted.get(name, []) for name in (*FACETS, *counted)}


def _all(connection: sqlite3.Connection, filters: Filters) -> dict[str, Counts]:
    """Count all articles, each column by the index that begins with it."""
    reposts = "" if filters.duplicates else " AND duplicate_of IS NULL"
    if not filters.suspects:
        reposts += " AND suspect IS NULL"
    counted: dict[str, Counts] = {}
    for name in FACETS:
        order = "1 DESC" if name == "year_month" else "2 DESC, 1"
        counted[name] = [
            (row[0], row[0], row[1])
            for row in connection.execute(
                f"SELECT {name}, count(*) FROM articles WHERE superseded_at IS NULL{reposts}"  # noqa: S608  # our own names
                f" AND {name} IS NOT NULL GROUP BY 1 ORDER BY {order} LIMIT {MOST_VALUES}"
            )
        ]
    # Counted is all, by index, less the few that are left out: 280 ms to look at each of
    # 300,000 tags instead.
    others = "" if filters.duplicates else " OR duplicate_of IS NOT NULL"
    others += "" if filters.suspects else " OR suspect IS NOT NULL"
    aside = f"SELECT id FROM articles WHERE superseded_at IS NOT NULL{others}"  # noqa: S608
    for one, many in TERMS.items():
        counted[one] = [
            tuple(row)
            for row in connection.execute(
                f"WITH every AS (SELECT {one}_id AS id, count(*) AS n"  # noqa: S608
                f" FROM article_{many} GROUP BY 1),"
                f" less AS (SELECT {one}_id AS id, count(*) AS n FROM article_{many}"
                f"  WHERE article_id IN ({aside}) GROUP BY 1)"
                " SELECT t.slug, t.name, every.n - ifnull(less.n, 0) AS n"
                f" FROM every JOIN {many} t USING (id) LEFT JOIN less USING (id)"
                f" WHERE every.n > ifnull(less.n, 0) ORDER BY 3 DESC, 2 LIMIT {MOST_VALUES}"
            )
        ]
    return counted


def _most(counter: Counter[str | None], *, by_value: bool) -> Counts:
    pairs = sorted((value, count) for value, count in counter.items() if value is not None)
    if by_value:
        pairs.reverse()
    else:
        pairs.sort(key=lambda pair: -pair[1])
    return [(value, value, count) for value, count in pairs[:MOST_VALUES]]
