"""The questions of `scrapy audit`: what does the site say it has?"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy import Request

from delegasi_scraper.items import Address, Listing
from delegasi_scraper.reports.coverage import Named
from spiders.discovery import DiscoverySpider
from spiders.site import Output

if TYPE_CHECKING:
    from scrapy.http import Response

#: After REST and sitemaps have answered: older listing pages are asked for only without them.
LAST_RESORT = 50


class AuditSpider(DiscoverySpider):
    """Collects the addresses that each source names; asks for no article."""

    name = "audit"
    COMMAND: ClassVar[str] = "scrapy audit"  # not for `scrapy crawl`

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.named: dict[str, dict[str, Named]] = {}  # source: slug: what it says
        self.last_page = 0  # of the front page's pager; 0 = it counts no pages
        self.shown: dict[int, int] = {}  # page of it: posts that it shows

    @property
    def depth(self) -> int | None:
        """Return how many posts the front page's pager reaches; None = not known.

        Sticky posts stand above page 1, so only page 2 shows how many a page holds.
        """
        if not {1, min(2, self.last_page), self.last_page} <= self.shown.keys():
            return None
        between = max(0, self.last_page - 2) * self.shown.get(2, 0)
        return self.shown[1] + between + (self.shown[self.last_page] if self.last_page > 1 else 0)

    async def start(self) -> AsyncIterator[Any]:
        """Begin with the front page."""
        yield self.ask_home()

    def after_home(self, listing: Listing | None) -> Output:
        """Ask REST and sitemaps; of the listings only how deep they are, at first."""
        for source in (*self.other_sources, self.rest):
            if source.names_all:
                yield from source.ask(listing)
        if listing is None or not listing.next_url:
            return
        self.last_page, self.shown[1] = listing.last_page or 0, _size(listing)
        yield self._ask_home_page(2, listing.next_url, priority=LAST_RESORT)
        if self.last_page > 2:
            url = f"{self.site.url}/page/{self.last_page}/"
            yield self._ask_home_page(self.last_page, url)
        for url in listing.listing_urls:
            if "/category/" in url and url not in self.walk.source_urls:
                yield self.listings.page(url, root=url, in_a_row=0, priority=LAST_RESORT)

    def after_rest(self, listing: Listing | None) -> Output:  # noqa: ARG002
        """Nothing depends on REST's answer."""
        yield from ()

    def parse_home_page(self, response: Response, number: int) -> Output:
        """Record how much an older page shows; go on from page 2 if only links name articles."""
        listing = yield from self.listings.read(response)
        if listing is None:
            return
        self.shown[number] = _size(listing)
        if number == 2 and self.only_links():
            yield from self.listings.follow(listing.listing_urls)
            yield from self.listings.next_page(listing, f"{self.site.url}/", 0)

    def parse_listing_page(self, response: Response, root: str, in_a_row: int) -> Output:
        """Go on only if nothing but links names articles."""
        if self.only_links():
            yield from super().parse_listing_page(response, root, in_a_row)

    def take(self, addresses: Sequence[Address]) -> Output:
        """Record which source names which article."""
        for address in addresses:
            slug = self.site.slug_of(address.url)
            if slug is not None:
                source = address.source if address.source in self.names_all else "listings"
                named = Named(address.url, address.published_at)
                self.named.setdefault(source, {}).setdefault(slug, named)
        yield from ()

    def _ask_home_page(self, number: int, url: str, **kwargs: Any) -> Request:
        cb_kwargs = {"number": number}
        return self.listings.request(
            url, self.parse_home_page, entrance=False, cb_kwargs=cb_kwargs, **kwargs
        )


def _size(listing: Listing) -> int:
    return sum(teaser.block != "recent" for teaser in listing.teasers)
