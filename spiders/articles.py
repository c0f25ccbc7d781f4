"""`scrapy crawl articles`: bring the archive up to date.

Until one run has walked all of the site, every run walks it, skipping what is
known. Afterwards a run asks for what is new or edited, and for a few articles
whose turn it is by age.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy import Request
from scrapy.spidermiddlewares.httperror import HttpError

from delegasi_scraper.crawl.clock import utc_now
from delegasi_scraper.crawl.failure_reasons import failure_reason
from delegasi_scraper.crawl.known_articles import Knowledge
from delegasi_scraper.crawl.responses import article_on, asked_url, fetched_by, fetched_from
from delegasi_scraper.crawl.revisit_schedule import due_by_age, one_form_each, read_address_list
from delegasi_scraper.errors import NotAnArticle, PageError, UsageError
from delegasi_scraper.items import (
    Address,
    AddressesFound,
    Article,
    ArticleSeen,
    Listing,
    PageFailed,
    Source,
    Teaser,
)
from delegasi_scraper.pages.paged import join_pages
from delegasi_scraper.rows import with_stated_time
from spiders.discovery import DiscoverySpider
from spiders.sources.base import Output

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from delegasi_scraper.urls import Site

PAGE_OF_POST, ARTICLE, AMP_TWIN = 50, 0, -100


class ArticlesSpider(DiscoverySpider):
    """Asks for articles: all of them once, then what is new, edited or due."""

    name = "articles"
    ARGUMENTS: ClassVar[dict[str, str]] = {
        "full": "1 = fetch every article again",
        "since": "a date, 2024-01-01: only articles published since",
        "urls": "a file of addresses, one a line",
    }

    def __init__(
        self,
        *,
        full: bool = False,
        since: date | None = None,
        addresses: tuple[str, ...] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.known = Knowledge(self.run.archive, self.site, full=full, since=since)
        self.walking = self.exhaustive = full or not self.run.walked_before
        refreshed = self.run.archive.last_refresh()
        self.since_refresh = datetime.fromisoformat(refreshed) if refreshed else None
        self.full = full
        self.since = since
        self.addresses = addresses

    @classmethod
    def understand(cls, given: dict[str, str], site: Site) -> dict[str, Any]:
        """Return constructor values, or raise :class:`UsageError`."""
        if given.get("full", "0") not in ("0", "1"):
            raise UsageError(f"-a full={given['full']}: give 1 or 0")
        since = None
        if "since" in given:
            try:
                since = date.fromisoformat(given["since"])
            except ValueError:
                raise UsageError(
                    f"-a since={given['since']}: give a date like 2024-01-31"
                ) from None
        addresses = read_address_list(given["urls"], site) if "urls" in given else ()
        return {"full": given.get("full") == "1", "since": since, "addresses": addresses}

    # --- what to ask for ------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the listed addresses, or for the front page and what tells of articles."""
        if self.addresses:
            rows = tuple(Address(url=url, source="list") for url in self.addresses)
            await self.save_now(AddressesFound(page_url=None, addresses=rows, at=utc_now()))
            for request in self._ask_list():
                yield request
            return
        yield self.ask_home()
        again = self._ask_known() if self.full else () if self.walking else self._ask_again()
        for request in again:
            yield request

    def after_home(self, listing: Listing | None) -> Output:
        """Look at the AMP twin of the newest article, too: its clock is watched."""
        yield from super().after_home(listing)
        teasers = listing.teasers if listing else ()
        newest = next((t.href for t in teasers if t.block in ("headline", "listing")), None)
        if newest:
            yield self._page(f"{newest.rstrip('/')}/amp/", priority=AMP_TWIN, twin=True)

    def take(self, addresses: Sequence[Address]) -> Output:
        """Ask for the articles that are new, or changed since they were seen."""
        for address in addresses:
            slug = self.site.slug_of(address.url)
            if slug is None:
                continue
            if slug not in self.walk.found:
                self.walk.found.add(slug)
                self.count("address/found")
            if address.source == "rest" or (
                address.source == "feed" and slug not in self.walk.stated
            ):  # fmt: skip
                self.walk.stated[slug] = address
            if slug in self.walk.asked:
                continue
            if reason := self.known.why_not(slug, address, walking=self.walking):
                if slug not in self.walk.skipped:
                    self.walk.skipped.add(slug)
                    self.count(f"address/{reason}")
                continue
            self.walk.asked.add(slug)
            self.count("address/asked")
            yield self._page(self.site.front_form(address.url))

    def is_known(self, url: str) -> bool:
        """Say whether an address is archived, or is known to be no article."""
        return self.known.covers(url)

    def _is_unheard_of(self, url: str) -> bool:
        return not self.is_known(url) and self.site.slug_of(url) not in self.walk.found

    def has_news(self, teaser: Teaser) -> bool:
        """Say whether a teaser's article, wording or date is new."""
        return self.known.is_news(teaser)

    def _ask_list(self) -> Iterator[Request]:
        """Ask for one form of each article in the list; the others are its aliases."""
        chosen = one_form_each(self.addresses, self.site)
        self.count("address/found", len(chosen))
        self.count("address/asked", len(chosen))
        for number, url in enumerate(chosen):
            yield self._page(url, priority=ARTICLE - number)

    def _ask_known(self) -> Iterator[Request]:
        """Ask for every archived article, also for those that no source names any more."""
        for known in self.known:
            if self.since and not (known.published_at or "") >= self.since.isoformat():
                continue
            self.walk.asked.add(known.slug)
            self.count("address/asked")
            yield self._page(known.fetch_url)

    def _ask_again(self) -> Iterator[Request]:
        """Ask for what failed, for what only teasers named, and for what is due by age."""
        limit = self.crawler.settings.getint("REVISIT_MAX")
        now = datetime.now(UTC)
        for url in self.run.archive.unresolved_failures(now=utc_now(), limit=limit):
            if self._first_asked(url):
                self.count("address/retried")
                yield self._page(url, retry=True)
        for url in self.run.archive.unresolved_targets(limit):
            if self._first_asked(url):
                self.count("address/only_in_teasers")
                yield self._page(url)
        for url in due_by_age(self.known, now, limit):
            if self._first_asked(url):
                self.count("address/due_by_age")
                yield self._page(url)

    def _first_asked(self, url: str) -> bool:
        slug = self.site.slug_of(url)
        if slug is None or slug in self.walk.asked:
            return False
        self.walk.asked.add(slug)
        return True

    # --- pages ----------------------------------------------------------------------------

    def read_article(self, response: Response) -> Article:
        """Parse a page, or raise :class:`PageError`."""
        return article_on(response, self.site)

    def parse_page(self, response: Response, twin: bool = False) -> Output:
        """Parse an article; ask for its further pages, where it has some."""
        try:
            article = self.read_article(response)
        except PageError as error:
            yield self._refused(error, response, twin=twin)
            return
        yield from self._follow_links(article, response)
        if article.page_urls and article.kind != "amp":
            yield self._page_of_post(response, article, [])
            return
        yield from self._seen(article, response)

    def parse_page_of_post(
        self, response: Response, first: Article, following: list[Article], origin: Response
    ) -> Output:
        """Parse page 2, 3, … of a post and join what is there."""
        try:
            page = self.read_article(response)
        except PageError as error:
            yield self._refused(error, response, twin=True)
            self.count("page/failed")
            yield from self._seen(join_pages(first, following), origin)
            return
        following = [*following, page]
        if len(following) < len(first.page_urls):
            yield self._page_of_post(origin, first, following)
        else:
            yield from self._seen(join_pages(first, following), origin, pages=first.page_urls)

    def failed(self, failure: Failure) -> Output:
        """Record an address that did not answer with a page."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        error = failure.value
        if self.run.stop_reason is not None:
            return  # not asked in earnest: the run is over
        response = error.response if isinstance(error, HttpError) else None
        reason, message = failure_reason(error)
        missed = None
        if (
            response is not None
            and response.status in (404, 410)
            and "origin" not in request.cb_kwargs
        ):
            missed = self._missed(asked_url(response), str(response.status))
        if request.meta.get("optional"):
            self.count(f"page/twin_{reason}")
            return
        if reason == "ignored":
            self.count("page/ignored")
        elif missed:
            self.count("page/missed")
        elif request.meta.get("retry"):
            # It was counted, and told, when it failed first.
            self.count("page/still_failing")
        else:
            self.count("page/failed")
        fetched = fetched_from(response) if response is not None else None
        if isinstance(error, PageError):
            fetched = fetched_by(request)
        url = request.meta.get("redirect_urls", [request.url])[0]
        yield PageFailed(url=url, reason=reason, message=message, fetched=fetched, missed=missed)
        origin, first = request.cb_kwargs.get("origin"), request.cb_kwargs.get("first")
        if origin is not None and first is not None:
            yield from self._seen(join_pages(first, request.cb_kwargs["following"]), origin)

    def _seen(self, article: Article, response: Response, *, pages: tuple[str, ...] = ()) -> Output:
        stated = self.walk.stated.get(article.slug)
        article = with_stated_time(article, stated) if stated else article
        if self.known.is_before_since(article.published_at):
            self.count("address/before_since")
            return
        yield ArticleSeen(article=article, fetched=fetched_from(response), pages=pages)
        asked = asked_url(response)
        known = self.known.article(asked)
        if known is None or known.slug == article.slug or known.wp_id == article.wp_id:
            return
        self.count("page/missed")
        message = f"leads to another article, {article.url}"
        yield PageFailed(
            url=asked, reason="moved", message=message, fetched=fetched_from(response),
            missed="moved",
        )  # fmt: skip

    def _follow_links(self, article: Article, response: Response) -> Output:
        """Take the articles that a page links to, above all those that nobody lists."""
        if self.addresses:
            return
        yield from self.listings_found(article.listing_urls, response)
        if self.only_links():
            yield from self._follow_listings(article.listing_urls)
        if self.since:
            return  # links do not say when their article was published
        stubs = {teaser.href for teaser in article.teasers if teaser.block == "stub"}
        addresses: dict[Source, list[Address]] = {"stub": [], "link": []}
        for url in article.links:
            source: Source = "stub" if url in stubs else "link"
            if self.site.slug_of(url) != article.slug:
                addresses[source].append(Address(url=url, source=source))
        for source, found in addresses.items():
            if found:
                yield from self._found(response, source, found)

    def _refused(self, error: PageError, response: Response, *, twin: bool = False) -> PageFailed:
        asked = asked_url(response)
        missed = None
        if isinstance(error, NotAnArticle):
            state = error.reason.removeprefix("refused/").replace("listing", "soft_404")
            missed = None if twin else self._missed(asked, state)
            self.count("page/missed" if missed else f"page/{error.reason}")
        elif not twin:
            self.count("page/failed")
        self.logger.warning("Skipped page: %s", error)
        return PageFailed(
            url=asked,
            reason=error.reason,
            message=str(error),
            fetched=fetched_from(response),
            missed=missed,
        )

    def _missed(self, url: str, state: str) -> str | None:
        """Return the state of an archived article that does not answer any more."""
        return state if self.known.article(url) else None

    def _page(
        self, url: str, *, priority: int = ARTICLE, twin: bool = False, retry: bool = False
    ) -> Request:
        return Request(
            # Page 2 of a post, read alone, would pass for the whole of it.
            self.site.first_page_url(url),
            self.parse_page,
            errback=self.failed,
            priority=priority,
            meta={"optional": twin, "retry": retry},
            cb_kwargs={"twin": twin},
        )

    def _page_of_post(self, origin: Response, first: Article, following: list[Article]) -> Request:
        return Request(
            first.page_urls[len(following)],
            self.parse_page_of_post,
            errback=self.failed,
            priority=PAGE_OF_POST,
            cb_kwargs={"first": first, "following": following, "origin": origin},
        )

    # --- the end --------------------------------------------------------------------------

    def closed(self, reason: str) -> None:
        """Record which sources were open, and whether this run has seen all of the site."""
        if self.addresses:
            self.tell("walk_complete", 0)
            return
        self.tell_sources()
        opened = {source for source, state in self.walk.states.items() if state == "open"}
        enumerated = bool((opened - self.walk.broken) & {"rest", "sitemap"}) or (
            bool(opened) and not self.walk.broken
        )
        whole = reason == "finished" and self.since is None and enumerated and bool(self.walk.found)
        self.tell("refreshed", int(whole))
        self.tell("walk_complete", int(whole and self.walking))
        if not self.walking:
            self._tell_how_edits_are_seen()

    def _tell_how_edits_are_seen(self) -> None:
        if self.walk.is_open("rest"):
            told_by = "REST"
        elif self.walk.lastmod_stated:
            told_by = "sitemap lastmod"
        else:
            told_by = "revisits by age only"
            self.logger.info(
                "Neither REST nor a sitemap's lastmod tells of edits: one that changes no "
                "headline is seen when its article is revisited by age"
            )
        self.tell("edits/told_by", told_by)
