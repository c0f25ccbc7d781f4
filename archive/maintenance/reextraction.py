"""The same captures, extracted again into a database that is attached as ``second``."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from archive.rows import TeaserRow
from archive.tables import teasers

#: Places are left out: one stub more at the top moves all the others, and shows none that is new.
_SAME = (
    " s.page_url = o.page_url AND s.seen_at = o.seen_at AND s.block = o.block"
    " AND t.url IS u.url AND t.title IS u.title AND t.excerpt IS u.excerpt"
)
_GAINED = (
    " FROM second.sightings s JOIN second.teasers t ON t.id = s.teaser_id WHERE NOT EXISTS"  # noqa: S608  # our own text
    f" (SELECT 1 FROM main.sightings o JOIN main.teasers u ON u.id = o.teaser_id WHERE {_SAME})"
)
_LOST = (
    " FROM main.sightings s JOIN main.teasers t ON t.id = s.teaser_id WHERE NOT EXISTS"  # noqa: S608  # our own text
    f" (SELECT 1 FROM second.sightings o JOIN second.teasers u ON u.id = o.teaser_id WHERE {_SAME})"
    # Of a page that was not extracted again nothing is lost.
    " AND EXISTS (SELECT 1 FROM second.captures c WHERE c.url = s.page_url"
    "   AND c.fetched_at = s.seen_at)"
)


def attach(connection: sqlite3.Connection, path: Path) -> None:
    """Attach the second extraction until the connection is closed."""
    connection.execute("ATTACH ? AS second", [str(path)])


def stubs(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return how many showings of stubs only the second extraction has, and only the first."""
    gained, lost = (
        connection.execute(f"SELECT count(*) {rows} AND s.block = 'stub'").fetchone()[0]
        for rows in (_GAINED, _LOST)
    )
    return gained, lost


def save_sightings(connection: sqlite3.Connection) -> int:
    """Save showings that only the second extraction found; return how many. In a transaction."""
    gained = connection.execute(
        "SELECT s.page_url, s.seen_at, s.block, s.position, t.url, t.title, t.excerpt,"
        f" t.title_key, t.excerpt_key {_GAINED}"
    ).fetchall()
    for page_url, seen_at, *columns in gained:
        names = ("block", "position", "url", "title", "excerpt", "title_key", "excerpt_key")
        row = TeaserRow(**dict(zip(names, columns, strict=True)))
        teasers.save_teasers(connection, (row,), page_url, seen_at)
    return len(gained)


def evidence_of(
    connection: sqlite3.Connection, slug: str
) -> tuple[int | None, tuple[tuple[str, str], ...]]:
    """Return the capture (its id here) and the aliases of an article of the second extraction."""
    capture = connection.execute(
        "SELECT c.id FROM second.articles a JOIN second.revisions r ON r.article_id = a.id"
        " JOIN second.captures n ON n.id = r.capture_id"
        " JOIN main.captures c ON c.warc_file = n.warc_file AND c.warc_offset = n.warc_offset"
        " WHERE a.slug = ? AND a.superseded_at IS NULL ORDER BY r.number DESC LIMIT 1",
        [slug],
    ).fetchone()
    aliases = connection.execute(
        "SELECT x.url, x.kind FROM second.articles a JOIN second.aliases x ON x.article_id = a.id"
        " WHERE a.slug = ? AND a.superseded_at IS NULL ORDER BY x.seen_at, x.url",
        [slug],
    )
    return (capture[0] if capture else None), tuple((row[0], row[1]) for row in aliases)
