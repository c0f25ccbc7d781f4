"""Runs: when each began, how it ended, and what it counted."""

from __future__ import annotations

import json
import sqlite3
from typing import Any


def start(connection: sqlite3.Connection, spider: str, started_at: str) -> int:
    """Open a row. Its caller holds the lock, so a row still open was left by a kill."""
    close_killed(connection, started_at)
    cursor = connection.execute(
        "INSERT INTO runs (spider, started_at) VALUES (?, ?)", [spider, started_at]
    )
    return int(cursor.lastrowid or 0)


def close_killed(connection: sqlite3.Connection, now: str) -> None:
    """Close rows that a kill left open."""
    connection.execute(
        "UPDATE runs SET outcome = 'killed', finished_at = ? WHERE finished_at IS NULL", [now]
    )


def finish(
    connection: sqlite3.Connection,
    run_id: int,
    *,
    finished_at: str,
    outcome: str,
    exit_code: int,
    walk_complete: bool,
    stats: str,
) -> None:
    """Close a row."""
    connection.execute(
        "UPDATE runs SET finished_at = ?, outcome = ?, exit_code = ?, walk_complete = ?,"
        " stats = ? WHERE id = ?",
        [finished_at, outcome, exit_code, int(walk_complete), stats, run_id],
    )


def unfinished(connection: sqlite3.Connection) -> list[str]:
    """Return when each run began that has no end."""
    rows = connection.execute("SELECT started_at FROM runs WHERE finished_at IS NULL")
    return [row[0] for row in rows]


def last_time(connection: sqlite3.Connection) -> str | None:
    """Return the latest time at which a run began or ended."""
    row = connection.execute(
        "SELECT max(max(started_at), ifnull(max(finished_at), '')) FROM runs"
    ).fetchone()
    return str(row[0]) if row[0] else None


def has_walked(connection: sqlite3.Connection) -> bool:
    """Say whether any run has seen all of the site."""
    return bool(connection.execute("SELECT 1 FROM runs WHERE walk_complete LIMIT 1").fetchone())


def last_stats(connection: sqlite3.Connection, spider: str) -> dict[str, Any]:
    """Return the counts of the last trusted run that read 20 articles or more."""
    row = connection.execute(
        "SELECT stats FROM runs WHERE spider = ? AND exit_code = 0"
        " AND json_extract(stats, '$.\"page/article\"') >= 20 ORDER BY id DESC LIMIT 1",
        [spider],
    ).fetchone()
    return dict(json.loads(row["stats"])) if row else {}


def last(connection: sqlite3.Connection, limit: int) -> list[dict[str, Any]]:
    """Return the newest runs first, without their counts."""
    rows = connection.execute(
        "SELECT id, spider, started_at, finished_at, outcome, exit_code, walk_complete"
        " FROM runs ORDER BY id DESC LIMIT ?",
        [limit],
    )
    return [dict(row) for row in rows]


def last_refresh(connection: sqlite3.Connection) -> str | None:
    """Return when the last run began that asked every source it needed, and got answers."""
    row = connection.execute(
        "SELECT max(started_at) FROM runs WHERE spider = 'articles'"
        " AND json_extract(stats, '$.refreshed') = 1"
    ).fetchone()
    return str(row[0]) if row[0] else None
