"""What every source of addresses needs of the spider that asks it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from delegasi_scraper.crawl.responses import fetched_from
from delegasi_scraper.items import Address, AddressesFound, Listing, Source, Teaser
from spiders.site import Output, SiteSpider

if TYPE_CHECKING:
    from scrapy.http import Response


class SourceSpider(SiteSpider):
    """Reads sources to their end where ``exhaustive``, else until they have no news.

    ``since_refresh`` is when the last run began that saw all that was new.
    """

    exhaustive = True
    since_refresh: datetime | None = None

    def take(self, addresses: Sequence[Address]) -> Output:
        """Do with addresses of articles what this spider is for."""
        raise NotImplementedError

    def is_known(self, url: str) -> bool:  # noqa: ARG002
        """Say whether an article is archived; here none counts, so that all is read."""
        return False

    def is_unheard_of(self, url: str) -> bool:
        """Say whether an address is neither archived nor named by a source so far."""
        return not self.is_known(url)

    def has_news(self, teaser: Teaser) -> bool:  # noqa: ARG002
        """Say whether a teaser tells of an article, a wording or a date not known yet."""
        return True

    def parse_listing_page(self, response: Response, root: str, in_a_row: int) -> Output:
        """Read a page of the listing that begins at ``root``."""
        raise NotImplementedError

    def after_rest(self, listing: Listing | None) -> Output:
        """Go on when REST has answered, or is closed."""
        raise NotImplementedError

    def found(self, response: Response, source: Source, addresses: Sequence[Address]) -> Output:
        """Record what a page names, and take it."""
        self.inc_stat(f"found/{source}", len(addresses))
        yield AddressesFound(
            page_url=response.url, addresses=tuple(addresses), at=fetched_from(response).at
        )
        yield from self.take(addresses)
