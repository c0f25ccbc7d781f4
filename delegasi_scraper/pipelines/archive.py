"""Save what a spider saw, each article in one transaction."""

from __future__ import annotations

import logging
import sqlite3
from typing import TYPE_CHECKING, Any

from archive.records import FailureRow
from delegasi_scraper.clock import utc_now
from delegasi_scraper.items import Article, ArticleSeen, ListingSeen, PageFailed
from delegasi_scraper.rows import article_row, merge, stamp_text, teaser_rows
from delegasi_scraper.run import Run
from delegasi_scraper.text.edits import classify_edit

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)


class ArchivePipeline:
    """Stops the run where the archive cannot be written: going on would lose pages."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ArchivePipeline:
        """Build for one crawl."""
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        """Save one item."""
        run = Run.of(self.crawler)
        try:
            if isinstance(item, ArticleSeen):
                self._save_article(run, item)
            elif isinstance(item, ListingSeen):
                teasers = teaser_rows(item.listing.teasers)
                run.archive.save_teasers(
                    teasers, page_url=item.listing.url, seen_at=item.fetched.at
                )
            elif isinstance(item, PageFailed):
                run.archive.save_failure(
                    FailureRow(
                        url=item.url,
                        reason=item.reason,
                        message=item.message,
                        capture_id=item.fetched.capture_id if item.fetched else None,
                    ),
                    seen_at=item.fetched.at if item.fetched else utc_now(),
                )
        except (sqlite3.Error, OSError) as error:
            self._inc("archive/write_error")
            run.stop("write_failed", f"the archive cannot be written: {error}")
        return item

    def _save_article(self, run: Run, item: ArticleSeen) -> None:
        article, fetched = item.article, item.fetched
        aliases = dict.fromkeys(fetched.redirected_from, "redirect")
        aliases |= dict.fromkeys(item.pages, "page")
        aliases |= {article.url: "canonical", fetched.url: article.kind}
        change = run.archive.save_article(
            article_row(article),
            seen_at=fetched.at,
            capture_id=fetched.capture_id,
            aliases=tuple(aliases.items()),
            teaser_rows=teaser_rows(article.teasers),
            page_url=fetched.url,
            merge=merge,
            classify=classify_edit,
        )
        logger.debug("%s: %s", change, article.url)
        if article.published_source == "amp-jsonld":
            self._compare_clocks(run, article)
        self._inc(f"article/{change}")
        self._inc("page/article")
        if article.kind == "generic":
            self._inc("page/generic")
        for name, value in (
            ("title", article.title),
            ("author", article.author),
            ("published_at", article.published_at),
            ("category", article.categories),
        ):
            if value:
                self._inc(f"field/{name}")

    def _compare_clocks(self, run: Run, article: Article) -> None:
        """Notice the day on which the AMP plugin's wrong clock is mended (docs/site.md)."""
        stated, source = run.archive.published(article.url)
        if source == "front-time" and stated != stamp_text(article.published_at):
            self._inc("amp/clock_differs")
            logger.warning(
                "%s: the AMP page says %s, the front page %s. Has the AMP plugin mended its "
                "clock? Then dates of the source 'amp-jsonld' are eight hours late from now on",
                article.url,
                stamp_text(article.published_at),
                stated,
            )

    def _inc(self, name: str) -> None:
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value(name)
