"""Pages that list articles: front page, categories, tags, authors, dates, search."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree

from delegasi_scraper.items import Block, Listing, ListingKind, Teaser
from delegasi_scraper.pages.html import (
    compiled,
    elements,
    first,
    first_text,
    parse_document,
    strings,
    target_of,
    text_of,
)
from delegasi_scraper.pages.links import page_links
from delegasi_scraper.urls import Site, absolute

_LIST = compiled(
    "//*[@id='infinite-container']//article | //main//article[.//h2]"
    " | //*[@id='main' or @id='content']//article[.//h2]"
)
_HEADINGS = compiled(
    "//*[self::h2 or self::h3 or class~entry-title or class~post-title]//a[@href]"
    " | //a[@rel='bookmark'][normalize-space()]"
)
_WIDGET = compiled("ancestor::*[class~widget or self::aside]")
_LINK = compiled(".//h2//a[@href] | .//*[class~entry-title]//a[@href] | .//a[@rel='bookmark']")
#: Of a post without a title: its picture, or its date in a block theme.
_BARE_LINKS = compiled(
    "(//article | //li[class~wp-block-post])//a[@href][not(normalize-space()) or parent::time]"
    " | //a[@href][class~post-thumbnail]"
)
_ITEM = compiled("ancestor::article | ancestor::li[class~wp-block-post]")
_EXCERPT = compiled(".//*[class~entry-content or class~entry-summary or class~loop-excerpt]")
_CATEGORY = compiled(".//*[class~cat-links-content or class~cat-links]//a")
_STAMP = compiled(".//time[@datetime]")
_NEXT = compiled(
    "//a[class~next][class~page-numbers]/@href | //a[@rel='next']/@href | //link[@rel='next']/@href"
    " | //a[class~wp-block-query-pagination-next]/@href"
)
#: The numbers; 'next' alone does not say how many there are.
_PAGER = compiled("//a[class~page-numbers][not(class~next)][not(class~prev)]/@href")
_PAGE = re.compile(r"/page/([0-9]{1,5})(?:[/?#\s]|$)")
_TITLE = compiled("//h1")


def parse_listing(html: str, *, url: str, site: Site | None = None) -> Listing:
    """Read what a listing shows today: headline module, list, then widgets.

    The first three posts of a category stand in a headline module outside the list.
    Raises :class:`~delegasi_scraper.errors.PageTooLarge` or ``UnreadablePage``.
    """
    site = site or Site.of(url)
    root = parse_document(html, url=url)
    listed = elements(_LIST, root)
    teasers: list[Teaser] = []
    seen: set[str] = set()
    for link in elements(_HEADINGS, root):
        if any(item is node for item in link.iterancestors() for node in listed):
            continue
        block: Block = "recent" if _WIDGET(link) else "headline"
        _add(teasers, seen, link, None, block=block, url=url, site=site)
    for item in listed:
        if (heading := first(_LINK, item)) is not None:
            _add(teasers, seen, heading, item, block="listing", url=url, site=site)
    _add_untitled(teasers, seen, root, url=url, site=site)
    teasers.sort(key=lambda teaser: teaser.block == "recent")
    following = next((absolute(href, url) for href in strings(_NEXT, root)), None)
    return Listing(
        url=url,
        kind=listing_kind(url),
        title=first_text(_TITLE, root),
        teasers=tuple(teasers),
        next_url=following if following != url else None,
        last_page=max(map(int, _PAGE.findall(" ".join(strings(_PAGER, root)))), default=None),
        listing_urls=page_links(root, url=url, site=site)[1],
    )


def _add(
    teasers: list[Teaser],
    seen: set[str],
    link: etree._Element,
    item: etree._Element | None,
    *,
    block: Block,
    url: str,
    site: Site,
    titleless: bool = False,
) -> None:
    target = target_of(link, url)
    slug = site.slug_of(target) if target else None
    # A sticky post repeats on later pages, and a widget repeats the list.
    if slug is None or f"{block}/{slug}" in seen:
        return
    seen.add(f"{block}/{slug}")
    stamp = first(_STAMP, item) if item is not None else None
    teasers.append(
        Teaser(
            url=site.article_url(slug),
            title=None if titleless else text_of(link),
            excerpt=first_text(_EXCERPT, item) if item is not None else None,
            block=block,
            position=1 + sum(teaser.block == block for teaser in teasers),
            category=first_text(_CATEGORY, item) if item is not None else None,
            stamp=(stamp.get("datetime") if stamp is not None else None),
            href=target,
        )
    )


def _add_untitled(
    teasers: list[Teaser], seen: set[str], root: etree._Element, *, url: str, site: Site
) -> None:
    """Add what a list links to by its picture or date alone: posts without a title.

    An article that a heading names as well is in already, whatever its block.
    """
    named = {key.partition("/")[2] for key in seen}
    for link in elements(_BARE_LINKS, root):
        target = target_of(link, url)
        if target is None or site.slug_of(target) in named:
            continue
        block: Block = "recent" if _WIDGET(link) else "listing"
        item = next(iter(elements(_ITEM, link)[::-1]), None)
        _add(teasers, seen, link, item, block=block, url=url, site=site, titleless=True)


def listing_kind(url: str) -> ListingKind:
    """Return what an address of a listing lists.

    >>> listing_kind("https://delegasi.com/category/polkam/page/2/")
    'category'
    """
    parts = urlsplit(url)
    if "s=" in parts.query:
        return "search"
    head = parts.path.strip("/").partition("/")[0]
    kinds: dict[str, ListingKind] = {
        "": "home", "page": "home", "category": "category", "tag": "tag", "topic": "tag",
        "author": "author",
    }  # fmt: skip
    return kinds.get(head, "date" if head.isdigit() else "category")
