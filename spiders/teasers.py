"""`scrapy crawl teasers`: record what the site's listings show today, and no article.

What they showed accumulates: `sightings` tells what the front page showed on a date.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.http import Response

from delegasi_scraper.crawl.earlier_runs import listings_of_kind
from delegasi_scraper.errors import UsageError
from delegasi_scraper.items import Address, Listing
from delegasi_scraper.pages.listing import listing_kind
from spiders.discovery import DiscoverySpider
from spiders.site import Output

if TYPE_CHECKING:
    from delegasi_scraper.urls import Site

#: Most a kind: a newsroom has a handful of categories and authors, and thousands of tags.
MOST = 1000


class TeasersSpider(DiscoverySpider):
    """Record what the site's listings show today."""

    name = "teasers"
    ARGUMENTS: ClassVar[dict[str, str]] = {
        "pages": "how many pages of each listing, 1 by default",
        "tags": "how many tags, those linked most recently, 50 by default",
    }

    def __init__(self, *, pages: int = 1, tags: int = 50, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.pages = pages
        self.most = {"home": 1, "category": MOST, "author": MOST, "tag": tags}
        self.asked_of_kind = dict.fromkeys(self.most, 0)

    @classmethod
    def parse_arguments(cls, raw: dict[str, str], site: Site) -> dict[str, Any]:  # noqa: ARG003
        """Return constructor values, or raise :class:`UsageError`."""
        for name, value in raw.items():
            if not value.isascii() or not value.isdigit() or (name == "pages" and value == "0"):
                raise UsageError(f"-a {name}={value}: give a number")
        return {name: int(value) for name, value in raw.items()}

    async def start(self) -> AsyncIterator[Any]:
        """Begin with the front page; the archive knows further listings from earlier pages."""
        yield self.ask_home()
        for kind, most in self.most.items():
            urls = listings_of_kind(self.run.archive.connection, kind, most)
            for request in self._ask_listings(urls):
                yield request

    def after_home(self, listing: Listing | None) -> Output:
        """Go on to what the front page links to."""
        if listing is not None:
            yield from self._go_on(listing, f"{self.site.url}/", 1)

    def parse_listing_page(self, response: Response, root: str, in_a_row: int) -> Output:
        """Record a listing; ``in_a_row`` is the number of its page."""
        listing = yield from self.listings.read(response)
        if listing is not None:
            yield from self._go_on(listing, root, in_a_row)

    def take(self, addresses: Sequence[Address]) -> Output:
        """Ask for no article: `scrapy crawl articles` does."""
        self.inc_stat("address/found", len(addresses))
        yield from ()

    def closed(self, reason: str) -> None:  # noqa: ARG002
        """Record which listings were open."""
        self.set_source_stats()

    def _go_on(self, listing: Listing, root: str, page: int) -> Output:
        yield from self._ask_listings(listing.listing_urls)
        url = listing.next_url
        if page < self.pages and url and self.site.owns(url) and url not in self.walk.source_urls:
            yield self.listings.page(url, root=root, in_a_row=page + 1)

    def _ask_listings(self, urls: Sequence[str]) -> Output:
        for url in urls:
            kind = listing_kind(url)
            if (
                url not in self.walk.source_urls
                and self.site.owns(url)
                and self.asked_of_kind.get(kind, MOST) < self.most.get(kind, 0)
            ):
                self.asked_of_kind[kind] += 1
                yield self.listings.page(url, root=url, in_a_row=1)
