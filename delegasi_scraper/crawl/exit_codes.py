"""How a run ended: its outcome, exit code and the sentence that says why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FINE, COULD_NOT_START, USAGE, UNREACHABLE, LOCKED, UNTRUSTED, NOT_WRITTEN, INTERRUPTED = range(8)

#: Fields whose share of articles is watched; a fallen share means the theme has moved.
WATCHED_FIELDS = ("title", "author", "published_at", "category")
#: Counts that make a run untrusted, however small they are.
FAULTS = {
    "capture/unreadable": "{} WARC files could not be read to their end; the log names them",
    "capture/body_elsewhere": "the bodies of {} captures are in files that were not read",
    "sources/none_open": "no source of article addresses was open",
    "address/not_followed": "{} articles that only links named were not asked for (LINKED_MAX)",
    "alarm/vanished": "{} archived articles that were asked for have vanished at once: "
    "that looks like a fault of the site, and none is marked as gone",
    "fault/spider_error": "{} unexpected errors (spider_error); the log has them",
    "fault/item_error": "{} unexpected errors (item_error); the log has them",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run's end."""

    exit_code: int
    word: str  # stored in `runs.outcome`
    sentence: str


def decide(stats: Mapping[str, Any], earlier: Mapping[str, Any] | None = None) -> Outcome:
    """Decide how a run ended.

    ``stats`` are the crawl's own; ``earlier`` those of the last run to compare the
    coverage of fields with. Several ends may apply: 6 before 7 before 3 before 5.

    >>> decide({"finish_reason": "finished", "address/found": 9, "address/known": 9}).exit_code
    0
    >>> decide({}).exit_code  # a second signal leaves no finish_reason
    7
    """
    reason = stats.get("finish_reason")
    sentence = str(stats.get("stop/sentence", ""))
    if stats.get("archive/write_error"):
        return Outcome(NOT_WRITTEN, "not_written", sentence or "the archive could not be written")
    if reason in (None, "shutdown"):
        return Outcome(INTERRUPTED, "interrupted", "interrupted; all that was fetched is saved")
    if reason in ("unreachable", "refusing", "certificate"):
        return Outcome(UNREACHABLE, str(reason), sentence)
    if stats.get("page/wall") and not any(map(stats.get, ("page/article", "listing/read"))):
        told = f"every page was {stats.get('wall/names')}: nothing of the site could be read"
        return Outcome(UNREACHABLE, "refusing", told)
    doubts = list(_doubts(stats, earlier or {}))
    if reason != "finished":
        doubts.insert(0, f"the crawl ended early: {reason}")
    if doubts:
        return Outcome(UNTRUSTED, "untrusted", "; ".join(doubts))
    return Outcome(FINE, "fine", "")


def _doubts(stats: Mapping[str, Any], earlier: Mapping[str, Any]) -> list[str]:
    doubts = []
    pages, failed = stats.get("page/article", 0), stats.get("page/failed", 0)
    if failed >= 3 and failed >= 0.05 * (pages + failed):
        doubts.append(f"{failed} of {pages + failed} pages failed (see `scrapy status`)")
    if stats.get("address/asked", 0) and not pages and not stats.get("address/known", 0):
        doubts.append("addresses were found, but no article")
    if not stats.get("address/found", 0) and not pages:
        doubts.append("the site answered, but no address of an article was found")
    listings, broken = stats.get("listing/read", 0), stats.get("source/failed", 0)
    if broken >= 3 and broken >= 0.05 * (listings + broken):
        doubts.append(f"{broken} listings, feeds or sitemaps failed, {listings} listings were read")
    generic = stats.get("page/generic", 0)
    if pages and generic > 0.2 * pages:
        doubts.append(
            f"{generic} of {pages} pages have an unknown layout and were read by the generic "
            "extractor: has the theme changed?"
        )
    if walls := stats.get("page/wall", 0):
        doubts.append(
            f"{walls} addresses gave {stats.get('wall/names')} in the article's place; they are "
            "asked for again"
        )
    if suspects := stats.get("article/suspect", 0):
        doubts.append(
            f"{suspects} new articles may be an intruder's and are left out of lists and counts: "
            f"{stats.get('suspect/slugs', '')}; `scrapy failures` says why, "
            "`scrapy failures --accept SLUG` takes one in"
        )
    doubts += [told.format(stats[name]) for name, told in FAULTS.items() if stats.get(name)]
    return doubts + _fallen_fields(stats, earlier)


def _fallen_fields(stats: Mapping[str, Any], earlier: Mapping[str, Any]) -> list[str]:
    now, then = stats.get("page/article", 0), earlier.get("page/article", 0)
    if now < 20 or then < 20:
        return []
    fallen = []
    for name in WATCHED_FIELDS:
        share = stats.get(f"field/{name}", 0) / now
        before = earlier.get(f"field/{name}", 0) / then
        if share < 0.8 * before:
            fallen.append(f"{name} on {share:.0%} of articles, {before:.0%} in an earlier run")
    return fallen
