"""Where the words of a query occur in a text: for marks, and for snippets around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from archive.search.query import Query, Term, fold
from archive.search.stems import stems_of_word

_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and whether it is a hit."""

    text: str
    hit: bool = False


def hits(text: str, query: Query, *, in_title: bool = False) -> list[tuple[int, int]]:
    """Return where each hit begins and ends, in order, without overlaps."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    tokens = [fold(text[start:end]) for start, end in spans]
    found: dict[int, int] = {}  # index of the first token: how many
    for term in query.terms:
        if term.in_title and not in_title:
            continue
        size = len(term.tokens)
        # Each distinct word is compared once; a phrase only where its first word stands.
        begins = {
            token for token in set(tokens)
            if (token == term.tokens[0] if size > 1 else _matches(term, [token]))
        }  # fmt: skip
        for at in range(len(tokens) - size + 1):
            if tokens[at] in begins and (size == 1 or _matches(term, tokens[at : at + size])):
                found[at] = max(size, found.get(at, 0))
    places: list[tuple[int, int]] = []
    for at in sorted(found):
        start, end = spans[at][0], spans[at + found[at] - 1][1]
        if not places or start >= places[-1][1]:
            places.append((start, end))
    return places


def marked(text: str, query: Query, *, in_title: bool = False) -> list[Piece]:
    """Return a text in pieces, hits apart.

    >>> from archive.search.query import parse_query
    >>> [piece.text for piece in marked("Ia dikorupsi.", parse_query("korupsi")) if piece.hit]
    ['dikorupsi']
    """
    return _pieces(text, hits(text, query, in_title=in_title), 0, len(text))


def snippet(text: str, query: Query, *, length: int = 220) -> list[Piece]:
    """Return the stretch of ``length`` letters with the most hits, cut between words."""
    flat = re.sub(r"\s+", " ", text)
    places = hits(flat, query)
    begins = [first for first, _ in places]
    start, best = 0, -1
    for at, first in enumerate(begins):
        within = bisect_left(begins, first + length) - at
        if within > best:
            start, best = max(0, first - 40), within
    start = flat.rfind(" ", 0, start) + 1 if start else 0
    end = min(len(flat), start + length)
    if end < len(flat):
        end = max(start + 1, flat.rfind(" ", start, end))
    pieces = _pieces(flat, places, start, end)
    return [
        *([Piece("… ")] if start else []),
        *pieces,
        *([Piece(" …")] if end < len(flat) else []),
    ]


def _pieces(text: str, places: Iterable[tuple[int, int]], start: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    at = start
    for first, last in places:
        if first < at or last > end:
            continue
        if first > at:
            pieces.append(Piece(text[at:first]))
        pieces.append(Piece(text[first:last], hit=True))
        at = last
    if at < end:
        pieces.append(Piece(text[at:end]))
    return pieces


def _matches(term: Term, tokens: list[str]) -> bool:
    *firsts, last = term.tokens
    if tokens[:-1] != firsts:
        return False
    if term.prefix:
        return tokens[-1].startswith(last)
    if tokens[-1] == last:
        return True
    stems = term.stems
    return bool(stems) and tokens[-1].isalpha() and not set(stems).isdisjoint(
        {tokens[-1], *stems_of_word(tokens[-1])}
    )  # fmt: skip
