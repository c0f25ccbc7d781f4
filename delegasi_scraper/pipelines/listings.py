"""Save what a listing shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.tables import teasers
from delegasi_scraper.crawl.run import Run
from delegasi_scraper.items import ListingSeen
from delegasi_scraper.pipelines.archive_rows import teaser_rows

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class ListingPipeline:
    """Save the teasers of a listing."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ListingPipeline:
        """Build for one crawl."""
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        """Save a listing; other items pass."""
        if isinstance(item, ListingSeen):
            run = Run.of(self.crawler)
            rows = teaser_rows(item.listing.teasers)
            with run.saving(), run.archive.transaction() as connection:
                teasers.save_teasers(connection, rows, item.listing.url, item.fetched.at)
        return item
