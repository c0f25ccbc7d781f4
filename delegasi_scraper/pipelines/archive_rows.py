"""From records to the archive's rows."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from archive.rows import AddressRow, ArticleRow, ImageRow, TeaserRow
from delegasi_scraper.items import Address, Article, PageKind, Teaser
from delegasi_scraper.text.dateline import parse_dateline
from delegasi_scraper.text.matching_keys import title_slug, words_key

if TYPE_CHECKING:
    from delegasi_scraper.urls import Site

#: A poorer source never replaces a better one.
RANK: dict[PageKind, int] = {"front": 3, "amp": 2, "generic": 1}


def stamp_text(value: datetime | date | None) -> str | None:
    """Write a time as the archive keeps it: the newsroom's clock, no fractions, or a bare day.

    >>> stamp_text(date(2021, 12, 14))
    '2021-12-14'
    """
    if isinstance(value, datetime):
        return value.replace(microsecond=0).isoformat()
    return value.isoformat() if value else None


#: Words of an article's beginning that excerpts are compared with.
LEAD_WORDS = 40
#: Words of an excerpt to compare. Longer ones, of feeds, run into captions and inserts, which
#: are no text of the article.
EXCERPT_WORDS = 15


def lead_key(article: Article) -> str | None:
    """Return the first words without dateline, folded; an excerpt may reach over paragraphs."""
    texts = " ".join((article.lead or "", *article.paragraphs[1:]))
    return " ".join(words_key(texts).split()[:LEAD_WORDS]) or None


def excerpt_key(excerpt: str | None) -> str | None:
    """Return an excerpt's words without dateline, folded.

    >>> excerpt_key("Kupang, Delegasi.com - Warga SoE panen…")
    'warga soe panen'
    """
    if excerpt is None:
        return None
    dateline = parse_dateline(excerpt)
    words = words_key(dateline.lead if dateline else excerpt).split()
    return " ".join(words[:EXCERPT_WORDS]) or None


def article_row(article: Article) -> ArticleRow:
    """Return the row of one reading; ``record`` holds the whole parse as JSON."""
    # Where the page leads is no part of the article: it stands in the tables of addresses.
    parse = asdict(replace(article, links=(), listing_urls=()))
    record = json.dumps(parse, default=str, ensure_ascii=False, sort_keys=True)
    return ArticleRow(
        url=article.url,
        slug=article.slug,
        wp_id=article.wp_id,
        wp_host=article.wp_host,
        title=article.title,
        subtitle=article.subtitle,
        body=article.body,
        lead=article.lead,
        dateline=article.dateline,
        place=article.place,
        regency=article.regency,
        author=article.author,
        editor=article.editor,
        source_credit=article.source_credit,
        signoff=article.signoff,
        initials=article.initials,
        section=article.section,
        published_at=stamp_text(article.published_at),
        published_source=article.published_source,
        modified_at=stamp_text(article.modified_at),
        complete=article.complete,
        extractor=article.extractor,
        rank=RANK[article.kind],
        record=record,
        title_key=(words_key(article.title) or None) if article.title else None,
        lead_key=lead_key(article),
        title_slug=(title_slug(article.title) or None) if article.title else None,
        categories=tuple((term.name, term.slug) for term in article.categories),
        tags=tuple((term.name, term.slug) for term in article.tags),
        images=tuple(
            ImageRow(url=image.url, alt=image.alt, caption=image.caption, credit=image.credit)
            for image in article.images
        ),
    )


def teaser_rows(teasers: tuple[Teaser, ...]) -> tuple[TeaserRow, ...]:
    """Return the rows of teasers, in the order of the page."""
    return tuple(
        TeaserRow(
            url=teaser.url,
            title=teaser.title,
            excerpt=teaser.excerpt,
            block=teaser.block,
            position=teaser.position,
            title_key=(words_key(teaser.title) or None) if teaser.title else None,
            excerpt_key=excerpt_key(teaser.excerpt),
        )
        for teaser in teasers
    )


def address_rows(addresses: tuple[Address, ...], site: Site) -> tuple[AddressRow, ...]:
    """Return the rows of addresses that name an article by their form."""
    return tuple(
        AddressRow(url=address.url, slug=slug, source=address.source)
        for address in addresses
        if (slug := site.slug_of(address.url)) is not None
    )
