"""From an article's body element to paragraphs, pictures and what is furniture.

Subheads, quotes, list items and table rows are paragraphs of their own; ``<br>`` is a
space, two or more a new paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from delegasi_scraper.items import Furniture, Image
from delegasi_scraper.pages.html import classes, text_of
from delegasi_scraper.text.clean import clean_text
from delegasi_scraper.urls import Site, absolute

_BLOCKS = frozenset(
    [
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "tr",
        "table", "tbody", "thead", "section", "article", "pre", "hr", "dl", "dt", "dd", "center",
        "figure", "header", "address", "details", "summary", "main",
    ]
)  # fmt: skip
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
    r"^(?:gmr-banner.*|gmr-related.*|gmr-social.*|page-links|entry-footer.*|post-password.*|"
    r"sharedaddy|jp-relatedposts|addtoany.*|adsbygoogle|srp|amp-related-posts|relatedpost|r-pf|"
    r"amp-author|ampforwp_post_pagination|cmts|ss-ic|amp-ad.*|amp-wp-footer|code-block.*|comments?-area|yarpp.*|"
    r"screen-reader-text|social-share.*|lwptoc.*|gmr-cf-meta.*|tags-links|heateor.*)$"
)
_CAPTIONS = ("wp-caption-text", "gmr-caption-text", "amp-wp-caption-text")
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
# Marks inside a paragraph's text, taken out before it is cleaned: a line break, and where a
# link to an article begins and ends.
_BREAK, _LINK, _LINK_END = "\x01", "\x02", "\x03"
_LINKED = re.compile(rf"{_LINK}([^{_LINK_END}]*)")
_MARKS = str.maketrans({_BREAK: " ", _LINK: None, _LINK_END: None})


@dataclass
class Body:
    """What stands in a body element, in order."""

    paragraphs: list[str] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)


def read_body(root: etree._Element, *, url: str, site: Site) -> Body:
    """Read a body element."""
    reader = _Reader(url=url, site=site)
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event == "start":
            if reader.start(node, is_root=node is root):
                walker.skip_subtree()
        elif event == "end":
            reader.end(node, is_root=node is root)
        elif node.tail:
            reader.buffer.append(node.tail)
    reader.flush()
    return reader.body


class _Reader:
    def __init__(self, *, url: str, site: Site) -> None:
        self.url = url
        self.site = site
        self.body = Body()
        self.buffer: list[str] = []
        self.links: list[etree._Element] = []  # open links to articles
        self.skipped: etree._Element | None = None

    def start(self, node: etree._Element, *, is_root: bool) -> bool:
        """Take one element; True = its subtree is dealt with."""
        tag = node.tag
        if not is_root and (tag in _CUT_TAGS or any(map(_CUT_CLASS.match, classes(node)))):
            self._cut(node)
            return True
        if tag in ("figcaption",) or classes(node) & set(_CAPTIONS):
            self.flush()
            self._caption(text_of(node))
            self.skipped = node
            return True
        if tag in ("img", "amp-img", "amp-anim"):
            self._image(node)
            self.skipped = node
            return True
        if tag == "br":
            self.buffer.append(_BREAK)
        elif tag in _BLOCKS:
            self.flush()
        elif tag in ("td", "th"):
            self.buffer.append(" ")
        elif tag == "a" and self._leads_to_article(node):
            self.links.append(node)
            self.buffer.append(_LINK)
        if node.text:
            self.buffer.append(node.text)
        return False

    def end(self, node: etree._Element, *, is_root: bool) -> None:
        """Leave one element."""
        if node is self.skipped:
            self.skipped = None
        elif node.tag in _BLOCKS:
            self.flush()
        elif self.links and node is self.links[-1]:
            self.buffer.append(_LINK_END)
            self.links.pop()
        if node.tail and not is_root:
            self.buffer.append(node.tail)

    def _leads_to_article(self, link: etree._Element) -> bool:
        href = absolute(link.get("href") or "", self.url)
        return href is not None and self.site.slug_of(href) is not None

    def flush(self) -> None:
        """End the paragraph."""
        text = "".join(self.buffer)
        self.buffer.clear()
        for part in re.split(rf"{_BREAK}(?:\s*{_BREAK})+", text):
            linked = sum(len(clean_text(link)) for link in _LINKED.findall(part))
            self._paragraph(clean_text(part.translate(_MARKS)), linked)

    def _paragraph(self, text: str, linked: int) -> None:
        def is_furniture(rule: str, printed: str) -> None:
            self.body.furniture.append(Furniture(text=printed, rule=rule))

        for shortcode in _SHORTCODE.finditer(text):
            is_furniture("shortcode", shortcode.group())
        text = clean_text(_SHORTCODE.sub(" ", text))
        if not text:
            return
        if _READ_ALSO.match(text) and (linked or (":" in text and len(text.split()) <= 25)):
            is_furniture("baca-juga", text)
        elif linked and linked >= len(text) - 2:
            is_furniture("article-link", text)
        elif _SHARE.match(text):
            is_furniture("share-bar", text)
        elif credit := _PHOTO_CREDIT.search(text):
            is_furniture("photo-credit", credit.group())
            self._credit(credit["credit"].strip())
            if before := text[: credit.start()].rstrip():
                self.body.paragraphs.append(before)
        else:
            self.body.paragraphs.append(text)

    def _cut(self, node: etree._Element) -> None:
        if node.tag in _BLOCKS or node.tag in ("nav", "footer", "aside", "form"):
            self.flush()
        self.skipped = node
        if node.tag not in ("script", "style", "svg", "template") and (text := text_of(node)):
            self.body.furniture.append(Furniture(text=text, rule=f"cut:{_label(node)}"))

    def _image(self, node: etree._Element) -> None:
        source = node.get("data-src") or node.get("data-lazy-src") or node.get("src") or ""
        classed = classes(node)
        if classed & {"wp-smiley", "emoji"}:
            self.buffer.append(node.get("alt") or "")
            return
        address = absolute(source, self.url)
        if address and not source.startswith("data:"):
            alt = clean_text(node.get("alt") or "") or None
            self.body.images.append(Image(url=address, alt=alt))

    def _caption(self, text: str | None) -> None:
        if not text:
            return
        if not self.body.images or self.body.images[-1].caption:
            self.body.furniture.append(Furniture(text=text, rule="caption"))
            return
        image = self.body.images[-1]
        self.body.images[-1] = with_caption(image, text)

    def _credit(self, credit: str) -> None:
        if self.body.images and self.body.images[-1].credit is None:
            image = self.body.images[-1]
            self.body.images[-1] = Image(
                url=image.url, alt=image.alt, caption=image.caption, credit=credit
            )


def with_caption(image: Image, text: str) -> Image:
    """Give a picture its caption, and its credit where the caption ends in one."""
    credit = re.search(r"(?:\(([^()]*delegasi[^()]*/[^()]*)\)|//\s*foto\s*:\s*(.+))$", text, re.I)
    return Image(
        url=image.url,
        alt=image.alt,
        caption=text,
        credit=(credit[1] or credit[2]).strip() if credit else image.credit,
    )


def _label(node: etree._Element) -> str:
    named = [name for name in sorted(classes(node)) if _CUT_CLASS.match(name)]
    return named[0] if named else str(node.tag)
