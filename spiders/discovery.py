"""Asks every source that tells of articles; what is done with the addresses, subclasses say.

Sources are WordPress's REST interface, sitemaps, the feed, and listings. Any may be closed:
the others carry on, and the run says which were open.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.spidermiddlewares.httperror import HttpError

from delegasi_scraper.errors import PageError
from delegasi_scraper.items import (
    Address,
    AddressesFound,
    Listing,
    ListingSeen,
    ListingsFound,
    PageFailed,
    SitemapEntry,
    Source,
    Teaser,
)
from delegasi_scraper.pages.feed import parse_feed
from delegasi_scraper.pages.listing import listing_kind, parse_listing
from delegasi_scraper.pages.rest import parse_posts
from delegasi_scraper.pages.sitemap import parse_sitemap
from delegasi_scraper.responses import fetched_from, html_of
from delegasi_scraper.text.dates import parse_iso
from delegasi_scraper.visits import is_newer
from spiders.site import SiteSpider

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure

Output = Iterator[Any]  # requests and the items of delegasi_scraper.items

#: Sitemaps of what is no article: WordPress core's names, and the SEO plugins'.
NO_POSTS = (
    "-posts-page-", "-taxonomies-", "-users-", "page-sitemap", "category-sitemap",
    "post_tag-sitemap", "author-sitemap", "attachment-sitemap", "tag-sitemap",
)  # fmt: skip
#: What tells of articles comes before the articles (priority 0), what tells most first: the
#: feed is paged only while it names what no other source does.
PRIORITY = {"rest": 103, "sitemap": 102, "feed": 90}
LISTING_PRIORITY = 101
#: Known and unchanged teasers in a row, after which a listing has no more news: two pages.
KNOWN_IN_A_ROW = 20
#: Posts a REST page; WordPress gives no more.
REST_PAGE = 100
#: The site's clock and ours may differ, and a plugin may date an edit a little back.
OVERLAP = timedelta(days=1)


class DiscoverySpider(SiteSpider):
    """Walks sources to their end where ``exhaustive``, else until they have no news.

    ``since_refresh`` is when the last run began that saw all that was new.
    """

    exhaustive = True
    since_refresh: datetime | None = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.states: dict[str, str] = {}  # source: open, or why it is closed
        self.broken: set[str] = set()  # open sources of which a part failed
        self.lastmod_told = False  # a sitemap of articles stated modified times
        self.rest_total: int | None = None  # posts, as X-WP-Total states it
        self.asked_of_sources: set[str] = set()
        self._listed: dict[str, set[str | None]] = {}  # listing: what its pages have shown

    def take(self, addresses: Sequence[Address]) -> Output:
        """Do with addresses of articles what this spider is for."""
        raise NotImplementedError

    def is_known(self, url: str) -> bool:
        """Say whether an address is one of an archived article."""
        raise NotImplementedError

    def has_news(self, teaser: Teaser) -> bool:
        """Say whether a teaser tells of an article, a wording or a date not known yet."""
        raise NotImplementedError

    def has_opened(self, source: str) -> bool:
        """Say whether a source is open in this run."""
        return self.states.get(source) == "open"

    # --- front page -----------------------------------------------------------------------

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
            if not self.has_opened("rest"):
                yield from self.ask_sitemaps()
                yield from self._follow_listing(listing)

    # --- REST -----------------------------------------------------------------------------

    def parse_rest_page(self, response: Response, page: int, listing: Listing | None) -> Output:
        """Take posts, the last modified first, while a page has any."""
        try:
            posts = parse_posts(response.body, url=response.url, site=self.site)
        except PageError as error:
            yield from self._source_closed(response.url, "rest", page == 1, str(error))
            if page == 1:
                yield from self.after_rest(listing)
            return
        self.states["rest"] = "open"
        total = response.headers.get("X-WP-Total")
        pages = response.headers.get("X-WP-TotalPages")
        if total and total.isdigit():
            self.rest_total = int(total)
        if page == 1:
            yield from self.after_rest(listing)
        yield from self._found(
            response,
            "rest",
            [
                Address(
                    url=post.url,
                    source="rest",
                    published_at=post.published_at,
                    modified_at=post.modified_at,
                    wp_id=post.wp_id,
                )
                for post in posts
            ],
        )
        # A proxy may strip the totals: then the first page without a new post is the last.
        first_shown = self._show("rest", [post.url for post in posts])
        more = page < int(pages) if pages and pages.isdigit() else bool(first_shown)
        if more and posts:
            yield self.ask_rest(page + 1, None)

    def rest_failed(self, failure: Failure) -> Output:
        """Go on without REST; past the end it answers 400."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        response = failure.value.response if isinstance(failure.value, HttpError) else None
        if request.cb_kwargs["page"] > 1 and response is not None and response.status == 400:
            return
        yield from self.source_failed(failure)
        if request.cb_kwargs["page"] == 1:
            yield from self.after_rest(request.cb_kwargs["listing"])

    def ask_rest(self, page: int, listing: Listing | None) -> Request:
        """Return the request for a page of posts, the last modified first."""
        url = (
            f"{self.site.url}/wp-json/wp/v2/posts?per_page={REST_PAGE}&page={page}"
            "&orderby=modified&order=desc&_fields=id,link,date_gmt,modified_gmt"
        )
        if not self.exhaustive and self.since_refresh:
            after = self.since_refresh - OVERLAP
            url += f"&modified_after={after:%Y-%m-%dT%H:%M:%S}Z"
        return self.ask_source(
            url,
            self.parse_rest_page,
            source="rest",
            errback=self.rest_failed,
            entrance=page == 1,
            cb_kwargs={"page": page, "listing": listing},
        )

    # --- sitemaps -------------------------------------------------------------------------

    def ask_sitemaps(self) -> Output:
        """Ask for the sitemaps that robots.txt names, else for WordPress's own."""
        named = [url for url in dict.fromkeys(self.run.sitemap_urls) if self.site.owns(url)]
        for url in named or [f"{self.site.url}/wp-sitemap.xml"]:
            yield from self._ask_sitemap(url, entrance=True)

    def parse_sitemap_page(self, response: Response, older: tuple[str, ...] = ()) -> Output:
        """Follow an index, newest part first; take the articles of a sitemap.

        ``older`` are the parts before this one, asked for where this one is all news, or
        where modified times are stated, since an edit may stand in any part.
        """
        try:
            sitemap = parse_sitemap(response.body, url=response.url)
        except PageError as error:
            yield from self._source_closed(
                response.url, "sitemap", bool(response.meta.get("entrance")), str(error)
            )
            return
        self.states["sitemap"] = "open"
        if sitemap.is_index:
            yield from self._parts(sitemap.entries)
            return
        entries = [entry for entry in sitemap.entries if self.site.slug_of(entry.url)]
        told = any(entry.lastmod for entry in entries)
        self.lastmod_told |= told
        all_news = not any(self.is_known(entry.url) for entry in entries)
        # Newest first: by their dates where they have any, else as WordPress orders by id.
        newest = sorted(entries, key=_sort_key, reverse=True) if told else entries[::-1]
        yield from self._found(
            response,
            "sitemap",
            [
                Address(url=entry.url, source="sitemap", modified_at=entry.lastmod)
                for entry in newest
            ],
        )
        if told or all_news:
            for at, url in enumerate(older):
                yield from self._ask_sitemap(url, older=() if told else older[at + 1 :])
                if not told:
                    break

    def _parts(self, entries: Sequence[SitemapEntry]) -> Output:
        parts = [
            entry
            for entry in reversed(entries)
            if self.site.owns(entry.url) and not any(word in entry.url for word in NO_POSTS)
        ]
        if self.exhaustive or self.since_refresh is None:
            asked = parts
        elif any(entry.lastmod for entry in parts):
            self.lastmod_told = True
            seen_at = (self.since_refresh - OVERLAP).isoformat()
            asked = [part for part in parts if not part.lastmod or is_newer(part.lastmod, seen_at)]
        else:
            older = tuple(part.url for part in parts[1:])
            for part in parts[:1]:
                yield from self._ask_sitemap(part.url, older=older)
            return
        for part in asked:
            yield from self._ask_sitemap(part.url)

    def _ask_sitemap(
        self, url: str, *, entrance: bool = False, older: tuple[str, ...] = ()
    ) -> Output:
        if url not in self.asked_of_sources:
            yield self.ask_source(
                url,
                self.parse_sitemap_page,
                source="sitemap",
                entrance=entrance,
                cb_kwargs={"older": older},
            )

    # --- feed -----------------------------------------------------------------------------

    def ask_feed(self, page: int) -> Request:
        """Return the request for the feed: only if changed, where nothing was left undone."""
        url = f"{self.site.url}/feed/" + (f"?paged={page}" if page > 1 else "")
        headers = {}
        if not self.exhaustive and self.since_refresh:
            etag, last_modified = self.run.archive.validators(url)
            if etag:
                headers["If-None-Match"] = etag
            if last_modified:
                headers["If-Modified-Since"] = last_modified
        return self.ask_source(
            url,
            self.parse_feed_page,
            source="feed",
            entrance=page == 1,
            cb_kwargs={"page": page},
            headers=headers,
            meta={"handle_httpstatus_list": [304]},
        )

    def parse_feed_page(self, response: Response, page: int) -> Output:
        """Take the newest posts; go on to older ones while all are news."""
        if response.status == 304:
            self.states["feed"] = "open"
            return
        try:
            feed = parse_feed(response.body, url=response.url, site=self.site)
        except PageError as error:
            yield from self._source_closed(response.url, "feed", page == 1, str(error))
            return
        self.states["feed"] = "open"
        news = [e for e in feed.entries if e.teaser.href and self._is_unheard_of(e.teaser.href)]
        teasers = tuple(entry.teaser for entry in feed.entries)
        yield ListingSeen(
            listing=Listing(url=response.url, kind="feed", teasers=teasers),
            fetched=fetched_from(response),
        )
        yield from self._found(
            response,
            "feed",
            [
                Address(
                    url=entry.teaser.href,
                    source="feed",
                    published_at=entry.published_at,
                    wp_id=entry.wp_id,
                )
                for entry in feed.entries
                if entry.teaser.href
            ],
        )
        if news and len(news) == len(feed.entries):
            yield self.ask_feed(page + 1)

    def _is_unheard_of(self, url: str) -> bool:
        """Say whether an address is archived neither, nor named by another source so far."""
        return not self.is_known(url)

    # --- listings -------------------------------------------------------------------------

    def parse_listing_page(self, response: Response, root: str, in_a_row: int) -> Output:
        """Take what a listing shows, and go on to its next page while there is news."""
        listing = yield from self.read_listing(response)
        if listing is None:
            return
        if self.only_links():
            yield from self._follow_listings(listing.listing_urls)
        yield from self._next_page(listing, root, in_a_row)

    def read_listing(self, response: Response) -> Generator[Any, None, Listing | None]:
        """Record a listing as it is now, take its articles and return it, None if unreadable."""
        source: Source = response.meta["source"]
        try:
            listing = parse_listing(html_of(response), url=response.url, site=self.site)
        except PageError as error:
            yield from self._source_broke(response.url, source, error.reason, str(error))
            return None
        self.states[source] = "open"
        self.count("listing/read")
        news = [teaser for teaser in listing.teasers if self.has_news(teaser)]
        yield ListingSeen(listing=listing, fetched=fetched_from(response))
        yield from self.listings_found(listing.listing_urls, response)
        yield from self._found(
            response,
            source,
            [
                Address(
                    url=teaser.href,
                    source=source,
                    published_at=_clock(teaser.stamp),
                    has_news=teaser in news,
                )
                for teaser in listing.teasers
                if teaser.href
            ],
        )
        return listing

    def listings_found(self, urls: Sequence[str], response: Response) -> Output:
        """Record the listings that a page links to."""
        if urls:
            rows = tuple((url, listing_kind(url)) for url in urls)
            yield ListingsFound(rows=rows, at=fetched_from(response).at)

    def _follow_listing(self, listing: Listing | None) -> Output:
        """Go on from the front page to its older pages and to the categories."""
        if listing is None:
            return
        yield from self._next_page(listing, f"{self.site.url}/", 0)
        yield from self._follow_listings(
            [url for url in listing.listing_urls if listing_kind(url) == "category"]
        )

    def _follow_listings(self, urls: Sequence[str]) -> Output:
        for url in urls:
            if self.site.owns(url) and url not in self.asked_of_sources:
                yield self.ask_listing(url, root=url, in_a_row=0)

    def _next_page(self, listing: Listing, root: str, in_a_row: int) -> Output:
        """Ask for the next page while there is news; a pager that repeats itself has ended."""
        for teaser in listing.teasers:
            if teaser.block != "recent":
                in_a_row = 0 if self.has_news(teaser) else in_a_row + 1
        shown = self._show(root, [t.url for t in listing.teasers if t.block != "recent"])
        url = listing.next_url
        if not url or not shown or not self.site.owns(url) or url in self.asked_of_sources:
            return
        if self.exhaustive or in_a_row < KNOWN_IN_A_ROW:
            yield self.ask_listing(url, root=root, in_a_row=in_a_row)

    def ask_listing(
        self, url: str, *, root: str, in_a_row: int, priority: int = LISTING_PRIORITY
    ) -> Request:
        """Return the request for a page of the listing that begins at ``root``."""
        return self.ask_source(
            url,
            self.parse_listing_page,
            source=_source_of(listing_kind(url)),
            entrance=False,
            cb_kwargs={"root": root, "in_a_row": in_a_row},
            priority=priority,
        )

    def only_links(self) -> bool:
        """Say whether nothing but links tells of articles: then every listing is followed."""
        return self.exhaustive and not self.has_opened("rest") and not self.has_opened("sitemap")

    # --- all of them ----------------------------------------------------------------------

    def source_failed(self, failure: Failure) -> Output:
        """Record that a source is closed, or a part of it could not be had."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        if self.run.stop_reason is not None:
            return  # not asked in earnest: the run is over
        error = failure.value
        if isinstance(error, HttpError) and error.response is not None:
            reason = f"http_{error.response.status}"
            message = f"answered {error.response.status}"
        else:
            reason, message = "network", str(error) or type(error).__name__
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
        elif not self.has_opened(source):
            self.states[source] = f"closed: {message}"

    def _source_broke(self, url: str, source: str, reason: str, message: str) -> Output:
        self.broken.add(source)
        self.states.setdefault(source, f"closed: {message}")
        self.count("source/failed")
        self.logger.warning("A source of addresses failed: %s %s", url, message)
        yield PageFailed(url=url, reason=f"source/{reason}", message=message)

    def _found(self, response: Response, source: Source, addresses: list[Address]) -> Output:
        self.count(f"found/{source}", len(addresses))
        yield AddressesFound(
            page_url=response.url, addresses=tuple(addresses), at=fetched_from(response).at
        )
        yield from self.take(addresses)

    def _show(self, root: str, urls: Sequence[str | None]) -> set[str | None]:
        """Return what a source shows for the first time in this run."""
        before = self._listed.setdefault(root, set())
        new = set(urls) - before
        before |= new
        return new

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
        self.asked_of_sources.add(url)
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
        for source, state in sorted(self.states.items()):
            state = "open, a part failed" if source in self.broken and state == "open" else state
            self.tell(f"sources/{source}", state)
        if self.states and "open" not in self.states.values():
            self.tell("sources/none_open", 1)


def _source_of(kind: str) -> Source:
    sources: dict[str, Source] = {
        "home": "home", "category": "category", "tag": "tag", "author": "author", "date": "date",
    }  # fmt: skip
    return sources.get(kind, "link")


def _clock(stamp: str | None) -> datetime | None:
    moment = parse_iso(stamp or "")
    return moment if isinstance(moment, datetime) else None


def _sort_key(entry: SitemapEntry) -> str:
    value: datetime | date | None = entry.lastmod
    return value.isoformat() if value else ""
