"""What a change is measured from: the archived state, as the present program would read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.decisions import Origin, State
from archive.tables import revisions, stated
from delegasi_scraper.text.edits import classify_edit
from delegasi_scraper.text.repeated import find_repeated

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from archive.decisions import ArticleVisit, HeldState, Witness
    from archive.rows import ArticleRow, KnownArticle

#: From WARC file and offset to what the present extractor reads there; None = it cannot be read.
ExtractAgain = Callable[[str, int], "ArticleRow | None"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Before:
    """The archived title and body, read by the present program where it would read otherwise."""

    title: str | None
    body: str
    read_anew: State | None = None  # the revision that tells so
    origin: Origin = "site"  # whose change it is that leads from here to the visit's state

    def is_state(self, row: ArticleRow) -> bool:
        """Say whether a row prints this title and body."""
        return revisions.is_state({"title": self.title, "body": self.body}, row)

    def lost_half(self, row: ArticleRow) -> bool:
        """Say whether a row has less than half of the words."""
        return 2 * len(row.body.split()) < len(self.body.split())


def before_of(
    connection: sqlite3.Connection,
    visit: ArticleVisit,
    found: KnownArticle,
    row: ArticleRow,
    again: ExtractAgain | None,
) -> Before:
    """Return what a visit's state is compared with.

    Where another extractor read the archived state, its capture is extracted again; where the
    site's texts that are known by now stand in it, they are set apart.
    """
    newest = revisions.newest(connection, found.id)
    title = newest["title"]
    if visit.origin is not None:
        return Before(title=title, body=newest["body"], origin=visit.origin)
    body = without(newest["body"], visit.evidence.volatile)
    if revisions.is_state({"title": title, "body": body}, row):
        return Before(title=title, body=newest["body"], origin="extractor")
    if not _is_read_otherwise(connection, visit, found, row):
        return Before(title=title, body=body)
    place = revisions.newest_capture(connection, found.id)
    extracted = again(*place) if again and place else None
    if extracted is None:  # the last capture cannot tell
        return Before(title=title, body=body, origin="extractor")
    if revisions.is_state(newest, extracted):
        return Before(title=title, body=body)
    state = state_after(newest, extracted, "extractor")
    return Before(title=extracted.title, body=extracted.body, read_anew=state)


def state_after(
    before: Mapping[str, Any] | sqlite3.Row | None,
    row: ArticleRow,
    origin: Origin,
    *,
    capture_id: int | None = None,
    witness: Witness | None = None,
    held: HeldState | None = None,
) -> State:
    """Return the revision that follows a title and body; ``held`` = it was seen there before."""
    change = None
    if before is not None:
        change = classify_edit(before["title"], before["body"], row.title, row.body)
    return State(
        row=row,
        origin=origin,
        change=change,
        witness=witness,
        capture_id=held.capture_id if held else capture_id,
        seen_at=held.seen_at if held else None,
    )


def without(body: str, volatile: frozenset[str]) -> str:
    """Return a body without lines that differ minutes apart."""
    paragraphs = body.split("\n\n")
    repeated = find_repeated(paragraphs, (), volatile)
    return "\n\n".join(text for n, text in enumerate(paragraphs) if n not in repeated)


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
