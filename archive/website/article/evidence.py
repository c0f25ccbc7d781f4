"""What was captured and shown at an article's addresses while they were its own."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from archive.website.article.addresses import slug_in
from archive.website.database import first, rows

Row = dict[str, Any]
#: A page lists so many rows of each kind and says how many there are; the tables have all.
MOST = 50


@dataclass(frozen=True, slots=True)
class Some:
    """The first of many rows, and how many there are."""

    rows: list[Row] = field(default_factory=list)
    count: int = 0

    @property
    def cut(self) -> bool:
        """Say whether there are more than are listed."""
        return self.count > len(self.rows)


def some(connection: sqlite3.Connection, sql: str, parameters: dict[str, Any]) -> Some:
    """Return the first rows of a query that counts all of them as ``found``."""
    listed = rows(connection, f"{sql} LIMIT :most", {"most": MOST, **parameters})
    return Some(listed, listed[0]["found"] if listed else 0)


def held_addresses(connection: sqlite3.Connection, article: Row) -> Row:
    """Return which addresses an article had and from when until when, as parameters of queries.

    ``own`` led to no other article; ``shared`` led to ``others``, too, and are this article's
    from ``since`` to ``until`` only (UTC, exclusive; "" = from the beginning).
    """
    holders = [
        row
        for condition in ("IS NOT NULL", "IS NULL")
        for row in rows(
            connection,
            "SELECT id, first_seen_at, last_seen_at, superseded_at FROM articles"  # noqa: S608  # our own text
            f" WHERE slug = ? AND superseded_at {condition} ORDER BY last_seen_at, id",
            [article["slug"]],
        )
    ]
    ids = [row["id"] for row in holders]
    place = ids.index(article["id"])
    ends = ["", *(_end(holder, following) for holder, following in pairwise(holders)), "9999"]
    # An alias moves to the post that has the address now: captures say who had it before.
    led = rows(
        connection,
        "SELECT url, article_id FROM aliases WHERE article_id IN (SELECT value FROM json_each(?1))"
        " UNION SELECT c.url, r.article_id FROM revisions r JOIN captures c ON c.id = r.capture_id"
        " WHERE r.article_id IN (SELECT value FROM json_each(?1))",
        [json.dumps(ids)],
    )
    others = [each for each in ids if each != article["id"]]
    shared = {row["url"] for row in led if others and slug_in(row["url"]) == article["slug"]}
    own = {row["url"] for row in led if row["article_id"] == article["id"]} - shared
    return {
        "id": article["id"],
        "others": json.dumps(others),
        "own": json.dumps(sorted(own)),
        "shared": json.dumps(sorted(shared)),
        "since": ends[place],
        "until": ends[place + 1],
    }


def _end(holder: Row, following: Row) -> str:
    """Return when an address passed on to another post.

    ``superseded_at`` alone does not say: of a post that a public archive has kept it is the
    day on which the later one was seen last.
    """
    end = min(holder["superseded_at"], following["first_seen_at"])
    if end > holder["last_seen_at"]:
        return str(end)
    last = datetime.fromisoformat(holder["last_seen_at"])
    return (last + timedelta(seconds=1)).isoformat()


_OWN = "SELECT value FROM json_each(:own)"
_SHARED = "SELECT value FROM json_each(:shared)"
#: Captures that the article's revisions name, or that came from an address while it had it.
_CAPTURES = f"""SELECT capture_id FROM revisions
 WHERE article_id = :id AND capture_id IS NOT NULL
UNION SELECT id FROM captures WHERE url IN ({_OWN})
UNION SELECT id FROM captures WHERE url IN ({_SHARED})
  AND fetched_at >= :since AND fetched_at < :until
  AND id NOT IN (SELECT capture_id FROM revisions WHERE capture_id IS NOT NULL
    AND article_id IN (SELECT value FROM json_each(:others)))"""  # noqa: S608  # our own text
_CAPTURE = "SELECT id, url, fetched_at, status, digest, warc_file, refers_to"


def captures(connection: sqlite3.Connection, held: Row) -> Some:
    """Return the captures of an article's pages, the newest first."""
    return some(
        connection,
        f"{_CAPTURE}, count(*) OVER () AS found FROM captures WHERE id IN ({_CAPTURES})"
        " ORDER BY fetched_at DESC, id DESC",
        held,
    )


def capture_of(connection: sqlite3.Connection, state: Row, held: Row) -> Row | None:
    """Return the capture of a revision; of one that names none, the article's newest page."""
    if state["capture_id"] is not None:
        return first(connection, f"{_CAPTURE} FROM captures WHERE id = ?", [state["capture_id"]])
    return first(
        connection,
        f"{_CAPTURE} FROM captures WHERE id IN ({_CAPTURES}) AND status = 200"
        " ORDER BY fetched_at DESC, id DESC LIMIT 1",
        held,
    )


def addresses(connection: sqlite3.Connection, held: Row) -> list[Row]:
    """Return every address that led to an article; one that leads elsewhere now, as captured."""
    return rows(
        connection,
        "SELECT url, kind, seen_at FROM aliases WHERE article_id = :id"  # noqa: S608  # our own text
        " UNION ALL SELECT url, 'captured', max(fetched_at) FROM captures"
        f" WHERE id IN ({_CAPTURES}) AND url NOT IN (SELECT url FROM aliases"
        "   WHERE article_id = :id) GROUP BY url ORDER BY url",
        held,
    )


def shown_on_its_pages(connection: sqlite3.Connection, held: Row) -> Some:
    """Return the teasers of other articles on an article's pages, the newest first."""
    return some(
        connection,
        "SELECT t.title, t.excerpt, t.url, s.block, min(s.seen_at) AS first_seen_at,"  # noqa: S608  # our own text
        " max(s.seen_at) AS last_seen_at, b.id, b.slug, b.superseded_at,"
        " count(*) OVER () AS found"
        " FROM sightings s JOIN teasers t ON t.id = s.teaser_id"
        " LEFT JOIN articles b ON b.id = t.article_id"
        f" WHERE s.block IN ('stub', 'related') AND (s.page_url IN ({_OWN}"
        f"   UNION SELECT value FROM json_each(:shared)) AND (s.page_url NOT IN ({_SHARED})"
        "   OR s.seen_at >= :since AND s.seen_at < :until))"
        " GROUP BY t.id, s.block ORDER BY last_seen_at DESC, s.block DESC, s.position",
        held,
    )
