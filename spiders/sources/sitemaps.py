"""Sitemaps: which articles there are, and, where it is stated, when each was modified."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy import Request

from delegasi_scraper.crawl.revisit_schedule import is_newer
from delegasi_scraper.errors import PageError
from delegasi_scraper.items import Address, Listing, SitemapEntry
from delegasi_scraper.pages.sitemap import parse_sitemap
from spiders.site import Output
from spiders.sources.base import OVERLAP, AddressSource

if TYPE_CHECKING:
    from scrapy.http import Response

#: WordPress's own sitemap.
CORE_SITEMAP = "/wp-sitemap.xml"
#: Sitemaps of what is no article: WordPress core's names, and the SEO plugins'.
NO_POSTS = (
    "-posts-page-", "-taxonomies-", "-users-", "page-sitemap", "category-sitemap",
    "post_tag-sitemap", "author-sitemap", "attachment-sitemap", "tag-sitemap",
)  # fmt: skip


class SitemapSource(AddressSource):
    """Asks all sitemaps, or those that may have changed since the last whole run."""

    name = "sitemap"
    priority = 102
    names_all = True

    def ask(self, listing: Listing | None) -> Output:  # noqa: ARG002
        """Ask for the sitemaps that robots.txt names, else for WordPress's own."""
        named = [url for url in dict.fromkeys(self.walk.sitemap_urls) if self.site.owns(url)]
        for url in named or [f"{self.site.url}{CORE_SITEMAP}"]:
            yield from self._ask_new(url, entrance=True)

    def request_for(self, url: str) -> Request | None:
        """Recognise a sitemap by its suffix."""
        path = urlsplit(url).path
        if not path.endswith((".xml", ".xml.gz")):
            return None
        return self.page(url, entrance=url in self.walk.sitemap_urls or path == CORE_SITEMAP)

    def parse_page(self, response: Response, older: tuple[str, ...] = ()) -> Output:
        """Follow an index, newest part first; take the articles of a sitemap.

        ``older`` are the parts before this one, asked for where this one is all news, or
        where modified times are stated, since an edit may be in any part.
        """
        try:
            sitemap = parse_sitemap(response.body, url=response.url)
        except PageError as error:
            entrance = bool(response.meta.get("entrance"))
            yield from self.unreadable(response.url, str(error), entrance=entrance)
            return
        self.read_of(response.url, sitemap.damage)
        if sitemap.is_index:
            yield from self._parts(sitemap.entries)
            return
        entries = [entry for entry in sitemap.entries if self.site.slug_of(entry.url)]
        stated = any(entry.lastmod for entry in entries)
        self.walk.lastmod_stated |= stated
        all_news = not any(self.spider.is_known(entry.url) for entry in entries)
        # Newest first: by their dates where they have any, else as WordPress orders by id.
        newest = sorted(entries, key=_sort_key, reverse=True) if stated else entries[::-1]
        addresses = [
            Address(url=entry.url, source="sitemap", modified_at=entry.lastmod) for entry in newest
        ]
        yield from self.spider.found(response, "sitemap", addresses)
        if stated:
            for url in older:
                yield from self._ask_new(url)
        elif all_news and older:
            yield from self._ask_new(older[0], older=older[1:])

    def _parts(self, entries: Sequence[SitemapEntry]) -> Output:
        parts = [
            entry
            for entry in reversed(entries)
            if self.site.owns(entry.url) and not any(word in entry.url for word in NO_POSTS)
        ]
        since, older = self.spider.since_refresh, tuple[str, ...]()
        if self.spider.exhaustive or since is None:
            asked = parts
        elif any(part.lastmod for part in parts):
            self.walk.lastmod_stated = True
            seen_at = (since - OVERLAP).isoformat()
            asked = [part for part in parts if not part.lastmod or is_newer(part.lastmod, seen_at)]
        else:
            asked, older = parts[:1], tuple(part.url for part in parts[1:])
        for part in asked:
            yield from self._ask_new(part.url, older=older)

    def page(self, url: str, *, entrance: bool = False, older: tuple[str, ...] = ()) -> Request:
        """Return the request for a sitemap; ``older`` as in :meth:`parse_page`."""
        return self.request(url, self.parse_page, entrance=entrance, cb_kwargs={"older": older})

    def _ask_new(self, url: str, *, entrance: bool = False, older: tuple[str, ...] = ()) -> Output:
        if url not in self.walk.source_urls:
            yield self.page(url, entrance=entrance, older=older)


def _sort_key(entry: SitemapEntry) -> str:
    return entry.lastmod.isoformat() if entry.lastmod else ""
