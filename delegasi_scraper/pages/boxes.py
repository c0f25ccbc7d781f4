"""Boxes that plugins put into a body: contents, ratings, advertisements, authors, embeds.

No list of classes is ever complete. A box is an element of its own with few words and no link to
an article, and it is known by two signs: by how it is made, and by what it says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial

from lxml import etree

from delegasi_scraper.pages.html import BLOCKS, classes, text_of
from delegasi_scraper.text.clean import clean_text
from delegasi_scraper.text.inserts import label_rule
from delegasi_scraper.urls import Site, absolute

#: Elements that may be a box; each of them is looked at once, and given up at its first long text.
BOXES = frozenset(["div", "section", "blockquote", "ul", "ol", "center", "p"])
_CONTROLS = frozenset(["button", "input", "select", "textarea", "svg", "form"])
_ICONS = frozenset(["i", "span", "svg", "img", "em"])
_NUMBER = re.compile(r"[\d.,]{1,12}\s?(?:k|rb|ribu|jt|juta)?")
_LONGEST_BOX = 400  # letters
_LONGEST_TEXT = 12  # words of one text within a box that asks or counts
_SHORTEST_SENTENCE = 5  # words
_HEADING = re.compile(r"h[1-6]")
_ABOUT_AUTHOR = re.compile(
    r"(?:(?:tentang|profil|about|biodata)\s+(?:the\s+)?)?(?:penulis|author|wartawan|kontributor)s?\W*",
    re.IGNORECASE,
)
_ALL_OF_AUTHOR = re.compile(
    r"(?:lihat|baca|view|see|all)\s+(?:\w+\s+){0,3}(?:profil|tulisan|artikel|berita|posts?|articles?)\b",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?:daftar\s+isi|isi\s+(?:artikel|berita|tulisan)|(?:table\s+of\s+)?contents)\W*",
    re.IGNORECASE,
)
_RATES = re.compile(
    r"\b(?:beri(?:kan)?\s+(?:nilai|rating|bintang)|klik\s+bintang|rat(?:e|ing)\b|menilai|"
    r"perasaan\s+(?:anda|kamu)|reaksi\s+(?:anda|kamu)|(?:berguna|bermanfaat|menarik)\s+"
    r"(?:kah\s+)?(?:berita|artikel|tulisan|konten)|votes?\b)",
    re.IGNORECASE,
)
#: An element's own name says what is in it: `quads-ad1`, `advads-isi`, `iklan_atas`.
_AD_NAME = re.compile(
    r"(?:^|[-_])(?:in)?(?:ads?|adv|advads|advert|adsense|adslot|quads|iklan|pariwara|banner|sponsor(?:ed)?|"
    r"promo)(?:$|[-_0-9])",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"\(@\w{2,40}\)")


@dataclass(slots=True)
class _Box:
    """What stands in an element: its texts, links and headings, as far as a box may be long."""

    texts: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)  # (text, href as printed)
    has_author: bool = False  # a link to an author's archive, or schema.org's person
    has_control: bool = False  # a button, a form's field, a drawing


def box_rule(node: etree._Element, *, url: str, site: Site) -> str | None:
    """Return why an element is a plugin's box; None where it may be the article's."""
    if node.tag == "p":
        return "counter" if _is_icon_and_number(node) else None
    box = _look(node)
    if box is None or not box.texts:
        return None
    if box.links and all(href.startswith("#") for _, href in box.links) and _is_contents(box):
        return "contents"
    if any(_leads_to_article(href, url=url, site=site) for _, href in box.links):
        return None
    for rule, is_one in (
        ("advertisement", partial(_is_advertisement, node)),
        ("about-author", _is_about_author),
        ("rating", _is_rating),
    ):
        if is_one(box):
            return rule
    return "embed" if _is_embed(node, box, url=url, site=site) else None


def _look(node: etree._Element) -> _Box | None:
    """Return what stands in an element; None where that is too much for a box."""
    box, length = _Box(), 0
    buffer: list[str] = []

    def end() -> None:
        if text := clean_text("".join(buffer)):
            box.texts.append(text)
        buffer.clear()

    for event, inner in etree.iterwalk(node, events=("start", "end")):
        own = inner is not node
        if event == "start":
            if inner.tag in BLOCKS or inner.tag in ("span", "br"):
                end()
            if isinstance(inner.tag, str) and _HEADING.fullmatch(inner.tag):
                box.headings.append(text_of(inner) or "")
            if inner.tag == "a":
                box.links.append((text_of(inner) or "", (inner.get("href") or "").strip()))
            box.has_control |= inner.tag in _CONTROLS
            if _names_author(inner) and not any(map(_is_sentence, box.texts)):
                box.has_author = True  # a byline below a text makes that no box
            piece = inner.text if inner.tag not in ("script", "style", "object") else None
        else:
            if inner.tag in BLOCKS or inner.tag == "span":
                end()
            piece = inner.tail if own else None
        buffer.append(piece or "")
        length += len(piece or "")
        if length > _LONGEST_BOX:
            return None
    end()
    return box


def _names_author(node: etree._Element) -> bool:
    return (
        "author" in (node.get("rel") or "").split()
        or "/author/" in (node.get("href") or "")
        or (node.get("itemtype") or "").endswith("schema.org/Person")
    )


def _is_sentence(text: str) -> bool:
    return _words(text) >= _SHORTEST_SENTENCE and text.endswith((".", "”", '"', "…"))


def _is_icon_and_number(node: etree._Element) -> bool:
    """Say whether a paragraph is a drawing, which has no words, and a number behind it."""
    if len(node) == 0 or (node.text or "").strip() or (text_of(node[0]) or ""):
        return False
    return node[0].tag in _ICONS and _NUMBER.fullmatch(text_of(node) or "") is not None


def _words(text: str) -> int:
    return len(text.split())


def _is_contents(box: _Box) -> bool:
    """Say whether a box links to its own page; an advertisement may stand in its midst."""
    linked = sum(_words(text) for text, _ in box.links)
    several = len(box.links) > 1 or any(map(_CONTENTS.fullmatch, box.texts))
    return several and sum(map(_words, box.texts)) - linked <= 8


def _is_advertisement(node: etree._Element, box: _Box) -> bool:
    """Say whether a box has the label above it, or in its name, and few words."""
    labelled = len(box.texts) > 1 and label_rule(box.texts[0]) == "advertisement"
    told = not box.links and any(map(_is_sentence, box.texts))
    names = (*classes(node), node.get("id") or "")
    named = not told and any(map(_AD_NAME.search, names))
    return sum(map(_words, box.texts)) <= (40 if labelled else 25 if named else 0)


def _is_about_author(box: _Box) -> bool:
    """Say whether a box is headed as an author's, or links the author and all their articles."""
    headed = any(_ABOUT_AUTHOR.fullmatch(text) for text in box.headings)
    listed = any(map(_ALL_OF_AUTHOR.match, box.texts))
    described = box.has_author and len(box.texts) > 1
    return (headed and len(box.texts) > 1) or described or (listed and bool(box.headings))


