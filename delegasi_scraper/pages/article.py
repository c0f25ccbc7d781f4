"""One article page, whichever of its renderings was fetched."""

from __future__ import annotations

from dataclasses import replace

from delegasi_scraper.errors import AddressError, NotAnArticle
from delegasi_scraper.items import Article
from delegasi_scraper.pages.ampforwp import is_amp, parse_amp
from delegasi_scraper.pages.html import parse_document
from delegasi_scraper.pages.links import page_links
from delegasi_scraper.pages.not_articles import refuse_what_is_no_article
from delegasi_scraper.pages.unknown_layout import parse_generic
from delegasi_scraper.pages.wpberita import parse_front
from delegasi_scraper.urls import Site


def parse_article(html: str, *, url: str, site: Site | None = None) -> Article:
    """Extract the article printed on one page.

    ``html`` is the decoded page, ``url`` the address it was fetched from (AMP and front
    pages of one article give the same ``Article.url``), ``site`` whose article it may be;
    None = the site of ``url``.

    Raises :class:`~delegasi_scraper.errors.NotAnArticle` when the page is a listing, a form
    or a static page, another :class:`~delegasi_scraper.errors.PageError` when it cannot be
    read. A missing date, dateline, headline or text is data, not an error.
    """
    site = site or Site.of(url)
    root = parse_document(html, url=url)
    refuse_what_is_no_article(root, url=url)
    try:
        article = parse_front(root, url=url, site=site)
        if article is None and is_amp(root):
            article = parse_amp(root, url=url, site=site)
        if article is None:
            article = parse_generic(root, html, url=url, site=site)
    except AddressError as error:
        raise NotAnArticle(str(error), url=url) from None
    links, listings = page_links(root, url=url, site=site)
    return replace(article, links=links, listing_urls=listings)
