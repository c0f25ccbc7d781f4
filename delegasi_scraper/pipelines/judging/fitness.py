"""Did the page arrive whole, and is it the article's own? Repetition outweighs neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.decisions import Hold

if TYPE_CHECKING:
    from archive.decisions import ArticleVisit


def unfit(visit: ArticleVisit) -> Hold | None:
    """Return why nothing of a page can be believed; None = it may be the article's state."""
    evidence = visit.evidence
    if evidence.damage is not None:
        return Hold(row=visit.row, reason="not_whole", message=evidence.damage)
    if not evidence.own:
        message = "nothing on the page says that it is this article's"
        return Hold(row=visit.row, reason="not_own", message=message)
    return None
