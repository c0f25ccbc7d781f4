"""What changed between two states of a text, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "added", "removed"]
_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Part:
    """Words in a row that share a fate."""

    kind: Kind
    text: str


def word_diff(old: str, new: str) -> list[list[Part]]:
    """Return the paragraphs of both texts, each in parts; white space is no change.

    >>> word_diff("Ada 12 warga.", "Ada 15 warga.")[0][1:3]
    [Part(kind='removed', text='12'), Part(kind='added', text='15')]
    """
    before, after = _tokens(old), _tokens(new)
    paragraphs: list[list[Part]] = [[]]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for code, a0, a1, b0, b1 in matcher.get_opcodes():
        if code == "equal":
            _add(paragraphs, "same", after[b0:b1])
        else:
            _add(paragraphs, "removed", before[a0:a1])
            _add(paragraphs, "added", after[b0:b1])
    return [paragraph for paragraph in paragraphs if paragraph]


def _tokens(text: str) -> list[str]:
    paragraphs = [paragraph.split() for paragraph in text.split(_BREAK)]
    tokens: list[str] = []
    for words in paragraphs:
        if tokens and words:
            tokens.append(_BREAK)
        tokens += words
    return tokens


def _add(paragraphs: list[list[Part]], kind: Kind, tokens: list[str]) -> None:
    words: list[str] = []
    for token in [*tokens, None]:
        if token is not None and token != _BREAK:
            words.append(token)
            continue
        if words:
            paragraphs[-1].append(Part(kind, " ".join(words)))
            words = []
        if token == _BREAK and paragraphs[-1]:
            paragraphs.append([])
