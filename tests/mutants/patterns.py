"""Weaken a regular expression or an XPath: one alternative, anchor, repeat or predicate less."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

#: What a pattern consists of; a set of characters and an escape are one token each.
_REGEX_TOKEN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?[^)|]*?[:=!>]|\(|\)|\||\{[\d,]+\}|.", re.S
)
_XPATH_TOKEN = re.compile(r"'[^']*'|\"[^\"]*\"|\[|\]|\(|\)| \| | or | and |.", re.S)


def weaker_regexes(pattern: str) -> Iterator[str]:
    """Yield each pattern that lacks one alternative, one anchor or one quantifier.

    >>> list(weaker_regexes(r"^(?:a|b)c?$"))
    ['^(?:b)c?$', '^(?:a)c?$', '(?:a|b)c?$', '^(?:a|b)c$', '^(?:a|b)c?']
    """
    tokens = _REGEX_TOKEN.findall(pattern)
    yield from _without_one_of(tokens, separators={"|"}, opens="(", closes=")")
    for place, token in enumerate(tokens):
        anchor = token in ("^", "$", r"\b", r"\B", r"\A", r"\Z")
        space = tokens[place - 1 : place + 1] == [r"\s", "+"]  # text is cleaned: one at a time
        quantifier = place > 0 and not space and (token in "?*+" or token[:1] == "{")
        if anchor or quantifier:
            yield "".join(tokens[:place] + tokens[place + 1 :])


def weaker_xpaths(path: str) -> Iterator[str]:
    """Yield each path that lacks one alternative, one condition or one predicate.

    >>> list(weaker_xpaths("//a[@b or @c]"))
    ['//a[@c]', '//a[@b]', '//a']
    """
    tokens = _XPATH_TOKEN.findall(path)
    yield from _without_one_of(tokens, separators={" | ", " or ", " and "}, opens="[(", closes=")]")
    starts = []
    for place, token in enumerate(tokens):
        if token == "[":
            starts.append(place)
        elif token == "]":
            yield "".join(tokens[: starts.pop()] + tokens[place + 1 :])


def _without_one_of(
    tokens: list[str], *, separators: set[str], opens: str, closes: str
) -> Iterator[str]:
    """Yield the text without one of the alternatives of each group that has several."""
    groups: list[list[int]] = [[-1]]  # of each open group: where it opens, where it divides
    for place, token in enumerate([*tokens, closes[0]]):
        if token[:1] in opens and place < len(tokens):
            groups.append([place])
        elif token in separators:
            groups[-1].append(place)
        elif token in closes and groups:
            limits = [*groups.pop(), place]
            if len(limits) == 2:
                continue
            for begin, end in pairwise(limits):
                first = begin == limits[0]
                kept = (
                    tokens[: begin + 1] + tokens[end + 1 :]
                    if first
                    else tokens[:begin] + tokens[end:]
                )
                yield "".join(kept)
