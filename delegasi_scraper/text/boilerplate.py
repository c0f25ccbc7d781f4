"""What stands among an article's paragraphs and is none of them: inserts, share bars, credits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from delegasi_scraper.items import Furniture
from delegasi_scraper.text.clean import clean_text
from delegasi_scraper.text.credits import parse_credit_line

#: Marks inside a raw paragraph, taken out before it is cleaned: a line break, and where a link
#: to an article begins and ends.
LINE_BREAK, LINK, LINK_END = "\x01", "\x02", "\x03"
_TWO_BREAKS = re.compile(rf"{LINE_BREAK}(?:\s*{LINE_BREAK})+")
_LINKED = re.compile(rf"{LINK}([^{LINK_END}]*)")
_MARKS = str.maketrans({LINE_BREAK: " ", LINK: None, LINK_END: None})

_SHORTCODE = re.compile(
    r"\[/?(?:irp|caption|gallery|embed|playlist|adrotate|ads?|gmr_[a-z]+|su_[a-z]+|vc_[a-z_]+|"
    r"contact-form-7|[a-z][\w-]*(?=\s+[\w-]+\s*=))(?:\s[^\]]*)?\]"
)
_READ_ALSO = re.compile(
    r"(?:baca|simak|lihat)\s+(?:juga|pula)\b|(?:artikel|berita)\s+terkait\s*:", re.IGNORECASE
)
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


def sort_text(raw: str) -> Iterator[Sorted]:
    """Yield the paragraphs of a raw text, each sorted; two line breaks begin a new one.

    >>> [found.text for found in sort_text("Satu.\\x01\\x01\\x02Baca juga: Dua\\x03")]
    ['Satu.', None]
    """
    for part in chain.from_iterable(map(_with_credits_apart, _TWO_BREAKS.split(raw))):
        linked = sum(len(clean_text(link)) for link in _LINKED.findall(part))
        yield _sorted(clean_text(part.translate(_MARKS)), linked)


def _with_credits_apart(part: str) -> list[str]:
    """Split the lines of credits off the end of a paragraph with single line breaks."""
    lines, credits = part.split(LINE_BREAK), []
    while lines[1:] and parse_credit_line(clean_text(lines[-1].translate(_MARKS))):
        credits.append(lines.pop())
    return [LINE_BREAK.join(lines), *reversed(credits)]


def _sorted(text: str, linked: int) -> Sorted:
    """Sort one paragraph; ``linked`` = how many of its letters are links to articles."""
    found = [Furniture(text=code.group(), rule="shortcode") for code in _SHORTCODE.finditer(text)]
    text = clean_text(_SHORTCODE.sub(" ", text)) if found else text
    if not text:
        return Sorted(None, tuple(found))
    if _READ_ALSO.match(text) and (linked or (":" in text and len(text.split()) <= 25)):
        rule = "baca-juga"
    elif linked and linked >= len(text) - 2:
        rule = "article-link"
    elif _SHARE.match(text):
        rule = "share-bar"
    elif credit := _PHOTO_CREDIT.search(text):
        printed = Furniture(text=credit.group(), rule="photo-credit")
        before = text[: credit.start()].rstrip() or None
        return Sorted(before, (*found, printed), credit["credit"].strip())
    else:
        return Sorted(text, tuple(found))
    return Sorted(None, (*found, Furniture(text=text, rule=rule)))
