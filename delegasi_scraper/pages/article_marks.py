"""What a theme that nobody has seen prints around a text: headings, byline, terms, times.

Read by what WordPress itself writes (its blocks' classes, ``rel`` values, addresses of its
archives) and by public vocabularies (hAtom, schema.org); no rule names a theme's class.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from lxml import etree

from delegasi_scraper.items import Stamp
from delegasi_scraper.pages.html import classes, compiled, elements, target_of, text_of
from delegasi_scraper.text.clean import clean_text

_POSTS = compiled("//article[starts-with(@id, 'post-')] | //*[class~hentry][not(self::body)]")
_ARTICLES = compiled("//article")
_MAINS = compiled("//main | //*[@role='main']")
_BODIES = compiled("//body")

_ELSEWHERE_TAGS = frozenset(["nav", "aside", "form", "dialog", "script", "style", "svg", "head"])
#: Of other posts, of readers, of the site: words of a class or id, and whole ones.
_ELSEWHERE = frozenset(
    [
        "related", "comment", "comments", "respond", "sidebar", "breadcrumb", "breadcrumbs",
        "share", "sharing", "social", "recent", "popular", "trending", "navigation", "menu",
        "widget", "widgets", "widget-area", "wp-block-post", "wp-block-query",
    ]
)  # fmt: skip
#: 'widget' within a name: a page builder names every piece of a page so.
_NOT_ALONE = frozenset(["widget", "widgets"])
_AUTHOR = frozenset(["author", "byline", "fn"])
_NO_NAME = frozenset(["avatar", "bio", "box", "description", "image", "thumbnail"])
_DATE = frozenset(["date", "published", "posted-on"])
#: Words before a name that make it the author's.
_BY = re.compile(
    r"(?:(?:di)?tulis(?:an)?\s+oleh|penulis|oleh|by|written\s+by|author|reporter|pewarta|laporan)"
    r"(?:\s*:\s*|\s+)",
    re.IGNORECASE,
)
#: Lines that go to :mod:`delegasi_scraper.text.credits`.
_CREDIT = re.compile(
    r"(?:penulis|reporter|pewarta|laporan|editor|redaktur|sumber(?:\s+berita)?)\s*:", re.IGNORECASE
)
_BLOCKS = frozenset(["p", "div", "section", "header", "footer", "ul", "ol", "li", "table", "h1"])
_LONGEST_LINE, _LONGEST_NAME = 200, 60


@dataclass(slots=True)
class Marks:
    """What stands around a text, in the page's order."""

    headings: list[tuple[int, str]] = field(default_factory=list)  # (level, text)
    authors: list[str] = field(default_factory=list)  # by links to an author's archive
    named: list[str] = field(default_factory=list)  # by classes of hAtom and blocks
    credits: list[str] = field(default_factory=list)  # 'Editor : Tomi Bala'
    categories: list[etree._Element] = field(default_factory=list)
    tags: list[etree._Element] = field(default_factory=list)
    times: list[etree._Element] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)  # printed, in an element named so

    @property
    def names_something(self) -> bool:
        """Whether this part of the page says who wrote the article, when, or where it belongs."""
        links = self.authors or self.categories or self.tags
        return bool(links or self.named or self.times or self.dates)


def read_marks(root: etree._Element, text: etree._Element | None, *, url: str) -> Marks:
    """Gather what is printed around ``text``: in its article, else its main part, else the page.

    The last resort is the text's own element: page builders put everything into it.
    """
    around = set(text.iterancestors()) | {text} if text is not None else set()
    article = _chosen(elements(_POSTS, root), around)
    if article is None:
        article = _chosen(elements(_ARTICLES, root), around)
    regions = [article, _chosen(elements(_MAINS, root), around), *elements(_BODIES, root)[:1]]
    read = [_Walk(url, around).read(region, but=text) for region in regions if region is not None]
    if text is not None:
        read.append(_Walk(url, around).read(text, but=None))
    marks = next((each for each in read if each.names_something), Marks())
    _add_classed_terms(root, marks, around if article is None else around | {article}, url)
    by_level = (sorted(each.headings, key=lambda heading: heading[0]) for each in read)
    marks.headings = [heading for each in by_level for heading in each]
    return marks


def _add_classed_terms(
    root: etree._Element, marks: Marks, posts: set[etree._Element], url: str
) -> None:
    """Where no link around the text names a category or tag, take what the post's classes name.

    WordPress gives a post the classes 'category-polkam tag-ntt'; the name is that of a link
    anywhere on the page.
    """
    names = frozenset[str]().union(*map(classes, posts))
    for kind, found in (("category", marks.categories), ("tag", marks.tags)):
        if found or not any(name.startswith(f"{kind}-") for name in names):
            continue
        for link in root.iter("a"):
            path = _path(link, url)
            if _archive([], path, link) == kind and f"{kind}-{path[-1]}" in names:
                found.append(link)


def _path(link: etree._Element, url: str) -> list[str]:
    return urlsplit(target_of(link, url) or "").path.strip("/").split("/")


def _chosen(candidates: list[etree._Element], around: set[etree._Element]) -> etree._Element | None:
    """Return the innermost candidate around the text; without a text, the first."""
    if not around:
        return next(iter(candidates), None)
    return next((node for node in reversed(candidates) if node in around), None)


