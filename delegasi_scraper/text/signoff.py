"""The closing mark of an article: `//delegasi (*/AT)`, `(AT/delegasi)`, `(*)`, `AT`.

A mark with the newsroom's name has two signs in itself. One without it, a *bare* mark, is
one only as the last thing after the prose, which :mod:`delegasi_scraper.text.ending` sees to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from delegasi_scraper.newsroom import MARK

_NEWSROOM = rf"{MARK}(?:\s?\.\s?(?:com|net))?"
#: 'AT', '*/AT', 'juan pesau', 'yd-at'; a picture's credit is none.
_BY = (
    r"(?!foto|dok\b|ist\b|istimewa)[*\w.'’&-]+(?:\s[\w.'’-]+){0,2}(?:\s?/{1,2}\s?[*\w.'’&-]+){0,2}"
)
_NAMED = re.compile(
    # '//Foto: …' is a photo credit, 'https://…' an address. A full name may stand in brackets.
    rf"(?P<mark>(?<![:/\w])(?:/{{2,3}}|\\\\)\s?{_NEWSROOM}(?![\w.])"
    rf"(?:\s*[(\[](?P<a>[^()\[\]]{{1,60}})[)\]]|\s*[-–—]\s*(?P<b>{_BY})|\s?/{{1,2}}\s?(?P<c>{_BY}))?"
    rf"|\*{{0,3}}\s?[(\[]\s*(?:{_NEWSROOM}\s?[/–-]\s?(?P<d>{_BY})|(?P<e>{_BY})\s?[/–-]\s?{_NEWSROOM})"
    rf"\s*[)\]]\*{{0,3}})\s*\.?$",
    re.IGNORECASE,
)
_NAMED_ALONE = re.compile(
    rf"[*–—-]{{0,3}}\s?(?:{_NEWSROOM}\s?/\s?(?P<a>{_BY})|(?P<b>{_BY})\s?/\s?{_NEWSROOM})[*]{{0,3}}\.?",
    re.IGNORECASE,
)
_STARS = re.compile(r"[(\[]\s?(?:[*#]\s?){1,6}[)\]]|(?:[*#]\s?){2,7}|\*")
_INITIALS = r"(?:[^\W\d_]{1,4}|\*|tim|[Rr]edaksi|red)"
_NAME_WORD = r"[A-Z][\w.'’-]{0,14}"
_BRACKETED = re.compile(
    rf"\*{{0,3}}\s?[(\[]\s*(?P<by>{_INITIALS}(?:\s?[/&,.-]\s?{_INITIALS}){{0,3}}\.?"
    rf"|{_NAME_WORD}(?:\s{_NAME_WORD}){{0,2}}(?:\s?[/-]\s?{_INITIALS})?|[^\W\d_]{{2,10}}|{_NEWSROOM})"
    rf"\s*[)\]]\*{{0,3}}\.?"
)
_LETTERS = re.compile(
    r"(?:[*–—/-]{1,3}\s?(?P<a>[^\W\d_]{1,5}(?:[/-][^\W\d_]{1,5}){0,2})\s?[*–—/-]{0,3}"
    r"|(?P<b>[A-Z]{2,4}|(?:[A-Z]\.){2,4}|[^\W\d_]{1,5}(?:/[^\W\d_]{1,5}){1,2}))"
)
#: In brackets at the end of a text, and nobody's name.
_NOBODY = re.compile(r"bersambung|selesai|tamat|habis|sekian", re.IGNORECASE)
_LAST_WORD = re.compile(
    r"\s?(?P<mark>\*{0,3}\s?[(\[][^()\[\]]{1,40}[)\]]\*{0,3}\.?|(?<=[\s.!?”\"])\*{2,7})$"
)
_SENTENCE_END = re.compile(r"[.!?…”\"][)\]]?$")
#: A longer text may lack its last full stop and have a mark in brackets; a caption is shorter.
_CAPTION_WORDS = 20


@dataclass(frozen=True, slots=True)
class SignOff:
    """A sign-off, and the text before it in its paragraph ('' = a line of its own)."""

    printed: str
    initials: str | None
    before: str
    bare: bool = False  # without the newsroom's name


def parse_signoff(paragraph: str) -> SignOff | None:
    """Split a sign-off with the newsroom's name off the end of a paragraph.

    >>> parse_signoff("Hasilnya naik.//delegasi(juan pesau)").initials
    'juan pesau'
    >>> parse_signoff("//Foto: Pos Kupang") or parse_signoff("Baca https://delegasi.com")
    """
    match = _NAMED.search(paragraph) or _NAMED_ALONE.fullmatch(paragraph)
    if match is None:
        return None
    printed = match.groupdict().get("mark") or paragraph
    before = paragraph[: match.start()].rstrip()
    if before and printed.lstrip("* ")[0] in "([" and _is_caption(before):
        return None
    by = {name: text for name, text in match.groupdict().items() if name != "mark"}
    return SignOff(printed.strip(), _initials(next(filter(None, by.values()), "")), before)


def parse_bare_mark(paragraph: str) -> SignOff | None:
    """Split a mark without the newsroom's name off the end of an article's last paragraph.

    >>> parse_bare_mark("Hasilnya naik. (*)").before, parse_bare_mark("*/AT").initials
    ('Hasilnya naik.', 'AT')
    >>> parse_bare_mark("(Jumlah itu belum pasti.)") or parse_bare_mark("Ia ketua adat (BPD)")
    """
    if alone := _STARS.fullmatch(paragraph) or _letters(paragraph):
        by = alone.groupdict()
        return SignOff(
            paragraph, _initials(by.get("by") or by.get("a") or by.get("b") or ""), "", bare=True
        )
    match = _LAST_WORD.search(paragraph)
    if match is None or not (before := paragraph[: match.start()].rstrip()):
        return None
    mark = match["mark"].strip()
    if _STARS.fullmatch(mark):
        return SignOff(mark, None, before, bare=True)
    found = _BRACKETED.fullmatch(mark)
    if found and _SENTENCE_END.search(before) and not _NOBODY.search(mark):
        return SignOff(mark, _initials(found["by"]), before, bare=True)
    return None


def _letters(paragraph: str) -> re.Match[str] | None:
    match = _BRACKETED.fullmatch(paragraph) or _LETTERS.fullmatch(paragraph)
    return None if _NOBODY.search(paragraph) else match


def _initials(by: str) -> str | None:
    """Return what stands in a mark; stars alone are nobody's."""
    by = by.strip(" .")
    return by if any(map(str.isalnum, by)) else None


def _is_caption(text: str) -> bool:
    return len(text.split()) < _CAPTION_WORDS and not _SENTENCE_END.search(text)
