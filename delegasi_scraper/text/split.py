"""Body | sign-off | stubs: where an article ends and other articles' teasers begin.

Plain text has no markup, so several signs must agree. A stub is the newest posts' text
cut after 15 words with an ellipsis; most begin with the newsroom's name. A genuine
paragraph may show any one of these signs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from delegasi_scraper.newsroom import STUB_START
from delegasi_scraper.text.clean import clean_text
from delegasi_scraper.text.dateline import find_dateline
from delegasi_scraper.text.places import find_place
from delegasi_scraper.text.signoff import parse_signoff

STUB_WORDS = 15


@dataclass(frozen=True, slots=True)
class SplitText:
    """A page's text, taken apart; every string as printed."""

    body: tuple[str, ...] = ()
    signoff: str | None = None
    initials: str | None = None
    dateline: str | None = None
    place: str | None = None
    stubs: tuple[str, ...] = ()


def split_paragraphs(paragraphs: Sequence[str]) -> SplitText:
    """Split the paragraphs of one page, in order; blank ones fall away."""
    return split_clean([text for text in map(clean_text, paragraphs) if text])


def split_clean(texts: Sequence[str]) -> SplitText:
    """Split paragraphs that are clean already, none of them blank."""
    for index in range(len(texts) - 1, -1, -1):
        if (signed := parse_signoff(texts[index])) is not None:
            after = texts[index + 1 :]
            # A mark in mid-text, with prose after it, is not the end of the article.
            if all(_is_stub_after_signoff(text) for text in after):
                body = [*texts[:index], *([signed.before] if signed.before else [])]
                return _with_dateline(body, signed.printed, signed.initials, after)
            break
    cut = _first_stub_without_signoff(texts)
    return _with_dateline(texts[:cut], None, None, texts[cut:])


def is_cut(text: str) -> bool:
    """Say whether a text has the shape that WordPress's excerpts have.

    A non-breaking space joins two words in WordPress's count, so up to 17 may stand there.

    >>> is_cut(" ".join(["kata"] * 15) + "…"), is_cut(" ".join(["kata"] * 14) + "…")
    (True, False)
    """
    words = text.split()
    return text.endswith(("…", "...")) and STUB_WORDS <= len(words) <= STUB_WORDS + 2


def _is_stub_after_signoff(text: str) -> bool:
    """After a sign-off, the place is a sign already: one more is enough."""
    return is_cut(text) or (
        len(text.split()) <= STUB_WORDS + 2
        and (STUB_START.match(text) is not None or text.endswith(("…", "...")))
    )


def _first_stub_without_signoff(texts: Sequence[str]) -> int:
    """Return where the block of stubs at the end begins; its length where there is none.

    Without a sign-off, the block must have two neighbours that agree in shape, one of them
    with the newsroom's name; nothing but a block from the first line on may be all stubs.
    """
    start = len(texts)
    while start and is_cut(texts[start - 1]):
        start -= 1
    block = texts[start:]
    named = sum(STUB_START.match(text) is not None for text in block)
    if len(block) >= 2 and named:
        return start
    if start == 0 and len(block) == 1 and named:
        return 0
    return len(texts)


def _with_dateline(
    body: Sequence[str], signoff: str | None, initials: str | None, stubs: Sequence[str]
) -> SplitText:
    _, dateline = find_dateline(body) or (0, None)
    printed = dateline.place_printed if dateline else None
    return SplitText(
        body=tuple(body),
        signoff=signoff,
        initials=initials,
        dateline=dateline.printed if dateline else None,
        place=find_place(printed).name if printed else None,
        stubs=tuple(stubs),
    )
