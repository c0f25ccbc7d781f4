"""A progress line at least every 30 seconds, and a count of unexpected errors."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from scrapy import signals
from twisted.internet import task

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

EVERY = 30  # seconds


def progress_line(stats: Mapping[str, Any], elapsed: float) -> str:
    """Word one line of progress.

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


class Progress:
    """Logs how far a run is."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.started = time.monotonic()
        self.loop = task.LoopingCall(self.tell)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Progress:
        """Connect to the crawl's signals."""
        progress = cls(crawler)
        crawler.signals.connect(progress.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(progress.spider_closed, signal=signals.spider_closed)
        crawler.signals.connect(progress.spider_error, signal=signals.spider_error)
        crawler.signals.connect(progress.item_error, signal=signals.item_error)
        return progress

    def spider_opened(self) -> None:
        """Begin."""
        self.loop.start(EVERY, now=False)

    def spider_closed(self) -> None:
        """End."""
        if self.loop.running:
            self.loop.stop()

    def spider_error(self) -> None:
        """Count a callback that raised: Scrapy itself would exit 0."""
        self._inc("fault/spider_error")

    def item_error(self) -> None:
        """Count a pipeline that raised."""
        self._inc("fault/item_error")

    def tell(self) -> None:
        """Log one line."""
        elapsed = time.monotonic() - self.started
        logger.info("%s", progress_line(self.crawler.stats.get_stats(), elapsed))

    def _inc(self, name: str) -> None:
        self.crawler.stats.inc_value(name)
