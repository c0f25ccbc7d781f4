"""SQL functions by which a canned query understands what people type into the search box."""

from __future__ import annotations

import sqlite3

from archive.search.query import QueryError, parse_query

#: An expression of FTS5 that finds nothing; the empty text would be a syntax error.
NOTHING = '""'


def fts(typed: str | None) -> str:
    """Return what was typed as FTS5 reads it; nothing typed finds nothing.

    Raises :class:`archive.search.query.QueryError` for what only leaves out: "none in 12
    articles" would be untrue.

    >>> fts("korupsi -sidang"), fts(None)
    ('((("korupsi"))) NOT (("sidang"))', '""')
    """
    return parse_query(str(typed or "")).as_fts() or NOTHING


def any_word(typed: str | None) -> int:
    """Return 1 where no word is asked for, so that every article is meant.

    >>> any_word(" "), any_word("AND"), any_word("korupsi"), any_word("-sidang")
    (1, 1, 0, 0)
    """
    try:
        return int(not parse_query(str(typed or "")).groups)
    except QueryError:
        return 0


def register(connection: sqlite3.Connection) -> None:
    """Make the functions known to one connection."""
    for function in (fts, any_word):
        # Deterministic: SQLite then calls it once a query, not once a row.
        connection.create_function(function.__name__, 1, function, deterministic=True)
