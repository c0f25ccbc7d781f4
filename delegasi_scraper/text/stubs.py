"""The stubs at the end of a page: the newest posts' texts, cut after 15 words.

Their titles, categories and days may stand between them, and the page's foot after them. A
genuine paragraph may show any one of a stub's signs, so neighbours must agree.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from delegasi_scraper.newsroom import STUB_START
from delegasi_scraper.text.lines import is_cut, is_line, is_stub
from delegasi_scraper.text.signoff import parse_bare_mark, parse_signoff

_FOOT = re.compile(
    r"\W{0,3}(?:©|copyright\b|hak\s+cipta\b|(?:semua\s+)?hak\s+dilindungi|all\s+rights\s+reserved"
    r"|view\s+(?:non-)?amp\s+version|kembali\s+ke\s+atas|back\s+to\s+top)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"©|\d{4}|dilindungi|reserved", re.IGNORECASE)
_FOOT_WORDS = 15
#: '3 hari ago', '12 November 2024': the day under a stub.
_STAMP_WORDS, _HEADING_WORDS = 4, 4


@dataclass(frozen=True, slots=True)
class Block:
    """The end of a page from its first stub on, with what belongs to it."""

    start: int  # where it begins; the text's length where there is none
    stubs: tuple[str, ...] = ()
    aside: tuple[tuple[str, str], ...] = ()  # (text, rule): titles, days, the page's foot


def find_stubs(texts: Sequence[str]) -> Block:
    """Find the stubs at the end of a text that has not been looked at for a sign-off."""
    foot = _foot(texts)
    begin = foot
    while begin and (is_stub(texts[begin - 1]) or is_line(texts[begin - 1])):
        begin -= 1
    cut = [number for number in range(begin, foot) if is_cut(texts[number])]
    # A short text with the newsroom's name that stands before all of them may be the lead.
    stubs = [number for number in range(cut[0], foot) if is_stub(texts[number])] if cut else []
    named = any(STUB_START.match(texts[number]) for number in cut)
    alone = cut == [0] and foot == 1
    if not named or (len(cut) < 2 and not alone):
        stubs, start = [], foot
    else:
        stubs, start = _with_unnamed(stubs), _with_lines_before(texts, begin, stubs)
    rest = (number for number in range(start, len(texts)) if number not in stubs)
    return Block(
        start,
        tuple(texts[number] for number in stubs),
        tuple((texts[n], "page-foot" if n >= foot else "stub-line") for n in rest),
    )


def is_foot(text: str) -> bool:
    """Say whether a line belongs to a page's foot.

    >>> is_foot("© 2024 Delegasi.com"), is_foot("Hak cipta lagu itu milik warga.")
    (True, False)
    """
    short = len(text.split()) <= _FOOT_WORDS and _FOOT.match(text)
    return bool(short) and (is_line(text) or _RIGHTS.search(text) is not None)


def _foot(texts: Sequence[str]) -> int:
    """Return where the page's foot begins: its first sign, with nothing but lines after it."""
    foot = number = len(texts)
    while number and (is_foot(texts[number - 1]) or is_line(texts[number - 1])):
        number -= 1
        foot = number if is_foot(texts[number]) else foot
    return foot


def _gaps(stubs: Sequence[int]) -> list[int]:
    return [after - before - 1 for before, after in pairwise(stubs)]


def _usual_gap(stubs: Sequence[int]) -> int:
    """Return how many lines stand between two stubs."""
    counts = Counter(_gaps(stubs))
    return min(counts, key=lambda gap: (-counts[gap], gap), default=0)


def _with_unnamed(stubs: Sequence[int]) -> list[int]:
    """Add a stub that has no sign: it stands where its neighbours have theirs."""
    usual = _usual_gap(stubs)
    missing = [
        before + usual + 1
        for before, gap in zip(stubs, _gaps(stubs), strict=False)
        if usual and gap == 2 * usual + 1
    ]
    return sorted({*stubs, *missing})


def _with_lines_before(texts: Sequence[str], begin: int, stubs: Sequence[int]) -> int:
    """Return where the first stub begins with its title: it has as many lines as the others."""
    first, lines = stubs[0], _usual_gap(stubs)
    second = texts[first + 1 : first + 1 + lines]
    lines -= sum(_is_stamp(text) for text in second)
    start = first
    while start > max(begin, first - lines) and not _is_mark(texts[start - 1]):
        start -= 1
    # A heading over all of them; more lines than one would be a list.
    heading = start - 1 == begin and len(texts[begin].split()) <= _HEADING_WORDS
    return begin if heading and begin and not _is_mark(texts[begin]) else start


def _is_stamp(text: str) -> bool:
    return len(text.split()) <= _STAMP_WORDS and any(map(str.isdigit, text))


def _is_mark(text: str) -> bool:
    return (parse_signoff(text) or parse_bare_mark(text)) is not None
