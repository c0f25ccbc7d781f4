"""Addresses that sources name; those of archived articles are aliases; in a transaction."""

from __future__ import annotations

import sqlite3

from archive.rows import AddressRow


def save_addresses(
    connection: sqlite3.Connection, rows: tuple[AddressRow, ...], seen_at: str
) -> None:
    """Save addresses; one of an archived article is an alias of it."""
    connection.executemany(
        "INSERT INTO addresses (url, slug, source, first_seen_at, last_seen_at)"
        " VALUES (?1, ?2, ?3, ?4, ?4)"
        " ON CONFLICT (url, source) DO UPDATE"
        " SET last_seen_at = max(last_seen_at, excluded.last_seen_at)",
        [(row.url, row.slug, row.source, seen_at) for row in rows],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO aliases (url, article_id, kind, seen_at)"
        " SELECT ?1, id, 'found', ?2 FROM articles WHERE slug = ?3 AND superseded_at IS NULL",
        [(row.url, seen_at, row.slug) for row in rows],
    )
