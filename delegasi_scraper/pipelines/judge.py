"""Step 6: what becomes of a visit: a new article, a revision, nothing new, or a held state."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import DropItem

from archive.decisions import HOLD_REASONS, ArticleVisit, Hold, Identity, Judgement, State
from archive.tables import held_states, revisions, stated
from delegasi_scraper.crawl.captured_page import read_captured
from delegasi_scraper.crawl.stated import stated_of
from delegasi_scraper.extract import extract_pages
from delegasi_scraper.items import ArticleExtracted
from delegasi_scraper.pipelines.archive_rows import RANK, article_row
from delegasi_scraper.pipelines.judging.before import before_of, state_after, without
from delegasi_scraper.pipelines.judging.fitness import unfit
from delegasi_scraper.pipelines.judging.newer import why_stale
from delegasi_scraper.pipelines.judging.newsroom import (
    find_witness,
    is_confirmed,
    resolved_by,
    same_state,
    says_unchanged,
    without_noise,
)
from delegasi_scraper.pipelines.judging.older import judge_older
from delegasi_scraper.pipelines.judging.precedence import is_richer, prefer
from delegasi_scraper.pipelines.run_pipeline import RunPipeline
from delegasi_scraper.text.repeated import find_volatile

if TYPE_CHECKING:
    import sqlite3

    from archive.decisions import HoldReason, Witness
    from archive.rows import ArticleRow, KnownArticle
    from delegasi_scraper.pipelines.judging.before import Before, ExtractAgain

logger = logging.getLogger(__name__)


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
            if judgement.hold is not None:
                self._note(judgement.hold, item)
            return replace(item, judgement=judgement)
        raise DropItem("the archive cannot be read")

    def _note(self, hold: Hold, item: ArticleExtracted) -> None:
        """Say what is held, and ask for another look where that may tell more."""
        assert item.fetched is not None
        logger.warning("%s is held, not believed: %s", item.article.url, hold.message)
        if hold.reason == "no_witness" and not item.again:
            self.run.walk.look_again.append(item.fetched.url)

    def _again(self, warc_file: str, offset: int) -> ArticleRow | None:
        """Extract a captured page again; None where it is not the whole post."""
        printed = read_captured(self.run, (warc_file, offset))
        if printed is None or printed.fetched is None:
            return None
        connection, slug = self.run.archive.connection, printed.pages[0].slug
        said = stated_of(stated.nearest(connection, slug, printed.fetched.at))
        article = extract_pages(replace(printed, stated=said, context=self.run.context)).article
        return article_row(article) if article.complete else None


def judge(
    connection: sqlite3.Connection,
    visit: ArticleVisit,
    identity: Identity,
    again: ExtractAgain | None = None,
) -> Judgement:
    """Decide what becomes of a visit, by what the archive holds of its article.

    A page that is not whole, not its own or not newer is held whoever speaks for it; a change is
    held until somebody speaks for it. Where another extractor read the archived state, that
    one's capture is extracted again first, so that what the program reads otherwise is told
    apart from what the newsroom changed.
    """
    found, row = identity.article, visit.row
    if visit.origin is None and (hold := unfit(visit)) is not None:
        return Judgement(change="held", hold=hold, seen=visit.evidence.own)
    if found is None:
        held = held_states.open_ones(connection, row.url)
        first = State(row=row, origin="site", capture_id=visit.capture_id)
        ends = resolved_by(held, row, witnessed=True)
        return Judgement(change="new", row=row, states=(first,), resolved=ends)
    if visit.seen_at < found.last_seen_at:
        return judge_older(connection, visit, found, again)
    judgement = _judge_newest(connection, visit, found, again)
    if visit.evidence.again:
        return _with_volatile(connection, visit, found, judgement)
    return judgement


def _judge_newest(
    connection: sqlite3.Connection,
    visit: ArticleVisit,
    found: KnownArticle,
    again: ExtractAgain | None,
) -> Judgement:
    row, evidence = visit.row, visit.evidence
    newest = revisions.newest(connection, found.id)
    chosen = prefer(found, row)
    if chosen is None:
        hides_edit = row.rank == RANK["generic"] and not revisions.is_state(newest, row)
        return _held(visit, "unknown_layout") if hides_edit else Judgement(change="unchanged")
    stale = why_stale(evidence, found, newest["seen_at"]) if visit.origin is None else None
    held, noise = without_noise(
        held_states.open_ones(connection, row.url), newest, evidence.volatile
    )
    if revisions.is_state(newest, chosen):
        if stale is not None:
            return Judgement(change="unchanged")
        ends = (*noise, *resolved_by(held, None, witnessed=says_unchanged(visit, found)))
        return Judgement(change="unchanged", row=chosen, resolved=ends)
    before = before_of(connection, visit, found, chosen, again)
    anew = (before.read_anew,) if before.read_anew else ()
    if before.is_state(chosen):
        return Judgement(change="changed", row=chosen, states=anew, resolved=noise)
    known, origin = same_state(held, chosen, evidence.volatile), before.origin
    witness = find_witness(visit, found) if origin == "site" else None
    if witness is None and is_richer(found, row):
        origin = "extractor"  # a better page than the archived one shows more
    if origin == "site":
        if witness is None and is_confirmed(known, visit, found):
            witness = "second_look"
        was_state = revisions.was_state(connection, found.id, chosen)
        if hold := _why_held(visit, before, witness, stale=stale, was_state=was_state):
            return hold
    state = state_after(
        {"title": before.title, "body": before.body}, chosen, origin,
        capture_id=visit.capture_id, witness=witness, held=known,
    )  # fmt: skip
    ends = resolved_by(held, chosen, witnessed=witness not in (None, "second_look"), known=known)
    states, ends = (*anew, state), (*noise, *ends)
    return Judgement(change="changed", row=chosen, states=states, resolved=ends)


def _with_volatile(
    connection: sqlite3.Connection, visit: ArticleVisit, found: KnownArticle, judgement: Judgement
) -> Judgement:
    """Add what differs from the first look of this run, minutes before: no editor's doing.

    What the first look held stays, unless nothing else differs from the archived state.
    """
    held = held_states.open_ones(connection, visit.row.url)
    first = next((each for each in held if each.last_seen_at == found.last_seen_at), None)
    if first is None or first.reason != "no_witness":
        return judgement
    texts = find_volatile(first.body.split("\n\n"), visit.row.body.split("\n\n"))
    if not texts:
        return judgement
    volatile = visit.evidence.volatile.union(texts)
    newest = revisions.newest(connection, found.id)
    only_that = newest["title"] == first.title and revisions.same_words(
        without(newest["body"], volatile), without(first.body, volatile)
    )
    return Judgement(
        change="unchanged",
        volatile=texts,
        resolved=((first.id, "refuted"),) if only_that else (),
        seen=only_that,  # else what the first look held stays the last that was seen
    )


def _why_held(
    visit: ArticleVisit,
    before: Before,
    witness: Witness | None,
    *,
    stale: str | None,
    was_state: bool,
) -> Judgement | None:
    """Return the hold of a change that is not believed; None = it is."""
    by_its_time = witness in ("rest", "modified")
    if stale is not None and not by_its_time:
        return _held(visit, "stale", stale)
    if was_state and not by_its_time:
        return _held(visit, "earlier_again")
    if before.lost_half(visit.row) and witness in (None, "second_look"):
        if not visit.row.body:
            return _held(visit, "not_whole", "the article is empty")
        return _held(visit, "lost_half")
    return _held(visit, "no_witness") if witness is None else None


def _held(visit: ArticleVisit, reason: HoldReason, message: str | None = None) -> Judgement:
    hold = Hold(row=visit.row, reason=reason, message=message or HOLD_REASONS[reason])
    return Judgement(change="held", hold=hold, seen=reason != "stale")
