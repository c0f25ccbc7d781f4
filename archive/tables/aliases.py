"""Every address that leads to an article; writing ones are called inside a transaction."""

from __future__ import annotations

import sqlite3


def alias_urls(connection: sqlite3.Connection) -> list[str]:
    """Return every address that leads to an article."""
    return [row[0] for row in connection.execute("SELECT url FROM aliases")]


def save_aliases(
    connection: sqlite3.Connection,
    article_id: int,
    aliases: tuple[tuple[str, str], ...],
    seen_at: str,
) -> None:
    """Save addresses that led to an article; a known one moves with its redirect."""
    connection.executemany(
        "INSERT INTO aliases (url, article_id, kind, seen_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (url) DO UPDATE SET article_id = excluded.article_id,"
        " kind = excluded.kind, seen_at = excluded.seen_at"
        " WHERE excluded.seen_at >= aliases.seen_at",
        [(url, article_id, kind, seen_at) for url, kind in aliases],
    )


def give_aliases(connection: sqlite3.Connection, slug: str, article_id: int) -> None:
    """Make every address found so far an alias of the article it names."""
    connection.execute(
        "INSERT OR IGNORE INTO aliases (url, article_id, kind, seen_at)"
        " SELECT url, ?, 'found', max(last_seen_at) FROM addresses WHERE slug = ? GROUP BY url",
        [article_id, slug],
    )
