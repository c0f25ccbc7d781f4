"""Where a page leads: to articles, and to listings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from lxml import etree

from delegasi_scraper.pages.html import compiled, strings
from delegasi_scraper.urls import Site, absolute

_ALL = compiled("//a/@href")
#: A page of the site links to up to 300 articles; beyond this somebody else has filled it.
MOST_LINKS = 2000


def page_links(
    root: etree._Element, *, url: str, site: Site
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the addresses of articles, and page 1 of the listings, that a page links to.

    Absolute, without fragment, each once, in the page's order, at most :data:`MOST_LINKS` of
    either. Links to a page of comments
    or to a share button name the same article and fall away.
    """
    articles: dict[str, str] = {}
    listings: dict[str, None] = {}
    for href in dict.fromkeys(strings(_ALL, root)):
        path = href.partition("#")[0]
        if not path or (target := absolute(path, url)) is None:
            continue
        if site.is_listing(target):
            if not re.search(r"/page/\d", target):
                listings[target] = None
        elif (slug := site.slug_of(target)) is not None:
            articles.setdefault(slug, target)
    return tuple(articles.values())[:MOST_LINKS], tuple(listings)[:MOST_LINKS]


def further_pages(hrefs: Iterable[str], *, url: str, site: Site, slug: str) -> tuple[str, ...]:
    """Return the addresses of a paged post's pages after the one at ``url``, in order."""
    numbered: dict[int, str] = {}
    for href in hrefs:
        target = absolute(href, url)
        match = re.search(r"/(\d{1,3})/?$", urlsplit(target).path) if target else None
        if target and match and site.slug_of(target) == slug and int(match[1]) > 1:
            numbered[int(match[1])] = target
    here = re.search(r"/(\d{1,3})/?$", urlsplit(url).path)
    current = int(here[1]) if here else 1
    return tuple(target for number, target in sorted(numbered.items()) if number > current)
