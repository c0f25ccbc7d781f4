"""Links to other articles set between paragraphs, in every dress: "Baca juga: …", ">> …"."""

from __future__ import annotations

import re

from delegasi_scraper.text.clean import clean_text

#: Where a link to an article begins and ends in a raw text.
LINK, LINK_END = "\x02", "\x03"

_LABEL = (
    r"(?:(?:baca|simak|lihat|tonton|read|see)"
    r"(?:\s+(?:juga|pula|also|more|lagi|selengkapnya|di\s?sini|(?:berita|artikel|tulisan)(?:nya)?|"
    r"terkait|lain(?:nya)?|sebelumnya)\b){0,4}"
    r"|(?:berita|artikel|tulisan|kabar|topik|pilihan|rekomendasi|related|recommended)"
    r"(?:\s+(?:terkait|lain(?:nya)?|sebelumnya|serupa|populer|terpopuler|pilihan|redaksi|editor|"
    r"untuk\s+anda|posts?|news|articles|stories|for\s+you)\b){1,3}"
    r"|(?:terkait|selengkapnya)(?=\s?:)|jangan\s+lewatkan|you\s+may\s+also\s+like)"
)
#: What dresses a line up: '>>', '[', '→', a dash, a symbol; no word, and no end of a sentence.
_DRESS = r"[^\w.,!?…\"'“”‘’]*"
_IS_LABEL = re.compile(rf"{_DRESS}(?P<label>{_LABEL}){_DRESS}", re.IGNORECASE)
_UNLINKED = re.compile(rf"{_DRESS}{_LABEL}\s?:\s?(?P<title>\S.{{0,200}})", re.IGNORECASE)
_LABEL_AND_COLON = re.compile(rf"{_DRESS}[^\W\d][\w ]{{2,40}}\s?:{_DRESS}")
_CREDIT = re.compile(
    rf"{_DRESS}(?:sumber|foto|video|editor|penulis|reporter|redaktur|laporan)\b", re.IGNORECASE
)
_LINKED = re.compile(rf"{LINK}[^{LINK_END}]*{LINK_END}?")
#: In the middle of a paragraph: in brackets, or behind a sentence at its end.
_WITHIN = re.compile(
    rf"[(\[]\s?{_LABEL}\s?:?\s?{LINK}[^{LINK_END}]{{1,200}}{LINK_END}\s?[)\]]"
    rf"|(?<=[.!?”\"])\s{{0,3}}(?:baca|simak|lihat)\s+(?:juga|pula)\s?:?\s?"
    rf"{LINK}[^{LINK_END}]{{1,200}}{LINK_END}{_DRESS}$",
    re.IGNORECASE,
)
#: A link of more words is a sentence that was linked whole; an unlinked title has no more either.
_LONGEST_TITLE = 25


def cut_within(line: str) -> tuple[str, list[str]]:
    """Return a raw line without the inserts in its midst, and these."""
    found = _WITHIN.findall(line) if LINK in line else []
    return (_WITHIN.sub(" ", line), found) if found else (line, [])


def read_also_rule(line: str) -> str | None:
    """Return why a raw line is no more than a pointer to an article; None where it may be prose.

    A label needs its link beside it, or a colon and a title: a sentence that begins with the
    label's words ("Lihat juga pesan lurah: jangan buang sampah.") is prose.
    """
    if LINK not in line:
        return _unlinked_rule(line)
    outside = clean_text(_LINKED.sub(" ", line))
    linked = clean_text(" ".join(_LINKED.findall(line)).replace(LINK, "").replace(LINK_END, ""))
    if not linked or (len(linked.split()) > _LONGEST_TITLE and linked.endswith((".", "”", '"'))):
        return None
    if _IS_LABEL.fullmatch(outside):
        return "baca-juga"
    if re.fullmatch(_DRESS, outside) or outside == ".":
        return "baca-juga" if _IS_LABEL.match(linked) and ":" in linked else "article-link"
    named = _LABEL_AND_COLON.fullmatch(outside) and not _CREDIT.match(outside)
    begins = re.match(rf"[^{LINK}\w]*[\w ]", line) is not None
    return "baca-juga" if named and begins and len(linked.split()) >= 3 else None


def _unlinked_rule(line: str) -> str | None:
    if len(line) > 300:
        return None
    text = clean_text(line)
    if (alone := _IS_LABEL.fullmatch(text)) and " " in alone["label"]:
        return "baca-juga"  # its links stand in other elements
    found = _UNLINKED.fullmatch(text)
    if found is None or len(found["title"].split()) > _LONGEST_TITLE:
        return None
    return None if found["title"].rstrip("\"”’')]").endswith((".", "…")) else "baca-juga"
