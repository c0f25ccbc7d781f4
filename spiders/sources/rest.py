"""WordPress's REST interface: the last modified posts first, a hundred an answer or fewer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.spidermiddlewares.httperror import HttpError

from delegasi_scraper.errors import PageError
from delegasi_scraper.items import Listing
from delegasi_scraper.pages.rest import read_posts
from spiders.site import Output
from spiders.sources.base import OVERLAP, AddressSource

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure

FIELDS, TEXT_FIELDS = "id,link,date_gmt,modified_gmt", ",title,content"
#: Posts an answer: WordPress gives no more, and fewer than the second are not worth a request.
MOST, FEWEST = 100, 12
#: Seconds of an answer after which fewer posts are asked for: their texts take a server longer.
SLOW = 5.0


class RestSource(AddressSource):
    """Asks REST what there is, or what was modified since the last whole run."""

    name = "rest"
    priority = 103
    names_all = True

    def ask(self, listing: Listing | None) -> Output:
        """Ask for the first posts; the front page is handed on to what comes after REST."""
        yield self.page(0, listing)

    def request_for(self, url: str) -> Request | None:
        """Recognise REST by its path."""
        if not urlsplit(url).path.startswith("/wp-json/wp/v2/posts"):
            return None
        asked = {
            name: int(n) for name, n in re.findall(r"[?&](page|per_page|offset)=([0-9]{1,9})", url)
        }
        before = (asked.get("page", 1) - 1) * asked.get("per_page", MOST)
        return self.page(asked.get("offset", before), None).replace(url=url)

    def parse_page(self, response: Response, offset: int, listing: Listing | None) -> Output:
        """Take posts, the last modified first, while an answer has any."""
        try:
            posts, damage = read_posts(response.body, url=response.url, site=self.site)
        except PageError as error:
            yield from self.unreadable(response.url, str(error), entrance=offset == 0)
            if offset == 0:
                yield from self.spider.after_rest(listing)
            return
        self.read_of(response.url, damage)
        total, pages = map(_number, map(response.headers.get, ("X-WP-Total", "X-WP-TotalPages")))
        if total is not None:
            self.walk.rest_total = total
        if offset == 0:
            yield from self.spider.after_rest(listing)
        yield from self.spider.found(response, "rest", posts)
        # A proxy may strip the totals: then the first answer without a new post is the last.
        first_shown = self.walk.show("rest", [post.url for post in posts])
        size = self.walk.rest_size
        following = offset + size
        more = following < pages * size if pages is not None else bool(first_shown)
        if response.meta.get("download_latency", 0) > SLOW and self.spider.reads_texts:
            self.walk.rest_size = max(FEWEST, size // 2)
        if more and posts:
            yield self.page(following, None)

    def page_failed(self, failure: Failure) -> Output:
        """Ask without texts, which a server may be too weak for; then go on without REST."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        offset, listing = request.cb_kwargs["offset"], request.cb_kwargs["listing"]
        response = failure.value.response if isinstance(failure.value, HttpError) else None
        if offset > 0 and response is not None and response.status == 400:
            return  # past the end
        weak = response is None or response.status >= 500
        if weak and TEXT_FIELDS in request.url and self.spider.run.stop_reason is None:
            self.walk.rest_texts = False
            yield self.page(offset, listing)
            return
        yield from self.failed(failure)
        if offset == 0:
            yield from self.spider.after_rest(listing)

    def page(self, offset: int, listing: Listing | None) -> Request:
        """Return the request for posts after the first ``offset``, the last modified first."""
        size = self.walk.rest_size
        at = f"offset={offset}" if size < MOST else f"page={offset // size + 1}"
        texts = TEXT_FIELDS if self.spider.reads_texts and self.walk.rest_texts else ""
        url = (
            f"{self.site.url}/wp-json/wp/v2/posts?per_page={size}&{at}"
            f"&orderby=modified&order=desc&_fields={FIELDS}{texts}"
        )
        if not self.spider.exhaustive and self.spider.since_refresh:
            after = self.spider.since_refresh - OVERLAP
            url += f"&modified_after={after:%Y-%m-%dT%H:%M:%S}Z"
        return self.request(
            url,
            self.parse_page,
            errback=self.page_failed,
            entrance=offset == 0,
            cb_kwargs={"offset": offset, "listing": listing},
        )


def _number(header: bytes | None) -> int | None:
    return int(header) if header and header.isdigit() else None
