"""With ``-a since=DATE``: leave out what was published before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.exceptions import DropItem

from delegasi_scraper.crawl.known_articles import Knowledge
from delegasi_scraper.items import ArticleExtracted

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class SincePipeline:
    """Drop articles that a run limited by date was not asked for."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> SincePipeline:
        """Build for one crawl."""
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        """Drop an article of an earlier day; raises :class:`DropItem`."""
        known = getattr(self.crawler.spider, "known", None)  # the articles spider's
        if (
            isinstance(item, ArticleExtracted)
            and isinstance(known, Knowledge)
            and known.is_before_since(item.article.published_at)
        ):
            self.crawler.stats.inc_value("address/before_since")
            raise DropItem(f"published before -a since: {item.article.url}", log_level="DEBUG")
        return item
