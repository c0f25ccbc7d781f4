"""Runs, captures and failures; writing ones are called inside a transaction."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from typing import Any

from archive.rows import FailureRow


def start(connection: sqlite3.Connection, spider: str, started_at: str) -> int:
    """Open a row; the lock is ours, so a row still open was left by a kill."""
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


def totals(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how much there is."""
    row = connection.execute(
        "SELECT (SELECT count(*) FROM articles) AS articles,"
        " (SELECT count(*) FROM revisions) AS revisions,"
        " (SELECT count(*) FROM teasers) AS teasers,"
        " (SELECT count(*) FROM sightings) AS sightings,"
        " (SELECT count(*) FROM captures) AS captures,"
        " (SELECT count(*) FROM failures WHERE resolved_at IS NULL"
        "   AND reason NOT LIKE 'refused/%') AS failures"
    ).fetchone()
    return dict(row)


def save_failure(connection: sqlite3.Connection, row: FailureRow, seen_at: str) -> None:
    """Save or count up."""
    connection.execute(
        "INSERT INTO failures (url, reason, message, first_seen_at, last_seen_at, count,"
        " capture_id) VALUES (:url, :reason, :message, :seen_at, :seen_at, 1, :capture_id)"
        " ON CONFLICT (url) DO UPDATE SET reason = excluded.reason, message = excluded.message,"
        " last_seen_at = excluded.last_seen_at, count = count + 1, resolved_at = NULL,"
        " capture_id = excluded.capture_id WHERE excluded.last_seen_at > failures.last_seen_at",
        asdict(row) | {"seen_at": seen_at},
    )


def unresolved_failures(connection: sqlite3.Connection, now: str, limit: int) -> list[str]:
    """Return addresses that may give an article another time, the longest untried first.

    A page that was cut short, or a bot check in its place, may be whole the next time.
    At once, then after 1, 2, 4, … days, at most 30. An archived article that does not
    answer has its own schedule.
    """
    rows = connection.execute(
        "SELECT url FROM failures WHERE resolved_at IS NULL"
        " AND (reason IN ('network', 'unreadable', 'check_page') OR reason GLOB 'http_*')"
        " AND NOT (reason IN ('http_404', 'http_410') AND url IN (SELECT url FROM aliases))"
        # Three hours less: cron does not start on the second.
        " AND julianday(?) - julianday(last_seen_at)"
        "   >= min(30, (1 << min(count - 1, 10)) / 2) - 0.125"
        " ORDER BY last_seen_at, url LIMIT ?",
        [now, limit],
    )
    return [row["url"] for row in rows]


def failed(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Return url, reason and last time of each address that gave no article."""
    rows = connection.execute(
        "SELECT url, reason, last_seen_at FROM failures WHERE resolved_at IS NULL"
    )
    return [tuple(row) for row in rows]


def last_refresh(connection: sqlite3.Connection) -> str | None:
    """Return when the last run began that asked every source it needed, and got answers."""
    row = connection.execute(
        "SELECT max(started_at) FROM runs WHERE spider = 'articles'"
        " AND json_extract(stats, '$.refreshed') = 1"
    ).fetchone()
    return str(row[0]) if row[0] else None


def resolve_failures(connection: sqlite3.Connection, urls: list[str], seen_at: str) -> None:
    """Mark addresses that gave an article after all."""
    connection.executemany(
        "UPDATE failures SET resolved_at = ? WHERE url = ? AND resolved_at IS NULL",
        [(seen_at, url) for url in urls],
    )
