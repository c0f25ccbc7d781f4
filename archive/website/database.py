"""How the pages read: one connection a thread, read-only, with a time limit."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from datasette.app import Datasette
from datasette.utils import sqlite_timelimit, tilde_encode
from datasette.views.base import DatasetteError

Value = TypeVar("Value")


def number_in(text: str | None) -> int | None:
    """Return the number in a part of an address; None where the part is no number.

    ``isdigit`` is true of letters that ``int`` refuses, and SQLite has no number of 20 digits.

    >>> number_in("12"), number_in("²"), number_in("9" * 20), number_in("")
    (12, None, None, None)
    """
    return int(text) if text and re.fullmatch(r"[0-9]{1,12}", text) else None


def archive_name(datasette: Datasette) -> str:
    """Return the archive's name in addresses: the file's, without its suffix."""
    return next(str(name) for name in datasette.databases if not name.startswith("_"))


def database_of(path: str, datasette: Datasette) -> str | None:
    """Return the address of the database that a page of Datasette belongs to, None for ours."""
    for name in datasette.databases:
        address = f"/{tilde_encode(name)}"  # as Datasette writes `deleg.2024`
        if path == address or path.startswith((f"{address}/", f"{address}.")):
            return address
    return None


async def read(datasette: Datasette, query: Callable[[sqlite3.Connection], Value]) -> Value:
    """Run a function of a connection in Datasette's thread pool, within its time limit."""

    def limited(connection: sqlite3.Connection) -> Value:
        with sqlite_timelimit(connection, datasette.setting("sql_time_limit_ms")):
            return query(connection)

    try:
        value: Value = await datasette.get_database(archive_name(datasette)).execute_fn(limited)
    except sqlite3.OperationalError as error:
        if "interrupted" not in str(error):
            raise
        raise DatasetteError(
            "This took too long. Narrow it: fewer years, more words.", status=503
        ) from None
    return value


@dataclass(frozen=True, slots=True)
class LinkedQuery:
    """A query that a page runs and links to."""

    sql: str
    parameters: dict[str, str]

    def rows(self, connection: sqlite3.Connection) -> list[dict[str, Any]]:
        """Return its rows."""
        return rows(connection, self.sql, self.parameters)


def rows(connection: sqlite3.Connection, sql: str, parameters: Any = ()) -> list[dict[str, Any]]:
    """Return the rows of a query as dictionaries."""
    cursor = connection.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def first(connection: sqlite3.Connection, sql: str, parameters: Any = ()) -> dict[str, Any] | None:
    """Return the first row of a query as a dictionary; None where there is none."""
    return next(iter(rows(connection, sql, parameters)), None)
