"""Whether the database is sound; reading, but for `rebuild_search`."""

from __future__ import annotations

import sqlite3
from pathlib import Path


def problems(connection: sqlite3.Connection) -> list[str]:
    """Return what SQLite itself finds wrong: pages, constraints, foreign keys."""
    found = [
        f"integrity: {row[0]}"
        for row in connection.execute("PRAGMA integrity_check(20)")
        if row[0] != "ok"
    ]
    found += [
        f"foreign key: row {row[1]} of {row[0]} points to no row of {row[2]}"
        for row in connection.execute("PRAGMA foreign_key_check")
    ]
    return found


def search_problems(path: Path) -> list[str]:
    """Compare the search index with the articles; FTS5 asks for a writer, and writes nothing."""
    try:
        connection = sqlite3.connect(path, timeout=30)
        try:
            connection.execute(
                "INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)"
            )
        finally:
            connection.rollback()
            connection.close()
    except sqlite3.DatabaseError as error:
        return [f"search index: {error} (scrapy doctor --fix builds it anew)"]
    return []


def rebuild_search(connection: sqlite3.Connection) -> None:
    """Build the search index from the articles; called inside a transaction."""
    connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
