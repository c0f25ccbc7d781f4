"""The questions of `scrapy audit`: what does the site say it has?"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from delegasi_scraper.audit import Named
from delegasi_scraper.items import Address, Listing, Teaser
from spiders.discovery import DiscoverySpider
from spiders.sources import Output

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
        self.depth: int | None = None  # posts, as the front page's pager counts them

    async def start(self) -> AsyncIterator[Any]:
        """Begin with the front page."""
        yield self.ask_home()

    def after_home(self, listing: Listing | None) -> Output:
        """Ask REST and sitemaps; of the listings only how deep they are, at first."""
        yield from self.ask_sitemaps()
        yield self.ask_rest(1, listing)
        if listing is None or not listing.next_url:
            return
        home = f"{self.site.url}/"
        if listing.last_page:
            yield self.ask_source(
                f"{home}page/{listing.last_page}/",
                self.parse_last_page,
                source="home",
                entrance=False,
                cb_kwargs={"full_pages": listing.last_page - 1, "a_page": _size(listing)},
            )
        yield self.ask_listing(listing.next_url, root=home, in_a_row=0, priority=LAST_RESORT)
        for url in listing.listing_urls:
            if "/category/" in url and url not in self.asked_of_sources:
                yield self.ask_listing(url, root=url, in_a_row=0, priority=LAST_RESORT)

    def after_rest(self, listing: Listing | None) -> Output:  # noqa: ARG002
        """Nothing depends on REST's answer."""
        yield from ()

    def parse_last_page(self, response: Response, full_pages: int, a_page: int) -> Output:
        """Work out how many posts the pager reaches."""
        listing = yield from self.read_listing(response)
        if listing is not None:
            self.depth = full_pages * a_page + _size(listing)

    def parse_listing_page(self, response: Response, root: str, in_a_row: int) -> Output:
        """Go on only where nothing else tells of articles."""
        if self.only_links():
            yield from super().parse_listing_page(response, root, in_a_row)

    def take(self, addresses: Sequence[Address]) -> Output:
        """Note who names what."""
        for address in addresses:
            slug = self.site.slug_of(address.url)
            if slug is not None:
                listed = address.source not in ("rest", "sitemap")
                source = "listings" if listed else address.source
                named = Named(address.url, address.published_at)
                self.named.setdefault(source, {}).setdefault(slug, named)
        yield from ()

    def is_known(self, url: str) -> bool:  # noqa: ARG002
        """Treat nothing as known: all is asked for."""
        return False

    def has_news(self, teaser: Teaser) -> bool:  # noqa: ARG002
        """Treat everything as news."""
        return True


def _size(listing: Listing) -> int:
    return sum(teaser.block != "recent" for teaser in listing.teasers)
