"""Step 6: which other articles print the same text, or nearly."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import DropItem

from archive.decisions import Copies, Identity, Judgement
from archive.tables import revisions, similar_articles
from delegasi_scraper.crawl.run import Run
from delegasi_scraper.items import ArticleExtracted

if TYPE_CHECKING:
    import sqlite3

    from scrapy.crawler import Crawler


class DeduplicatePipeline:
    """Find exact and near copies of an article whose text is new."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> DeduplicatePipeline:
        """Build for one crawl."""
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        """Note the copies of an article; other items pass."""
        if not isinstance(item, ArticleExtracted):
            return item
        assert item.identity is not None
        assert item.judgement is not None
        run = Run.of(self.crawler)
        with run.saving():
            copies = find_copies(run.archive.connection, item.identity, item.judgement)
            return replace(item, copies=copies)
        raise DropItem("the archive cannot be read")


def find_copies(
    connection: sqlite3.Connection, identity: Identity, judgement: Judgement
) -> Copies | None:
    """Return the copies of a text that is new, None where it is as it was."""
    row = judgement.row
    if row is None or not judgement.states:
        return None
    own = identity.article.id if identity.article else None
    return similar_articles.find(connection, row.body, revisions.sha256(row.body), own)
