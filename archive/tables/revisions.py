"""Revisions: every state of an article, in the order seen; called inside a transaction."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any, Literal

from archive.rows import ArticleRow, KnownArticle

#: From the old title and body to the new: what kind of edit it is.
Classify = Callable[[str | None, str, str | None, str], str]
#: From WARC file and offset to what the present extractor reads there; None = cannot be read.
Reread = Callable[[str, int], ArticleRow | None]
Origin = Literal["site", "extractor"]


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


def add(
    connection: sqlite3.Connection,
    article_id: int,
    row: ArticleRow,
    seen_at: str,
    capture_id: int | None,
    *,
    origin: Origin,
    change: str | None = None,
) -> None:
    """Add the newest state of an article."""
    (number,) = connection.execute(
        "SELECT ifnull(max(number), 0) + 1 FROM revisions WHERE article_id = ?", [article_id]
    ).fetchone()
    _insert(connection, article_id, number, row, seen_at, capture_id, origin=origin, change=change)


def _insert(
    connection: sqlite3.Connection,
    article_id: int,
    number: int,
    row: ArticleRow,
    seen_at: str,
    capture_id: int | None,
    *,
    origin: Origin,
    change: str | None,
) -> None:
    connection.execute(
        "INSERT INTO revisions (article_id, number, seen_at, title, body, body_sha256,"
        " modified_at, record, change, origin, extractor, capture_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            article_id, number, seen_at, row.title, row.body, sha256(row.body), row.modified_at,
            row.record, change, origin, row.extractor, capture_id,
        ],
    )  # fmt: skip


def add_older(
    connection: sqlite3.Connection,
    found: KnownArticle,
    row: ArticleRow,
    seen_at: str,
    capture_id: int | None,
    classify: Classify | None,
    reread: Reread | None = None,
) -> Literal["changed", "unchanged"]:
    """Put a state that was seen before the newest one where it belongs; the rest stays.

    Where another extractor read the state before it, that one's capture is read anew first: a
    replay with a new extractor is no edit of the newsroom's.
    """
    connection.execute(
        "UPDATE articles SET first_seen_at = min(first_seen_at, ?) WHERE id = ?",
        [seen_at, found.id],
    )
    if row.rank < found.rank or (found.complete and not row.complete):
        return "unchanged"  # a poorer reading is no state of its own
    query = "SELECT * FROM revisions WHERE article_id = ? AND seen_at"
    before = connection.execute(
        f"{query} <= ? ORDER BY number DESC LIMIT 1", [found.id, seen_at]
    ).fetchone()
    after = connection.execute(
        f"{query} > ? ORDER BY number LIMIT 1", [found.id, seen_at]
    ).fetchone()  # fmt: skip
    if before is not None and is_state(before, row):
        return "unchanged"
    if after is None:
        return "unchanged"  # the newest state of all, and it was seen later still
    if is_state(after, row):
        connection.execute(
            "UPDATE revisions SET seen_at = ?, capture_id = ifnull(?, capture_id)"
            " WHERE article_id = ? AND number = ?",
            [seen_at, capture_id, found.id, after["number"]],
        )
        return "unchanged"
    origin: Origin = "site"
    if before is not None and before["extractor"] != row.extractor:
        anew = _capture_anew(connection, before["capture_id"], reread)
        if anew is not None and is_state({"title": anew.title, "body": anew.body}, row):
            return "unchanged"
        origin = "site" if anew is not None else "extractor"
    # By way of negative numbers: a key must not be taken twice in between.
    for step in ("number = -number - 1 WHERE number >= ?", "number = -number WHERE number < ?"):
        connection.execute(
            f"UPDATE revisions SET {step} AND article_id = ?",  # noqa: S608  # our own text
            [after["number"] if ">=" in step else 0, found.id],
        )
    _insert(
        connection, found.id, after["number"], row, seen_at, capture_id, origin=origin,
        change=kind_of_change(classify, before, row),
    )  # fmt: skip
    if classify is not None:
        connection.execute(
            "UPDATE revisions SET change = ? WHERE article_id = ? AND number = ?",
            [
                classify(row.title, row.body, after["title"], after["body"]),
                found.id,
                after["number"] + 1,
            ],
        )
    return "changed"


def last_capture_anew(
    connection: sqlite3.Connection, article_id: int, reread: Reread | None
) -> ArticleRow | None:
    """Return what the present extractor reads in the newest capture of an article."""
    place = connection.execute(
        "SELECT warc_file, warc_offset FROM revisions JOIN captures c ON c.id = capture_id"
        " WHERE article_id = ? AND refers_to IS NULL ORDER BY number DESC LIMIT 1",
        [article_id],
    ).fetchone()
    return reread(place[0], place[1]) if place and reread else None


def _capture_anew(
    connection: sqlite3.Connection, capture_id: int | None, reread: Reread | None
) -> ArticleRow | None:
    place = connection.execute(
        "SELECT o.warc_file, o.warc_offset FROM captures c"
        " JOIN captures o ON o.id = ifnull(c.refers_to, c.id) WHERE c.id = ?",
        [capture_id],
    ).fetchone()
    return reread(place[0], place[1]) if place and reread else None


def is_state(revision: Mapping[str, Any] | sqlite3.Row, row: ArticleRow) -> bool:
    """Say whether a reading prints a revision's title and body, white space aside."""
    return _same(revision["title"], row.title) and _same(revision["body"], row.body)


def kind_of_change(
    classify: Classify | None, before: Mapping[str, Any] | sqlite3.Row | None, row: ArticleRow
) -> str | None:
    """Class the edit that leads from a state to a reading."""
    if classify is None or before is None:
        return None
    return classify(before["title"], before["body"], row.title, row.body)


def _same(one: str | None, other: str | None) -> bool:
    """Compare beyond white space, which is no edit."""
    return (one or "").split() == (other or "").split()


def sha256(text: str) -> str:
    """Return a text's digest, hex."""
    return hashlib.sha256(text.encode()).hexdigest()
