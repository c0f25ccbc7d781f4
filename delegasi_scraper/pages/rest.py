"""WordPress's REST interface: which posts there are, and when each was modified."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from delegasi_scraper.errors import UnreadableSitemap
from delegasi_scraper.items import Address
from delegasi_scraper.newsroom import WITA
from delegasi_scraper.urls import Site


def parse_posts(body: bytes, *, url: str, site: Site) -> tuple[Address, ...]:
    """Read one page of ``wp/v2/posts``.

    Raises :class:`UnreadableSitemap` where something else answers: HTML, an error object.
    """
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise UnreadableSitemap("no JSON", url=url) from None
    if not isinstance(value, list):
        raise UnreadableSitemap("no list of posts", url=url)
    posts = []
    for post in value:
        if not isinstance(post, dict):
            continue
        number, link = post.get("id"), post.get("link")
        if isinstance(number, int) and isinstance(link, str) and site.slug_of(link) is not None:
            posts.append(
                Address(
                    url=link,
                    source="rest",
                    wp_id=number,
                    published_at=_gmt(post.get("date_gmt")),
                    modified_at=_gmt(post.get("modified_gmt")),
                )
            )
    return tuple(posts)


def _gmt(value: Any) -> datetime | None:
    """Read a UTC clock without zone, onto the newsroom's clock."""
    try:
        return datetime.fromisoformat(value).replace(tzinfo=UTC).astimezone(WITA)
    except (TypeError, ValueError, OverflowError):
        return None
