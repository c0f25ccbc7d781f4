"""With ``-a since=DATE``: leave out what was published before."""

from __future__ import annotations

from typing import Any

from scrapy.exceptions import DropItem

from delegasi_scraper.crawl.known_articles import KnownArticles
from delegasi_scraper.items import ArticleExtracted
from delegasi_scraper.pipelines.run_pipeline import RunPipeline


class SincePipeline(RunPipeline):
    """Drop articles that a run limited by date was not asked for."""

    def process_item(self, item: Any) -> Any:
        """Drop an article of an earlier day; raises :class:`DropItem`."""
        known = getattr(self.crawler.spider, "known", None)  # the articles spider's
        if (
            isinstance(item, ArticleExtracted)
            and isinstance(known, KnownArticles)
            and known.is_before_since(item.article.published_at)
        ):
            self.crawler.stats.inc_value("address/before_since")
            raise DropItem(f"published before -a since: {item.article.url}", log_level="DEBUG")
        return item
