"""Who wrote an article, who edited it, where it was taken from: below it, or as its last lines.

WpBerita prints them as adjacent spans with nothing between; older pages print a line each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from delegasi_scraper.text.clean import clean_text

Role = Literal["author", "editor", "source"]

#: Where an inline element begins or ends: a field ends there, a name in bold does not.
EDGE = "\x1e"
#: As newsrooms write them; pictures' makers have a place of their own.
_WORDS: dict[Role | Literal["other"], tuple[str, ...]] = {
    "author": (
        "penulis", "pewarta", "reporter", "laporan", "wartawan", "jurnalis", "kontributor",
        "koresponden",
    ),
    "editor": ("editor", "redaktur", "penyunting"),
    "source": ("sumber",),
    "other": ("foto", "fotografer", "videografer", "kamerawan", "ilustrasi", "penerjemah"),
}  # fmt: skip
_ROLE_OF = {word: role for role, words in _WORDS.items() for word in words}
_TWO = r"laporan\s+(?:wartawan|reporter|tim)|sumber\s+(?:berita|tulisan|artikel)"
_WORD = rf"(?i:{_TWO}|{'|'.join(_ROLE_OF)})"
_GLUED = "|".join(word.capitalize() for word in _ROLE_OF)
LABELS = re.compile(_WORD)
_B = r"[\s\x1e]"
_LABEL = re.compile(
    # With a capital, also glued to the name before it; 'Penulis/Editor'.
    rf"(?:(?<![^\W_]){_WORD}|{_GLUED})(?:{_B}{{0,3}}(?:/|&|dan\b){_B}{{0,3}}{_WORD})?"
    # 'Redaktur Pelaksana', and not 'Laporan Keuangan', 'Sumber Dana'.
    rf"(?:(?<!(?i:laporan))(?<!(?i:sumber))(?:{_B}{{1,3}}(?!{_WORD}\b)[\w.-]{{1,20}}){{1,3}})?"
    rf"{_B}{{0,5}}:(?!//)"
    # The theme links the source: the address is the link's, the text is always this.
    r"|Sumber\s+Berita(?=\s*(?:[\n\x1e]|$))"
    # A label that is not known here, in an element of its own; no 'https:'.
    r"|(?<=\x1e)\s*[^\W\d][^:\n\x1e]{0,40}:(?!//)"
)
_ADDRESS = re.compile(r"https?://[^\s()<>\x1e]{4,500}")
#: 'Penerbit: Obor', 'Bupati: Sudah.'; notes, prompts and picture credits also have a colon.
_OTHER_LINE = re.compile(
    rf"(?!{_WORD}|(?i:catatan|redaksi|ralat|koreksi|keterangan|baca|simak|lihat|ikuti)\b)"
    r"[^\W\d_][^:.!?]{1,30}:(?!//|\s*[\d.]{1,9}$).{1,60}"
)
_LONGEST_LINE, _SENTENCE_WORDS, _LAST_LINES = 200, 8, 5
_SOURCE_WORDS, _NAME_WORDS, _LOWER_WORDS = 14, 10, 3
_OPENING, _CLOSING = " ([*_–—-•/", " )]\"'”’*"
_SEPARATORS = " |/·•;,–—-"
#: A dash that is glued to what follows is printed as part of it.
_BEFORE_NAME = re.compile(r"^(?:[\s|/·•;,]|[–—-](?!\w))+")


@dataclass(frozen=True, slots=True)
class Credit:
    """One credit."""

    roles: tuple[Role, ...]  # of 'Penulis/Editor' both; () = a label that has no column
    name: str | None  # as printed; the label's own words where a link has no others
    printed: str  # 'Penulis: Ama Beding'
    url: str | None = None  # of a source


def parse_credits(text: str, links: Mapping[str, str] | None = None) -> list[Credit]:
    r"""Split a text into its credits, glued together or not; what has no label falls away.

    ``links`` = text of a link → its address.

    >>> [credit.name for credit in parse_credits("Penulis: Ria LeteEditor: Tomi Bala")]
    ['Ria Lete', 'Tomi Bala']
    >>> parse_credits("Sumber Berita")[0].roles
    ('source',)
    """
    labels = list(_LABEL.finditer(text))
    ends = [*(label.start() for label in labels), len(text)][1:]
    credits = []
    for label, end in zip(labels, ends, strict=True):
        value = text[label.end() : end].lstrip().partition("\n")[0]
        credit = _credit(_joined(label.group()), _without_marks(_joined(value)), links or {})
        if credit.name or credit.url:
            credits.append(credit)
    return credits


def parse_credit_line(text: str, links: Mapping[str, str] | None = None) -> list[Credit]:
    """Return the credits of a paragraph that is nothing else; [] where it is another.

    >>> [credit.name for credit in parse_credit_line("(Reporter: Ria Lete/Editor: Tomi Bala)")]
    ['Ria Lete', 'Tomi Bala']
    >>> parse_credit_line("Sumber: mata air itu kering sejak Mei, kata lurah. Warga membeli air.")
    []
    """
    inner = text.lstrip(_OPENING)
    if len(text) > _LONGEST_LINE or not _LABEL.match(inner):
        return []
    credits = parse_credits(inner, links)
    named = any(credit.roles for credit in credits)
    return credits if named and all(map(_is_plausible, credits)) else []


def find_credit_lines(
    paragraphs: Sequence[str], links: Mapping[str, str] | None = None
) -> dict[int, list[Credit]]:
    """Return which paragraphs are lines of credits, and what they say.

    They stand before or behind all prose; where one names a person, a note or a prompt may
    follow. Beside other lines with labels they are none: what a book is (Judul, Penulis,
    Penerbit), or who says what.
    """
    prose = [number for number, text in enumerate(paragraphs) if _is_prose(text)]
    first, last = (prose[0], prose[-1]) if prose else (len(paragraphs), -1)
    near_end = max(first, len(paragraphs) - _LAST_LINES)
    lines = {
        n: found for n, text in enumerate(paragraphs) if (found := parse_credit_line(text, links))
    }
    taken: dict[int, list[Credit]] = {}
    for run in _runs(lines):
        roles = {role for number in run for credit in lines[number] for role in credit.roles}
        beside = [paragraphs[n] for n in (run[0] - 1, run[-1] + 1) if 0 <= n < len(paragraphs)]
        outside = run[0] < first or run[0] > last or (run[0] >= near_end and roles != {"source"})
        if outside and not any(map(_OTHER_LINE.fullmatch, beside)):
            taken |= {number: lines[number] for number in run}
    return taken


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _is_prose(text: str) -> bool:
    sentence = text.rstrip(_CLOSING).endswith((".", "!", "?"))
    return sentence and not text.endswith("...") and len(text.split()) >= _SENTENCE_WORDS


def _is_plausible(credit: Credit) -> bool:
    """Say whether what stands behind a label may be a name, or a source's words."""
    name = credit.name or ""
    if "source" in credit.roles:
        return len(name.split()) <= _SOURCE_WORDS and not re.search(r"[?!]|\.\s+[^\W\d_]{4}", name)
    words = re.findall(r"[^\W\d_][\w.'’-]*", name)
    capitals = sum(word[0].isupper() for word in words)
    is_name = 2 * capitals > len(words) or (not capitals and len(words) <= _LOWER_WORDS)
    return is_name and len(words) <= _NAME_WORDS and not re.search(r"[?!\d\"“”:]", name)


def _credit(label: str, name: str, links: Mapping[str, str]) -> Credit:
    words = (_ROLE_OF.get(word) for word in re.findall(r"\w+", label.lower()))
    roles = tuple(dict.fromkeys(role for role in words if role and role != "other"))
    if not label.endswith(":"):
        name = label
    printed = name if name == label else f"{label} {name}"
    if "source" not in roles:
        return Credit(roles, name or None, printed)
    address = _ADDRESS.search(name)
    url = next((links[text] for text in links if text in printed), address and address.group())
    if address:
        name = _without_marks(name.replace(address.group(), "").replace("()", ""))
    return Credit(roles, name or None, printed, url)


def _joined(text: str) -> str:
    """Clean a text. Two edges without a text between are two elements, one may be in a word."""
    return clean_text(re.sub(f"{EDGE}{{2,}}", " ", text).replace(EDGE, ""))


def _without_marks(name: str) -> str:
    name = _BEFORE_NAME.sub("", name).rstrip(_SEPARATORS)
    for opening, closing in ("()", "[]"):
        if name.count(closing) > name.count(opening):
            name = name.rstrip(f" {closing}")
    return name
