"""AMP pages by AMPforWP: the Swift design, and designs 1 to 3 (docs/site.md)."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit

from lxml import etree

from delegasi_scraper.items import Block, PagePrinted, Stamp, Teaser, Term
from delegasi_scraper.pages.body import read_body
from delegasi_scraper.pages.html import (
    classes,
    compiled,
    elements,
    first,
    first_text,
    strings,
    target_of,
    text_of,
)
from delegasi_scraper.pages.metadata import (
    author_name,
    identity,
    is_by_seo_plugin,
    json_ld_article,
    terms,
)
from delegasi_scraper.pages.pictures import featured_image
from delegasi_scraper.text.dates import parse_iso
from delegasi_scraper.text.matching_keys import title_slug
from delegasi_scraper.urls import Site

SWIFT, DESIGNS = "ampforwp-swift/2", "ampforwp-design/2"

_HTML = compiled("/html[@amp or @*[name()='⚡']]")
_BOILERPLATE = compiled("//style[@amp-boilerplate] | //script[contains(@src, 'ampproject.org')]")
#: Best first: the article around a body holds its title, too.
_BODIES = (
    compiled("//*[class~artl-cnt]"),
    compiled("//*[class~the_content]"),
    compiled("//*[class~amp-wp-article-content]"),
    compiled("//main//article"),
)
_TITLE = compiled("//h1")
_CATEGORIES = compiled("//*[class~amp-cat or class~amp-wp-tax-category]")
_TAGS = compiled("//*[class~amp-tag or class~amp-wp-tax-tag]")
_FIGURE = compiled(
    "//figure[class~amp-featured-image] | //*[class~sf-img]//figure"
    " | //figure[class~amp-wp-article-featured-image]"
)
_CAPTION = compiled(".//*[class~wp-caption-text] | .//figcaption")
_BYLINE = compiled("//*[class~author-name] | //*[class~amp-wp-author]")
_STAMP = compiled("//*[class~post-date or class~amp-wp-posted-on][not(ancestor::*[class~r-pf])]")
_STUBS = compiled("//*[class~r-pf]//*[class~fsp]")
_RELATED = compiled(
    "//*[class~srp]//li | //*[class~relatedpost]//li | //*[class~amp-related-posts]//li"
)
_ITEM_LINK = compiled(
    ".//*[class~loop-title or class~related_link]//a[@href] | .//a[normalize-space()]"
)
_ITEM_TEXT = compiled(".//*[class~loop-excerpt] | .//*[class~related_link]//p")
_ITEM_CATEGORY = compiled(".//*[class~loop-category]//a")
_ITEM_STAMP = compiled(".//*[class~loop-date]")
_PAGES = compiled("//*[class~page-links or class~ampforwp_post_pagination]//a/@href")


def is_amp(root: etree._Element) -> bool:
    """Say whether a page is an AMP page, whatever its design."""
    return bool(elements(_HTML, root)) or first(_BOILERPLATE, root) is not None


def read_page(root: etree._Element, html: str, *, url: str, site: Site) -> PagePrinted | None:  # noqa: ARG001
    """Read one AMP page; None where it is none, or has no body that is known."""
    if not is_amp(root):
        return None
    content = next((node for path in _BODIES if (node := first(path, root)) is not None), None)
    if content is None:
        return None
    canonical, slug, _ = identity(root, url=url, site=site)
    ld = json_ld_article(root)
    paged = any(re.search(r"/\d+/?$", urlsplit(href).path) for href in strings(_PAGES, root))
    return PagePrinted(
        url=canonical,
        slug=slug,
        kind="amp",
        extractor=SWIFT if "artl-cnt" in classes(content) else DESIGNS,
        title=first_text(_TITLE, root),
        body=read_body(content, url=url, site=site),
        featured=featured_image(first(_FIGURE, root), _CAPTION, url=url),
        byline=author_name(ld) or first_text(_BYLINE, root),
        categories=_terms(elements(_CATEGORIES, root), url=url),
        tags=_terms(elements(_TAGS, root), url=url),
        teasers=(
            *_block("stub", elements(_STUBS, root), url=url, site=site),
            *_block("related", elements(_RELATED, root), url=url, site=site),
        ),
        stamps=_stamps(root, ld),
        complete=not paged,
    )


def _stamps(root: etree._Element, ld: dict[str, object]) -> tuple[Stamp, ...]:
    """Return the stated times; JSON-LD's by AMPforWP are the UTC clock with the site's offset."""
    by_seo_plugin = is_by_seo_plugin(root)
    named: tuple[tuple[Literal["published", "modified"], str], ...] = (
        ("published", "datePublished"),
        ("modified", "dateModified"),
    )
    found = [
        Stamp(states, "amp-jsonld", text, by_seo_plugin)
        for states, name in named
        if isinstance(text := ld.get(name), str)
    ]
    if any(stamp.states == "published" and parse_iso(stamp.text) for stamp in found):
        return tuple(found)  # looking for the printed date costs an eighth of the page
    printed = first_text(_STAMP, root)
    return (*found, *([Stamp("published", "text", printed)] if printed else []))


def _terms(holders: list[etree._Element], *, url: str) -> tuple[Term, ...]:
    """Return what is linked; by an option AMPforWP links nothing and prints the names alone."""
    if links := [link for holder in holders for link in holder.iter("a")]:
        return terms(links, url=url)
    texts: list[str | None] = []
    for holder in holders:
        texts += map(text_of, holder) if len(holder) else [text_of(holder)]
    names = (text for text in texts if text and not text.endswith(":"))
    found = (Term(name=name, slug=title_slug(name)) for name in names)
    return tuple({term.slug: term for term in found if term.slug}.values())


def _block(block: Block, items: list[etree._Element], *, url: str, site: Site) -> list[Teaser]:
    found: list[Teaser] = []
    for item in items:
        targets = ((link, target_of(link, url)) for link in elements(_ITEM_LINK, item))
        link, target = next((to for to in targets if to[1] and site.slug_of(to[1])), (None, None))
        if target is None:
            continue
        found.append(
            Teaser(
                url=site.canonical_article_url(target),
                title=text_of(link),
                excerpt=first_text(_ITEM_TEXT, item),
                block=block,
                position=len(found) + 1,
                category=first_text(_ITEM_CATEGORY, item),
                stamp=first_text(_ITEM_STAMP, item),
                href=target,
            )
        )
    return found
