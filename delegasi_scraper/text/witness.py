"""REST as a witness of a page's text: the post without its theme.

Plugins that filter a post's content may stand in it too, a cache may give an old one, and a
paywall part of one: so a post never proves that prose is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from delegasi_scraper.items import Stamp
from delegasi_scraper.statements import Differences, Stated
from delegasi_scraper.text.dateline import parse_dateline
from delegasi_scraper.text.lines import is_cut, is_line
from delegasi_scraper.text.matching_keys import words_key
from delegasi_scraper.text.signoff import parse_bare_mark, parse_signoff
from delegasi_scraper.text.stamps import page_times

#: A post that has less of the page's words is an excerpt, or another text: nothing is cut by it.
LEAST_SHARED = 0.8


@dataclass(frozen=True, slots=True)
class Comparison:
    """A page's paragraphs beside a post's."""

    pages: tuple[tuple[str, ...], ...]  # without the inserts
    inserts: tuple[str, ...]
    differences: Differences


def is_witness(stated: Stated | None, stamps: Sequence[Stamp]) -> bool:
    """Say whether a text is stated, and of no older post than the page's."""
    if stated is None or not stated.paragraphs or not isinstance(stated.modified_at, datetime):
        return False
    latest, _ = page_times(stamps)
    return latest is None or stated.modified_at >= latest


def compare_texts(
    pages: tuple[tuple[str, ...], ...],
    stated: Stated,
    kept_elsewhere: Iterable[str],
    stamps: Sequence[Stamp],
) -> Comparison:
    """Compare the paragraphs of a post's pages with what REST states of its text.

    ``kept_elsewhere`` is what of the page is kept beside its text. Paragraphs may be divided
    otherwise on either side, so that words are looked for in all of the other text.
    """
    post = _Words(stated.paragraphs or ())
    paragraphs = [text for page in pages for text in page]
    lacking = {text for text in paragraphs if text not in post}
    prose = {text for text in lacking if not is_line(text)}
    inserts = {text for text in lacking - prose if not is_mark(text)}
    if inserts and not _is_much(paragraphs, lacking, inserts):
        inserts = set()
    return Comparison(
        pages=tuple(tuple(text for text in page if text not in inserts) for page in pages),
        inserts=tuple(text for text in paragraphs if text in inserts),
        differences=Differences(
            only_on_page=tuple(text for text in paragraphs if text in prose and not is_cut(text)),
            not_on_page=_not_on_page(stated, [*paragraphs, *kept_elsewhere], stamps),
        ),
    )


def _is_much(texts: Sequence[str], lacking: set[str], inserts: set[str]) -> bool:
    """Say whether a post has enough of a page's words to judge the others by."""
    words = {text: len(text.split()) for text in texts if text not in inserts}
    shared = sum(count for text, count in words.items() if text not in lacking)
    return shared >= LEAST_SHARED * sum(words.values())


def _not_on_page(
    stated: Stated, on_page: Iterable[str], stamps: Sequence[Stamp]
) -> tuple[str, ...]:
    """Return a post's prose that is nowhere on the page, unless the page is an older one."""
    assert isinstance(stated.modified_at, datetime)
    _, changed = page_times(stamps)
    if changed is not None and changed < stated.modified_at:
        return ()
    page = _Words(on_page)
    return tuple(text for text in stated.paragraphs or () if not is_line(text) and text not in page)


def is_mark(text: str) -> bool:
    """Say whether a short text belongs to an article all the same: a sign-off, a dateline."""
    mark = parse_signoff(text) or parse_bare_mark(text)
    return not words_key(text) or bool(mark or parse_dateline(text))


class _Words:
    """The words of several texts: which text stands among them, however it is divided."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._ordered = tuple(texts)
        self._texts = frozenset(self._ordered)

    @cached_property
    def _all(self) -> str:
        # Folded only where some text is not there to the letter: nearly every page agrees.
        return f" {' '.join(map(words_key, self._ordered))} "

    def __contains__(self, text: str) -> bool:
        return text in self._texts or f" {words_key(text)} " in self._all
