"""An article on a page of unknown layout: the day after a redesign the archive goes on.

trafilatura in precision mode without comments; measured ahead of newspaper4k and
readability on pages of this site's structure (November 2026).
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree

from delegasi_scraper.errors import PageTooLarge, UnreadablePage
from delegasi_scraper.items import BodyPart, PagePrinted
from delegasi_scraper.pages.html import classes, compiled, elements, first, first_text
from delegasi_scraper.pages.metadata import (
    amp_url,
    author_name,
    identity,
    json_ld_article,
    meta_stamps,
    terms,
    time_stamps,
)
from delegasi_scraper.text.clean import clean_text
from delegasi_scraper.urls import Site

EXTRACTOR = "trafilatura-generic/2"
#: trafilatura 2.3.1 needs 11 s for 200,000 <br> and 5.5 s for 100,000 <a>.
LARGEST_PAGE = 300_000
MOST_ELEMENTS = 20_000

_POST = compiled("//article[starts-with(@id, 'post-')]")
_BODY = compiled("//body")
_TITLE = compiled("//h1")
_PUBLISHED = compiled("(//article | //main)//time[class~published or class~entry-date]")
_UPDATED = compiled("(//article | //main)//time[class~updated and not(class~published)]")
_BYLINE = compiled("//*[class~byline or class~author]//a[contains(@href, '/author/')]")
_CATEGORIES = compiled("(//article | //main)//a[contains(@rel, 'category')]")
_TAGS = compiled("(//article | //main)//a[@rel='tag']")


def read_page(root: etree._Element, html: str, *, url: str, site: Site) -> PagePrinted:
    """Read a page by trafilatura.

    Raises :class:`PageTooLarge` for what would stall it, :class:`UnreadablePage` where it
    finds nothing and WordPress does not mark the page as a single post.
    """
    if len(html) > LARGEST_PAGE or sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise PageTooLarge("an unknown layout beyond 300 KB or 20,000 elements", url=url)
    texts = _trafilatura(html, url)
    wp_id = _wp_id(root)
    if not texts and wp_id is None:
        raise UnreadablePage("no article was found on this page of unknown layout", url=url)
    canonical, slug, wp_host = identity(root, url=url, site=site)
    title = first_text(_TITLE, root)
    if texts and title and texts[0] == title:
        texts = texts[1:]
    ld = json_ld_article(root)
    return PagePrinted(
        url=canonical,
        slug=slug,
        kind="generic",
        extractor=EXTRACTOR,
        wp_id=wp_id,
        wp_host=(wp_host or urlsplit(url).netloc.lower()) if wp_id is not None else None,
        title=title,
        body=tuple(BodyPart("line", text) for text in texts),
        byline=first_text(_BYLINE, root) or author_name(ld),
        categories=terms(elements(_CATEGORIES, root), url=url),
        tags=terms(elements(_TAGS, root), url=url),
        stamps=(
            *time_stamps(first(_PUBLISHED, root), first(_UPDATED, root)),
            *meta_stamps(root, ld),
        ),
        amp_url=amp_url(root, url=url),
    )


def _trafilatura(html: str, url: str) -> list[str]:
    import trafilatura  # most of a second to import, and needed on unknown layouts only

    try:
        found = trafilatura.bare_extraction(
            html, url=url, favor_precision=True, include_comments=False, include_tables=True,
            with_metadata=False,
        )  # fmt: skip
    # Third-party code on a hostile page: whatever it raises, the page is kept and listed.
    except Exception as error:
        raise UnreadablePage(f"the generic extractor failed ({error!r})", url=url) from error
    text = getattr(found, "text", None) or ""
    return [line for line in map(clean_text, text.split("\n")) if line]


def _wp_id(root: etree._Element) -> int | None:
    body = first(_BODY, root)
    names = list(classes(body)) if body is not None else []
    names += [post.get("id") or "" for post in elements(_POST, root)[:1]]
    for name in names:
        if match := re.fullmatch(r"post(?:id)?-(\d{1,12})", name):
            return int(match[1])
    return None
