"""Article front pages by the theme WpBerita, both generations (docs/site.md)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree

from delegasi_scraper.items import Article, Block, Furniture, Image, PublishedSource, Teaser
from delegasi_scraper.pages.body import read_body, with_caption
from delegasi_scraper.pages.article_text import compose
from delegasi_scraper.pages.credits import read_credits
from delegasi_scraper.pages.html import compiled, elements, first, first_text, strings, text_of
from delegasi_scraper.pages.metadata import (
    amp_url,
    author_name,
    identity,
    json_ld_article,
    later,
    meta_times,
    terms,
)
from delegasi_scraper.text.clean import clean_text
from delegasi_scraper.text.dates import parse_iso, parse_stamp
from delegasi_scraper.urls import Site, absolute

EXTRACTOR = "wpberita/2"

_ARTICLE = compiled("//article[class~content-single or .//div[class~entry-content-single]]")
_CONTENT = compiled(".//div[class~entry-content-single or class~entry-content]")
_TITLE = compiled(".//h1[class~entry-title]")
_SUBTITLE = compiled(".//p[class~subtitle] | .//h2[class~subtitle]")
_CATEGORIES = compiled(".//a[contains(@rel, 'category')]")
_TAGS = compiled(".//a[@rel='tag'][ancestor::*[class~tags-links]]")
_BYLINE = compiled(".//a[class~fn or class~url][ancestor::*[class~author]]")
_PUBLISHED = compiled(".//time[class~published]")
_UPDATED = compiled(".//time[class~updated and not(class~published)]")
_POSTED = compiled(".//*[class~posted-on]")
_FIGURE = compiled(".//figure[class~gmr-thumbnail-single]")
_IMG = compiled(".//img")
_FIGCAPTION = compiled(".//figcaption")
_CREDITS = compiled(".//div[class~gmr-cf-metacontent] | .//span[class~gmr-cf-metacontent]")
_PAGES = compiled(".//div[class~page-links]//a/@href | .//nav[class~page-links]//a/@href")
_SHORTLINK = compiled("/html/*/link[@rel='shortlink']/@href")
_RELATED = compiled("//div[class~gmr-related-post]//a[normalize-space()]")
_IN_WIDGET = compiled("ancestor::*[class~widget]")


def parse_front(root: etree._Element, *, url: str, site: Site) -> Article | None:
    """Read one article page; None where the theme is another.

    Further pages of a paged post stand in ``page_urls``.
    """
    article = first(_ARTICLE, root)
    if article is None:
        return None
    canonical, slug, wp_host = identity(root, url=url, site=site)
    wp_id = _wp_id(root, article)
    content = first(_CONTENT, article)
    body = read_body(content, url=url, site=site) if content is not None else None
    composed = compose(body.paragraphs if body else ())
    ld = json_ld_article(root)
    published, source, modified = _times(root, article, ld)
    categories = terms(elements(_CATEGORIES, article), url=url)
    credits, credit_lines = _credits(article)
    further = _further_pages(article, url=url, site=site, slug=slug)
    is_page_1 = site.first_page_url(url) == url
    images = (*_featured(article, url), *(body.images if body else ()))
    return Article(
        url=canonical,
        slug=slug,
        kind="front",
        extractor=EXTRACTOR,
        wp_id=wp_id,
        wp_host=(wp_host or urlsplit(url).netloc.lower()) if wp_id is not None else None,
        title=first_text(_TITLE, article),
        subtitle=first_text(_SUBTITLE, article),
        paragraphs=composed.paragraphs,
        dateline=composed.dateline,
        place=composed.place,
        regency=composed.regency,
        lead=composed.lead,
        author=credits.get("penulis") or first_text(_BYLINE, article) or author_name(ld),
        editor=credits.get("editor"),
        source_credit=credits.get("sumber berita") or credits.get("sumber"),
        signoff=composed.signoff,
        initials=composed.initials,
        categories=categories,
        tags=terms(elements(_TAGS, article), url=url),
        section=categories[0].name if categories else None,
        images=tuple({image.url: image for image in reversed(images)}.values())[::-1],
        teasers=_teasers(root, url=url, site=site, slug=slug),
        furniture=(*(body.furniture if body else ()), *credit_lines),
        published_at=published,
        published_source=source,
        modified_at=later(modified, published),
        complete=is_page_1 and not further,
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


def _times(root: etree._Element, article: etree._Element, ld: dict[str, object]):  # type: ignore[no-untyped-def]
    source: PublishedSource | None
    stated = first(_PUBLISHED, article)
    updated = first(_UPDATED, article)
    modified = parse_iso(updated.get("datetime") or "") if updated is not None else None
    if stated is not None and (published := parse_iso(stated.get("datetime") or "")):
        return published, "front-time", modified
    published, meta_modified = meta_times(root, ld)
    if published:
        return published, "front-meta", modified or meta_modified
    printed = text_of(stated) or first_text(_POSTED, article)
    published = parse_stamp(printed) if printed else None
    source = "text" if published else None
    return published, source, modified


def _credits(article: etree._Element) -> tuple[dict[str, str], list[Furniture]]:
    found: dict[str, str] = {}
    lines = []
    for element in elements(_CREDITS, article):
        for credit in read_credits(element):
            found.setdefault(credit.label, credit.name)
            lines.append(Furniture(text=credit.printed, rule="credit-line"))
    return found, lines


def _featured(article: etree._Element, url: str) -> list[Image]:
    figure = first(_FIGURE, article)
    img = first(_IMG, figure) if figure is not None else None
    if figure is None or img is None:
        return []
    address = absolute(img.get("data-src") or img.get("src") or "", url)
    if address is None:
        return []
    image = Image(url=address, alt=clean_text(img.get("alt") or "") or None)
    caption = first_text(_FIGCAPTION, figure)
    return [with_caption(image, caption) if caption else image]


def _further_pages(article: etree._Element, *, url: str, site: Site, slug: str) -> tuple[str, ...]:
    numbered: dict[int, str] = {}
    for href in strings(_PAGES, article):
        target = absolute(href, url)
        match = re.search(r"/(\d{1,3})/?$", urlsplit(target).path) if target else None
        if target and match and site.slug_of(target) == slug and int(match[1]) > 1:
            numbered[int(match[1])] = target
    here = re.search(r"/(\d{1,3})/?$", urlsplit(url).path)
    current = int(here[1]) if here else 1
    return tuple(target for number, target in sorted(numbered.items()) if number > current)


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
            target = absolute(link.get("href") or "", url)
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
