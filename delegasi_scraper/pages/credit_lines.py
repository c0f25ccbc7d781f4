"""The credits that a theme prints below a text, raw, and where their links lead."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from delegasi_scraper.pages.html import target_of, text_of
from delegasi_scraper.text.credits import EDGE, LABELS

#: In credits, these end a line; any other element ends a field.
_LINES = frozenset(["br", "div", "p", "li", "dt", "tr"])
#: A label in one of these needs no colon: its name stands in the next.
_LABELLED = frozenset(["dt", "th"])


def credit_text(element: etree._Element) -> str:
    """Return what a credits element prints, raw: edges of elements marked, lines broken."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end", "comment")):
        if event in ("start", "end"):
            parts.append("\n" if node.tag in _LINES else EDGE)
        if event == "start":
            if node.tag not in ("script", "style"):
                parts.append(node.text or "")
        elif node is not element:
            if node.tag in _LABELLED and LABELS.fullmatch(text_of(node) or ""):
                parts.append(":")
            parts.append(node.tail or "")
    return "".join(parts)


def links_in(elements: Iterable[etree._Element], *, url: str) -> tuple[tuple[str, str], ...]:
    """Return text and address of each link with both."""
    return tuple(
        (text, target)
        for element in elements
        for link in element.iter("a")
        if (text := text_of(link)) and (target := target_of(link, url))
    )
