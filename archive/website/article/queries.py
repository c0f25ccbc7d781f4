"""What the archive holds of one article, its revisions and its neighbours."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.decisions import HOLD_REASONS
from archive.tables import held_states
from archive.website.article.addresses import led_to
from archive.website.article.evidence import Some, some
from archive.website.database import first, rows

Row = dict[str, Any]


def article(connection: sqlite3.Connection, slug: str, article_id: int | None) -> Row | None:
    """Return an article by its slug, or, of several that had this slug, by its id.

    An address that leads to an article elsewhere finds it, too.
    """
    # One condition a query: each has its own partial index, both together have none.
    return (
        first(
            connection,
            "SELECT * FROM articles WHERE slug = ?1 AND superseded_at IS NULL"
            " AND (?2 IS NULL OR id = ?2)",
            [slug, article_id],
        )
        or first(
            connection,
            "SELECT * FROM articles WHERE slug = ?1 AND superseded_at IS NOT NULL"
            " AND (?2 IS NULL OR id = ?2) ORDER BY superseded_at DESC, id DESC LIMIT 1",
            [slug, article_id],
        )
        or next(
            (
                first(connection, "SELECT * FROM articles WHERE id = ?", [number])
                for number in led_to(connection, slug)
                if article_id in (None, number)
            ),
            None,
        )
    )


def repeated(connection: sqlite3.Connection, article: Row) -> Row | None:
    """Return the earlier article that an article prints again."""
    sql = "SELECT id, slug, superseded_at FROM articles WHERE id = ?"
    return first(connection, sql, [article["duplicate_of"]])


def terms(connection: sqlite3.Connection, article_id: int) -> dict[str, list[Row]]:
    """Return an article's categories and tags."""
    return {
        many: rows(
            connection,
            f"SELECT t.name, t.slug FROM article_{many} x JOIN {many} t ON t.id = x.{one}_id"  # noqa: S608  # our own names
            " WHERE x.article_id = ? ORDER BY t.id",
            [article_id],
        )
        for one, many in (("category", "categories"), ("tag", "tags"))
    }


def images(connection: sqlite3.Connection, article_id: int) -> list[Row]:
    """Return an article's pictures, in order."""
    return rows(
        connection,
        "SELECT url, alt, caption, credit FROM images WHERE article_id = ? ORDER BY position",
        [article_id],
    )


def revisions(connection: sqlite3.Connection, article_id: int) -> list[Row]:
    """Return an article's states without their text, the newest first."""
    return rows(
        connection,
        "SELECT number, seen_at, title, body_sha256, change, origin, extractor, modified_at,"
        " capture_id, witness FROM revisions WHERE article_id = ? ORDER BY number DESC",
        [article_id],
    )


def not_believed(connection: sqlite3.Connection, article_id: int) -> list[Row]:
    """Return what was read of an article and is held, or was refuted or left unproven."""
    found = held_states.of_article(connection, article_id)
    return [
        state | {"why": HOLD_REASONS[state["reason"]]}
        for state in found
        if state["resolution"] != "believed"
    ]


def revision(connection: sqlite3.Connection, article_id: int, number: int) -> Row | None:
    """Return one state of an article, with its whole parse as JSON."""
    sql = "SELECT * FROM revisions WHERE article_id = ? AND number = ?"
    return first(connection, sql, [article_id, number])


def shown_elsewhere(connection: sqlite3.Connection, article_id: int) -> Some:
    """Return where an article was pointed to, and as what, the newest first."""
    return some(
        connection,
        "SELECT s.page_url, s.block, t.title, count(*) AS times, min(s.seen_at) AS first_seen_at,"
        " max(s.seen_at) AS last_seen_at, count(*) OVER () AS found"
        " FROM teasers t JOIN sightings s ON s.teaser_id = t.id"
        " WHERE t.article_id = :id GROUP BY s.page_url, s.block, t.title"
        " ORDER BY last_seen_at DESC, s.page_url",
        {"id": article_id},
    )


def alike(connection: sqlite3.Connection, article_id: int) -> Some:
    """Return articles that print nearly the same, the most alike first."""
    return some(
        connection,
        "SELECT a.id, a.slug, a.superseded_at, a.title, a.published_at, p.similarity,"
        " count(*) OVER () AS found FROM similar_articles p"
        " JOIN articles a ON a.id = p.other_id WHERE p.article_id = :id"
        " ORDER BY p.similarity DESC, a.id",
        {"id": article_id},
    )