def _is_rating(box: _Box) -> bool:
    """Say whether a box of short texts counts what readers think, or asks for it."""
    if box.has_control and all(_words(text) <= 2 for text in box.texts):
        return True
    if any(_words(text) > _LONGEST_TEXT for text in box.texts):
        return False
    counted = any(label_rule(text) in ("counter", "reading-time") for text in box.texts)
    asked = any(_RATES.search(text) or text.endswith("?") for text in box.texts)
    if counted:
        return asked or len(box.texts) == 1
    told = any(text.endswith(".") for text in box.texts)
    numbered = any(any(map(str.isdecimal, text)) for text in box.texts)
    return asked and numbered and not told and len(box.texts) > 1


def _is_embed(node: etree._Element, box: _Box, *, url: str, site: Site) -> bool:
    """Say whether a box stands in for a post elsewhere until a script has fetched it."""
    addresses = [
        str(value) for name, value in node.items() if str(name).startswith(("cite", "data-"))
    ]
    named = any(_is_elsewhere(each, url=url, site=site) for each in addresses)
    links = [href for _, href in box.links]
    elsewhere = bool(links) and all(_is_elsewhere(each, url=url, site=site) for each in links)
    linked = {text for text, _ in box.links}
    if any(_is_sentence(text) and text not in linked for text in box.texts):
        return False  # a quotation, with where it is from
    account = any(map(_ACCOUNT.search, box.texts))
    return elsewhere and (named or (node.tag == "blockquote" and account))


def _is_elsewhere(href: str, *, url: str, site: Site) -> bool:
    if not href.startswith(("https://", "http://", "//")):
        return False
    target = absolute(href, url)
    return target is not None and not site.owns(target)


def _leads_to_article(href: str, *, url: str, site: Site) -> bool:
    """Say whether a link is to an article: those are the read-also rules'."""
    target = absolute(href, url) if href and not href.startswith("#") else None
    return target is not None and (site.slug_of(target) is not None or site.is_shortlink(target))
