"""An article on a page of unknown layout: the day after a redesign the archive goes on.

trafilatura says where the text is (measured ahead of newspaper4k and readability on pages of
this site's structure, November 2026); what WordPress prints whatever the theme says the rest.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from lxml import etree

from delegasi_scraper.errors import UnreadablePage
from delegasi_scraper.items import BodyPart, PagePrinted, Stamp, Term
from delegasi_scraper.pages.article_marks import Marks, read_marks, stamps_of
from delegasi_scraper.pages.headline import choose_headline
from delegasi_scraper.pages.html import classes, compiled, elements, first, strings
from delegasi_scraper.pages.links import further_pages
from delegasi_scraper.pages.main_text import find_main_text, is_prose, read_main_text
from delegasi_scraper.pages.metadata import (
    amp_url,
    author_name,
    identity,
    json_ld_article,
    meta_stamps,
    terms,
)
from delegasi_scraper.pages.pictures import featured_image
from delegasi_scraper.text.clean import clean_text
from delegasi_scraper.urls import Site, host_of

EXTRACTOR = "trafilatura-generic/2"

_POST = compiled("//article[starts-with(@id, 'post-')]")
_BODY = compiled("//body")
_PAGES = compiled("//a[class~post-page-numbers]/@href")
#: WordPress's block of a post's text: it prints no page numbers for a post that was divided in
#: the classic editor (WordPress 6.1), so that none there does not say that the post is whole.
_BLOCK = compiled("//*[class~wp-block-post-content]")
#: The class that WordPress gives a post's picture in every theme.
_PICTURE = compiled("//img[class~wp-post-image][not(ancestor::li)]")
_CAPTION = compiled(".//figcaption")
_META_AUTHOR = compiled("/html/*/meta[@name='author']/@content")
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")


def read_page(root: etree._Element, html: str, *, url: str, site: Site) -> PagePrinted:  # noqa: ARG001
    """Read a page by what every WordPress theme prints.

    Raises :class:`~delegasi_scraper.errors.PageTooLarge` for what would stall trafilatura,
    :class:`UnreadablePage` where WordPress does not mark the page as a single post, and it has
    neither a sentence nor a text with a title or time: any bytes are some text.
    """
    text = find_main_text(root, url=url)
    body = read_main_text(text, url=url, site=site)
    wp_id = _wp_id(root)
    canonical, slug, wp_host = identity(root, url=url, site=site)
    marks, ld = read_marks(root, text.element, url=url), json_ld_article(root)
    title = choose_headline(root, ld, slug, marks.headings)
    stamps = (
        *stamps_of(marks.times),
        *meta_stamps(root, ld),
        *(Stamp("published", "text", text) for text in marks.dates[:1]),
    )
    known = title or stamps or any(is_prose(part) for part in body)
    if wp_id is None and not (body and known):
        raise UnreadablePage("no article was found on this page of unknown layout", url=url)
    further = further_pages(strings(_PAGES, root), url=url, site=site, slug=slug)
    return PagePrinted(
        url=canonical,
        slug=slug,
        kind="generic",
        extractor=EXTRACTOR,
        wp_id=wp_id,
        wp_host=(wp_host or host_of(url)) if wp_id is not None else None,
        title=title,
        body=_without(body, title, marks.credits),
        featured=_featured(root, url=url),
        byline=_byline(root, marks, ld),
        credit_lines=tuple(marks.credits),
        categories=_terms(marks.categories, url=url),
        tags=_terms(marks.tags, url=url),
        stamps=stamps,
        complete=site.first_page_url(url) == url and not further and first(_BLOCK, root) is None,
        page_urls=further,
        amp_url=amp_url(root, url=url),
    )


def _without(
    body: tuple[BodyPart, ...], title: str | None, credits: list[str]
) -> tuple[BodyPart, ...]:
    """Leave out what has a place of its own and stands in the text's element, too."""
    printed = {title, *map(clean_text, credits)}
    texts = [part for part in body if part.kind in ("text", "line")]
    return tuple(
        part
        for part in body
        if clean_text(part.text) not in printed
        or not (part.kind == "cut" or (part is texts[0] and clean_text(part.text) == title))
    )


def _byline(root: etree._Element, marks: Marks, ld: dict[str, Any]) -> str | None:
    """Return who wrote the article: a link to the archive, a name marked so, a statement."""
    stated = [name] if (name := author_name(ld)) else []
    found = next(iter((*marks.authors, *stated, *marks.named, *strings(_META_AUTHOR, root))), None)
    return _typed(clean_text(found)) or None if found else None


def _terms(links: list[etree._Element], *, url: str) -> tuple[Term, ...]:
    return tuple(replace(term, name=_typed(term.name)) for term in terms(links, url=url))


def _typed(name: str) -> str:
    """Return a name as it was typed.

    WordPress's block themes curl the apostrophe of every name, classic themes do not: one
    person or tag would have two names.
    """
    return _APOSTROPHE.sub("'", name)


def _featured(root: etree._Element, *, url: str) -> Any:
    picture = first(_PICTURE, root)
    if picture is None:
        return None
    figure = next(picture.iterancestors("figure"), picture.getparent())
    return featured_image(figure, _CAPTION, url=url)


def _wp_id(root: etree._Element) -> int | None:
    body = first(_BODY, root)
    names = list(classes(body)) if body is not None else []
    names += [post.get("id") or "" for post in elements(_POST, root)[:1]]
    for name in names:
        if match := re.fullmatch(r"post(?:id)?-(\d{1,12})", name):
            return int(match[1])
    return None
