"""Addresses of listings that pages link to; writing ones are called inside a transaction."""

from __future__ import annotations

import sqlite3


def save_listings(
    connection: sqlite3.Connection, rows: tuple[tuple[str, str], ...], seen_at: str
) -> None:
    """Save listings as (url, kind)."""
    connection.executemany(
        "INSERT INTO listings (url, kind, first_seen_at, last_seen_at) VALUES (?1, ?2, ?3, ?3)"
        " ON CONFLICT (url) DO UPDATE SET last_seen_at = max(last_seen_at, excluded.last_seen_at)",
        [(url, kind, seen_at) for url, kind in rows],
    )


def listings_of_kind(connection: sqlite3.Connection, kind: str, limit: int) -> list[str]:
    """Return listings of a kind, those linked most recently first."""
    rows = connection.execute(
        "SELECT url FROM listings WHERE kind = ? ORDER BY last_seen_at DESC, url LIMIT ?",
        [kind, limit],
    )
    return [row["url"] for row in rows]
