"""RSS feeds of WordPress: the newest posts, with their right clock."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from lxml import etree, html

from delegasi_scraper.errors import UnreadableSitemap
from delegasi_scraper.items import Feed, FeedEntry, Teaser
from delegasi_scraper.newsroom import WITA
from delegasi_scraper.pages.xml import local_name, parse_xml
from delegasi_scraper.text.clean import clean_text
from delegasi_scraper.urls import Site, absolute

_GUID = re.compile(r"[?&]p=(\d{1,12})$")


def parse_feed(body: bytes, *, url: str, site: Site) -> Feed:
    """Read a feed, newest first; entries that lead to no article of the site fall away.

    Raises :class:`UnreadableSitemap` for what is no feed.
    """
    root = parse_xml(body, url=url)
    if local_name(root) not in ("rss", "feed", "RDF"):
        raise UnreadableSitemap(f"no feed but <{local_name(root)}>", url=url)
    entries: list[FeedEntry] = []
    for node in root.iter("{*}item", "{*}entry"):
        values = {local_name(child): child for child in node}
        target = absolute(_text(values.get("link")) or "", url)
        slug = site.slug_of(target) if target else None
        if target is None or slug is None:
            continue
        guid = _GUID.search(_text(values.get("guid")) or "")
        entries.append(
            FeedEntry(
                published_at=_clock(_text(values.get("pubDate"))),
                wp_id=int(guid[1]) if guid else None,
                teaser=Teaser(
                    url=site.article_url(slug),
                    title=_plain(_text(values.get("title"))),
                    excerpt=_plain(_text(values.get("description"))),
                    block="feed",
                    position=len(entries) + 1,
                    href=target,
                ),
            )
        )
    return Feed(url=url, entries=tuple(entries))


def _text(node: etree._Element | None) -> str | None:
    return (node.text or "").strip() or None if node is not None else None


def _plain(markup: str | None) -> str | None:
    """Return the words of a title or description, which hold HTML as text."""
    if markup is None:
        return None
    try:
        node = html.fromstring(f"<div>{markup}</div>")
        return clean_text("".join(map(str, node.itertext()))) or None
    except (etree.ParserError, ValueError):
        return None


def _clock(stamp: str | None) -> datetime | None:
    """Read an RFC 822 time onto the newsroom's clock."""
    try:
        moment = parsedate_to_datetime(stamp or "")
    except ValueError:
        return None
    return moment.astimezone(WITA) if moment.tzinfo else None
