"""Revisions: every state of an article, in the order seen; called inside a transaction."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from typing import Any

from archive.decisions import OlderState, State
from archive.rows import ArticleRow


def state_of(
    connection: sqlite3.Connection, key: str, revision: int | None
) -> dict[str, Any] | None:
    """Return one state of an article, by slug or WordPress id; None where there is none.

    An article whose slug another has taken is reached by its id.
    """
    row = connection.execute(
        "SELECT a.slug, a.url, r.title, a.author, a.published_at, r.seen_at AS retrieved_at,"
        " r.number AS revision, r.body_sha256,"
        " (SELECT count(*) FROM revisions WHERE article_id = a.id) AS of_revisions"
        " FROM articles a JOIN revisions r ON r.article_id = a.id"
        " WHERE (a.slug = ?1 AND a.superseded_at IS NULL OR CAST(a.wp_id AS TEXT) = ?1)"
        " AND (?2 IS NULL OR r.number = ?2)"
        " ORDER BY a.slug <> ?1, a.superseded_at IS NOT NULL, a.id, r.number DESC LIMIT 1",
        [key.strip().lower(), revision],
    ).fetchone()
    return dict(row) if row else None


def newest(connection: sqlite3.Connection, article_id: int) -> sqlite3.Row:
    """Return an article's newest state."""
    row: sqlite3.Row = connection.execute(
        "SELECT title, body, seen_at FROM revisions WHERE article_id = ?"
        " ORDER BY number DESC LIMIT 1",
        [article_id],
    ).fetchone()
    return row


def was_state(connection: sqlite3.Connection, article_id: int, row: ArticleRow) -> bool:
    """Say whether an article had this title and body before."""
    states = connection.execute(
        "SELECT title, body FROM revisions WHERE article_id = ?", [article_id]
    )
    return any(is_state(state, row) for state in states)


def around(
    connection: sqlite3.Connection, article_id: int, seen_at: str
) -> tuple[sqlite3.Row | None, sqlite3.Row | None]:
    """Return the states of an article just before (or at) a time, and just after it."""
    query = "SELECT * FROM revisions WHERE article_id = ? AND seen_at"
    before = connection.execute(f"{query} <= ? ORDER BY number DESC LIMIT 1", [article_id, seen_at])
    after = connection.execute(f"{query} > ? ORDER BY number LIMIT 1", [article_id, seen_at])
    return before.fetchone(), after.fetchone()


def newest_capture(connection: sqlite3.Connection, article_id: int) -> tuple[str, int] | None:
    """Return WARC file and offset of the newest captured state of an article."""
    place = connection.execute(
        "SELECT warc_file, warc_offset FROM revisions JOIN captures c ON c.id = capture_id"
        " WHERE article_id = ? AND refers_to IS NULL ORDER BY number DESC LIMIT 1",
        [article_id],
    ).fetchone()
    return tuple(place) if place else None


def add(connection: sqlite3.Connection, article_id: int, state: State, seen_at: str) -> None:
    """Add the newest state of an article."""
    (number,) = connection.execute(
        "SELECT ifnull(max(number), 0) + 1 FROM revisions WHERE article_id = ?", [article_id]
    ).fetchone()
    _insert(connection, article_id, number, state, seen_at)


def add_older(
    connection: sqlite3.Connection, article_id: int, seen_at: str, older: OlderState | None
) -> None:
    """Put a state that was seen before the newest one where it belongs; the rest stays."""
    connection.execute(
        "UPDATE articles SET first_seen_at = min(first_seen_at, ?) WHERE id = ?",
        [seen_at, article_id],
    )
    if older is None:
        return
    if older.state is None:
        connection.execute(
            "UPDATE revisions SET seen_at = ?, capture_id = ifnull(?, capture_id)"
            " WHERE article_id = ? AND number = ?",
            [seen_at, older.capture_id, article_id, older.next_number],
        )
        return
    # By way of negative numbers: a key must not be taken twice in between.
    for step in ("number = -number - 1 WHERE number >= ?", "number = -number WHERE number < ?"):
        connection.execute(
            f"UPDATE revisions SET {step} AND article_id = ?",  # noqa: S608  # our own text
            [older.next_number if ">=" in step else 0, article_id],
        )
    _insert(connection, article_id, older.next_number, older.state, seen_at)
    connection.execute(
        "UPDATE revisions SET change = ? WHERE article_id = ? AND number = ?",
        [older.next_change, article_id, older.next_number + 1],
    )


def _insert(
    connection: sqlite3.Connection, article_id: int, number: int, state: State, seen_at: str
) -> None:
    row = state.row
    connection.execute(
        "INSERT INTO revisions (article_id, number, seen_at, title, body, body_sha256,"
        " modified_at, record, change, origin, extractor, capture_id, witness)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            article_id, number, state.seen_at or seen_at, row.title, row.body, sha256(row.body),
            row.modified_at, row.record, state.change, state.origin, row.extractor,
            state.capture_id, state.witness,
        ],
    )  # fmt: skip


def is_state(revision: Mapping[str, Any] | sqlite3.Row, row: ArticleRow) -> bool:
    """Say whether a row prints a revision's title and body, white space aside."""
    return same_words(revision["title"], row.title) and same_words(revision["body"], row.body)


def same_words(one: str | None, other: str | None) -> bool:
    """Compare beyond white space, and beyond what a plugin makes of quotes, dashes and dots."""
    return one == other or _folded(one) == _folded(other)


#: What WordPress's own texturize writes, and what was typed.
_TYPED = str.maketrans(
    {**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚′", "'"), **dict.fromkeys("–—", "-")}
    | {"…": "...", "″": '"', "×": "x"}
)


def _folded(text: str | None) -> list[str]:
    return (text or "").translate(_TYPED).replace("---", "-").replace("--", "-").split()


def sha256(text: str) -> str:
    """Return a text's digest, hex."""
    return hashlib.sha256(text.encode()).hexdigest()
