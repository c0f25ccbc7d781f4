"""The dateline: place and newsroom, in either order, before the first sentence (docs/site.md)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from delegasi_scraper.newsroom import DATELINE_MARK
from delegasi_scraper.text.places import is_known

#: A kicker, a counter or a heading may stand before the paragraph with the dateline.
_LINES_BEFORE = 4
_SENTENCE_END = re.compile(r"[.,;!?…”\"’][)\]]?$")
_NAME = r"[^\W\d][\w.'’ -]{1,30}?"
_NEWSROOM = rf"\(?{DATELINE_MARK}\)?"
#: 'SoE', '(SoE)', 'SoE (TTS)', 'SoE, TTS', 'SoE, TTS, NTT'.
_PLACE = (
    rf"(?:\((?P<bracketed>{_NAME})\)|(?P<town>{_NAME}))"
    rf"(?:\s*\((?P<regency>{_NAME})\)|\s*[,/]\s*(?P<beside>{_NAME}))?(?:\s*,\s*{_NAME})?"
)
_BETWEEN = r"\s*(?P<between>[,|/–—-])?\s*"
_END = r"\s*,?\s*(?:(?P<end>[-–—]+|\||:(?!//))\s*|$)"
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        f"{_PLACE}{_BETWEEN}{_NEWSROOM}{_END}",
        f"{_NEWSROOM}{_BETWEEN}{_PLACE}{_END}",
        f"{_NEWSROOM}{_END}",
    )
]


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline, and the paragraph after it."""

    printed: str  # 'KUPANG, DELEGASI.COM–'
    place_printed: str | None  # 'KUPANG'; None = the newsroom's name alone
    lead: str  # the paragraph without it; '' = the dateline is a paragraph of its own
    beside: str | None = None  # 'TTU' of 'KEFAMENANU (TTU)'


def parse_dateline(paragraph: str) -> Dateline | None:
    """Split the dateline off a paragraph; None where it begins with none.

    A sentence may begin with the newsroom's name, too: a mark must follow, and what stands
    beside the name be written as places are.

    >>> parse_dateline("SoE, Delegasi.com – Warga panen.").lead
    'Warga panen.'
    >>> parse_dateline("DELEGASI.COM | LABUAN BAJO (MABAR) – Warga panen.").place_printed
    'LABUAN BAJO'
    >>> parse_dateline("Delegasi.com menerima surat itu – kemarin.") is None
    True
    """
    for form in _FORMS:
        match = form.match(paragraph)
        if match is not None and (found := _dateline(match, paragraph)) is not None:
            return found
    return None


def _dateline(match: re.Match[str], paragraph: str) -> Dateline | None:
    found = match.groupdict()
    place = found.get("bracketed") or found.get("town")
    if place is None:
        # 'Delegasi.com: Mengapa?' is a question of an interview.
        likely = match["end"] != ":"
    else:
        apart = bool(found["bracketed"] or found["between"] in (",", "|", "/"))
        likely = is_known(place) or _is_written_as_place(place, sure=apart and match["end"] != ":")
    if not likely:
        return None
    beside = found.get("regency") or found.get("beside")
    return Dateline(match.group().rstrip(), place, paragraph[match.end() :], beside)


def find_dateline(paragraphs: Sequence[str]) -> tuple[int, Dateline] | None:
    """Return the dateline of a text and its paragraph's number; no prose stands before it."""
    for number, text in enumerate(paragraphs[: _LINES_BEFORE + 1]):
        if (dateline := parse_dateline(text)) is not None:
            return number, dateline
        if _SENTENCE_END.search(text):
            break
    return None


def lead_of(paragraphs: Sequence[str]) -> str | None:
    """Return the first paragraph, or the one with the dateline, without its dateline."""
    found = find_dateline(paragraphs)
    if found is None:
        return next(iter(paragraphs), None)
    number, dateline = found
    return dateline.lead or next(iter(paragraphs[number + 1 :]), None)


def _is_written_as_place(name: str, *, sure: bool) -> bool:
    """Say whether each word has a capital, as in 'Kab. Kupang'; not ``sure`` = in capitals."""
    words = name.split()
    return len(words) <= 4 and (sure or name.isupper()) and all(w[0].isupper() for w in words)
