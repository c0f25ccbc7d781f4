"""Which articles a condition chooses: a piece of SQL that a reader has typed, and nothing more."""

from __future__ import annotations

import re
import sqlite3

from archive.errors import ArchiveError


class ConditionError(ArchiveError):
    """A condition that SQLite does not understand, or that wants to do more than to read."""


#: What a condition may do: read, call functions, recurse; FTS5 asks for `data_version` itself.
_READING = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
}
#: The archive's fault, not the condition's.
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOTADB)
#: Virtual machine steps between two looks whether somebody wants to stop: about every 10 ms.
_STEPS = 1_000_000


def chosen_articles(
    connection: sqlite3.Connection, condition: str | None, *, duplicates: bool = True
) -> list[int]:
    """Return the ids of the articles that a condition holds for, by time of publication.

    What may be an intruder's is left out, unless the condition itself names the column `suspect`.
    Undated ones come last, equal times are ordered by slug. None = every article. Without
    ``duplicates``, articles that repeat an earlier one are left out. ``connection`` is one
    that was opened for reading. Raises :class:`ConditionError`.
    """
    clauses = ["1" if duplicates else "a.duplicate_of IS NULL"]
    if condition is None or not re.search(r"\bsuspect\b", condition):
        clauses[0] += " AND a.suspect IS NULL"
    if condition is not None:
        # The line end closes a comment that the condition may end with.
        clauses.append(f"({condition}\n)")
        # As part of an expression it must be one: no UNION behind a bracket that it closes.
        probe = f"SELECT CASE WHEN {clauses[1]} THEN 1 END FROM articles a LIMIT 0"  # noqa: S608  # may only read
        _run(connection, probe)
    return [
        row[0]
        for row in _run(
            connection,
            f"SELECT a.id FROM articles a WHERE {' AND '.join(clauses)}"  # noqa: S608  # may only read
            " ORDER BY a.published_utc IS NULL, a.published_utc, a.slug, a.id",
        )
    ]


def _run(connection: sqlite3.Connection, sql: str) -> list[sqlite3.Row]:
    # FTS5 declares its table when it is first used, which the authorizer would take for writing.
    connection.execute("SELECT 1 FROM articles_fts LIMIT 0")
    connection.set_authorizer(_authorize)
    # A handler of signals runs between two steps of Python: give it the chance.
    connection.set_progress_handler(lambda: 0, _STEPS)
    try:
        return connection.execute(sql).fetchall()
    # Warning: several statements (Python 3.11); ValueError: text that is no Unicode.
    except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code == sqlite3.SQLITE_INTERRUPT:  # what the signal's handler raised is lost in SQLite
            raise KeyboardInterrupt from None
        if code is not None and code & 0xFF in _DAMAGE:
            raise
        reason = str(error).splitlines()[0]  # the rest is our own SQL
        raise ConditionError(
            f"--where is not understood: {reason}; give one condition over columns of articles, "
            "as \"place = 'Kupang' AND published_at >= '2021'\""
        ) from None
    finally:
        connection.set_authorizer(None)
        connection.set_progress_handler(None, 0)


def _authorize(action: int, first: str | None, *_: str | None) -> int:
    if action in _READING or (action == sqlite3.SQLITE_PRAGMA and first == "data_version"):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY
