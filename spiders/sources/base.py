"""What the sources of addresses share: how they are asked, and when they count as closed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy import Request

from delegasi_scraper.crawl.failure_reasons import failure_reason
from delegasi_scraper.items import Damage, Listing, PageFailed, Source
from spiders.site import Output

if TYPE_CHECKING:
    from twisted.python.failure import Failure

    from spiders.discovery import DiscoverySpider
    from spiders.walk import Walk

#: The site's clock and ours may differ, and a plugin may date an edit a little back.
OVERLAP = timedelta(days=1)


class AddressSource:
    """One source of addresses; CONTRIBUTING.md says how to add another."""

    name: ClassVar[Source]
    #: Sources come before the articles (0), the most complete source first.
    priority: ClassVar[int]
    #: It names every article of the site: a run that has read it to its end has seen all.
    names_all: ClassVar[bool] = False
    #: Asked in every run; others in one that walks all of the site, and where REST is closed.
    always_asked: ClassVar[bool] = False

    def __init__(self, spider: DiscoverySpider) -> None:
        self.spider = spider
        self.site = spider.site

    @property
    def walk(self) -> Walk:
        """What the present run has met: replay makes a new one for each captured run."""
        return self.spider.walk

    def ask(self, listing: Listing | None) -> Output:
        """Yield the first requests; ``listing`` is the front page, None = unreadable."""
        raise NotImplementedError

    def request_for(self, url: str) -> Request | None:
        """Return the request that an address looks like, None = not of this source.

        Replay needs it for an answer that no request of its own expected.
        """
        raise NotImplementedError

    def request(
        self,
        url: str,
        callback: Any,
        *,
        source: str | None = None,
        entrance: bool = True,
        **kwargs: Any,
    ) -> Request:
        """Return a request to the source; its ``entrance`` failing means that it is closed.

        ``kwargs`` are :class:`Request`'s.
        """
        self.walk.source_urls.add(url)
        meta = {"discovery": True, "source": source or self.name, "entrance": entrance}
        defaults: dict[str, Any] = {"errback": self.failed, "priority": self.priority}
        return Request(url, callback, meta=meta, **(defaults | kwargs))

    def failed(self, failure: Failure) -> Output:
        """Record that the source is closed, or a part of it could not be had."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        if self.spider.run.stop_reason is not None:
            return  # the request was dropped because the run is over
        reason, message = failure_reason(failure.value)
        source = request.meta["source"]
        if request.cb_kwargs.get("root") == request.url and reason.startswith("http_4"):
            # A listing that is linked and closed: plugins shut authors', for one.
            self.spider.inc_stat("listing/closed")
        elif request.meta["entrance"]:
            yield from self.unreadable(request.url, message, entrance=True, source=source)
        else:
            yield from self.broke(request.url, reason, message, source=source)

    def unreadable(
        self, url: str, message: str, *, entrance: bool, source: str | None = None
    ) -> Output:
        """Record what is no page of this source: at its ``entrance`` the source is closed."""
        source = source or self.name
        if not entrance:
            yield from self.broke(url, "unreadable", message, source=source)
        elif not self.walk.is_open(source):
            self.walk.states[source] = f"closed: {message}"

    def read_of(self, url: str, damage: Damage | None) -> None:
        """Record that a page of the source was read, and what damage did to it."""
        self.walk.states[self.name] = "open"
        if damage is None:
            return
        self.walk.damaged.add(self.name)
        if damage == "missing":
            self.walk.broken.add(self.name)
        self.spider.inc_stat(f"source/{damage}")
        self.spider.logger.warning("A source of addresses is damaged (%s): %s", damage, url)

    def broke(self, url: str, reason: str, message: str, *, source: str) -> Output:
        """Record that a part of the source could not be had."""
        self.walk.broken.add(source)
        self.walk.states.setdefault(source, f"closed: {message}")
        self.spider.inc_stat("source/failed")
        self.spider.logger.warning("A source of addresses failed: %s %s", url, message)
        yield PageFailed(url=url, reason=f"source/{reason}", message=message)
