"""What the backfilling spiders share: pages that public archives have kept of the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy import Request

from delegasi_scraper.crawl.earlier_runs import known_articles, was_answered
from delegasi_scraper.crawl.failure_reasons import failure_reason
from delegasi_scraper.crawl.responses import html_of
from delegasi_scraper.errors import NotAnArticle, PageError, UsageError
from delegasi_scraper.items import Fetched, PageFailed, PagesPrinted
from delegasi_scraper.pages.layouts import parse_page
from spiders.site import Output, SiteSpider

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from delegasi_scraper.urls import Site


class BackfillSpider(SiteSpider):
    """Takes what the archive lacks; slow on purpose, and resumable: the archive is the state."""

    ARGUMENTS: ClassVar[dict[str, str]] = {
        "all": "1 = older states of articles that are archived, too",
    }
    #: Public archives are shared by all the world. Answers of an index hold for a week.
    custom_settings: ClassVar[dict[str, Any]] = {  # type: ignore[misc]  # Scrapy's is no ClassVar
        "DOWNLOAD_DELAY": 4,
        "DOWNLOAD_TIMEOUT": 120,
        "HTTPCACHE_ENABLED": True,
        "HTTPCACHE_EXPIRATION_SECS": 7 * 24 * 3600,
        "HTTPCACHE_IGNORE_HTTP_CODES": [400, 403, 404, 429, 500, 502, 503, 504],
    }

    def __init__(self, *, everything: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.everything = everything
        self.known = known_articles(self.run.archive.connection)
        self.allowed_domains = []  # other hosts than the site's, on purpose

    @classmethod
    def parse_arguments(cls, raw: dict[str, str], site: Site) -> dict[str, Any]:  # noqa: ARG003
        """Return constructor values, or raise :class:`UsageError`."""
        if raw.get("all", "0") not in ("0", "1"):
            raise UsageError(f"-a all={raw['all']}: give 1 or 0")
        return {"everything": raw.get("all") == "1"}

    def setting(self, name: str) -> str:
        """Return the base address of a public archive."""
        return str(self.crawler.settings[name]).rstrip("/")

    def hosts(self) -> Iterator[str]:
        """Yield every host that the site answers or answered on, its own first."""
        yield self.site.host
        yield from sorted(self.site.aliases)

    def ask(self, place: str, callback: Any, url: str, at: str, **kwargs: Any) -> Output:
        """Ask for a page of the site, as it was at a time, where it is worth fetching.

        ``place`` is where the public archive has it; ``callback`` gets it as ``kept``.
        """
        slug = self.site.slug_of(url)
        if slug is None or not at:
            return
        self.inc_stat("address/found")
        known = self.known.get(slug)
        is_archived = known is not None and not known.gone_at and not self.everything
        if is_archived or was_answered(self.run.archive.connection, place):
            self.inc_stat("address/known")
            return
        self.inc_stat("address/asked")
        kwargs |= {"meta": {"dont_cache": True}, "cb_kwargs": {"kept": Fetched(url=url, at=at)}}
        yield Request(place, callback, errback=self.failed, **kwargs)

    def save(self, html: str, kept: Fetched, response: Response) -> Output:
        """Parse a kept page, and save it as a state of its own time."""
        fetched = replace(kept, capture_id=response.meta.get("capture_id"))
        try:
            page = parse_page(html, url=kept.url, site=self.site)
        except PageError as error:
            stat = error.reason if isinstance(error, NotAnArticle) else "failed"
            self.inc_stat(f"page/{stat}")
            yield PageFailed(
                url=response.url, reason=error.reason, message=str(error), fetched=fetched
            )
            return
        yield PagesPrinted(pages=(page,), fetched=fetched, context=self.run.context)

    def save_response(self, response: Response, kept: Fetched) -> Output:
        """Save a page that an archive serves as it was."""
        try:
            html = html_of(response)
        except PageError as error:
            yield self.page_failed(response.url, error.reason, str(error))
            return
        yield from self.save(html, kept, response)

    def failed(self, failure: Failure) -> Output:
        """Record what could not be had."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        if self.run.stop_reason is None:
            _, message = failure_reason(failure.value)
            yield self.page_failed(request.url, "source/backfill", message)

    def page_failed(self, url: str, reason: str, message: str) -> PageFailed:
        """Count a page that could not be had, and return what is recorded of it."""
        self.inc_stat("page/failed")
        return PageFailed(url=url, reason=reason, message=message)


def moment(timestamp: str) -> str:
    """Return a CDX timestamp as the archive writes times, '' where it is none.

    >>> moment("20240501030000")
    '2024-05-01T03:00:00+00:00'
    >>> moment("2024")
    ''
    """
    try:
        return datetime.strptime(timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC).isoformat()
    except ValueError:
        return ""
