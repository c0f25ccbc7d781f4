"""What REST or a feed stated of one article: called inside a transaction where they write."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from archive.rows import StatedRow

_COLUMNS = ("source", "seen_at", "title", "paragraphs", "published_at", "modified_at", "capture_id")
_LISTS = ("paragraphs", "only_on_page", "not_on_page")
#: REST before a feed, with a text before without, the last one before a visit before later ones.
_NEAREST = (
    " ORDER BY s.source <> 'rest', s.paragraphs IS NULL, s.seen_at > ?2,"
    " abs(unixepoch(s.seen_at) - unixepoch(?2)) LIMIT 1"
)


def is_saved(connection: sqlite3.Connection, article_id: int, row: StatedRow) -> bool:
    """Say whether an article has this statement already."""
    return _find(connection, article_id, row) is not None


def save(
    connection: sqlite3.Connection, article_id: int, row: StatedRow, *, compared: bool
) -> None:
    """Save a statement once; ``compared`` = its comparison is with the archived state's page."""
    statement_id = _find(connection, article_id, row)
    if statement_id is None:
        values = [_value(row, name) for name in _COLUMNS]
        cursor = connection.execute(
            f"INSERT INTO stated (article_id, {', '.join(_COLUMNS)})"  # noqa: S608  # our own names
            f" VALUES (?{', ?' * len(_COLUMNS)})",
            [article_id, *values],
        )
        statement_id = cursor.lastrowid
    if compared:
        # One comparison an article: that of the state which the archive tells.
        connection.execute(
            "UPDATE stated SET only_on_page = NULL, not_on_page = NULL"
            " WHERE article_id = ? AND not_on_page IS NOT NULL",
            [article_id],
        )
        connection.execute(
            "UPDATE stated SET only_on_page = ?, not_on_page = ? WHERE id = ?",
            [_value(row, "only_on_page"), _value(row, "not_on_page"), statement_id],
        )


def was_compared(connection: sqlite3.Connection, article_id: int) -> bool:
    """Say whether the archived state was compared with a statement of its text."""
    return (
        connection.execute(
            "SELECT 1 FROM stated WHERE article_id = ? AND not_on_page IS NOT NULL", [article_id]
        ).fetchone()
        is not None
    )


def nearest(connection: sqlite3.Connection, slug: str, seen_at: str) -> StatedRow | None:
    """Return what was stated of an article when its page was seen, else soon after."""
    found = connection.execute(
        "SELECT s.* FROM stated s JOIN articles a ON a.id = s.article_id"  # noqa: S608  # our own text
        f" WHERE a.slug = ?1 AND a.superseded_at IS NULL{_NEAREST}",
        [slug, seen_at],
    ).fetchone()
    if found is None:
        return None
    columns: dict[str, Any] = {name: found[name] for name in (*_COLUMNS, *_LISTS)}
    return StatedRow(**columns | {name: _list(columns[name]) for name in _LISTS})


def not_on_page(connection: sqlite3.Connection, limit: int) -> tuple[int, list[str]]:
    """Return how many articles lack text that REST states, and the slugs of the latest."""
    where = "FROM stated s JOIN articles a ON a.id = s.article_id WHERE s.not_on_page <> '[]'"
    (count,) = connection.execute(f"SELECT count(DISTINCT a.id) {where}").fetchone()
    rows = connection.execute(
        f"SELECT a.slug {where} GROUP BY a.id ORDER BY max(s.seen_at) DESC, a.slug LIMIT ?",
        [limit],
    )
    return count, [slug for (slug,) in rows]


def _find(connection: sqlite3.Connection, article_id: int, row: StatedRow) -> int | None:
    same = ("source", "title", "paragraphs", "published_at", "modified_at")
    found = connection.execute(
        f"SELECT id FROM stated WHERE article_id = ? AND {' AND '.join(f'{n} IS ?' for n in same)}",  # noqa: S608  # our own names
        [article_id, *(_value(row, name) for name in same)],
    ).fetchone()
    return int(found["id"]) if found else None


def _value(row: StatedRow, name: str) -> Any:
    value = getattr(row, name)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value


def _list(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(json.loads(text))
