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
    for node in root.iter("{*}item"):
        values = {local_name(child): child for child in node}
        link = _text(values.get("link"))
        target = absolute(link, url) if link else None
        if target is None or (slug := site.slug_of(target)) is None:
            continue
        guid = _GUID.search(_text(values.get("guid")))
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


def _text(node: etree._Element | None) -> str:
    return (node.text or "").strip() if node is not None else ""


def _plain(markup: str) -> str | None:
    """Return the words of a title or description, which hold HTML as text."""
    node = html.fromstring(f"<div>{markup}</div>")
    return clean_text("".join(map(str, node.itertext()))) or None


def _clock(stamp: str) -> datetime | None:
    """Read an RFC 822 time onto the newsroom's clock."""
    try:
        moment = parsedate_to_datetime(stamp)
        return moment.astimezone(WITA) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
