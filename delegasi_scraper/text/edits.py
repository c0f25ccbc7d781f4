"""What kind of edit lies between two states of an article."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

#: In the order in which they are told.
KINDS = (
    "headline", "numbers", "names", "quotation", "paragraph added", "paragraph removed",
    "correction note",
)  # fmt: skip

_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
#: A capital in mid-sentence; at a sentence's start every word has one.
_NAME = re.compile(r"(?<=[^\W_] )[A-Z][\w'’-]+")
_QUOTATION = re.compile('[“"]([^“”"]+)[”"]')
_CORRECTION = re.compile(
    r"\b(?:ralat|koreksi|catatan redaksi|hak jawab|(?:telah|sudah) (?:diperbaiki|diperbarui))\b",
    re.IGNORECASE,
)


def classify_edit(
    old_title: str | None, old_body: str, new_title: str | None, new_body: str
) -> str:
    """Return the kinds of an edit, joined by commas; 'wording' where it is none of them.

    >>> classify_edit("A", "Ada 12 warga di Kupang.", "A", "Ada 15 warga di Kupang.")
    'numbers'
    >>> classify_edit("A", "Satu.", "B", "Satu.\\n\\nRalat: dua.")
    'headline, paragraph added, correction note'
    """
    old, new = old_body.split("\n\n"), new_body.split("\n\n")
    kinds = set()
    if old_title != new_title:
        kinds.add("headline")
    added: list[str] = []
    removed: list[str] = []
    for before, after in _changed(old, new):
        for paragraph in zip(before, after, strict=False):
            kinds |= _within(*paragraph)
        removed += before[len(after) :]
        added += after[len(before) :]
    if added:
        kinds.add("paragraph added")
    if removed:
        kinds.add("paragraph removed")
    if len(_CORRECTION.findall(new_body)) > len(_CORRECTION.findall(old_body)):
        kinds.add("correction note")
    return ", ".join(kind for kind in KINDS if kind in kinds) or "wording"


def _changed(old: list[str], new: list[str]) -> list[tuple[list[str], list[str]]]:
    """Return the stretches of paragraphs that differ; a rewritten paragraph is not two."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [
        (old[i1:i2], new[j1:j2])
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]  # fmt: skip


def _within(old: str, new: str) -> set[str]:
    patterns = (("numbers", _NUMBER), ("names", _NAME), ("quotation", _QUOTATION))
    return {
        kind
        for kind, pattern in patterns
        if Counter(pattern.findall(old)) != Counter(pattern.findall(new))
    }
