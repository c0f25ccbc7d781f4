"""From an article's body element to its parts: texts, pictures, captions, and what is cut.

Subheads, quotes, list items and table rows are texts of their own; ``<br>`` becomes a mark.
"""

from __future__ import annotations

import re
from functools import cached_property

from lxml import etree

from delegasi_scraper.items import BodyPart
from delegasi_scraper.pages.boxes import BOXES, box_rule
from delegasi_scraper.pages.hidden import hidden_names, hidden_rule
from delegasi_scraper.pages.html import BLOCKS, classes, target_of, text_of
from delegasi_scraper.pages.pictures import PICTURES, is_of_one_picture, picture_of
from delegasi_scraper.text.boilerplate import LINE_BREAK
from delegasi_scraper.text.clean import clean_text
from delegasi_scraper.text.inserts import label_rule
from delegasi_scraper.text.read_also import LINK, LINK_END
from delegasi_scraper.urls import Site

#: Short by nature, and no labels.
_ITEMS = frozenset(["li", "tr", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"])
_LONGEST_LABEL = 400
#: Never text of an article.
_CUT_TAGS = frozenset(
    [
        "script", "style", "noscript", "iframe", "form", "button", "svg", "template", "nav",
        "footer", "aside", "audio", "video", "object", "amp-iframe", "amp-ad", "amp-youtube",
        "amp-facebook", "amp-twitter", "amp-instagram", "amp-video", "amp-audio",
        "amp-analytics", "amp-auto-ads", "amp-sidebar", "amp-social-share", "input", "select",
        "textarea",
    ]
)  # fmt: skip
#: Classes of what the themes and plugins put into a body (docs/site.md).
_CUT_CLASS = re.compile(
    r"(?:gmr-banner.*|gmr-related.*|gmr-social.*|page-links|entry-footer.*|post-password.*|"
    r"post-nav-links|post-page-numbers|sharedaddy|jp-relatedposts|addtoany.*|adsbygoogle|srp|amp-related-posts|relatedpost|r-pf|"
    r"amp-author|ampforwp_post_pagination|cmts|ss-ic|amp-ad.*|amp-wp-footer|code-block.*|comments?-area|yarpp.*|"
    r"screen-reader-text|social-share.*|lwptoc.*|gmr-cf-meta.*|tags-links|heateor.*)"
)
#: What hides as many words and leaves fewer than a banner's has hidden the article.
_MANY_WORDS, _FEW_WORDS = 40, 8
_ONLY_MARKS = re.compile(rf"[\s{LINK}{LINK_END}{LINE_BREAK}]+")
_CAPTIONS = frozenset(["wp-caption-text", "gmr-caption-text", "amp-wp-caption-text"])


def read_body(root: etree._Element, *, url: str, site: Site) -> tuple[BodyPart, ...]:
    """Read a body element."""
    reader = _Reader(root, url=url, site=site)
    walker = etree.iterwalk(root, events=("start", "end", "comment"))
    for event, node in walker:
        if event == "start":
            if reader.start(node, is_root=node is root):
                walker.skip_subtree()
        elif event == "end":
            reader.end(node, is_root=node is root)
        elif node.tail:
            reader.buffer.append(node.tail)
    reader.flush()
    return tuple(reader.parts)


class _Reader:
    def __init__(self, root: etree._Element, *, url: str, site: Site) -> None:
        self.root = root
        self.url = url
        self.site = site
        self.parts: list[BodyPart] = []
        self.buffer: list[str] = []
        self.link: etree._Element | None = None  # the last one that leads to an article
        self.links: list[tuple[str, str]] = []  # (text, address) in this paragraph
        self.emptied = ""  # slug of an article's link that the parser closed before its text
        self.in_row = False  # of data: what stands in its cells is one line
        self.items = 0  # how many of them are open
        self.hidden = hidden_names(root)

    @cached_property
    def word_count(self) -> int:
        """How many words the body element holds, whatever they are."""
        return _word_count(self.root)

    def start(self, node: etree._Element, *, is_root: bool) -> bool:
        """Take one element; True = its subtree is dealt with."""
        tag = node.tag
        if not is_root and (rule := self._cut_rule(node)):
            self._cut(node, rule)
            return True
        if (tag == "figcaption" or classes(node) & _CAPTIONS) and not _is_attribution(node):
            self._end_block()
            if caption := text_of(node):
                rule = "" if is_of_one_picture(node, url=self.url) else "caption"
                self.parts.append(BodyPart("caption", caption, rule=rule))
            return True
        if tag in PICTURES:
            self._image(node)
            return True
        if tag == "br":
            self.buffer.append(" " if self.in_row else LINE_BREAK)
        elif _is_block(node):
            self._end_block()
            self.in_row = self.in_row or (tag == "tr" and _is_row_of_data(node))
            self.items += tag in _ITEMS
        elif tag in ("td", "th"):
            self.buffer.append(" ")
        elif tag == "a":
            self._link(node)
        if node.text:
            self.buffer.append(node.text)
        return False

    def end(self, node: etree._Element, *, is_root: bool) -> None:
        """Leave one element."""
        if _is_block(node):
            self.in_row = self.in_row and node.tag != "tr"
            self._end_block()
            self.items -= node.tag in _ITEMS
        elif node is self.link:
            if not text_of(node):
                self.emptied = self.site.slug_of(target_of(node, self.url) or "") or ""
            self.buffer.append(LINK_END)
            self.link = None
        if node.tail and not is_root:
            self.buffer.append(node.tail)

    def _link(self, link: etree._Element) -> None:
        if (target := target_of(link, self.url)) is None:
            return
        if text := text_of(link):
            self.links.append((text, target))
        if self.site.slug_of(target) is not None or self.site.is_shortlink(target):
            self.link = link
            self.buffer.append(LINK)

    def _end_block(self) -> None:
        if self.in_row:
            self.buffer.append(" ")
        else:
            self.flush()

    def flush(self) -> None:
        """End the paragraph."""
        text, links = "".join(self.buffer), tuple(self.links)
        self.buffer.clear()
        self.links.clear()
        if self.link is not None:  # it goes on in the next block: a link around a box
            text += LINK_END
            self.buffer.append(LINK)
        if text and not text.isspace() and not _ONLY_MARKS.fullmatch(text):
            if self.emptied and _is_titled(text, self.emptied):
                text, self.emptied = f"{LINK}{text}{LINK_END}", ""
            if rule := self._label_rule(text):
                self.parts.append(BodyPart("cut", clean_text(text), rule=rule))
            else:
                self.parts.append(BodyPart("text", text, links=links))

    def _label_rule(self, raw: str) -> str | None:
        """Return why a whole element's text is a label; items of lists are short by nature."""
        if self.items or len(raw) > _LONGEST_LABEL or LINK in raw:
            return None
        return label_rule(clean_text(raw))

    def _cut_rule(self, node: etree._Element) -> str | None:
        """Return why an element is no part of the text; None where it is one."""
        attribution = node.tag == "footer" and _is_attribution(node)
        if (node.tag in _CUT_TAGS and not attribution) or any(
            map(_CUT_CLASS.fullmatch, classes(node))
        ):
            return f"cut:{_label(node)}"
        rule = hidden_rule(node, self.hidden)
        if rule:
            return None if self._is_whole_text(node) else rule
        if node.tag in BOXES and (rule := box_rule(node, url=self.url, site=self.site)):
            return None if self.word_count - _word_count(node) < _FEW_WORDS else rule
        return None

    def _is_whole_text(self, node: etree._Element) -> bool:
        """Say whether hardly a word stands outside: a theme hides all until it is loaded."""
        within = _word_count(node)
        return within >= _MANY_WORDS and self.word_count - within < _FEW_WORDS

    def _cut(self, node: etree._Element, rule: str) -> None:
        if node.tag in BLOCKS or node.tag in ("nav", "footer", "aside", "form"):
            self._end_block()
        if node.tag == "noscript":  # lazy loaders print the picture again there, trackers a dot
            for img in node.iter(*PICTURES):
                if img.get("width") not in ("0", "1"):
                    self._image(img)
        if node.tag not in ("script", "style", "svg", "template") and (text := text_of(node)):
            self.parts.append(BodyPart("cut", text, rule=rule))

    def _image(self, node: etree._Element) -> None:
        if classes(node) & {"wp-smiley", "emoji"}:
            self.buffer.append(node.get("alt") or "")
        elif image := picture_of(node, url=self.url):
            self.parts.append(BodyPart("picture", image=image))


def _word_count(node: etree._Element) -> int:
    return len((text_of(node) or "").split())


def _label(node: etree._Element) -> str:
    named = [name for name in sorted(classes(node)) if _CUT_CLASS.fullmatch(name)]
    return named[0] if named else str(node.tag)


def _is_titled(text: str, slug: str) -> bool:
    """Say whether a text is the title that a slug was made of."""
    words = re.findall(r"\w+", text.casefold())
    return set(slug.split("-")) <= set(words) and len(words) < 2 * slug.count("-") + 2


def _is_block(node: etree._Element) -> bool:
    return node.tag in BLOCKS or (
        node.tag in ("cite", "footer", "figcaption") and _is_attribution(node)
    )


def _is_attribution(node: etree._Element) -> bool:
    """Say whether an element names whom a quote is of: below it, and no title in its sentence."""
    if node.tag == "figcaption":
        figure = next(node.iterancestors("figure"), node)
        return next(figure.iter("blockquote"), None) is not None
    if next(node.iterancestors("blockquote"), None) is None:
        return False
    return node.tag == "footer" or (node.getnext() is None and not (node.tail or "").strip())


def _is_row_of_data(row: etree._Element) -> bool:
    """Say whether a row has several cells of a line each; a layout has paragraphs in its cells."""
    cells = [cell for cell in row if cell.tag in ("td", "th") and text_of(cell)]
    return (
        len(cells) > 1
        and next(row.iter("table"), None) is None
        and not any(_word_count(cell) >= _MANY_WORDS and _has_blocks(cell) for cell in cells)
    )


def _has_blocks(cell: etree._Element) -> bool:
    return sum(1 for _ in cell.iter("p", "li", "div", "br")) > 1
