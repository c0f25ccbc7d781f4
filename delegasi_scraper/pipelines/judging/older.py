"""What becomes of a state that was seen before the newest one: a backfill's, or a replay's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.decisions import Hold, Judgement, OlderState, Origin
from archive.tables import captures, held_states, revisions
from delegasi_scraper.pipelines.judging.before import ExtractAgain, state_after
from delegasi_scraper.pipelines.judging.moments import hours_between, is_later
from delegasi_scraper.pipelines.judging.newsroom import APART_HOURS, resolved_by, same_state
from delegasi_scraper.pipelines.judging.precedence import is_poorer
from delegasi_scraper.text.edits import classify_edit

if TYPE_CHECKING:
    import sqlite3

    from archive.decisions import ArticleVisit, HeldState, Witness
    from archive.rows import KnownArticle


def judge_older(
    connection: sqlite3.Connection,
    visit: ArticleVisit,
    found: KnownArticle,
    again: ExtractAgain | None,
) -> Judgement:
    """Decide on a state among the archived ones: believed by its own time or another capture."""
    row = visit.row
    unchanged = Judgement(change="unchanged")
    if is_poorer(found, row):
        return unchanged
    before, after = revisions.around(connection, found.id, visit.seen_at)
    # Without a later state it is the newest of all, which was seen later still.
    if after is None or (before is not None and revisions.is_state(before, row)):
        return unchanged
    if revisions.is_state(after, row):
        older = OlderState(next_number=after["number"], capture_id=visit.capture_id)
        return Judgement(change="unchanged", older=older)
    origin: Origin = visit.origin or "site"
    if before is not None and before["extractor"] != row.extractor and visit.origin is None:
        place = captures.place_of_body(connection, before["capture_id"])
        extracted = again(*place) if again and place else None
        if extracted is not None and revisions.is_state(
            {"title": extracted.title, "body": extracted.body}, row
        ):
            return unchanged
        origin = "site" if extracted is not None else "extractor"
    held = held_states.open_ones(connection, row.url)
    known = same_state(held, row)
    witness: Witness | None = None
    if origin == "site":
        witness = _witness(visit, before, after, known)
        if witness is None:
            message = "no other capture reads the same, and it does not say when it was modified"
            return Judgement(
                change="held", hold=Hold(row=row, reason="no_witness", message=message)
            )
    first = known if known and _is_first_look(known, visit, before) else None
    state = state_after(
        before, row, origin, capture_id=visit.capture_id, witness=witness, held=first
    )
    next_change = classify_edit(row.title, row.body, after["title"], after["body"])
    older = OlderState(next_number=after["number"], state=state, next_change=next_change)
    ends = resolved_by([known], row, witnessed=False, known=known) if known else ()
    return Judgement(change="changed", older=older, resolved=ends)


def _is_first_look(known: HeldState, visit: ArticleVisit, before: sqlite3.Row | None) -> bool:
    return known.seen_at < visit.seen_at and (before is None or before["seen_at"] <= known.seen_at)


def _witness(
    visit: ArticleVisit,
    before: sqlite3.Row | None,
    after: sqlite3.Row,
    known: HeldState | None,
) -> Witness | None:
    """Return what speaks for a state between two others: its time, or another day's capture."""
    stated = visit.evidence.modified_at
    follows = before is None or is_later(stated, before["modified_at"] or before["seen_at"])
    if stated is not None and follows and not is_later(stated, after["modified_at"]):
        return "modified"
    apart = known is not None and abs(hours_between(known.seen_at, visit.seen_at)) >= APART_HOURS
    return "capture" if apart else None
