"""What parsing and storing need of a Scrapy response, in plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.http import TextResponse

from delegasi_scraper.clock import utc_now
from delegasi_scraper.errors import UnreadablePage
from delegasi_scraper.items import Fetched

if TYPE_CHECKING:
    from scrapy.http import Response


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
