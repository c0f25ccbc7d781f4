"""`scrapy crawl articles`: bring the archive up to date.

Until one run has walked all of the site, every run walks it, skipping what is
known. Afterwards a run asks for what is new or edited, and for a few articles
whose turn it is by age.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError

from delegasi_scraper.clock import utc_now
from delegasi_scraper.errors import NotAnArticle, PageError, UsageError
from delegasi_scraper.items import (
    Article,
    ArticleSeen,
    Listing,
    ListingSeen,
    PageFailed,
    SitemapEntry,
)
from delegasi_scraper.pages.article import parse_article
from delegasi_scraper.pages.listing import parse_listing
from delegasi_scraper.pages.paged import join_pages
from delegasi_scraper.pages.rest import parse_posts
from delegasi_scraper.pages.sitemap import parse_sitemap
from delegasi_scraper.responses import fetched_from, html_of
from delegasi_scraper.run import Run
from delegasi_scraper.urls import Site
from delegasi_scraper.visits import due_by_age, is_newer, read_address_list

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

Output = Iterator[Request | ArticleSeen | ListingSeen | PageFailed]

#: Sitemaps of what is no article: WordPress core's names, and the SEO plugins'.
NO_POSTS = (
    "-posts-page-", "-taxonomies-", "-users-", "page-sitemap", "category-sitemap",
    "post_tag-sitemap", "author-sitemap", "attachment-sitemap", "tag-sitemap",
)  # fmt: skip
#: Asked first to last: what tells of articles comes before the articles.
DISCOVERY, PAGE_OF_POST, ARTICLE, AMP_TWIN = 100, 50, 0, -100


class ArticlesSpider(Spider):
    """Asks robots.txt, sitemaps, listings and WordPress's REST interface for articles."""

    name = "articles"
    ARGUMENTS: ClassVar[dict[str, str]] = {
        "full": "1 = fetch every article again",
        "since": "a date, 2024-01-01: only articles published since",
        "urls": "a file of addresses, one a line",
    }

    def __init__(
        self,
        *,
        run: Run,
        full: bool = False,
        since: date | None = None,
        addresses: tuple[str, ...] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.run = run
        self.site = site = run.site
        self.known = run.archive.known()
        self.walking = full or not run.walked_before
        self.full = full
        self.since = since
        self.addresses = addresses
        self.allowed_domains = sorted({host.partition(":")[0] for host in site.hosts})
        self.asked: set[str] = set()  # slugs asked for in this run
        self.discovered: set[str] = set()  # sitemaps and listings asked for in this run
        self.met: set[str] = set()  # known slugs that a source named
        self.discovery_whole = True  # no sitemap or listing failed so far

    @classmethod
    def check_arguments(cls, given: dict[str, str], site: Site) -> dict[str, Any]:
        """Turn what was typed into constructor values, or raise :class:`UsageError`."""
        for name in given:
            if name not in cls.ARGUMENTS:
                known = ", ".join(f"-a {key} ({told})" for key, told in cls.ARGUMENTS.items())
                raise UsageError(f"crawl {cls.name} knows no argument {name!r}; it knows {known}")
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

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> ArticlesSpider:
        """Take site and archive from the run."""
        return super().from_crawler(crawler, *args, run=Run.of(crawler), **kwargs)

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the listed addresses, or for the front page and what tells of articles."""
        if self.addresses:
            self._count("address/found", len(self.addresses))
            for number, url in enumerate(self.addresses):
                self._count("address/asked")
                yield self._page(url, priority=ARTICLE - number)
            return
        for request in self._discover(f"{self.site.url}/", self.parse_front_page):
            yield request
        yield self._rest(1)
        if not self.walking:
            limit = self.crawler.settings.getint("REVISIT_MAX")
            for url in self.run.archive.unresolved_failures(now=utc_now(), limit=limit):
                if self._first_asked(url):
                    self._count("address/retried")
                    yield self._page(url, retry=True)
            for url in due_by_age(self.known.values(), datetime.now(UTC), limit):
                self._count("address/due_by_age")
                if self._first_asked(url):
                    yield self._page(url)

    def parse_front_page(self, response: Response) -> Output:
        """Go on to the sitemaps that robots.txt named, the categories and the older pages."""
        sitemaps = list(dict.fromkeys(self.run.sitemap_urls)) or [f"{self.site.url}/wp-sitemap.xml"]
        for url in sitemaps:
            if self.site.owns(url):
                yield from self._discover(url, self.parse_sitemap_page)
        listing: Listing | None = None
        for out in self.parse_listing_page(response):
            if isinstance(out, ListingSeen):
                listing = out.listing
            yield out
        if listing is None:
            return
        newest = next((t.href for t in listing.teasers if t.block in ("headline", "listing")), None)
        if newest:
            yield self._page(f"{newest.rstrip('/')}/amp/", priority=AMP_TWIN, twin=True)
        for url in listing.listing_urls:
            if "/category/" in url and self.site.owns(url):
                yield from self._discover(url, self.parse_listing_page)

    def parse_sitemap_page(self, response: Response) -> Output:
        """Follow an index, newest part first; ask for the articles of a sitemap."""
        try:
            sitemap = parse_sitemap(response.body, url=response.url)
        except PageError as error:
            yield from self._discovery_failed(response.url, error.reason, str(error))
            return
        if sitemap.is_index:
            for entry in reversed(sitemap.entries):
                if self.site.owns(entry.url) and not any(word in entry.url for word in NO_POSTS):
                    yield from self._discover(entry.url, self.parse_sitemap_page)
            return
        entries = sorted(sitemap.entries, key=_sort_key, reverse=True)
        if not any(entry.lastmod for entry in entries):
            entries = list(reversed(sitemap.entries))
        for entry in entries:
            yield from self._ask(entry.url, entry.lastmod)

    def parse_listing_page(self, response: Response) -> Output:
        """Ask for what a listing shows, and go on to its next page while there is news."""
        try:
            listing = parse_listing(html_of(response), url=response.url, site=self.site)
        except PageError as error:
            yield from self._discovery_failed(response.url, error.reason, str(error))
            return
        yield ListingSeen(listing=listing, fetched=fetched_from(response))
        shown = [teaser.href for teaser in listing.teasers if teaser.href]
        news = any(self.site.slug_of(url) not in self.known for url in shown)
        for url in shown:
            yield from self._ask(url, None)
        if listing.next_url and (self.walking or news) and self.site.owns(listing.next_url):
            yield from self._discover(listing.next_url, self.parse_listing_page)

    def parse_rest_page(self, response: Response, page: int) -> Output:
        """Ask for posts by their modified time, newest first, while there is news."""
        try:
            posts = parse_posts(response.body, url=response.url, site=self.site)
        except PageError:
            self._count("source/rest_closed")
            return
        self._count("source/rest_open")
        asked = 0
        for post in posts:
            if self.since and post.published_at and post.published_at.date() < self.since:
                continue
            for request in self._ask(post.url, post.modified_at):
                asked += 1
                yield request
        if len(posts) == 100 and (asked or self.walking):
            yield self._rest(page + 1)

    def parse_page(self, response: Response, twin: bool = False) -> Output:
        """Parse an article; ask for its further pages, where it has some."""
        try:
            article = parse_article(html_of(response), url=response.url, site=self.site)
        except PageError as error:
            yield self._refused(error, response, twin=twin)
            return
        if article.page_urls and article.kind != "amp":
            yield self._page_of_post(response, article, [])
            return
        yield from self._seen(article, response)

    def parse_page_of_post(
        self, response: Response, first: Article, following: list[Article], origin: Response
    ) -> Output:
        """Parse page 2, 3, … of a post and join what is there."""
        try:
            page = parse_article(html_of(response), url=response.url, site=self.site)
        except PageError as error:
            yield self._refused(error, response)
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
        if isinstance(error, IgnoreRequest) and response is None:
            reason, message = "ignored", str(error)
            self._count("page/ignored")
        elif response is not None:
            reason, message = f"http_{response.status}", f"answered {response.status}"
        else:
            reason, message = "network", str(error) or type(error).__name__
        optional = request.meta.get("optional", False)
        if request.meta.get("discovery"):
            self.discovery_whole = self.discovery_whole and optional
            self._count("source/failed")
        elif request.meta.get("retry"):
            # It was counted, and told, when it failed first.
            self._count("page/still_failing")
        elif reason != "ignored" and not optional:
            self._count("page/failed")
        if optional:
            self._count(f"source/optional_{reason}")
            return
        fetched = fetched_from(response) if response is not None else None
        yield PageFailed(url=request.url, reason=reason, message=message, fetched=fetched)
        origin, first = request.cb_kwargs.get("origin"), request.cb_kwargs.get("first")
        if origin is not None and first is not None:
            yield from self._seen(join_pages(first, request.cb_kwargs["following"]), origin)

    def closed(self, reason: str) -> None:
        """Record whether this run has seen all of the site."""
        whole = (
            reason == "finished"
            and self.walking
            and self.discovery_whole
            and not self.addresses
            and self.since is None
            and bool(self._counted("address/found"))
        )
        assert self.crawler.stats is not None
        self.crawler.stats.set_value("walk_complete", int(whole))

    def _ask(self, url: str, modified: datetime | date | None) -> Iterator[Request]:
        slug = self.site.slug_of(url)
        if slug is None or not self._first_asked(url):
            return
        if self.since and modified and _day(modified) < self.since:
            self._count("address/before_since")
            return
        known = self.known.get(slug)
        if known is not None and not self.full and not is_newer(modified, known.last_seen_at):
            # Not asked: a later source may tell of an edit that this one does not.
            self.asked.discard(slug)
            if slug not in self.met:
                self.met.add(slug)
                self._count("address/found")
                self._count("address/known")
            return
        if slug not in self.met:
            self._count("address/found")
        self._count("address/asked")
        yield self._page(url)

    def _first_asked(self, url: str) -> bool:
        slug = self.site.slug_of(url)
        if slug is None or slug in self.asked:
            return False
        self.asked.add(slug)
        return True

    def _seen(self, article: Article, response: Response, *, pages: tuple[str, ...] = ()) -> Output:
        if self.since and article.published_at and _day(article.published_at) < self.since:
            self._count("address/before_since")
            return
        yield ArticleSeen(article=article, fetched=fetched_from(response), pages=pages)

    def _refused(self, error: PageError, response: Response, *, twin: bool = False) -> PageFailed:
        if isinstance(error, NotAnArticle):
            self._count(f"page/{error.reason}")
        elif not twin:
            self._count("page/failed")
        self.logger.warning("Skipped page: %s", error)
        return PageFailed(
            url=response.url,
            reason=error.reason,
            message=str(error),
            fetched=fetched_from(response),
        )

    def _discovery_failed(self, url: str, reason: str, message: str) -> Output:
        self.discovery_whole = False
        self._count("source/failed")
        self.logger.warning("A source of addresses failed: %s", message)
        yield PageFailed(url=url, reason=reason, message=message)

    def _discover(self, url: str, callback: Any) -> Iterator[Request]:
        if url in self.discovered:
            return
        self.discovered.add(url)
        yield Request(
            url, callback, errback=self.failed, priority=DISCOVERY, meta={"discovery": True}
        )

    def _rest(self, page: int) -> Request:
        url = (
            f"{self.site.url}/wp-json/wp/v2/posts?per_page=100&page={page}"
            "&orderby=modified&order=desc&_fields=id,link,date_gmt,modified_gmt"
        )
        return Request(
            url,
            self.parse_rest_page,
            errback=self.failed,
            priority=DISCOVERY,
            meta={"discovery": True, "optional": True},
            cb_kwargs={"page": page},
        )

    def _page(
        self, url: str, *, priority: int = ARTICLE, twin: bool = False, retry: bool = False
    ) -> Request:
        return Request(
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

    def _count(self, name: str, by: int = 1) -> None:
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value(name, by)

    def _counted(self, name: str) -> int:
        assert self.crawler.stats is not None
        return int(self.crawler.stats.get_value(name, 0))


def _day(value: datetime | date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _sort_key(entry: SitemapEntry) -> str:
    return entry.lastmod.isoformat() if entry.lastmod else ""
