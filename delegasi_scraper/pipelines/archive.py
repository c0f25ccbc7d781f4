"""Save what a spider saw, each article in one transaction."""

from __future__ import annotations

import logging
import sqlite3
from typing import TYPE_CHECKING, Any

from archive.rows import ArticleRow, FailureRow, MissRow
from delegasi_scraper.clock import utc_now
from delegasi_scraper.crawl.responses import article_on, response_of
from delegasi_scraper.crawl.run import Run
from delegasi_scraper.errors import PageError, UnreadableCapture
from delegasi_scraper.items import (
    AddressesFound,
    Article,
    ArticleSeen,
    ListingSeen,
    ListingsFound,
    PageFailed,
    RunEnded,
)
from delegasi_scraper.rows import address_rows, article_row, merge, stamp_text, teaser_rows
from delegasi_scraper.text.edits import classify_edit
from delegasi_scraper.warc.reader import read_record

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

#: Fewer missing articles than this are no mass disappearance, even if they are all we asked for.
FEWEST_FOR_ALARM = 5


class ArchivePipeline:
    """Stops the run where the archive cannot be written: going on would lose pages."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.known_before = 0  # articles read in this run that were archived before it

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ArchivePipeline:
        """Build for one crawl."""
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        """Save one item."""
        run = Run.of(self.crawler)
        with run.saving():
            if isinstance(item, ArticleSeen):
                self._save_article(run, item)
            elif isinstance(item, ListingSeen):
                teasers = teaser_rows(item.listing.teasers)
                run.archive.save_teasers(
                    teasers, page_url=item.listing.url, seen_at=item.fetched.at
                )
            elif isinstance(item, AddressesFound):
                run.archive.save_addresses(
                    address_rows(item.addresses, run.site), page_url=item.page_url, seen_at=item.at
                )
            elif isinstance(item, ListingsFound):
                run.archive.save_listings(item.rows, seen_at=item.at)
            elif isinstance(item, RunEnded):
                self._save_misses(run)
            elif isinstance(item, PageFailed):
                self._save_failure(run, item)
        return item

    def close_spider(self) -> None:
        """Save which archived articles did not answer."""
        self._save_misses(Run.of(self.crawler))

    def _save_misses(self, run: Run) -> None:
        """Save the misses of one run; half of what was asked for at once is an alarm."""
        known_before, self.known_before = self.known_before, 0
        if not run.misses:
            return
        assert self.crawler.stats is not None
        stats = self.crawler.stats
        missed = len(run.misses)
        asked = missed + known_before
        alarm = missed >= FEWEST_FOR_ALARM and missed >= asked / 2
        if alarm:
            stats.set_value("alarm/vanished", f"{missed} of {asked}")
        rows = tuple(
            MissRow(slug=slug, state=state, seen_at=at) for slug, (state, at) in run.misses.items()
        )
        run.misses.clear()
        try:
            stats.inc_value("article/gone", run.archive.save_misses(rows, alarm=alarm))
        except (sqlite3.Error, OSError) as error:
            self._inc("archive/write_error")
            stats.set_value("stop/sentence", f"the archive cannot be written: {error}")

    def _save_failure(self, run: Run, item: PageFailed) -> None:
        seen_at = item.fetched.at if item.fetched else utc_now()
        slug = run.site.slug_of(item.url)
        if item.missed and slug:
            run.misses[slug] = item.missed, seen_at
        run.archive.save_failure(
            FailureRow(
                url=item.url,
                reason=item.reason,
                message=item.message,
                capture_id=item.fetched.capture_id if item.fetched else None,
            ),
            seen_at=seen_at,
        )

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
            other_slugs=tuple(filter(None, map(run.site.slug_of, fetched.redirected_from))),
            merge=merge,
            classify=classify_edit,
            reread=self._reread,
        )
        logger.debug("%s: %s", change, article.url)
        if article.published_source == "amp-jsonld":
            self._compare_clocks(run, article)
        self._inc(f"article/{change}")
        self.known_before += change != "new"
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

    def _reread(self, warc_file: str, offset: int) -> ArticleRow | None:
        """Read a stored page with the present extractor; None where it is not the whole post."""
        run = Run.of(self.crawler)
        if run.captures is None:
            return None
        try:
            record = read_record(run.captures.folder / warc_file, offset)
            article = article_on(response_of(record), run.site)
        except (PageError, UnreadableCapture):
            return None
        return article_row(article) if article.complete else None

    def _compare_clocks(self, run: Run, article: Article) -> None:
        """Notice the day on which the AMP plugin's wrong clock is mended (docs/site.md)."""
        stated, source = run.archive.published(article.url)
        if source in ("rest", "feed", "front-time") and stated != stamp_text(article.published_at):
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
