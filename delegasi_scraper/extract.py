"""One page in, one article out, without a crawl: the same way, for whoever has a page."""

from __future__ import annotations

from typing import cast

from delegasi_scraper.items import Article, ArticleExtracted, Fetched, PagesPrinted
from delegasi_scraper.pages.layouts import parse_page
from delegasi_scraper.statements import NO_CONTEXT, SiteContext
from delegasi_scraper.steps import STEPS
from delegasi_scraper.urls import Site


def extract_article(
    html: str,
    *,
    url: str,
    site: Site | None = None,
    seen_at: str | None = None,
    context: SiteContext | None = None,
) -> Article:
    """Extract the article printed on one page.

    ``html`` is the decoded page, ``url`` the address it was fetched from (AMP and front
    pages of one article give the same ``Article.url``), ``site`` whose article it may be;
    None = the site of ``url``; ``seen_at`` when the page was fetched (UTC, ISO 8601): a time
    that is more than two days ahead of it is not believed. None = not known. ``context`` holds
    texts that other pages of the site carry, too: those that are no sentence are set apart.

    Raises :class:`~delegasi_scraper.errors.NotAnArticle` when the page is a listing, a form
    or a static page, another :class:`~delegasi_scraper.errors.PageError` when it cannot be
    read. A missing date, dateline, headline or text is data, not an error.
    """
    page = parse_page(html, url=url, site=site or Site.of(url))
    fetched = Fetched(url=url, at=seen_at) if seen_at else None
    item = PagesPrinted(pages=(page,), fetched=fetched, context=context or NO_CONTEXT)
    return extract_pages(item).article


def extract_pages(item: PagesPrinted) -> ArticleExtracted:
    """Take the printed pages of one article all the way."""
    for step in STEPS:
        item = step(item)
    return cast(ArticleExtracted, item)
