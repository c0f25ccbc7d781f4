"""What the sources of addresses share: which are open, and what becomes of what they name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from scrapy import Request

from delegasi_scraper.crawl.failure_reasons import failure_reason
from delegasi_scraper.crawl.responses import fetched_from
from delegasi_scraper.items import Address, AddressesFound, Listing, PageFailed, Source, Teaser
from spiders.site import SiteSpider

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure

Output = Iterator[Any]  # requests and the items of delegasi_scraper.items

#: What tells of articles comes before the articles (priority 0), what tells most first: the
#: feed is paged only while it names what no other source does.
PRIORITY = {"rest": 103, "sitemap": 102, "feed": 90}
LISTING_PRIORITY = 101
#: The site's clock and ours may differ, and a plugin may date an edit a little back.
OVERLAP = timedelta(days=1)


class SourceSpider(SiteSpider):
    """Walks sources to their end where ``exhaustive``, else until they have no news.

    ``since_refresh`` is when the last run began that saw all that was new.
    """

    exhaustive = True
    since_refresh: datetime | None = None

    def take(self, addresses: Sequence[Address]) -> Output:
        """Do with addresses of articles what this spider is for."""
        raise NotImplementedError

    def is_known(self, url: str) -> bool:
        """Say whether an address is one of an archived article."""
        raise NotImplementedError

    def has_news(self, teaser: Teaser) -> bool:
        """Say whether a teaser tells of an article, a wording or a date not known yet."""
        raise NotImplementedError

    def after_rest(self, listing: Listing | None) -> Output:
        """Go on when REST has answered, or is closed."""
        raise NotImplementedError

    def source_failed(self, failure: Failure) -> Output:
        """Record that a source is closed, or a part of it could not be had."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        if self.run.stop_reason is not None:
            return  # not asked in earnest: the run is over
        reason, message = failure_reason(failure.value)
        source = request.meta["source"]
        if request.cb_kwargs.get("root") == request.url and reason.startswith("http_4"):
            # A listing that is linked and closed: plugins shut authors', for one.
            self.count("listing/closed")
        elif request.meta["entrance"]:
            yield from self._source_closed(request.url, source, True, message)
        else:
            yield from self._source_broke(request.url, source, reason, message)

    def _source_closed(self, url: str, source: str, entrance: bool, message: str) -> Output:
        if not entrance:
            yield from self._source_broke(url, source, "unreadable", message)
        elif not self.walk.is_open(source):
            self.walk.states[source] = f"closed: {message}"

    def _source_broke(self, url: str, source: str, reason: str, message: str) -> Output:
        self.walk.broken.add(source)
        self.walk.states.setdefault(source, f"closed: {message}")
        self.count("source/failed")
        self.logger.warning("A source of addresses failed: %s %s", url, message)
        yield PageFailed(url=url, reason=f"source/{reason}", message=message)

    def _found(self, response: Response, source: Source, addresses: list[Address]) -> Output:
        self.count(f"found/{source}", len(addresses))
        yield AddressesFound(
            page_url=response.url, addresses=tuple(addresses), at=fetched_from(response).at
        )
        yield from self.take(addresses)

    def ask_source(
        self,
        url: str,
        callback: Any,
        *,
        source: str,
        entrance: bool = True,
        errback: Any = None,
        meta: dict[str, Any] | None = None,
        priority: int | None = None,
        **kwargs: Any,
    ) -> Request:
        """Return a request to a source; its ``entrance`` failing means that it is closed."""
        self.walk.source_urls.add(url)
        return Request(
            url,
            callback,
            errback=errback or self.source_failed,
            priority=PRIORITY.get(source, LISTING_PRIORITY) if priority is None else priority,
            meta={"discovery": True, "source": source, "entrance": entrance, **(meta or {})},
            **kwargs,
        )

    def tell_sources(self) -> None:
        """Put into the run's figures which sources were open, and which were not."""
        for source, state in sorted(self.walk.states.items()):
            partly = state == "open" and source in self.walk.broken
            self.tell(f"sources/{source}", "open, a part failed" if partly else state)
        if self.walk.states and "open" not in self.walk.states.values():
            self.tell("sources/none_open", 1)
