"""States that were read and are not believed; writing ones are called inside a transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from archive.decisions import HeldState, Hold, Resolution
from archive.rows import ArticleRow
from archive.tables.revisions import sha256

_COLUMNS = "id, seen_at, last_seen_at, looks, reason, title, body, modified_at, capture_id"
#: Looks are asked for by this program where nothing else asks: these cannot come true by one.
_BY_CAPTURE = "unknown_layout"


def open_ones(connection: sqlite3.Connection, url: str) -> list[HeldState]:
    """Return what is held of an article and not decided, the first look first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM held_states"  # noqa: S608  # our own names
        " WHERE url = ? AND resolved_at IS NULL ORDER BY seen_at, id",
        [url],
    )
    return [HeldState(**dict(row)) for row in rows]


def save(
    connection: sqlite3.Connection,
    hold: Hold,
    seen_at: str,
    *,
    article_id: int | None,
    capture_id: int | None,
    again: bool = False,
) -> None:
    """Save a state that is held, or a further look at it; ``again`` = within the same run.

    A look that was saved before, as a replay gives it, adds none; nor does one at a state that
    was decided later.
    """
    row: ArticleRow = hold.row
    digest = sha256(row.body)
    found = connection.execute(
        "SELECT id FROM held_states WHERE url = ? AND title IS ? AND body_sha256 = ?"
        " AND (resolved_at IS NULL OR resolved_at >= ?) ORDER BY resolved_at IS NOT NULL LIMIT 1",
        [row.url, row.title, digest, seen_at],
    ).fetchone()
    if found is None:
        connection.execute(
            "INSERT INTO held_states (url, article_id, seen_at, last_seen_at, looks, reason,"
            " title, body, body_sha256, modified_at, record, extractor, capture_id)"
            " VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                row.url, article_id, seen_at, seen_at, hold.reason, row.title, row.body, digest,
                row.modified_at, row.record, row.extractor, capture_id,
            ],
        )  # fmt: skip
        return
    connection.execute(
        "UPDATE held_states SET last_seen_at = ?1, looks = looks + ?2, reason = ?3,"
        " article_id = ifnull(article_id, ?4) WHERE id = ?5 AND last_seen_at < ?1"
        " AND resolved_at IS NULL",
        [seen_at, int(not again), hold.reason, article_id, found["id"]],
    )


def resolve(
    connection: sqlite3.Connection, decided: Iterable[tuple[int, Resolution]], at: str
) -> None:
    """Note how held states ended."""
    connection.executemany(
        "UPDATE held_states SET resolved_at = ?, resolution = ? WHERE id = ?",
        [(at, resolution, held_id) for held_id, resolution in decided],
    )


def due(connection: sqlite3.Connection, now: str, limit: int) -> list[str]:
    """Return the addresses of articles of which something is held, the longest unasked first.

    After 1, 2, 4, … nights, at most 32; what only an unknown layout showed is extracted again
    from its capture instead.
    """
    rows = connection.execute(
        "SELECT h.url FROM held_states h WHERE h.resolved_at IS NULL AND h.reason <> ?"
        # Three hours less: cron does not start on the second.
        " GROUP BY h.url HAVING julianday(?) - julianday(max(h.last_seen_at))"
        "   >= (1 << min(max(h.looks) - 1, 5)) - 0.125"
        " ORDER BY max(h.last_seen_at), h.url LIMIT ?",
        [_BY_CAPTURE, now, limit],
    )
    return [row["url"] for row in rows]


def of_article(connection: sqlite3.Connection, article_id: int) -> list[dict[str, Any]]:
    """Return what was and is held of an article, the first look first."""
    rows = connection.execute(
        "SELECT seen_at, last_seen_at, looks, reason, title, body, resolved_at, resolution"
        " FROM held_states WHERE article_id = ? ORDER BY seen_at, id",
        [article_id],
    )
    return [dict(row) for row in rows]


def undecided(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return what is held and not decided, the last look first."""
    rows = connection.execute(
        "SELECT url, reason, seen_at, last_seen_at, looks, article_id IS NULL AS is_first"
        " FROM held_states WHERE resolved_at IS NULL ORDER BY last_seen_at DESC, url"
    )
    return [dict(row) for row in rows]
