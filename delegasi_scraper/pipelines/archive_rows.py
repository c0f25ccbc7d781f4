"""From records to the archive's rows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from archive.columns import PARSED
from archive.rows import AddressRow, ArticleRow, ImageRow, StatedRow, TeaserRow
from delegasi_scraper.items import Address, Article, PageKind, Teaser
from delegasi_scraper.statements import Differences, Stated
from delegasi_scraper.text.dateline import parse_dateline
from delegasi_scraper.text.matching_keys import title_slug, words_key

if TYPE_CHECKING:
    from delegasi_scraper.urls import Site

#: Columns that are only compared with teasers.
COMPARED = ("title_key", "lead_key", "title_slug")
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
    """Return the row of one parse; ``record`` holds all of it as JSON."""
    # Where the page leads is no part of the article: it stands in the tables of addresses.
    parse = asdict(replace(article, links=(), listing_urls=()))
    record = json.dumps(parse, default=str, ensure_ascii=False, sort_keys=True)
    written: dict[str, Any] = {
        "published_at": stamp_text(article.published_at),
        "modified_at": stamp_text(article.modified_at),
        "categories": tuple((term.name, term.slug) for term in article.categories),
        "tags": tuple((term.name, term.slug) for term in article.tags),
        "title_key": words_key(article.title or "") or None,
        "lead_key": lead_key(article),
        "title_slug": title_slug(article.title or "") or None,
    }
    # Every other column is named as in the parse.
    columns = {name: getattr(article, name) for name in PARSED.keys() - written.keys()}
    return ArticleRow(
        **columns,
        **written,
        rank=RANK[article.kind],
        record=record,
        images=tuple(ImageRow(**asdict(image)) for image in article.images),
    )


def exported(article: Article) -> dict[str, Any]:
    """Return what an export says of one parse, by the columns' names, for JSON.

    What only an archive knows is not among it; images, teasers and furniture are as in `record`.
    """
    row = article_row(article)
    columns = {name: getattr(row, name) for name in PARSED if name not in COMPARED}
    columns |= {name: [term for term, _ in columns[name]] for name in ("categories", "tags")}
    record = json.loads(row.record)
    return columns | {
        "word_count": len(row.body.split()),
        "body_sha256": hashlib.sha256(row.body.encode()).hexdigest(),
        **{name: record[name] for name in ("images", "teasers", "furniture")},
    }


def stated_row(stated: Stated | None, differences: Differences | None = None) -> StatedRow | None:
    """Return the row of what was stated, None where nothing was."""
    if stated is None:
        return None
    return StatedRow(
        source=stated.source,
        seen_at=stated.seen_at,
        title=stated.title,
        paragraphs=stated.paragraphs,
        published_at=stamp_text(stated.published_at),
        modified_at=stamp_text(stated.modified_at),
        capture_id=stated.capture_id,
        only_on_page=differences.only_on_page if differences else None,
        not_on_page=differences.not_on_page if differences else None,
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
            title_key=words_key(teaser.title or "") or None,
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
