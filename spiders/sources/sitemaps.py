"""Sitemaps: which articles there are, and, where it is stated, when each was modified."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from delegasi_scraper.crawl.revisit_schedule import is_newer
from delegasi_scraper.errors import PageError
from delegasi_scraper.items import Address, SitemapEntry
from delegasi_scraper.pages.sitemap import parse_sitemap
from spiders.sources.base import OVERLAP, Output, SourceSpider

if TYPE_CHECKING:
    from scrapy.http import Response

#: Sitemaps of what is no article: WordPress core's names, and the SEO plugins'.
NO_POSTS = (
    "-posts-page-", "-taxonomies-", "-users-", "page-sitemap", "category-sitemap",
    "post_tag-sitemap", "author-sitemap", "attachment-sitemap", "tag-sitemap",
)  # fmt: skip


class SitemapSource(SourceSpider):
    """Asks all sitemaps, or those that may have changed since the last whole run."""

    def ask_sitemaps(self) -> Output:
        """Ask for the sitemaps that robots.txt names, else for WordPress's own."""
        named = [url for url in dict.fromkeys(self.walk.sitemap_urls) if self.site.owns(url)]
        for url in named or [f"{self.site.url}/wp-sitemap.xml"]:
            yield from self._ask_sitemap(url, entrance=True)

    def parse_sitemap_page(self, response: Response, older: tuple[str, ...] = ()) -> Output:
        """Follow an index, newest part first; take the articles of a sitemap.

        ``older`` are the parts before this one, asked for where this one is all news, or
        where modified times are stated, since an edit may stand in any part.
        """
        try:
            sitemap = parse_sitemap(response.body, url=response.url)
        except PageError as error:
            yield from self._source_closed(
                response.url, "sitemap", bool(response.meta.get("entrance")), str(error)
            )
            return
        self.walk.states["sitemap"] = "open"
        if sitemap.is_index:
            yield from self._parts(sitemap.entries)
            return
        entries = [entry for entry in sitemap.entries if self.site.slug_of(entry.url)]
        told = any(entry.lastmod for entry in entries)
        self.walk.lastmod_stated |= told
        all_news = not any(self.is_known(entry.url) for entry in entries)
        # Newest first: by their dates where they have any, else as WordPress orders by id.
        newest = sorted(entries, key=_sort_key, reverse=True) if told else entries[::-1]
        yield from self._found(
            response,
            "sitemap",
            [
                Address(url=entry.url, source="sitemap", modified_at=entry.lastmod)
                for entry in newest
            ],
        )
        if told or all_news:
            for at, url in enumerate(older):
                yield from self._ask_sitemap(url, older=() if told else older[at + 1 :])
                if not told:
                    break

    def _parts(self, entries: Sequence[SitemapEntry]) -> Output:
        parts = [
            entry
            for entry in reversed(entries)
            if self.site.owns(entry.url) and not any(word in entry.url for word in NO_POSTS)
        ]
        if self.exhaustive or self.since_refresh is None:
            asked = parts
        elif any(entry.lastmod for entry in parts):
            self.walk.lastmod_stated = True
            seen_at = (self.since_refresh - OVERLAP).isoformat()
            asked = [part for part in parts if not part.lastmod or is_newer(part.lastmod, seen_at)]
        else:
            older = tuple(part.url for part in parts[1:])
            for part in parts[:1]:
                yield from self._ask_sitemap(part.url, older=older)
            return
        for part in asked:
            yield from self._ask_sitemap(part.url)

    def _ask_sitemap(
        self, url: str, *, entrance: bool = False, older: tuple[str, ...] = ()
    ) -> Output:
        if url not in self.walk.source_urls:
            yield self.ask_source(
                url,
                self.parse_sitemap_page,
                source="sitemap",
                entrance=entrance,
                cb_kwargs={"older": older},
            )


def _sort_key(entry: SitemapEntry) -> str:
    value: datetime | date | None = entry.lastmod
    return value.isoformat() if value else ""
