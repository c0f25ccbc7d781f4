"""What REST and feeds state of articles: read from an answer, or from the archive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from delegasi_scraper.crawl.responses import fetched_from
from delegasi_scraper.items import Address, Source
from delegasi_scraper.statements import Stated
from delegasi_scraper.steps import paragraphs_of
from delegasi_scraper.text.dates import parse_iso

if TYPE_CHECKING:
    from scrapy.http import Response

    from archive.rows import StatedRow
    from delegasi_scraper.urls import Site


def stated_by(
    response: Response, source: Source, addresses: Sequence[Address], site: Site
) -> tuple[tuple[str, Stated], ...]:
    """Return what an answer of REST or a feed states of articles, by their slugs."""
    fetched = fetched_from(response)
    return tuple(
        (
            slug,
            Stated(
                source="rest" if source == "rest" else "feed",
                seen_at=fetched.at,
                title=address.title,
                paragraphs=paragraphs_of(address.body) or None if address.body else None,
                published_at=address.published_at,
                modified_at=address.modified_at,
                capture_id=fetched.capture_id,
            ),
        )
        for address in addresses
        if (slug := site.slug_of(address.url)) is not None
    )


def stated_of(row: StatedRow | None) -> Stated | None:
    """Return what an archived row says was stated."""
    if row is None:
        return None
    return Stated(
        source="rest" if row.source == "rest" else "feed",
        seen_at=row.seen_at,
        title=row.title,
        paragraphs=row.paragraphs,
        published_at=parse_iso(row.published_at or ""),
        modified_at=parse_iso(row.modified_at or ""),
        capture_id=row.capture_id,
    )
