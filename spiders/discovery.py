"""Asks every source of article addresses; subclasses say what is done with the addresses.

Sources are WordPress's REST interface, sitemaps, the feed, and listings. Any may be closed:
the others carry on, and the run says which were open.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from scrapy import Request

from delegasi_scraper.crawl.responses import fetched_from
from delegasi_scraper.items import Address, AddressesFound, Listing, Source, Teaser
from spiders.site import Output, SiteSpider
from spiders.sources import SOURCES
from spiders.sources.base import AddressSource
from spiders.sources.listings import ListingSource
from spiders.sources.rest import RestSource

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure


class DiscoverySpider(SiteSpider):
    """Begins with the front page, goes on with REST, and decides by its answer.

    Reads sources to their end where ``exhaustive``, else until they have no news.
    ``since_refresh`` is when the last run began that saw all that was new.
    """

    exhaustive = True
    since_refresh: datetime | None = None
    reads_texts = False  # True = what REST states of texts is wanted, too

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rest, self.listings = RestSource(self), ListingSource(self)
        self.other_sources = [source(self) for source in SOURCES]

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
        """Say whether a teaser names an article, a wording or a date that is not known yet."""
        return True

    def found(self, response: Response, source: Source, addresses: Sequence[Address]) -> Output:
        """Record what a page names, and take it."""
        self.inc_stat(f"found/{source}", len(addresses))
        rows = tuple(addresses)
        yield AddressesFound(page_url=response.url, addresses=rows, at=fetched_from(response).at)
        yield from self.take(addresses)

    @property
    def sources(self) -> list[AddressSource]:
        """All sources of addresses."""
        return [self.rest, *self.other_sources]

    @property
    def names_all(self) -> tuple[str, ...]:
        """The sources that name every article of the site, where they are open."""
        return tuple(source.name for source in self.sources if source.names_all)

    def ask_home(self) -> Request:
        """Return the request that everything begins with: robots.txt comes before it."""
        home = f"{self.site.url}/"
        return self.listings.request(home, self.parse_home, errback=self.home_failed)

    def parse_home(self, response: Response) -> Output:
        """Read the front page, and go on with what tells most."""
        listing = yield from self.listings.read(response)
        yield from self.after_home(listing)

    def home_failed(self, failure: Failure) -> Output:
        """Go on without a front page."""
        yield from self.listings.failed(failure)
        yield from self.after_home(None)

    def after_home(self, listing: Listing | None) -> Output:
        """Ask REST first: what else is asked may depend on its answer."""
        if self.exhaustive:
            for source in self.other_sources:
                yield from source.ask(listing)
        yield from self.rest.ask(listing)

    def after_rest(self, listing: Listing | None) -> Output:
        """Ask the other sources, where REST tells nothing or all are asked anyway."""
        if self.exhaustive:
            return
        for source in sorted(self.other_sources, key=lambda source: not source.always_asked):
            if source.always_asked or not self.walk.is_open("rest"):
                yield from source.ask(listing)

    def parse_listing_page(self, response: Response, root: str, in_a_row: int) -> Output:
        """Take what a listing shows, and go on to its next page while there is news."""
        listing = yield from self.listings.read(response)
        if listing is None:
            return
        if self.only_links():
            yield from self.listings.follow(listing.listing_urls)
        yield from self.listings.next_page(listing, root, in_a_row)

    def only_links(self) -> bool:
        """Say whether nothing but links tells of articles: then every listing is followed."""
        return self.exhaustive and not any(map(self.walk.is_open, self.names_all))

    def has_named_all(self) -> bool:
        """Say whether what was open, and read to its end, names every article of the site."""
        opened = {source for source, state in self.walk.states.items() if state == "open"}
        whole = opened - self.walk.broken
        return bool(whole.intersection(self.names_all)) or (bool(opened) and whole == opened)

    def set_source_stats(self) -> None:
        """Put into the run's figures which sources were open, and which were not."""
        states = self.walk.states
        for source, state in sorted(states.items()):
            partly = state == "open" and source in self.walk.broken | self.walk.damaged
            self.set_stat(f"sources/{source}", "open, a part failed" if partly else state)
        if states and "open" not in states.values():
            self.set_stat("sources/none_open", 1)
