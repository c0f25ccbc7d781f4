"""Article front pages by the theme WpBerita, both generations (docs/site.md)."""

from __future__ import annotations

import re

from lxml import etree

from delegasi_scraper.items import Block, PagePrinted, Stamp, Teaser
from delegasi_scraper.pages.body import read_body
from delegasi_scraper.pages.credit_lines import credit_text, links_in
from delegasi_scraper.pages.html import (
    compiled,
    elements,
    first,
    first_text,
    strings,
    target_of,
    text_of,
)
from delegasi_scraper.pages.links import further_pages
from delegasi_scraper.pages.metadata import (
    amp_url,
    author_name,
    identity,
    joined_names,
    json_ld_article,
    meta_stamps,
    terms,
    time_stamps,
)
from delegasi_scraper.pages.pictures import featured_image
from delegasi_scraper.urls import Site, host_of

EXTRACTOR = "wpberita/3"

_ARTICLE = compiled("//article[class~content-single or .//div[class~entry-content-single]]")
_CONTENT = compiled(".//div[class~entry-content-single or class~entry-content]")
_OUTSIDE = "[not(ancestor::*[class~entry-content-single or class~entry-content])]"
_TITLE = compiled(".//h1[class~entry-title]")
_SUBTITLE = compiled(f".//*[class~subtitle]{_OUTSIDE}")
_CATEGORIES = compiled(".//a[contains(@rel, 'category')]")
_TAGS = compiled(".//a[@rel='tag'][ancestor::*[class~tags-links]]")
_BYLINE = compiled(f".//a[class~fn or class~url][ancestor-or-self::*[class~author]]{_OUTSIDE}")
_PUBLISHED = compiled(".//time[class~published]")
_UPDATED = compiled(".//time[class~updated and not(class~published)]")
_POSTED = compiled(".//*[class~posted-on]")
_FIGURE = compiled(".//figure[class~gmr-thumbnail-single]")
_FIGCAPTION = compiled(".//figcaption")
#: In one of their own, or among what else stands below the text.
_CREDITS = compiled(
    ".//*[class~gmr-cf-metacontent] | .//footer[not(ancestor::blockquote or ancestor::figure)]"
    "[not(.//*[class~gmr-cf-metacontent])]"
)
_PAGES = compiled(".//div[class~page-links]//a/@href | .//nav[class~page-links]//a/@href")
_SHORTLINK = compiled("/html/*/link[@rel='shortlink']/@href")
_RELATED = compiled("//div[class~gmr-related-post]//a[normalize-space()]")
_IN_WIDGET = compiled("ancestor::*[class~widget]")


def read_page(root: etree._Element, html: str, *, url: str, site: Site) -> PagePrinted | None:  # noqa: ARG001
    """Read one article page; None where the theme is another.

    Further pages of a paged post stand in ``page_urls``.
    """
    article = first(_ARTICLE, root)
    if article is None:
        return None
    canonical, slug, wp_host = identity(root, url=url, site=site)
    wp_id = _wp_id(root, article)
    content = first(_CONTENT, article)
    further = further_pages(strings(_PAGES, article), url=url, site=site, slug=slug)
    ld = json_ld_article(root)
    credits = elements(_CREDITS, article)
    return PagePrinted(
        url=canonical,
        slug=slug,
        kind="front",
        extractor=EXTRACTOR,
        wp_id=wp_id,
        wp_host=(wp_host or host_of(url)) if wp_id is not None else None,
        title=first_text(_TITLE, article),
        subtitle=first_text(_SUBTITLE, article),
        body=read_body(content, url=url, site=site) if content is not None else (),
        featured=featured_image(first(_FIGURE, article), _FIGCAPTION, url=url),
        byline=_byline(article) or author_name(ld),
        credit_lines=tuple(map(credit_text, credits)),
        credit_links=links_in(credits, url=url),
        categories=terms(elements(_CATEGORIES, article), url=url),
        tags=terms(elements(_TAGS, article), url=url),
        teasers=_teasers(root, url=url, site=site, slug=slug),
        stamps=_stamps(root, article, ld),
        complete=site.first_page_url(url) == url and not further,
        page_urls=further,
        amp_url=amp_url(root, url=url),
    )


def _wp_id(root: etree._Element, article: etree._Element) -> int | None:
    match = re.fullmatch(r"post-(\d{1,12})", article.get("id") or "")
    if match:
        return int(match[1])
    for href in strings(_SHORTLINK, root):
        if match := re.search(r"[?&]p=(\d{1,12})$", href):
            return int(match[1])
    return None


def _byline(article: etree._Element) -> str | None:
    """Return the first author in the header and those who stand in one block with them."""
    links = [link for link in elements(_BYLINE, article) if text_of(link)]
    blocks = (next(link.iterancestors("div", "p", "header", "article"), article) for link in links)
    block = next(blocks, article)
    return joined_names(text_of(link) for link in links if block in link.iterancestors())


def _stamps(
    root: etree._Element, article: etree._Element, ld: dict[str, object]
) -> tuple[Stamp, ...]:
    stated, updated = first(_PUBLISHED, article), first(_UPDATED, article)
    printed = text_of(stated) or first_text(_POSTED, article)
    return (
        *time_stamps(stated, updated),
        *meta_stamps(root, ld),
        *([Stamp("published", "text", printed)] if printed else []),
    )


def _teasers(root: etree._Element, *, url: str, site: Site, slug: str) -> tuple[Teaser, ...]:
    # By the few headings first: asking every element for its class costs half a parse.
    headed = [link for heading in root.iter("h2", "h3") for link in heading.iter("a")]
    blocks: tuple[tuple[Block, list[etree._Element]], ...] = (
        ("related", elements(_RELATED, root)),
        ("recent", [link for link in headed if _IN_WIDGET(link)]),
    )
    found = []
    for block, links in blocks:
        seen: set[str] = set()
        for link in links:
            target = target_of(link, url)
            named = site.slug_of(target) if target else None
            if named is None or named in seen or named == slug:
                continue
            seen.add(named)
            found.append(
                Teaser(
                    url=site.article_url(named),
                    title=text_of(link),
                    excerpt=None,
                    block=block,
                    position=len(seen),
                    href=target,
                )
            )
    return tuple(found)
