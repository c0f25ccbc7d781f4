"""Teasers and their sightings; called inside a transaction."""

from __future__ import annotations

import sqlite3

from archive.records import TeaserRow


def save(
    connection: sqlite3.Connection, rows: tuple[TeaserRow, ...], page_url: str, seen_at: str
) -> None:
    """Save each wording once, and that it was shown."""
    for row in rows:
        wording = [row.url, row.title, row.excerpt]
        connection.execute(
            "INSERT OR IGNORE INTO teasers (url, title, excerpt, article_id, resolved_by)"
            " SELECT ?1, ?2, ?3, a.id, iif(a.id IS NULL, NULL, 'link') FROM (SELECT 1)"
            " LEFT JOIN articles a ON a.url = ?1 AND a.superseded_at IS NULL",
            wording,
        )
        connection.execute(
            "INSERT OR IGNORE INTO sightings (teaser_id, page_url, block, position, seen_at)"
            " SELECT id, ?4, ?5, ?6, ?7 FROM teasers"
            " WHERE ifnull(url, '') = ifnull(?1, '')"
            " AND ifnull(title, char(0)) = ifnull(?2, char(0))"
            " AND ifnull(excerpt, char(0)) = ifnull(?3, char(0))",
            [*wording, page_url, row.block, row.position, seen_at],
        )


def resolve_by_link(connection: sqlite3.Connection, url: str, article_id: int) -> None:
    """Point the teasers that link to an article to it."""
    connection.execute(
        "UPDATE teasers SET article_id = ?, resolved_by = 'link'"
        " WHERE url = ? AND article_id IS NULL",
        [article_id, url],
    )
