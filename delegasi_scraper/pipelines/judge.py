"""Step 6: what becomes of it: a new article, a revision, or nothing new."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import DropItem

from archive.decisions import ArticleVisit, Identity, Judgement, OlderState, Origin, State
from archive.tables import captures, revisions, stated
from delegasi_scraper.crawl.captured_page import read_captured
from delegasi_scraper.crawl.stated import stated_of
from delegasi_scraper.extract import extract_pages
from delegasi_scraper.items import ArticleExtracted
from delegasi_scraper.pipelines.archive_rows import article_row
from delegasi_scraper.pipelines.precedence import is_poorer, prefer
from delegasi_scraper.pipelines.run_pipeline import RunPipeline
from delegasi_scraper.text.edits import classify_edit

if TYPE_CHECKING:
    import sqlite3

    from archive.rows import ArticleRow, KnownArticle

#: From WARC file and offset to what the present extractor reads there; None = it cannot be read.
ExtractAgain = Callable[[str, int], "ArticleRow | None"]


class JudgePipeline(RunPipeline):
    """Decide whether a visit adds a revision, and whose change that is."""

    def process_item(self, item: Any) -> Any:
        """Note what becomes of an article; other items pass."""
        if not isinstance(item, ArticleExtracted):
            return item
        assert item.visit is not None
        assert item.identity is not None
        run = self.run
        with run.saving():
            judgement = judge(run.archive.connection, item.visit, item.identity, self._again)
            return replace(item, judgement=judgement)
        raise DropItem("the archive cannot be read")

    def _again(self, warc_file: str, offset: int) -> ArticleRow | None:
        """Extract a captured page again; None where it is not the whole post."""
        printed = read_captured(self.run, (warc_file, offset))
        if printed is None or printed.fetched is None:
            return None
        connection, slug = self.run.archive.connection, printed.pages[0].slug
        said = stated_of(stated.nearest(connection, slug, printed.fetched.at))
        article = extract_pages(replace(printed, stated=said)).article
        return article_row(article) if article.complete else None


def judge(
    connection: sqlite3.Connection,
    visit: ArticleVisit,
    identity: Identity,
    again: ExtractAgain | None = None,
) -> Judgement:
    """Decide what becomes of a visit, by what the archive holds of its article.

    Where another extractor read the archived state, that one's capture is extracted again
    first, so that what the program reads otherwise is told apart from what the newsroom changed.
    """
    found, row = identity.article, visit.row
    if found is None:
        first = State(row=row, origin="site", capture_id=visit.capture_id)
        return Judgement(change="new", row=row, states=(first,))
    if visit.seen_at < found.last_seen_at:
        older = _older_state(connection, visit, found, again)
        added = older is not None and older.state is not None
        return Judgement(change="changed" if added else "unchanged", older=older)
    chosen = prefer(found, row)
    if chosen is None:
        return Judgement(change="unchanged")
    newest: Mapping[str, Any] = dict(revisions.newest(connection, found.id))
    if revisions.is_state(newest, chosen):
        return Judgement(change="unchanged", row=chosen)
    origin, states = visit.origin, []
    if origin is None and _is_read_otherwise(connection, visit, found, chosen):
        origin = "extractor"  # where the last capture cannot tell
        place = revisions.newest_capture(connection, found.id)
        extracted = again(*place) if again and place else None
        if extracted is not None:
            origin = "site"
            if not revisions.is_state(newest, extracted):
                states.append(_state(newest, extracted, "extractor"))
                newest = {"title": extracted.title, "body": extracted.body}
    if not revisions.is_state(newest, chosen):
        states.append(_state(newest, chosen, origin or "site", visit.capture_id))
    return Judgement(change="changed", row=chosen, states=tuple(states))


def _is_read_otherwise(
    connection: sqlite3.Connection, visit: ArticleVisit, found: KnownArticle, row: ArticleRow
) -> bool:
    """Say whether the archived state was read by another extractor, or without REST's text."""
    said = visit.stated
    return found.extractor != row.extractor or (
        said is not None
        and said.not_on_page is not None
        and not stated.was_compared(connection, found.id)
    )


def _older_state(
    connection: sqlite3.Connection,
    visit: ArticleVisit,
    found: KnownArticle,
    again: ExtractAgain | None,
) -> OlderState | None:
    """Decide on a state that was seen before the newest one; None = it adds nothing."""
    row = visit.row
    if is_poorer(found, row):
        return None
    before, after = revisions.around(connection, found.id, visit.seen_at)
    # Without a later state it is the newest of all, which was seen later still.
    if after is None or (before is not None and revisions.is_state(before, row)):
        return None
    if revisions.is_state(after, row):
        return OlderState(next_number=after["number"], capture_id=visit.capture_id)
    origin: Origin = "site"
    if before is not None and before["extractor"] != row.extractor:
        place = captures.place_of_body(connection, before["capture_id"])
        extracted = again(*place) if again and place else None
        if extracted is not None and revisions.is_state(
            {"title": extracted.title, "body": extracted.body}, row
        ):
            return None
        origin = "site" if extracted is not None else "extractor"
    state = _state(before, row, origin, visit.capture_id)
    next_change = classify_edit(row.title, row.body, after["title"], after["body"])
    return OlderState(next_number=after["number"], state=state, next_change=next_change)


def _state(
    before: Mapping[str, Any] | sqlite3.Row | None,
    row: ArticleRow,
    origin: Origin,
    capture_id: int | None = None,
) -> State:
    change = None
    if before is not None:
        change = classify_edit(before["title"], before["body"], row.title, row.body)
    return State(row=row, origin=origin, change=change, capture_id=capture_id)
