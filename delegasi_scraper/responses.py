"""What parsing and storing need of a Scrapy response, in plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.http import Headers, TextResponse
from scrapy.responsetypes import responsetypes

from delegasi_scraper.clock import utc_now
from delegasi_scraper.errors import UnreadablePage
from delegasi_scraper.items import Article, Fetched
from delegasi_scraper.pages.article import parse_article
from delegasi_scraper.warc import decoded

if TYPE_CHECKING:
    from scrapy.http import Request, Response

    from delegasi_scraper.urls import Site
    from delegasi_scraper.warc import Record


def html_of(response: Response) -> str:
    """Return the decoded page, or raise :class:`UnreadablePage` where it is no text."""
    if not isinstance(response, TextResponse):
        raise UnreadablePage("not a web page but a file", url=response.url)
    return response.text


def asked_url(response: Response) -> str:
    """Return the address that was asked for, before any redirect."""
    redirected: list[str] = response.meta.get("redirect_urls", [])
    return redirected[0] if redirected else response.url


def fetched_from(response: Response) -> Fetched:
    """Return where a response came from, and as which capture it was kept."""
    return Fetched(
        url=response.url,
        at=response.meta.get("fetched_at") or utc_now(),  # not captured by `scrapy audit`
        capture_id=response.meta.get("capture_id"),
        redirected_from=tuple(response.meta.get("redirect_urls", ())),
    )


def response_of(record: Record, request: Request | None = None) -> Response:
    """Return the response that a capture holds, decoded as it was in the crawl.

    Raises :class:`UnreadablePage` where its body cannot be decoded.
    """
    try:
        body = decoded(record.body, record.header("Content-Encoding"))
    except ValueError as error:
        raise UnreadablePage(f"a body that cannot be decoded ({error})", url=record.url) from None
    headers: dict[str, list[str]] = {}
    for name, value in record.headers:
        if name.lower() != "content-encoding":
            headers.setdefault(name, []).append(value)
    kind = responsetypes.from_args(headers=Headers(headers), url=record.url, body=body)
    return kind(
        url=record.url, status=record.status, headers=headers, body=body, request=request
    )  # fmt: skip


def article_on(response: Response, site: Site) -> Article:
    """Parse the article on a page, or raise :class:`~delegasi_scraper.errors.PageError`."""
    return parse_article(html_of(response), url=response.url, site=site)
