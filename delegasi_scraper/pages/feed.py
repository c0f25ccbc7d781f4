"""RSS and Atom feeds of WordPress: the newest posts, with their right clock."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from lxml import etree, html

from delegasi_scraper.errors import UnreadableSitemap
from delegasi_scraper.items import Feed, FeedEntry, Teaser
from delegasi_scraper.newsroom import WITA
from delegasi_scraper.pages.xml import address_in, local_name, parse_xml
from delegasi_scraper.text.clean import clean_text
from delegasi_scraper.urls import Site

_YEAR_ZERO = re.compile(r"-0001\b|\b0000-")
_GUID = re.compile(r"[?&]p=(\d{1,12})$")


def parse_feed(body: bytes, *, url: str, site: Site) -> Feed:
    """Read RSS or Atom, newest first; entries that lead to no article of the site fall away.

    Raises :class:`UnreadableSitemap` for what is no feed.
    """
    document = parse_xml(body, url=url)
    if document.kind not in ("rss", "feed", "RDF"):
        raise UnreadableSitemap(f"no feed but <{document.kind}>", url=url)
    entries: list[FeedEntry] = []
    for node in document.entries:
        if entry := _entry(node, len(entries) + 1, url=url, site=site):
            entries.append(entry)
    return Feed(url=url, entries=tuple(entries), damage=document.damage)


def _entry(node: etree._Element, position: int, *, url: str, site: Site) -> FeedEntry | None:
    """Read one post; a post's own words, not those that a plugin adds of its pictures."""
    values: dict[str, etree._Element] = {}
    for child in node:
        values.setdefault(local_name(child), child)
        if isinstance(child.tag, str) and _space(child) == _space(node):
            values[local_name(child)] = child
    target = next((to for link in _links(node) if (to := address_in(link, url))), None)
    if target is None or (slug := site.slug_of(target)) is None:
        return None
    number = _GUID.search(_first(values, "guid", "id"))
    return FeedEntry(
        published_at=_clock(_first(values, "pubDate", "published", "date")),
        wp_id=int(number[1]) if number else None,
        teaser=Teaser(
            url=site.article_url(slug),
            title=_plain(_first(values, "title")),
            excerpt=_plain(_first(values, "description", "summary")),
            block="feed",
            position=position,
            href=target,
        ),
    )


def _links(node: etree._Element) -> list[str]:
    """Return where an entry leads: FeedBurner's original address first, then RSS's and Atom's."""
    links = [child for child in node if local_name(child) in ("link", "origLink")]
    links.sort(key=lambda child: local_name(child) == "link")
    return [
        child.get("href", "") if child.get("href") else _text(child)
        for child in links
        if child.get("rel", "alternate") == "alternate"
    ]


def _space(node: etree._Element) -> str | None:
    space, _, name = str(node.tag).rpartition("}")
    return space or name.rpartition(":")[0] or None


def _first(values: dict[str, etree._Element], *names: str) -> str:
    return next((text for name in names if (text := _text(values.get(name)))), "")


def _text(node: etree._Element | None) -> str:
    return (node.text or "").strip() if node is not None else ""


def _plain(markup: str) -> str | None:
    """Return the words of a title or description, which hold HTML as text."""
    try:
        node = html.fromstring(f"<div>{markup}</div>")
    except (etree.ParserError, ValueError):
        return None
    return clean_text("".join(map(str, node.itertext()))) or None


def _clock(stamp: str) -> datetime | None:
    """Read RSS's or Atom's time onto the newsroom's clock; without a zone it is none.

    WordPress prints a post without a date as of year -0001, which the standard library reads as
    2000.
    """
    if _YEAR_ZERO.search(stamp):
        return None
    try:
        moment = parsedate_to_datetime(stamp)
    except (ValueError, OverflowError):
        try:
            moment = datetime.fromisoformat(stamp)
        except ValueError:
            return None
    try:
        return moment.astimezone(WITA) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
