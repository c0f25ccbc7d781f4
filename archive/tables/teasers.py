"""Teasers, their sightings, and the articles they point to; called inside a transaction.

A teaser belongs to an article by its link, else by its title, else by its words against
the article's first words. A link that leads to nothing archived makes title or words alone
too weak: both must agree then. Two candidates are none.
"""

from __future__ import annotations

import sqlite3

from archive.rows import TeaserRow

#: A shorter excerpt begins many articles.
FEWEST_WORDS, MOST_WORDS = 8, 40

_WORDING = (
    "ifnull(url, '') = ifnull(?1, '') AND ifnull(title, char(0)) = ifnull(?2, char(0))"
    " AND ifnull(excerpt, char(0)) = ifnull(?3, char(0))"
)


def find(
    connection: sqlite3.Connection, url: str | None, title: str | None, excerpt: str | None
) -> int | None:
    """Return the id of a wording, None where it was never shown."""
    row = connection.execute(
        f"SELECT id FROM teasers WHERE {_WORDING}",  # noqa: S608  # our own text
        [url, title, excerpt],
    ).fetchone()
    return int(row[0]) if row else None


def save_teasers(
    connection: sqlite3.Connection, rows: tuple[TeaserRow, ...], page_url: str, seen_at: str
) -> None:
    """Save each wording once, and that it was shown."""
    for row in rows:
        teaser_id = find(connection, row.url, row.title, row.excerpt)
        if teaser_id is None:
            cursor = connection.execute(
                "INSERT INTO teasers (url, title, excerpt, title_key, excerpt_key)"
                " VALUES (?, ?, ?, ?, ?)",
                [row.url, row.title, row.excerpt, row.title_key, row.excerpt_key],
            )
            teaser_id = int(cursor.lastrowid or 0)
            _resolve(connection, teaser_id)
        connection.execute(
            "INSERT OR IGNORE INTO sightings (teaser_id, page_url, block, position, seen_at)"
            " VALUES (?, ?, ?, ?, ?)",
            [teaser_id, page_url, row.block, row.position, seen_at],
        )


def resolve_for_article(connection: sqlite3.Connection, article_id: int) -> None:
    """Resolve the earlier teasers that an article, as it now is, may be the target of."""
    connection.execute(
        "UPDATE teasers SET article_id = ?1, resolved_by = 'link'"
        " WHERE (article_id IS NULL OR resolved_by <> 'link') AND url IN"
        " (SELECT url FROM articles WHERE id = ?1"
        "  UNION SELECT rtrim(url, '/') FROM aliases WHERE article_id = ?1)",
        [article_id],
    )
    title_key, lead_key = connection.execute(
        "SELECT title_key, lead_key FROM articles WHERE id = ?", [article_id]
    ).fetchone()
    words = (lead_key or "").split()
    beginnings = [
        " ".join(words[:count])
        for count in range(FEWEST_WORDS, min(len(words), MOST_WORDS) + 1)
    ]  # fmt: skip
    waiting = connection.execute(
        "SELECT id FROM teasers WHERE article_id IS NULL AND (title_key = ? OR excerpt_key IN"  # noqa: S608  # placeholders only
        f" ({', '.join('?' * len(beginnings))}))",
        [title_key, *beginnings],
    ).fetchall()
    for row in waiting:
        _resolve(connection, row[0])


def unresolved_targets(connection: sqlite3.Connection, limit: int) -> list[str]:
    """Return addresses that only teasers name and nobody asked for, seen most recently first."""
    rows = connection.execute(
        "SELECT t.url FROM teasers t JOIN sightings s ON s.teaser_id = t.id"
        " WHERE t.url IS NOT NULL AND (t.article_id IS NULL OR t.resolved_by <> 'link')"
        " AND NOT EXISTS (SELECT 1 FROM failures f WHERE rtrim(f.url, '/') = t.url)"
        " GROUP BY t.url ORDER BY max(s.seen_at) DESC, t.url LIMIT ?",
        [limit],
    )
    return [row[0] for row in rows]


def _resolve(connection: sqlite3.Connection, teaser_id: int) -> None:
    url, title_key, excerpt_key = connection.execute(
        "SELECT url, title_key, excerpt_key FROM teasers WHERE id = ?", [teaser_id]
    ).fetchone()
    article_id, how = _by_link(connection, url), "link"
    if article_id is None:
        titled = _by_title(connection, title_key)
        worded = _by_words(connection, excerpt_key)
        if url is not None or (len(titled) > 1 and worded):
            titled = worded = titled & worded
        if len(titled) == 1:
            article_id, how = next(iter(titled)), "title"
        elif len(worded) == 1 and not titled:
            article_id, how = next(iter(worded)), "words"
    if article_id is not None:
        connection.execute(
            "UPDATE teasers SET article_id = ?, resolved_by = ? WHERE id = ?",
            [article_id, how, teaser_id],
        )


def _by_link(connection: sqlite3.Connection, url: str | None) -> int | None:
    row = connection.execute(
        "SELECT id FROM articles WHERE url = ?1 AND superseded_at IS NULL"
        " UNION ALL SELECT article_id FROM aliases WHERE url IN (?1, ?1 || '/') LIMIT 1",
        [url],
    ).fetchone()
    return int(row[0]) if row else None


def _by_title(connection: sqlite3.Connection, title_key: str | None) -> set[int]:
    rows = connection.execute(
        "SELECT id FROM articles WHERE title_key = ? AND superseded_at IS NULL", [title_key]
    )
    return {row[0] for row in rows}


def _by_words(connection: sqlite3.Connection, excerpt_key: str | None) -> set[int]:
    if excerpt_key is None or excerpt_key.count(" ") + 1 < FEWEST_WORDS:
        return set()
    # '!' follows the blank: every lead that goes on after the excerpt's last word.
    rows = connection.execute(
        "SELECT id FROM articles WHERE superseded_at IS NULL"
        " AND (lead_key = ?1 OR lead_key > ?1 || ' ' AND lead_key < ?1 || '!')",
        [excerpt_key],
    )
    return {row[0] for row in rows}
