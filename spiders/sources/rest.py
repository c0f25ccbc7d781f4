"""WordPress's REST interface: the last modified posts first, a hundred a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.spidermiddlewares.httperror import HttpError

from delegasi_scraper.errors import PageError
from delegasi_scraper.items import Address, Listing
from delegasi_scraper.pages.rest import parse_posts
from spiders.sources.base import OVERLAP, Output, SourceSpider

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure

#: Posts a REST page; WordPress gives no more.
REST_PAGE = 100


class RestSource(SourceSpider):
    """Asks REST what there is, or what was modified since the last whole run."""

    def parse_rest_page(self, response: Response, page: int, listing: Listing | None) -> Output:
        """Take posts, the last modified first, while a page has any."""
        try:
            posts = parse_posts(response.body, url=response.url, site=self.site)
        except PageError as error:
            yield from self._source_closed(response.url, "rest", page == 1, str(error))
            if page == 1:
                yield from self.after_rest(listing)
            return
        self.walk.states["rest"] = "open"
        total = response.headers.get("X-WP-Total")
        pages = response.headers.get("X-WP-TotalPages")
        if total and total.isdigit():
            self.walk.rest_total = int(total)
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
        first_shown = self.walk.show("rest", [post.url for post in posts])
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
