"""Addresses of articles and listings, and which source named them; inside a transaction."""

from __future__ import annotations

import sqlite3

from archive.rows import AddressRow


def save(connection: sqlite3.Connection, rows: tuple[AddressRow, ...], seen_at: str) -> None:
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


def give_aliases(connection: sqlite3.Connection, slug: str, article_id: int) -> None:
    """Make every address found so far an alias of the article it names."""
    connection.execute(
        "INSERT OR IGNORE INTO aliases (url, article_id, kind, seen_at)"
        " SELECT url, ?, 'found', max(last_seen_at) FROM addresses WHERE slug = ? GROUP BY url",
        [article_id, slug],
    )


def save_listings(
    connection: sqlite3.Connection, rows: tuple[tuple[str, str], ...], seen_at: str
) -> None:
    """Save listings as (url, kind)."""
    connection.executemany(
        "INSERT INTO listings (url, kind, first_seen_at, last_seen_at) VALUES (?1, ?2, ?3, ?3)"
        " ON CONFLICT (url) DO UPDATE SET last_seen_at = max(last_seen_at, excluded.last_seen_at)",
        [(url, kind, seen_at) for url, kind in rows],
    )


def listings(connection: sqlite3.Connection, kind: str, limit: int) -> list[str]:
    """Return listings of a kind, those linked most recently first."""
    rows = connection.execute(
        "SELECT url FROM listings WHERE kind = ? ORDER BY last_seen_at DESC, url LIMIT ?",
        [kind, limit],
    )
    return [row["url"] for row in rows]
