"""Where the text of a page of unknown layout is: trafilatura finds it, the page's element holds it.

The element is read as those of the known layouts are, by :mod:`.body`: trafilatura writes dashes
before list items and bars between cells, and leaves short paragraphs out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from operator import itemgetter

from lxml import etree

from delegasi_scraper.errors import PageTooLarge, UnreadablePage
from delegasi_scraper.items import BodyPart
from delegasi_scraper.pages.body import read_body
from delegasi_scraper.pages.html import compiled, elements
from delegasi_scraper.text.clean import clean_text
from delegasi_scraper.text.signoff import parse_signoff
from delegasi_scraper.urls import Site

#: All without scripts and styles. trafilatura 2.3.1 needs 1 s for 3 MB of text, 6 s for 30,000
#: elements, and for links in one paragraph their square: 2.6 s for 5,000, 67 s for 20,000.
LARGEST_TEXT = 3_000_000
MOST_ELEMENTS = 30_000
MOST_INLINE = 5_000
#: What a page loads or draws: two thirds of a real WordPress page, and no text of it.
_NO_TEXT = ("script", "style", "svg", "template", "noscript")

_BODY = compiled("//body")
#: WordPress's own block, hAtom's class and schema.org's property; no theme's.
_MARKED = compiled(
    "//*[class~entry-content or class~wp-block-post-content or @itemprop='articleBody']"
)
#: Letters of a page within which the next line of its text is looked for.
_FARTHEST = 20_000
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class MainText:
    """The text of a page: its element, or where none holds it the lines that were found."""

    element: etree._Element | None
    marked: bool = False  # the page itself says that this is the text
    lines: tuple[str, ...] = ()


def find_main_text(root: etree._Element, *, url: str) -> MainText:
    """Find the element that holds a page's text, its smallest.

    Raises :class:`PageTooLarge` for what would stall trafilatura.
    """
    bare = deepcopy(root)
    etree.strip_elements(bare, *_NO_TEXT, etree.Comment, with_tail=False)
    if reason := _too_large(bare):
        raise PageTooLarge(f"an unknown layout beyond {reason}", url=url)
    lines = _trafilatura(bare, url)
    page = _Letters(root, lines)
    marked = [(page.share(node), -page.length(node), node) for node in elements(_MARKED, root)]
    share, _, element = max(marked, key=itemgetter(0, 1), default=(0, 0, None))
    if element is not None and 2 * share >= page.total:
        return MainText(element, marked=True, lines=lines)
    return MainText(page.smallest() if page.total else None, lines=lines)


def _too_large(bare: etree._Element) -> str | None:
    if len(etree.tostring(bare, encoding="unicode")) > LARGEST_TEXT:
        return "3 MB"
    if sum(1 for _ in bare.iter()) > MOST_ELEMENTS:
        return "30,000 elements"
    inline = Counter(node.getparent() for node in bare.iter("a", "span"))
    most = max(inline.values(), default=0)
    return "5,000 links or spans in one paragraph" if most > MOST_INLINE else None


def read_main_text(text: MainText, *, url: str, site: Site) -> tuple[BodyPart, ...]:
    """Read the text; where the page does not mark it, what surrounds it in its element is cut."""
    if text.element is None:
        return tuple(BodyPart("line", line) for line in text.lines)
    parts = read_body(text.element, url=url, site=site)
    if text.marked:
        return parts
    found = _letters(" ".join(text.lines))
    inside = [n for n, part in enumerate(parts) if part.kind == "text" and _is_in(part, found)]
    first, last = (inside[0], inside[-1]) if inside else (0, len(parts))
    return tuple(
        part if first <= number <= last or part.kind != "text" or is_prose(part)
        else BodyPart("cut", clean_text(part.text), rule="cut:beside-text")
        for number, part in enumerate(parts)
    )  # fmt: skip


def _is_in(part: BodyPart, found: str) -> bool:
    letters = _letters(part.text)
    return len(letters) > 3 and letters in found


def is_prose(part: BodyPart) -> bool:
    """Say whether a text beside the one that was found may be the article's: in doubt it is."""
    text = clean_text(part.text)
    sentence = len(text.split()) >= 8 and text.rstrip("\"”’')»").endswith((".", "!", "?", "…"))
    return sentence or parse_signoff(text) is not None


def _trafilatura(bare: etree._Element, url: str) -> tuple[str, ...]:
    import trafilatura  # most of a second to import, and needed on unknown layouts only

    try:
        found = trafilatura.bare_extraction(
            bare, url=url, favor_precision=True, include_comments=False, include_tables=True,
            with_metadata=False,
        )  # fmt: skip
    # Third-party code on a hostile page: whatever it raises, the page is kept and listed.
    except Exception as error:
        raise UnreadablePage(f"the generic extractor failed ({error!r})", url=url) from error
    text = getattr(found, "text", None) or ""
    return tuple(line for line in map(clean_text, text.split("\n")) if line)


class _Letters:
    """A page's letters in one string, which of them were found, and what each element holds."""

    def __init__(self, root: etree._Element, lines: tuple[str, ...]) -> None:
        self._spans: dict[etree._Element, tuple[int, int]] = {}
        self._body = next(iter(elements(_BODY, root)), root)
        self._begins, self._found = [0], [0]  # from a letter on, how many before it were found
        self._find("".join(self._walk()), lines)

    def _walk(self) -> Iterator[str]:
        starts: list[int] = []
        at = 0
        for event, node in etree.iterwalk(self._body, events=("start", "end", "comment")):
            if event == "start":
                starts.append(at)
                text = None if node.tag in _NO_TEXT else node.text
            else:
                if event == "end":
                    self._spans[node] = (starts.pop(), at)
                text = node.tail if node is not self._body else None
            yield (letters := _letters(text or ""))
            at += len(letters)

    def _find(self, text: str, lines: tuple[str, ...]) -> None:
        """Find the lines in their order; those that stand nowhere fall away."""
        position = 0
        for line in filter(None, map(_letters, lines)):
            start = text.find(line, position, position + _FARTHEST)
            if start >= 0:
                position = start + len(line)
                self._begins += [start, position]
                self._found += [self._found[-1], self._found[-1] + len(line)]

    def share(self, node: etree._Element) -> int:
        """Return how many of the found letters an element holds."""
        begin, end = self._spans.get(node, (0, 0))
        return self._before(end) - self._before(begin)

    def _before(self, at: int) -> int:
        index = bisect_right(self._begins, at) - 1
        grows = index % 2 == 1  # a found line begins there
        return self._found[index] + (at - self._begins[index] if grows else 0)

    @property
    def total(self) -> int:
        """How many letters were found."""
        return self._found[-1]

    def length(self, node: etree._Element) -> int:
        """Return how many letters an element holds."""
        begin, end = self._spans.get(node, (0, 0))
        return end - begin

    def smallest(self) -> etree._Element:
        """Return the smallest element that holds most of what was found: four fifths."""
        node = self._body
        while (inner := next((c for c in node if self._is_most(c)), None)) is not None:
            node = inner
        return node

    def _is_most(self, node: etree._Element) -> bool:
        return 5 * self.share(node) >= 4 * self.total


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text).casefold()
