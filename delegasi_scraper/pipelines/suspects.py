"""Step 7: whether a new post may be an intruder's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import DropItem

from archive.tables import suspects
from delegasi_scraper.items import ArticleExtracted
from delegasi_scraper.pipelines.intruders.suspicion import History, suspicion, wording_and_language
from delegasi_scraper.pipelines.run_pipeline import RunPipeline

if TYPE_CHECKING:
    import sqlite3

    from archive.decisions import ArticleVisit, Identity


class SuspectsPipeline(RunPipeline):
    """Compare a new post with what was archived before this run."""

    def process_item(self, item: Any) -> Any:
        """Note why a new article is suspected; other items pass."""
        if not isinstance(item, ArticleExtracted):
            return item
        assert item.visit is not None
        assert item.identity is not None
        run, connection = self.run, self.run.archive.connection
        with run.saving():
            if run.archived_before is None:
                run.archived_before = suspects.last_article(connection)
            held = item.judgement is not None and item.judgement.hold is not None
            why = (
                None
                if held
                else suspicion_of(connection, item.visit, item.identity, run.archived_before)
            )
            return replace(item, suspect=why)
        raise DropItem("the archive cannot be read")


def suspicion_of(
    connection: sqlite3.Connection, visit: ArticleVisit, identity: Identity, last: int | None = None
) -> str | None:
    """Return why a new post may be an intruder's; an archived article is never made a suspect.

    ``last`` is the id of the last article that counts as history; None = all count.
    """
    row = visit.row
    odd = wording_and_language(row) if identity.article is None else None
    if odd is None:
        return None
    if last is None:
        last = suspects.last_article(connection)
    recent = suspects.recent(connection, last)
    history = History(
        articles=len(recent),
        author=suspects.knows_author(connection, row.author, last),
        category=suspects.knows_category(connection, row, last),
        signed=sum(signed for _, signed in recent) / len(recent) if recent else 0.0,
        recent=[text for text, _ in recent],
    )
    return suspicion(row, *odd, history)
