"""Is the page newer than what is archived, or a copy that a cache has kept?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from delegasi_scraper.pipelines.judging.moments import is_later

if TYPE_CHECKING:
    from archive.decisions import Evidence
    from archive.rows import KnownArticle


def why_stale(evidence: Evidence, found: KnownArticle, state_seen_at: str) -> str | None:
    """Return why a page is older than the archived state, in words; None = nothing says so.

    ``state_seen_at`` is when the archived state was first seen (UTC): what a cache has kept from
    before that moment cannot have followed it.
    """
    if is_later(found.modified_at, evidence.modified_at):
        return f"it was modified {evidence.modified_at}, what is archived {found.modified_at}"
    if evidence.made_at is not None and evidence.made_at < state_seen_at:
        return f"a cache has kept it since {evidence.made_at}"
    return None
