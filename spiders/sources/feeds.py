"""The feed: the newest posts, asked for only if it has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import Request

from delegasi_scraper.crawl.responses import fetched_from
from delegasi_scraper.errors import PageError
from delegasi_scraper.items import Address, Listing, ListingSeen
from delegasi_scraper.pages.feed import parse_feed
from spiders.sources.base import Output, SourceSpider

if TYPE_CHECKING:
    from scrapy.http import Response


class FeedSource(SourceSpider):
    """Asks for the feed, and for its older pages while all on them is news."""

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
            self.walk.states["feed"] = "open"
            return
        try:
            feed = parse_feed(response.body, url=response.url, site=self.site)
        except PageError as error:
            yield from self._source_closed(response.url, "feed", page == 1, str(error))
            return
        self.walk.states["feed"] = "open"
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
