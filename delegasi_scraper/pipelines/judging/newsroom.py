"""Is a change the newsroom's doing? Who says so, or which earlier look read the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from archive.tables.revisions import is_state, same_words
from delegasi_scraper.pipelines.judging.before import without
from delegasi_scraper.pipelines.judging.moments import hours_between, is_later, is_same

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from archive.decisions import ArticleVisit, HeldState, HoldReason, Resolution, Witness
    from archive.rows import ArticleRow, KnownArticle

#: Two looks so far apart do not meet the same copy of a cache, advertisement or relative date.
APART_HOURS = 20
#: What a later look that reads the same can make true.
_REPEATABLE: tuple[HoldReason, ...] = ("no_witness", "unknown_layout")
#: What was no state of the article: the page whole, its own and newer refutes it.
_NO_STATES: tuple[HoldReason, ...] = ("not_whole", "not_own")


def find_witness(visit: ArticleVisit, found: KnownArticle) -> Witness | None:
    """Return who states that the article was modified since the archived state."""
    evidence, stated = visit.evidence, visit.stated
    last = found.modified_at or found.last_seen_at
    if (
        stated is not None
        and stated.source == "rest"
        and evidence.rest_agrees
        and is_later(stated.modified_at, last)
    ):
        return "rest"
    if is_later(evidence.modified_at, last):
        return "modified"
    return "sitemap" if is_later(evidence.lastmod, last) else None


def says_unchanged(visit: ArticleVisit, found: KnownArticle) -> bool:
    """Say whether the page or REST states the very modified time that is archived."""
    evidence, stated = visit.evidence, visit.stated
    times = [evidence.modified_at]
    if stated is not None and stated.source == "rest" and evidence.rest_agrees:
        times.append(stated.modified_at)
    return any(is_same(stated_at, found.modified_at) for stated_at in times)


def without_noise(
    held: Iterable[HeldState], newest: Mapping[str, Any] | sqlite3.Row, volatile: frozenset[str]
) -> tuple[list[HeldState], tuple[tuple[int, Resolution], ...]]:
    """Return the held states that differ from the archived one by more than volatile lines.

    And the others as refuted: those lines are nobody's edit.
    """
    if not volatile:
        return list(held), ()
    body = without(newest["body"], volatile)
    kept: list[HeldState] = []
    refuted: list[tuple[int, Resolution]] = []
    for each in held:
        only_noise = each.reason == "no_witness" and same_words(without(each.body, volatile), body)
        if only_noise and same_words(each.title, newest["title"]):
            refuted.append((each.id, "refuted"))
        else:
            kept.append(each)
    return kept, tuple(refuted)


def same_state(
    held: Iterable[HeldState], row: ArticleRow, volatile: frozenset[str] = frozenset()
) -> HeldState | None:
    """Return the held state that a row repeats, where repetition may make it true.

    It may have been held with lines in it that are known as ``volatile`` by now.
    """
    return next(
        (
            each
            for each in held
            if each.reason in _REPEATABLE
            and is_state({"title": each.title, "body": without(each.body, volatile)}, row)
        ),
        None,
    )


def is_confirmed(held: HeldState | None, visit: ArticleVisit, found: KnownArticle) -> bool:
    """Say whether a visit is a second look at a held state, with no other state seen between."""
    return (
        held is not None
        and not visit.evidence.again
        and held.last_seen_at >= found.last_seen_at
        and hours_between(held.seen_at, visit.seen_at) >= APART_HOURS
    )


def resolved_by(
    held: Iterable[HeldState],
    row: ArticleRow | None,
    *,
    witnessed: bool,
    known: HeldState | None = None,
) -> tuple[tuple[int, Resolution], ...]:
    """Return how held states end where another state is believed, or the archived one confirmed.

    ``row`` is the state that is believed now, None = the archived one was seen unchanged;
    ``known`` is the held state that it repeats. ``witnessed`` = somebody states when it was
    modified: without, an unchanged page proves nothing of a state that stood between two looks.
    """
    ends: list[tuple[int, Resolution]] = []
    for each in held:
        if each is known or (
            row is not None and is_state({"title": each.title, "body": each.body}, row)
        ):
            ends.append((each.id, "believed"))
        elif each.reason in _NO_STATES or (witnessed and each.reason == "stale"):
            ends.append((each.id, "refuted"))
        elif row is not None:
            ends.append((each.id, "unproven"))
        elif witnessed:
            ends.append((each.id, "refuted"))
    return tuple(ends)
