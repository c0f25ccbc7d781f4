"""The feed: the newest posts, asked for only if it has changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy import Request

from delegasi_scraper.crawl.earlier_runs import validators
from delegasi_scraper.crawl.responses import fetched_from
from delegasi_scraper.errors import PageError
from delegasi_scraper.items import Address, Listing, ListingSeen
from delegasi_scraper.pages.feed import parse_feed
from spiders.site import Output
from spiders.sources.base import AddressSource

if TYPE_CHECKING:
    from scrapy.http import Response


class FeedSource(AddressSource):
    """Asks for the feed, and for its older pages while all on them is news.

    After the other sources: it is paged only while it names what none of them does.
    """

    name = "feed"
    priority = 90
    always_asked = True

    def ask(self, listing: Listing | None) -> Output:  # noqa: ARG002
        """Ask for the newest posts."""
        yield self.page(1)

    def request_for(self, url: str) -> Request | None:
        """Recognise the feed by its path."""
        if urlsplit(url).path != "/feed/":
            return None
        number = re.search(r"[?&]paged=([0-9]+)", url)
        return self.page(int(number[1]) if number else 1).replace(url=url)

    def page(self, page: int) -> Request:
        """Return the request for the feed: only if changed, where nothing was left undone."""
        url = f"{self.site.url}/feed/" + (f"?paged={page}" if page > 1 else "")
        headers = {}
        if not self.spider.exhaustive and self.spider.since_refresh:
            etag, last_modified = validators(self.spider.run.archive.connection, url)
            if etag:
                headers["If-None-Match"] = etag
            if last_modified:
                headers["If-Modified-Since"] = last_modified
        request = self.request(
            url, self.parse_page, entrance=page == 1, cb_kwargs={"page": page}, headers=headers
        )
        request.meta["handle_httpstatus_list"] = [304]
        return request

    def parse_page(self, response: Response, page: int) -> Output:
        """Take the newest posts; go on to older ones while all are news."""
        if response.status == 304:
            self.walk.states["feed"] = "open"
            return
        try:
            feed = parse_feed(response.body, url=response.url, site=self.site)
        except PageError as error:
            yield from self.unreadable(response.url, str(error), entrance=page == 1)
            return
        self.read_of(response.url, feed.damage)
        hrefs = [entry.teaser.href for entry in feed.entries]
        all_news = bool(hrefs) and all(href and self.spider.is_unheard_of(href) for href in hrefs)
        teasers = tuple(entry.teaser for entry in feed.entries)
        listing = Listing(url=response.url, kind="feed", teasers=teasers)
        yield ListingSeen(listing=listing, fetched=fetched_from(response))
        addresses = [
            Address(
                url=href,
                source="feed",
                published_at=entry.published_at,
                wp_id=entry.wp_id,
                title=entry.teaser.title,
            )
            for entry, href in zip(feed.entries, hrefs, strict=True)
            if href
        ]
        yield from self.spider.found(response, "feed", addresses)
        if all_news:
            yield self.page(page + 1)
