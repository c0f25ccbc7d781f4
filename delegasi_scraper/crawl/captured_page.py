"""A page read again from its capture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delegasi_scraper.crawl.responses import page_on, response_of
from delegasi_scraper.errors import PageError, UnreadableCapture
from delegasi_scraper.items import Fetched, PagesPrinted
from delegasi_scraper.warc.foreign import read_any

if TYPE_CHECKING:
    from delegasi_scraper.crawl.run import Run


def read_captured(run: Run, place: tuple[str, int] | None) -> PagesPrinted | None:
    """Return what the page prints that begins in a WARC file at an offset; None if unreadable."""
    if run.captures is None or place is None:
        return None
    try:
        record = read_any(run.captures.folder / place[0], place[1])
        page = page_on(response_of(record), run.site)
    except (PageError, UnreadableCapture):
        return None
    return PagesPrinted(pages=(page,), fetched=Fetched(url=record.url, at=record.fetched_at))
