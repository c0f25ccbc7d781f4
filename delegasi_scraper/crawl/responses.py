"""What parsing and storing need of a Scrapy response, in plain values."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from scrapy.http import Headers, Response, TextResponse
from scrapy.responsetypes import responsetypes

from delegasi_scraper.clock import utc_now
from delegasi_scraper.errors import PageError, PageTooLarge, UnreadablePage
from delegasi_scraper.items import Fetched, PageFailed, PagePrinted
from delegasi_scraper.pages.layouts import parse_page
from delegasi_scraper.warc.codings import DecodedTooLarge, decoded

if TYPE_CHECKING:
    from scrapy.http import Request

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
    return str(response.meta.get("redirect_urls", [response.url])[0])


def fetched_from(answer: Response | Request) -> Fetched:
    """Return where an answer came from, and as which capture it was kept.

    A request has the same in its ``meta`` where no callback saw its answer.
    """
    at = answer.meta.get("fetched_at") or utc_now()  # not captured by `scrapy audit`
    return Fetched(
        url=answer.url,
        at=at,
        made_at=made_at(answer.headers, at) if isinstance(answer, Response) else None,
        capture_id=answer.meta.get("capture_id"),
        redirected_from=tuple(answer.meta.get("redirect_urls", ())),
    )


def made_at(headers: Headers, fetched_at: str) -> str | None:
    """Return when the site made an answer (UTC), as a cache's headers tell; None = they do not.

    ``Age`` counts seconds since then (RFC 9111, 5.1), ``Last-Modified`` names the moment (RFC
    9110, 8.8.2); the earlier one counts.
    """
    times = []
    age = (headers.get("Age") or b"").strip()
    if age.isdigit() and len(age) < 10:
        times.append(datetime.fromisoformat(fetched_at) - timedelta(seconds=int(age)))
    with suppress(ValueError):
        modified = parsedate_to_datetime((headers.get("Last-Modified") or b"").decode("latin-1"))
        times.append(modified if modified.tzinfo else modified.replace(tzinfo=UTC))
    return min(times).astimezone(UTC).replace(microsecond=0).isoformat() if times else None


def failed_page(response: Response, reason: str, message: str, *, missed: str | None) -> PageFailed:
    """Return the failure of the address whose answer is no article's page."""
    url, fetched = asked_url(response), fetched_from(response)
    return PageFailed(url=url, reason=reason, message=message, fetched=fetched, missed=missed)


def response_of(record: Record, request: Request | None = None) -> Response:
    """Return the response that a capture holds, decoded as it was in the crawl.

    Raises :class:`~delegasi_scraper.errors.PageError` where its body cannot be decoded.
    """
    if record.truncated:
        raise UnreadablePage(f"captured only in part ({record.truncated})", url=record.url)
    try:
        body = decoded(record.body, record.header("Content-Encoding"))
    except ValueError as error:
        raise undecodable(error, record.url) from None
    headers: dict[str, list[str]] = {}
    for name, value in record.headers:
        if name.lower() != "content-encoding":
            headers.setdefault(name, []).append(value)
    kind = responsetypes.from_args(headers=Headers(headers), url=record.url, body=body)
    status = record.status
    return kind(url=record.url, status=status, headers=headers, body=body, request=request)


def page_on(response: Response, site: Site) -> PagePrinted:
    """Return what a response prints, or raise :class:`~delegasi_scraper.errors.PageError`."""
    return parse_page(html_of(response), url=response.url, site=site)
