"""Listings: the front page, categories, tags, authors, months."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from scrapy import Request

from delegasi_scraper.crawl.responses import fetched_from, html_of
from delegasi_scraper.errors import PageError
from delegasi_scraper.items import (
    Address,
    Listing,
    ListingSeen,
    ListingsFound,
    Source,
)
from delegasi_scraper.pages.listing import listing_kind, parse_listing
from delegasi_scraper.text.dates import parse_iso
from spiders.site import Output
from spiders.sources.base import AddressSource

if TYPE_CHECKING:
    from scrapy.http import Response

#: Known and unchanged teasers in a row, after which a listing has no more news: two pages.
KNOWN_IN_A_ROW = 20


class ListingSource(AddressSource):
    """Records listings as they are, and follows their pagers while there is news.

    Each kind of listing counts as a source of its own: 'home', 'category', …
    """

    name = "home"
    priority = 101

    def ask(self, listing: Listing | None) -> Output:
        """Go on from the front page to its older pages and to the categories."""
        if listing is None:
            return
        yield from self.next_page(listing, f"{self.site.url}/", 0)
        yield from self.follow(
            [url for url in listing.listing_urls if listing_kind(url) == "category"]
        )

    def request_for(self, url: str) -> Request | None:
        """Recognise a listing by its address."""
        if not self.site.is_listing(url):
            return None
        return self.page(url, root=re.sub(r"page/\d+/?$", "", url), in_a_row=0)

    def read(self, response: Response) -> Generator[Any, None, Listing | None]:
        """Record a listing as it is now, take its articles and return it, None if unreadable."""
        source: Source = response.meta["source"]
        try:
            listing = parse_listing(html_of(response), url=response.url, site=self.site)
        except PageError as error:
            yield from self.broke(response.url, error.reason, str(error), source=source)
            return None
        self.walk.states[source] = "open"
        self.spider.inc_stat("listing/read")
        news = [teaser for teaser in listing.teasers if self.spider.has_news(teaser)]
        yield ListingSeen(listing=listing, fetched=fetched_from(response))
        yield from self.links_found(listing.listing_urls, response)
        addresses = [
            Address(
                url=teaser.href,
                source=source,
                published_at=_clock(teaser.stamp),
                has_news=teaser in news,
            )
            for teaser in listing.teasers
            if teaser.href
        ]
        yield from self.spider.found(response, source, addresses)
        return listing

    def links_found(self, urls: Sequence[str], response: Response) -> Output:
        """Record the listings that a page links to."""
        if urls:
            rows = tuple((url, listing_kind(url)) for url in urls)
            yield ListingsFound(rows=rows, at=fetched_from(response).at)

    def follow(self, urls: Sequence[str]) -> Output:
        """Ask for listings that were not asked for in this run."""
        for url in urls:
            if self.site.owns(url) and url not in self.walk.source_urls:
                yield self.page(url, root=url, in_a_row=0)

    def next_page(self, listing: Listing, root: str, in_a_row: int) -> Output:
        """Ask for the next page while there is news; a pager that repeats itself is at its end."""
        for teaser in listing.teasers:
            if teaser.block != "recent":
                in_a_row = 0 if self.spider.has_news(teaser) else in_a_row + 1
        shown = self.walk.show(root, [t.url for t in listing.teasers if t.block != "recent"])
        url = listing.next_url
        if not url or not shown or not self.site.owns(url) or url in self.walk.source_urls:
            return
        if self.spider.exhaustive or in_a_row < KNOWN_IN_A_ROW:
            yield self.page(url, root=root, in_a_row=in_a_row)

    def page(self, url: str, *, root: str, in_a_row: int, **kwargs: Any) -> Request:
        """Return the request for a page of the listing that begins at ``root``."""
        kind = listing_kind(url)
        return self.request(
            url,
            self.spider.parse_listing_page,
            source="link" if kind == "search" else kind,
            entrance=False,
            cb_kwargs={"root": root, "in_a_row": in_a_row},
            **kwargs,
        )


def _clock(stamp: str | None) -> datetime | None:
    moment = parse_iso(stamp or "")
    return moment if isinstance(moment, datetime) else None
