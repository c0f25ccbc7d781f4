"""Asks every source that tells of articles; what is done with the addresses, subclasses say.

Sources are WordPress's REST interface, sitemaps, the feed, and listings. Any may be closed:
the others carry on, and the run says which were open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import Request

from delegasi_scraper.items import Listing
from spiders.sources.base import Output
from spiders.sources.feeds import FeedSource
from spiders.sources.listings import ListingSource
from spiders.sources.rest import RestSource
from spiders.sources.sitemaps import SitemapSource

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure


class DiscoverySpider(RestSource, SitemapSource, FeedSource, ListingSource):
    """Begins with the front page, goes on with REST, and decides by its answer."""

    def ask_home(self) -> Request:
        """Return the request that everything begins with: robots.txt comes before it."""
        return self.ask_source(
            f"{self.site.url}/", self.parse_home, source="home", errback=self.home_failed
        )

    def parse_home(self, response: Response) -> Output:
        """Read the front page, and go on with what tells most."""
        listing = yield from self.read_listing(response)
        yield from self.after_home(listing)

    def home_failed(self, failure: Failure) -> Output:
        """Go on without a front page."""
        yield from self.source_failed(failure)
        yield from self.after_home(None)

    def after_home(self, listing: Listing | None) -> Output:
        """Ask REST first: what else is asked may depend on its answer."""
        if self.exhaustive:
            yield from self.ask_sitemaps()
            yield from self._follow_listing(listing)
            yield self.ask_feed(1)
        yield self.ask_rest(1, listing)

    def after_rest(self, listing: Listing | None) -> Output:
        """Ask the other sources, where REST tells nothing or all are asked anyway."""
        if not self.exhaustive:
            yield self.ask_feed(1)
            if not self.walk.is_open("rest"):
                yield from self.ask_sitemaps()
                yield from self._follow_listing(listing)
