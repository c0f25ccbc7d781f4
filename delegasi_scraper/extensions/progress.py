"""A progress line at least every 30 seconds, and what became of unexpected errors."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from scrapy import signals
from twisted.internet import task

from delegasi_scraper.crawl.internal_faults import place_of, save_internal_fault
from delegasi_scraper.crawl.responses import asked_url, fetched_from
from delegasi_scraper.crawl.run_component import RunComponent

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

logger = logging.getLogger(__name__)

EVERY = 30  # seconds


def progress_line(stats: Mapping[str, Any], elapsed: float) -> str:
    """Format one line of progress.

    >>> progress_line({"page/article": 10, "address/asked": 20, "article/new": 10}, 60)
    '10 done, 0 known, 10 new, 0 changed, 0 failed; 10 to go, about 1 min'
    """
    done, failed = stats.get("page/article", 0), stats.get("page/failed", 0)
    left = max(0, stats.get("address/asked", 0) - done - failed)
    minutes = elapsed / max(1, done + failed) * left / 60
    eta = f"; {left} to go, about {minutes:.0f} min" if left else ""
    return (
        f"{done} done, {stats.get('address/known', 0)} known, {stats.get('article/new', 0)} new, "
        f"{stats.get('article/changed', 0)} changed, {failed} failed{eta}"
    )


class Progress(RunComponent):
    """Logs how far a run is."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.started = time.monotonic()
        self.loop = task.LoopingCall(self.log)
        for name in ("spider_opened", "spider_closed", "spider_error", "item_error"):
            crawler.signals.connect(getattr(self, name), signal=getattr(signals, name))

    def spider_opened(self) -> None:
        """Begin."""
        self.loop.start(EVERY, now=False)

    def spider_closed(self) -> None:
        """End."""
        if self.loop.running:
            self.loop.stop()

    def spider_error(self, failure: Failure, response: Response) -> None:
        """Count a callback that raised, and list its page: Scrapy itself would exit 0."""
        self.crawler.stats.inc_value("fault/spider_error")
        fetched = fetched_from(response)
        save_internal_fault(self.run, asked_url(response), fetched, failure.value)

    def item_error(self, item: Any, failure: Failure) -> None:
        """Count a pipeline that raised, and list the item's page."""
        self.crawler.stats.inc_value("fault/item_error")
        if place := place_of(item):
            save_internal_fault(self.run, *place, failure.value)

    def log(self) -> None:
        """Log one line."""
        elapsed = time.monotonic() - self.started
        logger.info("%s", progress_line(self.crawler.stats.get_stats(), elapsed))
