"""WordPress's REST interface: which posts there are, when each was modified, and its text."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from delegasi_scraper.errors import PageError, UnreadableSitemap
from delegasi_scraper.items import Address, BodyPart
from delegasi_scraper.newsroom import WITA
from delegasi_scraper.pages.body import read_body
from delegasi_scraper.pages.html import parse_document, text_of
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
                    title=_title(post.get("title")),
                    body=_body(post.get("content"), url=link, site=site),
                )
            )
    return tuple(posts)


def _title(value: Any) -> str | None:
    root = _rendered(value, url="")
    return text_of(root) if root is not None else None


def _body(value: Any, *, url: str, site: Site) -> tuple[BodyPart, ...] | None:
    root = _rendered(value, url=url)
    return read_body(root, url=url, site=site) or None if root is not None else None


def _rendered(value: Any, *, url: str) -> etree._Element | None:
    """Return what a field renders; None where it is protected, empty, or cannot be read."""
    if not isinstance(value, dict) or value.get("protected"):
        return None
    if not isinstance(markup := value.get("rendered"), str) or not markup.strip():
        return None
    # JSON can hold half a character, which neither a parser nor a database takes.
    markup = markup.encode(errors="replace").decode()
    try:
        return parse_document(f"<body>{markup}</body>", url=url)
    except PageError:
        return None


def _gmt(value: Any) -> datetime | None:
    """Read a UTC clock without zone, onto the newsroom's clock."""
    try:
        return datetime.fromisoformat(value).replace(tzinfo=UTC).astimezone(WITA)
    except (TypeError, ValueError, OverflowError):
        return None
