"""Step 8: which other articles print the same text, or nearly."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import DropItem

from archive.decisions import Copies, Identity, Judgement
from archive.tables import revisions, similar_articles
from delegasi_scraper.items import ArticleExtracted
from delegasi_scraper.pipelines.run_pipeline import RunPipeline

if TYPE_CHECKING:
    import sqlite3


class DeduplicatePipeline(RunPipeline):
    """Find exact and near copies of an article whose text is new."""

    def process_item(self, item: Any) -> Any:
        """Note the copies of an article; other items pass."""
        if not isinstance(item, ArticleExtracted):
            return item
        assert item.identity is not None
        assert item.judgement is not None
        run = self.run
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
