"""WordPress's REST interface: the last modified posts first, a hundred a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.spidermiddlewares.httperror import HttpError

from delegasi_scraper.errors import PageError
from delegasi_scraper.items import Listing
from delegasi_scraper.pages.rest import parse_posts
from spiders.site import Output
from spiders.sources.base import OVERLAP, AddressSource

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure

FIELDS, TEXT_FIELDS = "id,link,date_gmt,modified_gmt", ",title,content"
#: Posts a REST page; WordPress gives no more.
REST_PAGE = 100


class RestSource(AddressSource):
    """Asks REST what there is, or what was modified since the last whole run."""

    name = "rest"
    priority = 103
    names_all = True

    @property
    def fields(self) -> str:
        """The fields to ask for: texts only where articles are read."""
        return FIELDS + TEXT_FIELDS if self.spider.reads_texts else FIELDS

    def ask(self, listing: Listing | None) -> Output:
        """Ask for the first page; the front page is handed on to what comes after REST."""
        yield self.page(1, listing)

    def request_for(self, url: str) -> Request | None:
        """Recognise REST by its path."""
        if not urlsplit(url).path.startswith("/wp-json/"):
            return None
        number = re.search(r"[?&]page=([0-9]+)", url)
        return self.page(int(number[1]) if number else 1, None).replace(url=url)

    def parse_page(self, response: Response, page: int, listing: Listing | None) -> Output:
        """Take posts, the last modified first, while a page has any."""
        try:
            posts = parse_posts(response.body, url=response.url, site=self.site)
        except PageError as error:
            yield from self.unreadable(response.url, str(error), entrance=page == 1)
            if page == 1:
                yield from self.spider.after_rest(listing)
            return
        self.walk.states["rest"] = "open"
        total = response.headers.get("X-WP-Total")
        pages = response.headers.get("X-WP-TotalPages")
        if total and total.isdigit():
            self.walk.rest_total = int(total)
        if page == 1:
            yield from self.spider.after_rest(listing)
        yield from self.spider.found(response, "rest", posts)
        # A proxy may strip the totals: then the first page without a new post is the last.
        first_shown = self.walk.show("rest", [post.url for post in posts])
        more = page < int(pages) if pages and pages.isdigit() else bool(first_shown)
        if more and posts:
            yield self.page(page + 1, None)

    def page_failed(self, failure: Failure) -> Output:
        """Go on without REST; past the end it answers 400."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        response = failure.value.response if isinstance(failure.value, HttpError) else None
        if request.cb_kwargs["page"] > 1 and response is not None and response.status == 400:
            return
        yield from self.failed(failure)
        if request.cb_kwargs["page"] == 1:
            yield from self.spider.after_rest(request.cb_kwargs["listing"])

    def page(self, page: int, listing: Listing | None) -> Request:
        """Return the request for a page of posts, the last modified first."""
        url = (
            f"{self.site.url}/wp-json/wp/v2/posts?per_page={REST_PAGE}&page={page}"
            f"&orderby=modified&order=desc&_fields={self.fields}"
        )
        if not self.spider.exhaustive and self.spider.since_refresh:
            after = self.spider.since_refresh - OVERLAP
            url += f"&modified_after={after:%Y-%m-%dT%H:%M:%S}Z"
        return self.request(
            url,
            self.parse_page,
            errback=self.page_failed,
            entrance=page == 1,
            cb_kwargs={"page": page, "listing": listing},
        )
