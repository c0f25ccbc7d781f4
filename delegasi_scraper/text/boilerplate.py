"""What stands among an article's paragraphs and is none of them: inserts, share bars, credits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from delegasi_scraper.items import Furniture
from delegasi_scraper.text.clean import clean_text
from delegasi_scraper.text.credits import parse_credit_line
from delegasi_scraper.text.inserts import label_rule, message_rule
from delegasi_scraper.text.read_also import LINK, LINK_END, cut_within, read_also_rule
from delegasi_scraper.text.shortcodes import take_shortcodes

#: A line break inside a raw paragraph; like the marks of links it is taken out with cleaning.
LINE_BREAK = "\x01"
_TWO_BREAKS = re.compile(rf"{LINE_BREAK}(?:\s*{LINE_BREAK})+")
_MARKS = str.maketrans({LINE_BREAK: " ", LINK: None, LINK_END: None})

#: A server's message names long paths.
_LONGEST_INSERT = 1000
_SHARE = re.compile(
    r"(?:bagikan|share|sebarkan)(?:\s+(?:ini|artikel|berita))*\s*:?$", re.IGNORECASE
)
_PHOTO_CREDIT = re.compile(r"(?://\s*foto\s*:\s*(?P<credit>[^/]{1,80}))$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sorted:
    """One paragraph: what of it is the article's, and what is not."""

    text: str | None  # None = nothing of it
    boilerplate: tuple[Furniture, ...] = ()
    photo_credit: str | None = None  # 'Pos Kupang' of '//Foto: Pos Kupang'


def sort_text(
    raw: str, linked: Iterable[str] = (), ended: frozenset[str] = frozenset()
) -> Iterator[Sorted]:
    """Yield the paragraphs of a raw text, each sorted; two line breaks begin a new one.

    ``linked`` = the words of its links, ``ended`` = the shortcodes that end in its body.

    >>> [found.text for found in sort_text("Satu.\\x01\\x01\\x02Baca juga: Dua\\x03")]
    ['Satu.', None]
    """
    for part in chain.from_iterable(map(_with_credits_apart, _TWO_BREAKS.split(raw))):
        kept: list[str] = []
        inserts: list[Furniture] = []
        lines = part.split(LINE_BREAK)
        for raw_line in lines:
            line, within = cut_within(raw_line)
            inserts += (_furniture(insert, "baca-juga") for insert in within)
            if rule := _line_rule(line, linked, alone=len(lines) == 1):
                inserts.append(_furniture(line, rule))
            else:
                kept.append(line)
        yield _sorted(_plain(" ".join(kept)), inserts, ended)


def _with_credits_apart(part: str) -> list[str]:
    """Split the lines of credits off the end of a paragraph with single line breaks."""
    lines, credits = part.split(LINE_BREAK), []
    while lines[1:] and parse_credit_line(_plain(lines[-1])):
        credits.append(lines.pop())
    return [LINE_BREAK.join(lines), *reversed(credits)]


def _line_rule(line: str, linked: Iterable[str], *, alone: bool) -> str | None:
    """Return why a raw line is none of an article's; None where it may be.

    Of a line that is alone, its element was asked whether it is a label.
    """
    if rule := read_also_rule(line):
        return rule
    if len(line) > _LONGEST_INSERT:
        return None
    text = _plain(line)
    has_link = any(words in text for words in linked)
    return message_rule(text, linked=has_link) or (None if alone else label_rule(text))


def _plain(raw: str) -> str:
    return clean_text(raw.translate(_MARKS))


def _furniture(raw: str, rule: str) -> Furniture:
    return Furniture(text=_plain(raw), rule=rule)


def _sorted(text: str, found: list[Furniture], ended: frozenset[str]) -> Sorted:
    """Sort one paragraph, of which inserts were taken out."""
    text, codes = take_shortcodes(text, ended)
    if codes:
        found += (Furniture(text=code, rule="shortcode") for code in codes)
        text = clean_text(text)
    if not text:
        return Sorted(None, tuple(found))
    if _SHARE.match(text):
        return Sorted(None, (*found, Furniture(text=text, rule="share-bar")))
    if credit := _PHOTO_CREDIT.search(text):
        printed = Furniture(text=credit.group(), rule="photo-credit")
        before = text[: credit.start()].rstrip() or None
        return Sorted(before, (*found, printed), credit["credit"].strip())
    return Sorted(text, tuple(found))