def stamps_of(times: list[etree._Element]) -> Iterator[Stamp]:
    """Yield what an article's time elements state: marked ones first, else the first of them."""
    marked = [time for time in times if _names(time) & {"published", "entry-date", "datePublished"}]
    updated = [time for time in times if _names(time) & {"updated", "dateModified"}]
    plain = [time for time in times if time not in updated]
    for time in (marked or plain)[:1]:
        yield Stamp("published", "front-time", time.get("datetime") or "")
    for time in [time for time in updated if time not in marked][:1]:
        yield Stamp("modified", "front-time", time.get("datetime") or "")


def _names(node: etree._Element) -> frozenset[str]:
    return classes(node) | frozenset((node.get("itemprop") or "").split())


def _words(*names: str) -> frozenset[str]:
    """Return classes, and the words that they are made of."""
    return frozenset(names).union(*(re.split(r"[-_]+", name.lower()) for name in names))


class _Walk:
    """One walk over a part of a page; other posts, comments and menus in it are passed by."""

    def __init__(self, url: str, around: set[etree._Element]) -> None:
        self.url = url
        self.around = around  # what holds the text: never passed by, whatever its name
        self.marks = Marks()

    def read(self, region: etree._Element, *, but: etree._Element | None) -> Marks:
        """Gather from a region but for one element in it."""
        walker = etree.iterwalk(region, events=("start",))
        for _, node in walker:
            if node is but or (node is not region and self._is_elsewhere(node)):
                walker.skip_subtree()
            elif isinstance(node.tag, str):
                self._take(node)
        return self.marks

    def _is_elsewhere(self, node: etree._Element) -> bool:
        if node in self.around or not isinstance(node.tag, str):
            return False
        if node.tag in _ELSEWHERE_TAGS or (node.tag == "article" and self.around):
            return True
        if node.tag in ("header", "footer") and node.getparent() is not None:
            return not any(each.tag in ("article", "main") for each in node.iterancestors())
        names = (*classes(node), node.get("id") or "")
        return any((_words(name) - _NOT_ALONE | {name}) & _ELSEWHERE for name in names)

    def _take(self, node: etree._Element) -> None:
        marks = self.marks
        if node.tag in ("h1", "h2", "h3"):
            if text := text_of(node):
                marks.headings.append((int(node.tag[1]), text))
        elif node.tag == "a":
            self._take_link(node)
        elif node.tag == "time" and node.get("datetime"):
            marks.times.append(node)
        elif names := _names(node):
            self._take_named(node, names)
        self._take_line(node)

    def _take_link(self, link: etree._Element) -> None:
        text, rel = text_of(link), (link.get("rel") or "").split()
        if not text:
            return
        match _archive(rel, _path(link, self.url), link):
            case "author":
                if _is_by(_before(link)):
                    self.marks.authors.append(text)
            case "category":
                self.marks.categories.append(link)
            case "tag":
                self.marks.tags.append(link)

    def _take_named(self, node: etree._Element, names: frozenset[str]) -> None:
        text, words = text_of(node) or "", _words(*names)
        if words & _AUTHOR:
            inner = any(_words(*_names(child)) & _AUTHOR for child in node.iterdescendants())
            name = _BY.sub("", f"{text} ", count=1).strip()
            is_name = 0 < len(name) <= _LONGEST_NAME and not inner and not words & _NO_NAME
            if is_name and _is_by(f"{_before(node)} {text}"):
                self.marks.named.append(name)
        elif words & _DATE and 0 < len(text) <= _LONGEST_LINE:
            self.marks.dates.append(text)

    def _take_line(self, node: etree._Element) -> None:
        """Take a line of credits: an element without others that begins with a label."""
        if any(child.tag in _BLOCKS for child in node):
            return
        raw = "".join(map(str, node.itertext()))
        held = self.marks.credits and raw in self.marks.credits[-1]
        if len(raw) <= _LONGEST_LINE and _CREDIT.match(clean_text(raw)) and not held:
            self.marks.credits.append(raw)


def _archive(
    rel: list[str], path: list[str], link: etree._Element
) -> Literal["author", "category", "tag"] | None:
    """Say of what WordPress's archive is that a link leads to; plugins rename their folders."""
    first = path[0] if len(path) > 1 else ""
    if first == "author" or "author" in rel:
        return "author"
    if first == "category" or "category" in rel:
        return "category"
    if first == "tag" or "tag" in rel:
        holder = link.getparent()
        renamed = first != "tag" and holder is not None and "taxonomy-category" in classes(holder)
        return "category" if renamed else "tag"
    return None


def _before(node: etree._Element) -> str:
    """Return the text that stands before an element in its parent: 'Editor :' of a name."""
    parent = node.getparent()
    if parent is None:
        return ""
    parts = [parent.text or ""]
    for sibling in parent:
        if sibling is node:
            break
        parts += [*map(str, sibling.itertext()), sibling.tail or ""]
    return clean_text("".join(parts))[-_LONGEST_LINE:]


def _is_by(text: str) -> bool:
    """Say whether what stands before a name leaves it the author's: 'Editor :' does not."""
    labels = list(_CREDIT.finditer(text))
    return not labels or _BY.match(labels[-1].group()) is not None
