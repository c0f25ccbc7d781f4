"""Addresses that gave no record, each with its reason and how often it was tried."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict
from typing import Any

from archive.rows import FailureRow


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
        " AND (reason IN ('network', 'unreadable', 'check_page', 'internal')"
        "   OR reason GLOB 'http_*')"
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


def resolve_failures(connection: sqlite3.Connection, urls: list[str], seen_at: str) -> None:
    """Mark addresses that gave an article after all."""
    connection.executemany(
        "UPDATE failures SET resolved_at = ? WHERE url = ? AND resolved_at IS NULL",
        [(seen_at, url) for url in urls],
    )


def open_failures(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return every address that gave no record so far, the oldest failure first."""
    rows = connection.execute(
        "SELECT url, reason, message, first_seen_at, last_seen_at, count FROM failures"
        " WHERE resolved_at IS NULL ORDER BY last_seen_at, url"
    )
    return [dict(row) for row in rows]
