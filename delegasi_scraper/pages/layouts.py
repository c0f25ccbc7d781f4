"""Which layout prints a page, and what it prints."""

from __future__ import annotations

from dataclasses import replace

from delegasi_scraper.errors import AddressError, NotAnArticle, PageTooLarge, UnreadablePage, Wall
from delegasi_scraper.items import PagePrinted
from delegasi_scraper.pages import ampforwp, unknown_layout, wpberita
from delegasi_scraper.pages.checks.not_articles import refuse_what_is_no_article
from delegasi_scraper.pages.checks.signs import read_signs
from delegasi_scraper.pages.checks.walls import name_wall
from delegasi_scraper.pages.html import parse_document
from delegasi_scraper.pages.links import page_links
from delegasi_scraper.urls import Site

#: A file each, asked in this order; the first that knows the page reads it. A new theme goes
#: before the unknown layout; an old one stays, so that old captures stay readable.
LAYOUTS = (wpberita.read_page, ampforwp.read_page, unknown_layout.read_page)

#: Letters of a headline, a name of a section or a tag; the longest of the site has 170.
LONGEST_NAME = 2000


def parse_page(html: str, *, url: str, site: Site) -> PagePrinted:
    """Read what an article's page prints.

    ``html`` is the decoded page, ``url`` the address it was fetched from, ``site`` whose
    article it may be. Raises :class:`~delegasi_scraper.errors.PageError`, of the kind
    ``NotAnArticle`` for a listing, a form or a static page.
    """
    root = parse_document(html, url=url)
    refuse_what_is_no_article(root, url=url)
    try:
        read = (layout(root, html, url=url, site=site) for layout in LAYOUTS)
        page = next(page for page in read if page is not None)
    except AddressError as error:
        raise NotAnArticle(str(error), url=url) from None
    except UnreadablePage:
        if wall := name_wall(root):
            raise Wall(wall, url=url) from None
        raise
    _check_lengths(page, url)
    signs = read_signs(root, html, page, url=url, site=site)
    if not (signs.identity and signs.is_article) and (
        wall := name_wall(root, all_text=not (signs.identity or signs.is_article))
    ):
        raise Wall(wall, url=url)
    links, listings = page_links(root, url=url, site=site)
    return replace(page, signs=signs, links=links, listing_urls=listings)


def _check_lengths(page: PagePrinted, url: str) -> None:
    """Refuse a page of names that no newsroom has written; no index or search could hold them."""
    terms = (term.name for term in (*page.categories, *page.tags))
    for name in filter(None, (page.title, page.subtitle, page.byline, *terms)):
        if len(name) > LONGEST_NAME:
            raise PageTooLarge(f"a headline or name of {len(name):,} letters", url=url)
