"""Addresses that lead off the site are not followed, and are listed.

Scrapy 2.19 drops them without calling the errback.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.offsite import OffsiteMiddleware
from scrapy.exceptions import IgnoreRequest

from archive.rows import FailureRow
from archive.tables.articles import published
from archive.tables.failures import save_failure
from delegasi_scraper.clock import utc_now
from delegasi_scraper.crawl.failure_reasons import offsite_reason
from delegasi_scraper.crawl.run import Run

if TYPE_CHECKING:
    from scrapy import Request, Spider

logger = logging.getLogger(__name__)


class ListingOffsiteMiddleware(OffsiteMiddleware):
    """Saves a failure for every address that redirects to another host."""

    def should_follow(self, request: Request, spider: Spider) -> bool:
        """Say whether an address is on the site; another port of its host is another site."""
        if not getattr(spider, "allowed_domains", None):  # a backfill: hosts of others on purpose
            return True
        return Run.of(self.crawler).site.owns(request.url)

    def request_scheduled(self, request: Request, spider: Spider) -> None:
        """Drop the request, as Scrapy does, and save the failure."""
        try:
            super().request_scheduled(request, spider)
        except IgnoreRequest:
            self._list(request)
            raise

    def _list(self, request: Request) -> None:
        if request.meta.get("optional"):
            self.stats.inc_value("source/optional_offsite")
            return
        asked = next(iter(request.meta.get("redirect_urls", ())), request.url)
        run = Run.of(self.crawler)
        slug = run.site.slug_of(asked)
        if request.meta.get("discovery"):
            self.stats.inc_value("source/failed")
        elif slug and published(run.archive.connection, run.site.article_url(slug)) != (None, None):
            run.misses[slug] = "moved", utc_now()
            self.stats.inc_value("page/missed")
        else:
            self.stats.inc_value("page/failed")
        reason, message = offsite_reason(request.url)
        logger.warning("Skipped page: %s %s", asked, message)
        if run.captures is None:
            return
        row = FailureRow(
            url=asked, reason=reason, message=message, capture_id=request.meta.get("capture_id")
        )
        with run.archive.transaction() as connection:
            save_failure(connection, row, seen_at=utc_now())
