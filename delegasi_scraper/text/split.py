"""Body | sign-off | stubs: where an article ends and other articles' teasers begin.

Plain text has no markup, so several signs must agree: shape, place and neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from delegasi_scraper.text.boilerplate import Sorted, sort_text
from delegasi_scraper.text.clean import clean_text
from delegasi_scraper.text.credits import find_credit_lines
from delegasi_scraper.text.dateline import find_dateline
from delegasi_scraper.text.ending import find_ending
from delegasi_scraper.text.head import head_length
from delegasi_scraper.text.inserts import label_rule
from delegasi_scraper.text.lines import is_line
from delegasi_scraper.text.places import find_place
from delegasi_scraper.text.stubs import find_stubs


@dataclass(frozen=True, slots=True)
class SplitText:
    """A page's text, taken apart; every string as printed."""

    body: tuple[str, ...] = ()
    signoff: str | None = None
    initials: str | None = None
    dateline: str | None = None
    place: str | None = None
    stubs: tuple[str, ...] = ()


#: (text, rule) of what is neither the article's text nor a stub.
Aside = tuple[tuple[str, str], ...]


def split_paragraphs(paragraphs: Sequence[str]) -> SplitText:
    """Split the lines of one page, in order; blank ones and the page's furniture fall away."""
    split, _ = split_page(paragraphs)
    return split


def split_page(lines: Sequence[str]) -> tuple[SplitText, Aside]:
    """Split the lines of one page, and return what of them is in none of the parts."""
    texts: list[str] = []
    aside: list[tuple[str, str]] = []
    for text in filter(None, map(clean_text, lines)):
        if rule := label_rule(text):
            aside.append((text, rule))
            continue
        # Without markup, a sentence stays, whatever it begins with.
        for found in sort_text(text) if is_line(text) else [Sorted(text)]:
            texts += filter(None, [found.text])
            aside += ((each.text, each.rule) for each in found.boilerplate)
    head = head_length(texts)
    aside += ((text, "page-head") for text in texts[:head])
    texts = texts[head:]
    credits = find_credit_lines(texts)
    aside += ((texts[number], "credit-line") for number in credits)
    split, rest = split_clean([text for n, text in enumerate(texts) if n not in credits])
    return split, (*aside, *rest)


def split_clean(texts: Sequence[str]) -> tuple[SplitText, Aside]:
    """Split paragraphs that are clean already, none of them blank."""
    block = find_stubs(texts)
    ending = find_ending(texts[: block.start], stubs_follow=bool(block.stubs))
    signed = ending.signed
    _, dateline = find_dateline(ending.body) or (0, None)
    printed = dateline.place_printed if dateline else None
    split = SplitText(
        body=ending.body,
        signoff=signed.printed if signed else None,
        initials=signed.initials if signed else None,
        dateline=dateline.printed if dateline else None,
        place=find_place(printed).name if printed else None,
        stubs=(*ending.stubs, *block.stubs),
    )
    return split, (*ending.aside, *block.aside)
