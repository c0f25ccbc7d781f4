"""AMP pages by AMPforWP: the Swift design, and designs 1 to 3 (docs/site.md)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from lxml import etree

from delegasi_scraper.items import Article, Block, Image, PublishedSource, Teaser
from delegasi_scraper.pages.article_text import compose
from delegasi_scraper.pages.body import read_body, with_caption
from delegasi_scraper.pages.html import (
    classes,
    compiled,
    elements,
    first,
    first_text,
    strings,
    text_of,
)
from delegasi_scraper.pages.metadata import (
    author_name,
    identity,
    json_ld_article,
    later,
    stated_time,
    terms,
)
from delegasi_scraper.text.clean import clean_text
from delegasi_scraper.text.dates import WITA, parse_stamp
from delegasi_scraper.urls import Site, absolute

SWIFT, DESIGNS = "ampforwp-swift/1", "ampforwp-design/1"

_HTML = compiled("/html[@amp or @*[name()='⚡']]")
_BOILERPLATE = compiled("//style[@amp-boilerplate] | //script[contains(@src, 'ampproject.org')]")
#: Best first: the article around a body holds its title, too.
_BODIES = (
    compiled("//*[class~artl-cnt]"),
    compiled("//*[class~the_content]"),
    compiled("//*[class~amp-wp-article-content]"),
    compiled("//main//article"),
)
_TITLE = compiled("//h1[class~amp-post-title] | //h1[class~amp-wp-title] | //h1")
_CATEGORIES = compiled("//*[class~amp-cat]//a | //*[class~amp-wp-tax-category]//a")
_TAGS = compiled("//*[class~amp-tag]//a | //*[class~amp-wp-tax-tag]//a")
_FIGURE = compiled(
    "//figure[class~amp-featured-image] | //*[class~sf-img]//figure"
    " | //figure[class~amp-wp-article-featured-image]"
)
_AMP_IMG = compiled(".//amp-img")
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
_ITEM_TEXT = compiled(".//*[class~loop-excerpt]")
_ITEM_CATEGORY = compiled(".//*[class~loop-category]//a")
_ITEM_STAMP = compiled(".//*[class~loop-date]")
_PAGES = compiled("//*[class~page-links or class~ampforwp_post_pagination]//a/@href")


def is_amp(root: etree._Element) -> bool:
    """Say whether a page is an AMP page, whatever its design."""
    return bool(elements(_HTML, root)) or first(_BOILERPLATE, root) is not None


def parse_amp(root: etree._Element, *, url: str, site: Site) -> Article | None:
    """Read one AMP page; None where it has no body that is known.

    Its JSON-LD prints the UTC clock with the site's own offset, so the clock is read as UTC.
    """
    content = next((node for path in _BODIES if (node := first(path, root)) is not None), None)
    if content is None:
        return None
    canonical, slug, _ = identity(root, url=url, site=site)
    body = read_body(content, url=url, site=site)
    composed = compose(body.paragraphs)
    ld = json_ld_article(root)
    published, source = _published(root, ld.get("datePublished"))
    categories = terms(elements(_CATEGORIES, root), url=url)
    images = (*_featured(root, url), *body.images)
    paged = any(re.search(r"/\d+/?$", urlsplit(href).path) for href in strings(_PAGES, root))
    return Article(
        url=canonical,
        slug=slug,
        kind="amp",
        extractor=SWIFT if "artl-cnt" in classes(content) else DESIGNS,
        title=first_text(_TITLE, root),
        paragraphs=composed.paragraphs,
        dateline=composed.dateline,
        place=composed.place,
        regency=composed.regency,
        lead=composed.lead,
        author=author_name(ld) or first_text(_BYLINE, root),
        signoff=composed.signoff,
        initials=composed.initials,
        categories=categories,
        tags=terms(elements(_TAGS, root), url=url),
        section=categories[0].name if categories else None,
        images=tuple({image.url: image for image in reversed(images)}.values())[::-1],
        teasers=(
            *_block("stub", elements(_STUBS, root), url=url, site=site),
            *_block("related", elements(_RELATED, root), url=url, site=site),
        ),
        furniture=tuple(body.furniture),
        published_at=published,
        published_source=source,
        modified_at=later(_mended(ld.get("dateModified")), published),
        complete=not paged,
    )


def _mended(value: object) -> datetime | date | None:
    """Read AMPforWP's time as the UTC clock that it is.

    >>> _mended("2021-12-14T02:15:00+08:00").isoformat()
    '2021-12-14T10:15:00+08:00'
    """
    stated = stated_time(value)
    if not isinstance(stated, datetime):
        return stated
    return stated.replace(tzinfo=UTC).astimezone(WITA)


def _published(
    root: etree._Element, stated: object
) -> tuple[datetime | date | None, PublishedSource | None]:
    if moment := _mended(stated):
        return moment, "amp-jsonld"
    printed = first_text(_STAMP, root)
    moment = parse_stamp(printed) if printed else None
    return moment, "text" if moment else None


def _featured(root: etree._Element, url: str) -> list[Image]:
    figure = first(_FIGURE, root)
    img = first(_AMP_IMG, figure) if figure is not None else None
    address = absolute(img.get("src") or "", url) if img is not None else None
    if figure is None or img is None or address is None:
        return []
    image = Image(url=address, alt=clean_text(img.get("alt") or "") or None)
    caption = first_text(_CAPTION, figure)
    return [with_caption(image, caption) if caption else image]


def _block(block: Block, items: list[etree._Element], *, url: str, site: Site) -> list[Teaser]:
    found: list[Teaser] = []
    for item in items:
        links = [link for link in elements(_ITEM_LINK, item) if site.slug_of(
            absolute(link.get("href") or "", url) or "") is not None]  # fmt: skip
        if not links:
            continue
        target = absolute(links[0].get("href") or "", url)
        found.append(
            Teaser(
                url=site.canonical_article_url(target) if target else None,
                title=text_of(links[0]),
                excerpt=first_text(_ITEM_TEXT, item),
                block=block,
                position=len(found) + 1,
                category=first_text(_ITEM_CATEGORY, item),
                stamp=first_text(_ITEM_STAMP, item),
                href=target,
            )
        )
    return found
