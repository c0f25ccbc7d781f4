"""Which parse of an article takes precedence: the archived one, or a new one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from delegasi_scraper.text.stamps import date_rank

if TYPE_CHECKING:
    from archive.rows import ArticleRow, KnownArticle


def is_poorer(known: KnownArticle, row: ArticleRow) -> bool:
    """Say whether a parse is of a poorer page, or incomplete where the whole is archived."""
    return row.rank < known.rank or (known.complete and not row.complete)


def is_richer(known: KnownArticle, row: ArticleRow) -> bool:
    """Say whether a parse is of a better page, or whole where the archived one is not."""
    return row.rank > known.rank or (row.complete and not known.complete)


def prefer(known: KnownArticle, row: ArticleRow) -> ArticleRow | None:
    """Choose between what is archived and a new parse; None keeps what is archived.

    A poorer parse changes nothing. A date of a lower-ranked source does not replace one of a
    better source, and a WordPress id stays known.
    """
    if is_poorer(known, row):
        return None
    if date_rank(known.published_source) < date_rank(row.published_source):
        row = replace(row, published_at=known.published_at, published_source=known.published_source)
    if row.wp_id is None:
        row = replace(row, wp_id=known.wp_id, wp_host=known.wp_host)
    return row
