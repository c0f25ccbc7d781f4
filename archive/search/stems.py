"""Stems of Indonesian words, so that a root finds its affixed forms and these find it.

Snowball's Indonesian stemmer does not restore every sound that a nasal prefix swallows:
`menanam` gives `anam`, where `tanam` is the root. Such a word is indexed under both.
"""

from __future__ import annotations

import re
import threading
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[^\W\d_]+")
#: A prefix, the consonant that it may have swallowed before a vowel, and that vowel.
_SWALLOWED = (
    (re.compile(r"^(?:me|pe)ng(?=[aeiou])"), "k"),
    (re.compile(r"^(?:me|pe)n(?=[aeiou])"), "t"),
)
_LOCAL = threading.local()  # a stemmer is not to be shared between threads


def words_of(text: str) -> list[str]:
    """Return the words of a text, without case, numbers and punctuation."""
    return [word.casefold() for word in _WORD.findall(text)]


@lru_cache(maxsize=50_000)
def stems_of_word(word: str) -> tuple[str, ...]:
    """Return the stems of a word without case; the first is Snowball's.

    >>> stems_of_word("dikorupsi"), stems_of_word("korupsi")
    (('korupsi',), ('korupsi',))
    >>> stems_of_word("menanam")
    ('anam', 'tanam')
    """
    if not hasattr(_LOCAL, "stemmer"):
        _LOCAL.stemmer = Stemmer.Stemmer("indonesian")
    stem: str = _LOCAL.stemmer.stemWord(word)
    for prefix, swallowed in _SWALLOWED:
        if prefix.match(word) and stem[:1] in "aeiou":
            return stem, swallowed + stem
    return (stem,)


def stems_of(text: str | None) -> str:
    """Return the stems of a text's affixed words, in order; words that are their own are left out.

    >>> stems_of("Warga menolak korupsinya, kata korupsi itu.")
    'olak tolak korupsi'
    """
    return " ".join(
        stem for word in words_of(text or "") for stem in stems_of_word(word) if stem != word
    )
