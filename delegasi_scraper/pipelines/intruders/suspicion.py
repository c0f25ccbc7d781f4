"""Whether a new post may be an intruder's: by what the archive held before it.

A new author, a new section or a piece in English is nothing: newsrooms grow. Several such signs
together are, and so is an advertisement for gambling that bears one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delegasi_scraper.pipelines.intruders.advertising import Wording, wording_of
from delegasi_scraper.pipelines.intruders.language import foreign_language

if TYPE_CHECKING:
    from archive.rows import ArticleRow

#: Of fewer articles nobody can say what is foreign to them: only an advertisement is suspected.
ENOUGH = 50
#: So many points make a suspect: the wording 3 or 1, the language 1 or 2, others 1 each.
SUSPECTED = 4
#: From this share of recent articles with dateline or sign-off on, one without both is foreign.
_USUAL = 0.8
#: A language in which the archive has as many recent articles is the newsroom's.
_HABIT = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """What the archive held before, as far as it concerns one post."""

    articles: int  # at most as many as are asked for
    author: bool  # it has articles of the post's author
    category: bool  # in one of the post's categories
    signed: float  # share of recent articles with dateline or sign-off
    recent: Sequence[str]  # texts


def wording_and_language(row: ArticleRow) -> tuple[Wording, str | None] | None:
    """Return what is odd about a post by itself; None = nothing, so that no history is asked."""
    wording = wording_of(row.title, row.body)
    language = foreign_language(f"{row.title or ''}\n{row.body}")
    return (wording, language) if language or wording.advertises or wording.hints else None


def suspicion(
    row: ArticleRow, wording: Wording, language: str | None, history: History
) -> str | None:
    """Return why a post may be an intruder's, in words; None = nothing speaks for it."""
    if language and sum(foreign_language(text) == language for text in history.recent) >= _HABIT:
        language = None
    signs = _signs(row, history)
    if history.articles < ENOUGH:
        suspected = wording.advertises
        signs = []
    else:
        points = 3 if wording.advertises else int(wording.hints)
        points += (2 if language.endswith("letters") else 1) if language else 0
        suspected = points + len(signs) >= SUSPECTED
    if not suspected:
        return None
    names = f"names {', '.join(wording.named)}" if wording.names else ""
    return "; ".join(filter(None, (", ".join(filter(None, (language, *signs))), names)))


def _signs(row: ArticleRow, history: History) -> list[str]:
    """Return what of a post the archive does not know, in words; not printed is no sign."""
    signs = []
    if row.categories and not history.category:
        signs.append(f"in the unknown category {row.categories[0][0]}")
    if row.author and not history.author:
        signs.append(f"by the unknown author {row.author}")
    if history.signed >= _USUAL and not (row.dateline or row.signoff):
        signs.append("without dateline and sign-off")
    return signs
