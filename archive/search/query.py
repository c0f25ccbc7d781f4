"""What people type into the search box, understood: words, phrases, OR, NOT, prefixes, fields.

Words are all to be found, each in any of its affixed forms; what stands in double quotes is
found as it is. ``OR`` stands between two words, ``NOT`` or a minus before one; ``kabupat*`` is
a beginning, ``title:`` (or ``judul:``) before a word looks in headlines alone. Nothing that is
typed is a syntax error of SQLite.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from archive.search.stems import stems_of_word

_PIECE = re.compile(
    r'(?P<minus>-?)(?P<field>(?:title|judul):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))', re.I
)
_TOKEN = re.compile(r"\w+")
_FIELDS = {"exact": "{title body}", "title": "title", "title_stems": "{title title_stems}"}


class QueryError(ValueError):
    """What was typed cannot be looked for; says why, and what to type."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for."""

    tokens: tuple[str, ...]  # folded, in the order typed
    exact: bool = False  # quoted, or of several tokens: `covid-19`
    prefix: bool = False
    in_title: bool = False

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of a word that is looked for in any form; () where none is."""
        if self.exact or self.prefix or len(self.tokens) > 1 or not self.tokens[0].isalpha():
            return ()
        return stems_of_word(self.tokens[0])

    def as_fts(self) -> str:
        """Return the term as FTS5 reads it."""
        phrase = '"' + " ".join(self.tokens) + '"' + (" *" if self.prefix else "")
        if not self.stems:
            return f"{_FIELDS['title' if self.in_title else 'exact']} : {phrase}"
        forms = " OR ".join(f'"{form}"' for form in dict.fromkeys((*self.tokens, *self.stems)))
        return f"{_FIELDS['title_stems']} : ({forms})" if self.in_title else f"({forms})"


@dataclass(frozen=True, slots=True)
class Query:
    """Groups of alternatives, all to be found, and what must not be found."""

    typed: str
    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """What hits are marked for."""
        return tuple(term for group in self.groups for term in group)

    def as_fts(self) -> str | None:
        """Return the expression for FTS5, None where everything is asked for."""
        if not self.groups:
            return None
        wanted = " AND ".join(
            "(" + " OR ".join(term.as_fts() for term in group) + ")" for group in self.groups
        )
        return " NOT ".join((f"({wanted})", *(f"({term.as_fts()})" for term in self.excluded)))


def fold(text: str) -> str:
    """Return a text without case and diacritics, as the index has it.

    >>> fold("Jum’at KAFÉ")
    'jum’at kafe'
    """
    if text.isascii():
        return text.lower()  # as nearly every word is: a tenth of the time
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def parse_query(typed: str) -> Query:
    """Understand what was typed; raises :class:`QueryError` where it only excludes.

    >>> parse_query('korupsi "dana desa" -sidang').as_fts()
    '((("korupsi")) AND ({title body} : "dana desa")) NOT (("sidang"))'
    """
    groups: list[list[Term]] = []
    excluded: list[Term] = []
    joining = negating = False
    for piece in _PIECE.finditer(typed):
        word = piece["word"]
        if word in ("OR", "ATAU", "|"):
            joining = bool(groups)
            continue
        if word in ("AND", "DAN", "&"):
            continue
        if word in ("NOT", "BUKAN"):
            negating = True
            continue
        term = _term(piece)
        if term is None:
            continue
        if negating or piece["minus"]:
            excluded.append(term)
        elif joining:
            groups[-1].append(term)
        else:
            groups.append([term])
        joining = negating = False
    if excluded and not groups:
        raise QueryError("give at least one word to look for beside what is to be left out")
    return Query(typed, tuple(map(tuple, groups)), tuple(excluded))


def _term(piece: re.Match[str]) -> Term | None:
    text = piece["phrase"] if piece["phrase"] is not None else piece["word"]
    tokens = tuple(_TOKEN.findall(fold(text).replace("_", " ")))
    if not tokens:
        return None
    return Term(
        tokens,
        exact=piece["phrase"] is not None or len(tokens) > 1,
        prefix=piece["phrase"] is None and text.endswith("*"),
        in_title=piece["field"] is not None,
    )
