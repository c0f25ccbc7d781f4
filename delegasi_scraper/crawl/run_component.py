"""What the middlewares, pipelines and extensions that need the run share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from delegasi_scraper.crawl.run import Run

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class RunComponent:
    """A component of one crawl."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build for one crawl."""
        return cls(crawler)

    @property
    def run(self) -> Run:
        """What the crawl holds."""
        return Run.of(self.crawler)
