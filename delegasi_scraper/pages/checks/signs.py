"""What a page shows of whose page it is, and whether it arrived whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from delegasi_scraper.items import PagePrinted
from delegasi_scraper.pages.html import classes, compiled, elements, first, strings
from delegasi_scraper.statements import PageSigns
from delegasi_scraper.urls import Site, absolute

_CANONICAL = compiled("/html/*/link[@rel='canonical']/@href")
_SHORTLINK = compiled("/html/*/link[@rel='shortlink']/@href")
_OG_URL = compiled("/html/*/meta[@property='og:url']/@content")
_OG_TYPE = compiled("/html/*/meta[@property='og:type']/@content")
_BODY = compiled("/html/body")
#: WordPress's own page for what went wrong; behind half a page it stands within it.
_ERROR_PAGE = compiled("//*[@id='error-page' or class~wp-die-message]")
_ERROR_MARKS = ("error-page", "wp-die-message")  # most pages have neither: told without XPath
_SINGLE = frozenset(["single", "single-post", "amp-single", "single-format-standard"])
#: PHP's messages name file and line, whatever HTML is set around them (manual of PHP, errors).
_PHP_STOPPED = re.compile(
    r"(?:Fatal|Parse) error(?:</b>)?\s*:[^\n]{0,2000}?\.php(?:</b>)?(?:\s+on line|:\d)",
)
_LONGEST_MESSAGE = 4096


def read_signs(
    root: etree._Element, html: str, page: PagePrinted, *, url: str, site: Site
) -> PageSigns:
    """Return the signs of a page that was read; ``html`` is its source, ``url`` where it was."""
    own = site.slug_of(url) or page.slug
    slugs = {
        name: [
            slug
            for href in strings(path, root)
            if (target := absolute(href, url)) and (slug := site.slug_of(target))
        ]
        for name, path in (("canonical", _CANONICAL), ("og:url", _OG_URL))
    }
    identity = [name for name, named in slugs.items() if own in named[:1]]
    if page.wp_id is not None:
        identity.append("post id")
    elif any(re.search(r"[?&]p=\d{1,12}$", href) for href in strings(_SHORTLINK, root)):
        identity.append("shortlink")
    return PageSigns(
        damage=find_damage(root, html, page),
        identity=tuple(identity),
        is_article=_is_article(root, page),
        canonical_slug=next((slug for slug in slugs["canonical"] if slug != own), None),
    )


def _is_article(root: etree._Element, page: PagePrinted) -> bool:
    """Say whether anything but a text says that this is one article: a view, a type, a time."""
    body = first(_BODY, root)
    marked = classes(body) if body is not None else frozenset[str]()
    return (
        page.kind != "generic"
        or page.wp_id is not None
        or bool(marked & _SINGLE)
        or "article" in strings(_OG_TYPE, root)
        or any(stamp.source != "text" for stamp in page.stamps)
    )


def find_damage(root: etree._Element, html: str, page: PagePrinted) -> str | None:
    """Return why a page is not all that the site meant to send; None where nothing says so.

    A page that was cut has neither its end tags nor a footer; minifiers drop the end tags.
    """
    if any(mark in html for mark in _ERROR_MARKS) and elements(_ERROR_PAGE, root):
        return "WordPress stopped with an error page"
    if _php_stopped(html):
        return "PHP stopped with an error"
    if not _ends(html):
        return "the page ends before its end tags"
    if not page.body and page.featured is None and page.kind != "generic":
        return "the article is empty"
    return None


def _ends(html: str) -> bool:
    if any(html.rfind(tag) >= 0 for tag in ("</html", "</HTML", "</body", "</BODY")):
        return True
    return html.rfind("<footer") > max(html.rfind("<article"), html.rfind("</article"), 0)


def _php_stopped(html: str) -> bool:
    return any(
        _PHP_STOPPED.match(html[start : start + _LONGEST_MESSAGE])
        for words in ("Fatal error", "Parse error")
        for start in _places(words, html)
    )


def _places(words: str, text: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + len(words))
