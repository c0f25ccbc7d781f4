"""Step 9: write an article and all that its page told, in one transaction."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from archive import article_visits
from archive.decisions import ArticleVisit, Change, Decision, Judgement
from archive.tables import articles
from delegasi_scraper.items import Article, ArticleExtracted
from delegasi_scraper.pipelines.archive_rows import stamp_text
from delegasi_scraper.pipelines.deduplicate import find_copies
from delegasi_scraper.pipelines.identify import identify
from delegasi_scraper.pipelines.judge import judge
from delegasi_scraper.pipelines.run_pipeline import RunPipeline
from delegasi_scraper.pipelines.suspects import suspicion_of

if TYPE_CHECKING:
    from archive.store import Archive
    from delegasi_scraper.crawl.run import Run
    from delegasi_scraper.pipelines.judging.before import ExtractAgain

logger = logging.getLogger(__name__)
#: So many suspected articles are named in a run's sentence.
NAMED = 5


class ArchivePipeline(RunPipeline):
    """Save articles; the run stops where the archive cannot be written, or pages would be lost."""

    def process_item(self, item: Any) -> Any:
        """Save an article as it was decided; other items pass."""
        if not isinstance(item, ArticleExtracted):
            return item
        assert item.visit is not None
        assert item.identity is not None
        assert item.judgement is not None
        run = self.run
        decision = Decision(
            identity=item.identity, judgement=item.judgement, copies=item.copies,
            suspect=item.suspect,
        )  # fmt: skip
        with run.saving():
            with run.archive.transaction() as connection:
                article_visits.save(connection, item.visit, decision)
            self._count(run, item.article, item.judgement)
            self._count_differences(item)
            self._count_suspect(item)
        return item

    def _count(self, run: Run, article: Article, judgement: Judgement) -> None:
        change, hold = judgement.change, judgement.hold
        logger.debug("%s: %s", change, article.url)
        self._inc(f"article/{change}")
        if hold is not None and hold.reason in ("not_whole", "not_own"):
            self._inc("page/failed")  # no page of an article, as far as anybody can say
            return
        if article.published_source == "amp-jsonld":
            self._compare_clocks(run, article)
        run.known_before += change != "new"
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

    def _count_differences(self, item: ArticleExtracted) -> None:
        """Count what REST's text and the page's tell of each other."""
        if item.differences is None:
            return
        self._inc("witness/compared")
        if item.differences.only_on_page:
            self._inc("witness/only_on_page")
        if item.differences.not_on_page:
            self._inc("witness/not_on_page")
            logger.warning(
                "%s lacks text that REST states: %.200s",
                item.article.url,
                item.differences.not_on_page[0],
            )

    def _count_suspect(self, item: ArticleExtracted) -> None:
        """Count what may be an intruder's, and remember a few names for the run's sentence."""
        if item.suspect is None:
            return
        stats = self.crawler.stats
        named = stats.get_value("article/suspect", 0)
        self._inc("article/suspect")
        if named < NAMED:
            names = stats.get_value("suspect/slugs", "")
            stats.set_value("suspect/slugs", f"{names}, {item.article.slug}".lstrip(", "))
        logger.error("%s may be an intruder's post: %s", item.article.url, item.suspect)

    def _compare_clocks(self, run: Run, article: Article) -> None:
        """Notice the day on which the AMP plugin's wrong clock is mended (docs/site.md)."""
        stated, source = articles.published(run.archive.connection, article.url)
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
        self.crawler.stats.inc_value(name)


def save_visit(archive: Archive, visit: ArticleVisit, again: ExtractAgain | None = None) -> Change:
    """Take an article from identify to archive without a crawl; return what changed."""
    connection = archive.connection
    identity = identify(connection, visit)
    judgement = judge(connection, visit, identity, again)
    copies = find_copies(connection, identity, judgement)
    suspect = suspicion_of(connection, visit, identity)
    decision = Decision(identity=identity, judgement=judgement, copies=copies, suspect=suspect)
    with archive.transaction() as connection:
        article_visits.save(connection, visit, decision)
    return judgement.change
