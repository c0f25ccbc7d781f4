"""robots.txt: 4xx allows all, no answer or 5xx stops the run, Crawl-delay is obeyed.

Scrapy 2.19 crawls on when robots.txt answers 503, and reads Crawl-delay without
applying it.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.httpobj import urlparse_cached

from delegasi_scraper.crawl.certificates import certificate_fault
from delegasi_scraper.crawl.failure_reasons import failure_reason
from delegasi_scraper.crawl.run import Run

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser

logger = logging.getLogger(__name__)


def sitemaps_named(response: Response) -> list[str]:
    """Return the sitemaps that a robots.txt names; none where it answered 4xx.

    Scrapy's parser takes off a byte order mark, with which Protego would miss the first line:
    a `Sitemap:`, or a `User-agent: *` and with it all rules.
    """
    body = response.body if response.status < 400 else b""
    return list(ProtegoRobotParser(body, None).rp.sitemaps)


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's own, with the rules of RFC 9309 for an unreachable robots.txt."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._asking: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._secure: set[str] = set()  # hosts that are asked over TLS

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """Return the rules of a request's host, which are asked for once.

        Scrapy 2.19 lets all requests of a host wait for one Deferred, and gives the rules to the
        first alone: the others get None.
        """
        if urlparse_cached(request).scheme == "https":
            self._secure.add(urlparse_cached(request).netloc)
        async with self._asking[urlparse_cached(request).netloc]:
            return await super().robot_parser(request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500:
            raise IgnoreRequest(f"robots.txt answered {response.status}")
        if response.status >= 400:
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)
        parser = self._parsers[netloc]
        run = Run.of(self.crawler)
        if run.site.owns(request.url):
            run.walk.sitemap_urls += sitemaps_named(response)
            self._apply_crawl_delay(parser)  # type: ignore[arg-type]  # set by super()

    def _apply_crawl_delay(self, parser: RobotParser) -> None:
        delay = parser.crawl_delay(self.crawler.settings["USER_AGENT"])
        slot_delay = self.crawler.settings.getfloat("DOWNLOAD_DELAY")
        if delay is None or delay <= slot_delay:
            return
        for slot in self.crawler.engine.downloader.slots.values():
            slot.delay = delay
        logger.info("robots.txt asks for %s s between requests: obeyed", delay)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        super()._robots_error(exc, netloc)
        run = Run.of(self.crawler)
        if fault := certificate_fault(f"https://{netloc}") if self._is_tls(netloc) else None:
            run.stop(
                "certificate",
                f"the certificate of {netloc} is not to be trusted: {fault}. Nothing was asked of "
                "it. Whoever must go on gives -s DOWNLOAD_VERIFY_CERTIFICATES=False: every capture "
                "then says so.",
            )
        run.stop(
            "unreachable",
            f"{netloc} cannot be reached, or its robots.txt cannot ({failure_reason(exc)[1]}): "
            "nothing was asked of it. Is there a network? Try again later.",
        )

    def _is_tls(self, netloc: str) -> bool:
        return netloc in self._secure and self.crawler.settings.getbool(
            "DOWNLOAD_VERIFY_CERTIFICATES"
        )

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Refuse everything where robots.txt could not be had."""
        if rp is None:
            raise IgnoreRequest("robots.txt could not be read")
        super().process_request_2(rp, request)
