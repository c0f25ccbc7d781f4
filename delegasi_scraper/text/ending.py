"""How an article ends: its sign-off, and what may follow it.

An editor's line, a picture's credit, a bare address and a prompt are no text of the article's;
an editorial note is. A mark with other prose after it ends nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from delegasi_scraper.text.credits import parse_credit_line
from delegasi_scraper.text.lines import is_line, is_stub
from delegasi_scraper.text.signoff import SignOff, parse_bare_mark, parse_signoff

#: What may follow a sign-off besides stubs and notes, by the rule that it is kept under.
_FOLLOWING = {
    "address": re.compile(
        r"(?:https?://|www\.)\S{3,200}|[\w-]{2,60}\.(?:com|net)/?", re.IGNORECASE
    ),
    "photo-credit": re.compile(r"\W{0,3}foto(?:-foto)?\b.{1,80}", re.IGNORECASE),
    "prompt": re.compile(
        r".{0,160}\b(?:google\s+news|whats\s?app|telegram|facebook|instagram|tiktok|youtube"
        r"|channel|saluran)\b.{0,160}",
        re.IGNORECASE,
    ),
}
_PROMPT_WORDS = 25
_NOTE_WORDS, _NOTES = 60, 2
#: 'Ralat: …', '(Catatan redaksi: …', 'Redaksi memperbarui berita ini …'.
_NOTE = re.compile(
    r"\W{0,3}(?:(?:[^\W\d_]{1,20}\s){0,3}[^\W\d_]{1,20}\s?:\s|redaksi\b"
    r"|(?:berita|artikel|tulisan)\s+ini\b|penulis\s+adalah\b)",
    re.IGNORECASE,
)
_NOTE_LABEL = re.compile(
    r"\W{0,3}(?:catatan|ralat|koreksi|klarifikasi|perbaikan|hak\s+jawab)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of a text that was signed, or the whole of one that was not."""

    body: tuple[str, ...]
    signed: SignOff | None = None
    stubs: tuple[str, ...] = ()
    aside: tuple[tuple[str, str], ...] = ()  # (text, rule) of what followed and is no text


def find_ending(texts: Sequence[str], *, stubs_follow: bool = False) -> Ending:
    """Find the sign-off and sort what stands behind it; without one, all is body."""
    after: list[tuple[str, str]] = []
    for number in range(len(texts) - 1, -1, -1):
        signed = parse_signoff(texts[number]) or _bare_mark(texts, number)
        if signed and (_is_plain(signed) or stubs_follow or _nothing_unknown(after)):
            notes = [text for text, kind in after if kind == "note"]
            return Ending(
                body=(*texts[:number], *filter(None, [signed.before]), *notes),
                signed=signed,
                stubs=tuple(text for text, kind in after if kind == "stub"),
                aside=tuple(each for each in after if each[1] not in ("stub", "note")),
            )
        kind = _kind(texts[number])
        if kind is None or (kind == "note" and sum(k == kind for _, k in after) == _NOTES):
            break
        after.insert(0, (texts[number], kind))
    return Ending(body=tuple(texts))


def _bare_mark(texts: Sequence[str], number: int) -> SignOff | None:
    """Return a mark without the newsroom's name; letters alone stand behind prose only.

    Without prose before them they are the last entry of a list, or a name in it.
    """
    signed = parse_bare_mark(texts[number])
    if signed is None or signed.before or signed.initials is None:
        return signed
    return signed if number and not is_line(texts[number - 1]) else None


def _is_plain(signed: SignOff) -> bool:
    """Say whether a mark is one whatever lines follow; stars alone may divide a text."""
    return not signed.bare or bool(signed.before) or signed.printed.strip("* ")[:1] in ("(", "[")


def _nothing_unknown(after: Sequence[tuple[str, str]]) -> bool:
    """Say whether what follows is known to follow a sign-off: stubs, or no mere lines."""
    kinds = [kind for _, kind in after]
    return "stub" in kinds or "after-signoff" not in kinds


def _kind(text: str) -> str | None:
    """Return what a text may be behind a sign-off; None = prose of the article's."""
    words, sentence = len(text.split()), not is_line(text)
    if is_stub(text):
        return "stub"
    if words <= _NOTE_WORDS and (_NOTE if sentence else _NOTE_LABEL).match(text):
        return "note"
    if parse_credit_line(text):
        return "credit-line"
    for rule, pattern in _FOLLOWING.items():
        if words <= _PROMPT_WORDS and pattern.fullmatch(text):
            return rule
    return None if sentence else "after-signoff"
