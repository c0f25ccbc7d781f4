"""What parsing and storing need of a Scrapy response, in plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.http import Headers, TextResponse
from scrapy.responsetypes import responsetypes

from delegasi_scraper.clock import utc_now
from delegasi_scraper.errors import PageError, PageTooLarge, UnreadablePage
from delegasi_scraper.items import Fetched, PagePrinted
from delegasi_scraper.pages.layouts import parse_page
from delegasi_scraper.warc.reader import DecodedTooLarge, decoded

if TYPE_CHECKING:
    from scrapy.http import Request, Response

    from delegasi_scraper.urls import Site
    from delegasi_scraper.warc.reader import Record


def html_of(response: Response) -> str:
    """Return the decoded page, or raise :class:`UnreadablePage` where it is no text."""
    if not isinstance(response, TextResponse):
        raise UnreadablePage("not a web page but a file", url=response.url)
    return response.text


def undecodable(error: ValueError, url: str) -> PageError:
    """Return the error of a page whose body cannot be unzipped, or not to its end."""
    kind = PageTooLarge if isinstance(error, DecodedTooLarge) else UnreadablePage
    return kind(f"a body that cannot be decoded ({error})", url=url)


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


def fetched_by(request: Request) -> Fetched | None:
    """Return as which capture an answer was kept that no callback saw; None = there was none."""
    if "capture_id" not in request.meta:
        return None
    return Fetched(
        url=request.url,
        at=request.meta["fetched_at"],
        capture_id=request.meta["capture_id"],
        redirected_from=tuple(request.meta.get("redirect_urls", ())),
    )


def response_of(record: Record, request: Request | None = None) -> Response:
    """Return the response that a capture holds, decoded as it was in the crawl.

    Raises :class:`~delegasi_scraper.errors.PageError` where its body cannot be decoded.
    """
    try:
        body = decoded(record.body, record.header("Content-Encoding"))
    except ValueError as error:
        raise undecodable(error, record.url) from None
    headers: dict[str, list[str]] = {}
    for name, value in record.headers:
        if name.lower() != "content-encoding":
            headers.setdefault(name, []).append(value)
    kind = responsetypes.from_args(headers=Headers(headers), url=record.url, body=body)
    return kind(
        url=record.url, status=record.status, headers=headers, body=body, request=request
    )  # fmt: skip


def page_on(response: Response, site: Site) -> PagePrinted:
    """Return what a response prints, or raise :class:`~delegasi_scraper.errors.PageError`."""
    return parse_page(html_of(response), url=response.url, site=site)
