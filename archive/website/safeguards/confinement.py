"""What SQL may touch: an allow-list that SQLite's authorizer holds on every reading connection.

Whatever a newer SQLite adds is refused until it is named here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

#: Why it is allowed → functions.
FUNCTIONS_BY_REASON = {
    "counting and summing up": "avg count max min sum total group_concat",
    "positions within a result": (
        "cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank"
        " row_number"
    ),
    "text": (
        "char format glob hex instr length like lower ltrim printf quote replace rtrim substr"
        " substring trim unicode upper"
    ),
    "choosing among values": "coalesce ifnull iif likelihood likely nullif typeof unlikely",
    "times": (
        "current_date current_time current_timestamp date datetime julianday strftime time"
        " unixepoch"
    ),
    "numbers": (
        "abs acos acosh asin asinh atan atan2 atanh ceil ceiling cos cosh degrees exp floor ln"
        " log log10 log2 mod pi pow power radians round sign sin sinh sqrt tan tanh trunc"
    ),
    "samples of articles": "random",
    "columns that hold JSON, and JSON as a result; Datasette facets lists": (
        "-> ->> json json_array json_array_length json_extract json_group_array"
        " json_group_object json_object json_quote json_type json_valid"
    ),
    "full-text search of FTS5": "bm25 highlight match snippet",
    "words as the search box understands them; Datasette's `_search`": "any_word escape_fts fts",
}
#: Table-valued functions: JSON lists are read row by row by our pages and Datasette's facets.
TABLE_FUNCTIONS = frozenset(["json_each"])
#: By which Datasette reads columns and keys; FTS5 asks `data_version` before each MATCH. As a
#: table (`pragma_table_info`), which is how typed SQL would ask, each is refused.
_PRAGMAS = frozenset(
    [
        "data_version",
        "foreign_key_list",
        "index_list",
        "schema_version",
        "table_info",
        "table_xinfo",
    ]
)
_FUNCTIONS = frozenset(" ".join(FUNCTIONS_BY_REASON.values()).split())
#: Of one query. SQLite's own limits let one fill a small server's memory, or take minutes between
#: two looks at the clock.
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 8_000_000,  # bytes; no text here is longer
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 25_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 20,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 1_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
#: SQLite's memory in one process. What it sorts stays in memory, so that no disk is filled.
_HEAP = 64_000_000  # bytes


def confine(connection: sqlite3.Connection) -> None:
    """Let a connection read its archive's tables by functions of the list, within limits.

    A table that is made later is refused to this connection.
    """
    connection.execute("PRAGMA temp_store = memory")
    connection.execute(f"PRAGMA hard_heap_limit = {_HEAP}")
    for limit, most in _LIMITS.items():
        connection.setlimit(limit, most)
    tables = _names(connection, "SELECT name FROM sqlite_master") | {"sqlite_master"}
    # Views are in the list, too. A module that is no table here answers under its own name.
    modules = _names(connection, "PRAGMA module_list") - tables
    connection.set_authorizer(_authorizer(tables | TABLE_FUNCTIONS, modules))


def _names(connection: sqlite3.Connection, sql: str) -> frozenset[str]:
    return frozenset(name.lower() for (name,) in map(tuple, connection.execute(sql)))


def _authorizer(tables: frozenset[str], modules: frozenset[str]) -> Callable[..., int]:
    def may_read(table: str, column: str) -> bool:
        # Without a column it may be the name of a WITH, as in `WITH x AS (…) SELECT count(*)`.
        named_by_with = not column and table not in modules and not table.startswith("pragma_")
        return table in tables or named_by_with

    def authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
        named = (first or "").lower()
        if action == sqlite3.SQLITE_PRAGMA and named == "database_list":
            # It tells where the file lies. Datasette asks it, and bears an empty answer.
            return sqlite3.SQLITE_IGNORE
        allowed = (
            action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE)
            or (action == sqlite3.SQLITE_READ and may_read(named, second or ""))
            or (action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _FUNCTIONS)
            or (action == sqlite3.SQLITE_PRAGMA and named in _PRAGMAS)
            # SQLite asks this where it sets up a virtual table; the file is opened read-only.
            or (action == sqlite3.SQLITE_UPDATE and named == "sqlite_master")
        )
        return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY

    return authorize
