"""Article pages: how each is asked for, and what becomes of its answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.spidermiddlewares.httperror import HttpError

from delegasi_scraper.crawl.failure_reasons import failure_reason
from delegasi_scraper.crawl.known_articles import KnownArticles
from delegasi_scraper.crawl.responses import asked_url, failed_page, fetched_from, page_on
from delegasi_scraper.errors import CheckPage, NotAnArticle, PageError
from delegasi_scraper.items import Address, PageFailed, PagePrinted, PagesPrinted, Source
from delegasi_scraper.steps import is_whole
from spiders.discovery import DiscoverySpider
from spiders.site import Output

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure

PAGE_OF_POST, ARTICLE, AMP_TWIN = 50, 0, -100


class ArticlePagesSpider(DiscoverySpider):
    """Joins the pages of a post, follows the links on it, and records what failed."""

    known: KnownArticles
    addresses: tuple[str, ...] = ()  # a list that was given: nothing else is asked for
    since: date | None = None

    def read_page(self, response: Response) -> PagesPrinted:
        """Return what one page prints, or raise :class:`PageError`."""
        return PagesPrinted(pages=(page_on(response, self.site),))

    def parse_page(self, response: Response, twin: bool = False) -> Output:
        """Read an article's page; ask for its further pages, where it has some."""
        try:
            printed = self.read_page(response)
        except PageError as error:
            yield self._refused(error, response, twin=twin)
            yield from self.answered(self.site.slug_of(asked_url(response)))
            return
        page = printed.pages[0]
        yield from self._follow_links(page, response)
        if page.kind == "amp" and self._waits_for_front(page):
            self.walk.waiting[page.slug] = printed, response
            yield self.page(self.site.front_form(response.url))
        elif page.page_urls and page.kind != "amp":
            yield self._page_of_post(response, printed)
        else:
            yield from self._seen(printed, response)

    def parse_page_of_post(
        self, response: Response, printed: PagesPrinted, origin: Response
    ) -> Output:
        """Read page 2, 3, … of a post, and hand on what is there when it was the last."""
        try:
            page = self.read_page(response).pages[0]
        except PageError as error:
            yield self._refused(error, response, twin=True)
            self.inc_stat("page/failed")
            yield from self._seen(replace(printed, asked_further=True), origin)
            return
        printed = replace(printed, pages=(*printed.pages, page), asked_further=True)
        if is_whole(printed):
            yield from self._seen(printed, origin)
        else:
            yield self._page_of_post(origin, printed)

    def failed(self, failure: Failure) -> Output:
        """Record an address that did not answer with a page."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        error = failure.value
        if self.run.stop_reason is not None:
            return  # the request was dropped because the run is over
        reason, message = failure_reason(error)
        if request.meta.get("optional"):
            self.inc_stat(f"page/twin_{reason}")
            return
        url = request.meta.get("redirect_urls", [request.url])[0]
        missed, fetched = None, None
        if isinstance(error, HttpError) and error.response is not None:
            fetched = fetched_from(error.response)
            if reason in ("http_404", "http_410") and "origin" not in request.cb_kwargs:
                missed = self._missed(url, reason.removeprefix("http_"))
        elif isinstance(error, PageError) and "capture_id" in request.meta:
            fetched = fetched_from(request)
        stat = "ignored" if reason == "ignored" else "missed" if missed else "failed"
        if stat == "failed" and request.meta.get("retry"):
            stat = "still_failing"  # it was counted, and logged, when it failed first
        self.inc_stat(f"page/{stat}")
        yield PageFailed(url=url, reason=reason, message=message, fetched=fetched, missed=missed)
        origin, printed = request.cb_kwargs.get("origin"), request.cb_kwargs.get("printed")
        if origin is not None and printed is not None:
            yield from self._seen(replace(printed, asked_further=True), origin)
        else:
            yield from self.answered(self.site.slug_of(url))

    def _seen(self, printed: PagesPrinted, response: Response) -> Output:
        page = printed.pages[0]
        fetched = fetched_from(response)
        stated = self.walk.stated.get(page.slug)
        if page.kind != "amp":  # a twin's own clock is watched
            stated = self.known.stated(page.slug, stated, fetched.at)
        yield replace(
            printed,
            fetched=fetched,
            stated=stated,
            lastmod=self.walk.lastmods.get(page.slug),
            again=bool(response.meta.get("again")),
            context=self.run.context,
        )
        if page.kind != "amp":
            self.walk.fronts.add(page.slug)
            yield from self.answered(page.slug)
        asked = asked_url(response)
        known = self.known.article(asked)
        if known is None or known.slug == page.slug or known.wp_id == page.wp_id:
            return
        self.inc_stat("page/missed")
        message = f"leads to another article, {page.url}"
        yield failed_page(response, "moved", message, missed="moved")

    def _waits_for_front(self, page: PagePrinted) -> bool:
        """Say whether an AMP page waits: it may be page 1 of several, and not say so."""
        if self.addresses or page.slug in self.walk.fronts or self.known.article(page.url):
            return False
        self.walk.fronts.add(page.slug)
        return True

    def answered(self, slug: str | None) -> Output:
        """Hand on the AMP page that waited for an article's front page, whatever that answered."""
        if slug is not None and slug in self.walk.waiting:
            yield from self._seen(*self.walk.waiting.pop(slug))

    def _follow_links(self, page: PagePrinted, response: Response) -> Output:
        """Take the articles that a page links to, above all those that nobody lists."""
        if self.addresses:
            return
        yield from self.listings.links_found(page.listing_urls, response)
        if self.only_links():
            yield from self.listings.follow(page.listing_urls)
        if self.since:
            return  # links do not say when their article was published
        stubs = {teaser.href for teaser in page.teasers if teaser.block == "stub"}
        addresses: dict[Source, list[Address]] = {"stub": [], "link": []}
        for url in page.links:
            source: Source = "stub" if url in stubs else "link"
            if self.site.slug_of(url) != page.slug:
                addresses[source].append(Address(url=url, source=source))
        for source, found in addresses.items():
            if found:
                yield from self.found(response, source, found)

    def _refused(self, error: PageError, response: Response, *, twin: bool = False) -> PageFailed:
        missed = None
        if isinstance(error, NotAnArticle):
            state = error.reason.removeprefix("refused/").replace("listing", "soft_404")
            missed = None if twin else self._missed(asked_url(response), state)
            self.inc_stat("page/missed" if missed else f"page/{error.reason}")
        elif not twin:
            self.inc_stat("page/failed")
            if isinstance(error, CheckPage):
                self._count_wall(error)
        self.logger.warning("Skipped page: %s", error)
        return failed_page(response, error.reason, str(error), missed=missed)

    def _count_wall(self, error: CheckPage) -> None:
        """Count what somebody has set before the site, and keep its name for the run's sentence."""
        self.inc_stat("page/wall")
        names = self.crawler.stats.get_value("wall/names", "")
        if error.message not in names.split(" or "):
            self.set_stat("wall/names", " or ".join(filter(None, (names, error.message))))

    def _missed(self, url: str, state: str) -> str | None:
        """Return the state of an archived article that does not answer any more.

        Only its front address decides; an AMP address is an alias that may stop.
        """
        return state if self.known.article(url) and not self.site.is_amp(url) else None

    def page(
        self, url: str, *, priority: int = ARTICLE, twin: bool = False, retry: bool = False
    ) -> Request:
        """Return the request for an article's page; a ``twin`` may fail silently."""
        return Request(
            # Page 2 of a post, read alone, would pass for the whole of it.
            self.site.first_page_url(url),
            self.parse_page,
            errback=self.failed,
            priority=priority,
            meta={"optional": twin, "retry": retry},
            cb_kwargs={"twin": twin},
        )

    def _page_of_post(self, origin: Response, printed: PagesPrinted) -> Request:
        return Request(
            printed.pages[0].page_urls[len(printed.pages) - 1],
            self.parse_page_of_post,
            errback=self.failed,
            priority=PAGE_OF_POST,
            cb_kwargs={"printed": printed, "origin": origin},
        )
