"""Which article an address led to, and when.

WordPress gives the slug of a deleted post to a new one: their addresses are then shared, and
what came from one belongs to the earlier post up to a moment and to the later one from there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from urllib.parse import quote, unquote, urlsplit

from archive.website.database import rows

_LAST = "\U0010ffff"  # sorts behind every letter


def slug_in(url: str) -> str:
    """Return the slug that an address's path begins with.

    >>> slug_in("https://delegasi.com/Warga-SoE/amp/?x=1"), slug_in("https://delegasi.com/?p=12")
    ('warga-soe', '')
    """
    return unquote(urlsplit(url).path.lstrip("/").partition("/")[0]).lower()


def led_to(connection: sqlite3.Connection, slug: str) -> list[int]:
    """Return the ids of the articles to which addresses of this slug led, the latest first."""
    found = rows(
        connection,
        "SELECT x.url, x.article_id, x.seen_at FROM addresses d JOIN aliases x ON x.url = d.url"
        " WHERE d.slug = ?",
        [slug],
    )
    for origin in _origins(connection):
        for spelling in {slug, quote(slug), quote(slug).lower()}:
            beginning = rows(
                connection,
                # Up to '@': what follows a slug is '/', '?' or nothing, and longer slugs.
                "SELECT url, article_id, seen_at FROM aliases WHERE url >= ?1 AND url < ?1 || '@'",
                [f"{origin}/{spelling}"],
            )
            found += [row for row in beginning if slug_in(row["url"]) == slug]
    found.sort(key=lambda row: (row["seen_at"], row["article_id"]), reverse=True)
    return list(dict.fromkeys(row["article_id"] for row in found))


def _origins(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield scheme and host of all addresses that led to articles, in a step for each."""
    after = ""
    while found := rows(connection, "SELECT min(url) AS url FROM aliases WHERE url > ?", [after]):
        url = found[0]["url"]
        if url is None:
            return
        origin = "/".join(url.split("/", 3)[:3])
        yield origin
        after = f"{origin}/{_LAST}"
