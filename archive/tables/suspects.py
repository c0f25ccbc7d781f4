"""Articles that may be an intruder's, and what the archive held before a post."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.rows import ArticleRow
from archive.tables import similar_articles

#: Of earlier articles so many are looked at, the latest.
RECENT = 100
_BELIEVED = "a.id <= :last AND a.suspect IS NULL"


def last_article(connection: sqlite3.Connection) -> int:
    """Return the highest id of an article; 0 where there is none."""
    return int(connection.execute("SELECT ifnull(max(id), 0) FROM articles").fetchone()[0])


def recent(connection: sqlite3.Connection, last: int) -> list[tuple[str, bool]]:
    """Return text, and whether dateline or sign-off is printed, of articles up to an id."""
    rows = connection.execute(
        "SELECT ifnull(a.title, '') || char(10) || substr(a.body, 1, 2000),"  # noqa: S608  # our own text
        " a.dateline IS NOT NULL OR a.signoff IS NOT NULL FROM articles a"
        f" WHERE {_BELIEVED} ORDER BY a.id DESC LIMIT :most",
        {"last": last, "most": RECENT},
    )
    return [(row[0], bool(row[1])) for row in rows]


def knows_author(connection: sqlite3.Connection, author: str | None, last: int) -> bool:
    """Say whether articles up to an id have one of an author."""
    found = connection.execute(
        f"SELECT 1 FROM articles a WHERE a.author = :author AND {_BELIEVED} LIMIT 1",  # noqa: S608
        {"author": author, "last": last},
    )
    return found.fetchone() is not None


def knows_category(connection: sqlite3.Connection, row: ArticleRow, last: int) -> bool:
    """Say whether articles up to an id have one in a category of a post."""
    return any(
        connection.execute(
            "SELECT 1 FROM categories c JOIN article_categories x ON x.category_id = c.id"  # noqa: S608
            f" JOIN articles a ON a.id = x.article_id WHERE c.slug = :slug AND {_BELIEVED} LIMIT 1",
            {"slug": slug, "last": last},
        ).fetchone()
        for _, slug in row.categories
    )


def suspects(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return the articles that are suspected, the newest first."""
    rows = connection.execute(
        "SELECT slug, url, title, first_seen_at, last_seen_at, suspect AS message FROM articles"
        " WHERE suspect IS NOT NULL ORDER BY first_seen_at DESC, id DESC"
    )
    return [dict(row) for row in rows]


def accept(connection: sqlite3.Connection, slug: str) -> None:
    """Clear an article of suspicion; called inside a transaction."""
    cleared = connection.execute(
        "UPDATE articles SET suspect = NULL WHERE slug = ? AND suspect IS NOT NULL RETURNING id",
        [slug],
    ).fetchall()
    for (article_id,) in cleared:
        similar_articles.set_root(connection, article_id)
