"""From HTML text to a tree, and the small questions that every parser asks of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import cast

from lxml import etree
from parsel import Selector

from delegasi_scraper.errors import PageTooLarge, UnreadablePage
from delegasi_scraper.text.clean import clean_text
from delegasi_scraper.urls import absolute

#: libxml2 needs 24 s for one tag of 120,000 attributes in 1 MB (measured November 2026).
LONGEST_TAG = 64 * 1024
LARGEST_PAGE = 8 * 1024 * 1024

#: Their texts stand apart, whatever is between them.
BLOCKS = frozenset(
    [
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "tr",
        "table", "tbody", "thead", "section", "article", "pre", "hr", "dl", "dt", "dd", "center",
        "figure", "header", "address", "details", "summary", "main",
    ]
)  # fmt: skip
_APART = BLOCKS | {"br", "td", "th", "figcaption", "footer", "nav", "aside", "form", "option"}

#: Real pages have 2,000 to 5,000 tags, nested up to 40 deep. What HTML lets
#: stand without an end tag, and what drawings are made of, is not counted.
PLAIN_TAGS, MOST_TAGS, DEEPEST = 10_000, 600_000, 5_000
_ANY_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
_VOID = frozenset(
    [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr", "p", "li", "td", "tr", "th", "dt", "dd", "option", "thead",
        "tbody", "path", "rect", "circle", "line", "polygon", "polyline", "ellipse", "use", "stop",
    ]
)  # fmt: skip
_TAG = re.compile(r"<[a-zA-Z]")


def parse_document(html: str, *, url: str) -> etree._Element:
    """Return the root of a page's tree.

    Raises :class:`PageTooLarge` for what would stall the parser, :class:`UnreadablePage`
    for an empty page.
    """
    if len(html) > LARGEST_PAGE:
        raise PageTooLarge(f"a page of {len(html):,} characters", url=url)
    if _has_endless_tag(html):
        raise PageTooLarge("one tag of more than 64 KB", url=url)
    if html.count("<") > PLAIN_TAGS:
        _check_tags(html, url)
    if not html or html.isspace():
        raise UnreadablePage("an empty page", url=url)
    # type= matters: parsel guesses JSON for a JSON body and fails without naming the page.
    root = cast(etree._Element, Selector(text=html, type="html").root)
    if "data-cfemail" in html:
        _write_out_addresses(root)
    return root


def _write_out_addresses(root: etree._Element) -> None:
    """Put e-mail addresses where Cloudflare has hidden them: '[email protected]' is no text.

    The first byte of the hex digits is the key of the others (Cloudflare's own script does so).
    """
    for node in root.iter("a", "span"):
        hidden = node.get("data-cfemail")
        with suppress(ValueError):
            key, *letters = bytes.fromhex(hidden or "")
            node.text = bytes(letter ^ key for letter in letters).decode()
            del node[:]


def _check_tags(html: str, url: str) -> None:
    """Refuse a page of more tags, or nested deeper, than a tree can be made and walked of soon."""
    depth = deepest = 0
    for number, tag in enumerate(_ANY_TAG.finditer(html)):
        if number > MOST_TAGS:
            raise PageTooLarge(f"more than {MOST_TAGS:,} tags", url=url)
        if tag[1]:
            depth = max(0, depth - 1)
        elif tag[2].lower() not in _VOID:
            depth += 1
            deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise PageTooLarge(f"elements within {deepest:,} others", url=url)


def _has_endless_tag(html: str) -> bool:
    """Leap from the last '>' within 64 KB to the next; a stretch without one is looked into."""
    position = 0
    while len(html) - position > LONGEST_TAG:
        end = html.rfind(">", position, position + LONGEST_TAG)
        if end < 0:
            stop = html.find(">", position)
            stop = len(html) if stop < 0 else stop
            start = _TAG.search(html, position, stop)
            if start and stop - start.start() > LONGEST_TAG:
                return True
            end = stop
        position = end + 1
    return False


def compiled(path: str) -> etree.XPath:
    """Compile an XPath in which ``class~word`` stands for 'has the class word'."""
    return etree.XPath(
        re.sub(
            r"class~([\w-]+)",
            # The first half costs a tenth of the second, and is false for most elements.
            r"(contains(@class, '\1')"
            r" and contains(concat(' ', normalize-space(@class), ' '), ' \1 '))",
            path,
        ),
        smart_strings=False,
    )


def elements(path: etree.XPath, root: etree._Element) -> list[etree._Element]:
    """Return the elements that a path selects."""
    return cast(list[etree._Element], path(root))


def strings(path: etree.XPath, root: etree._Element) -> list[str]:
    """Return the attribute values that a path selects."""
    return cast(list[str], path(root))


def first(path: etree.XPath, root: etree._Element) -> etree._Element | None:
    """Return the first element that a path selects."""
    found = elements(path, root)
    return found[0] if found else None


def text_of(element: etree._Element | None) -> str | None:
    """Return an element's cleaned text, None where there is none."""
    if element is None:
        return None
    return clean_text("".join(_texts(element))) or None


def first_text(path: etree.XPath, root: etree._Element) -> str | None:
    """Return the text of the first element that a path selects and that has any."""
    return next((text for node in elements(path, root) if (text := text_of(node))), None)


def classes(element: etree._Element) -> frozenset[str]:
    """Return an element's classes."""
    return frozenset((element.get("class") or "").split())


def target_of(link: etree._Element, url: str) -> str | None:
    """Return the absolute address that a link on the page at ``url`` leads to.

    None where it leads to no web page, or has no address at all: ``<a name="top">``.
    """
    href = link.get("href")
    return absolute(href, url) if href is not None else None


def _texts(element: etree._Element) -> Iterator[str]:
    if not len(element):
        yield element.text or ""
        return
    # Not iter(): it meets an element before its children, and its tail stands after them.
    for event, node in etree.iterwalk(element, events=("start", "end", "comment")):
        if node.tag in _APART:
            yield " "
        if event == "start":
            if node.tag not in ("script", "style"):
                yield node.text or ""
        elif node is not element:
            yield node.tail or ""
