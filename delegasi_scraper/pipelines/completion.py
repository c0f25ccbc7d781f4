"""Complete an archived article by what REST stated after its page was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from archive.decisions import ArticleVisit
from archive.tables import articles, captures
from archive.tables import stated as statements
from delegasi_scraper.crawl.captured_page import read_captured
from delegasi_scraper.extract import extract_pages
from delegasi_scraper.items import ArticleExtracted
from delegasi_scraper.pipelines.archive import save_visit
from delegasi_scraper.pipelines.archive_rows import article_row, stated_row
from delegasi_scraper.statements import Stated

if TYPE_CHECKING:
    from archive.rows import KnownArticle
    from delegasi_scraper.crawl.run import Run


def complete(run: Run, slug: str, stated: Stated) -> bool:
    """Save a statement on an archived article; say whether it was extracted again for it.

    One that was modified since its page was read waits for the page.
    """
    row, known = stated_row(stated), articles.find_slug(run.archive.connection, slug)
    if row is None or known is None or statements.is_saved(run.archive.connection, known.id, row):
        return False
    with run.archive.transaction() as connection:
        statements.save(connection, known.id, row, compared=False)
    modified = stated.modified_at
    if not isinstance(modified, datetime) or modified > datetime.fromisoformat(known.last_seen_at):
        return False
    extracted = _extracted_again(run, known, stated)
    if extracted is None or not extracted.article.complete:
        return False
    visit = ArticleVisit(
        row=article_row(extracted.article),
        seen_at=known.last_seen_at,
        stated=stated_row(stated, extracted.differences),
        origin="extractor",
    )
    save_visit(run.archive, visit)
    return True


def _extracted_again(run: Run, known: KnownArticle, stated: Stated) -> ArticleExtracted | None:
    """Extract the page of the last visit; None where it is of several pages, or not captured."""
    connection = run.archive.connection
    place = captures.place_at(connection, known.fetch_url, known.last_seen_at)
    printed = read_captured(run, place)
    if printed is None or not printed.pages[0].complete:
        return None
    return extract_pages(replace(printed, stated=stated))
