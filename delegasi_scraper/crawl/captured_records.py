"""Captures read back in the order of the crawl, parsed ahead by other processes."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from delegasi_scraper.crawl.capture_recovery import place_of_original
from delegasi_scraper.crawl.responses import page_on, response_of
from delegasi_scraper.errors import PageError, UnreadableCapture
from delegasi_scraper.items import PagesPrinted
from delegasi_scraper.statements import NO_CONTEXT, SiteContext
from delegasi_scraper.steps import clean, split
from delegasi_scraper.warc.reader import Record, read_record, read_records, with_body_of
from delegasi_scraper.warc.writer import run_of

if TYPE_CHECKING:
    from delegasi_scraper.crawl.run import Run
    from delegasi_scraper.urls import Site

logger = logging.getLogger(__name__)

#: What a worker makes of an article's capture; None = no article's address.
Parsed = Future[PagesPrinted | PageError] | None
#: Records read ahead while the workers parse.
AHEAD = 64


def files_by_run(files: Iterable[Path]) -> Iterator[list[Path]]:
    """Yield the files of each run; a file of another program counts as a run of its own."""
    for _, of_run in groupby(files, key=run_of):
        yield list(of_run)


class CapturedRecords:
    """Reads records; a revisit has the body of the record that it refers to."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._places: dict[tuple[str, str], tuple[Path, int]] = {}  # where bodies are

    def read(self, files: Iterable[Path]) -> Iterator[Record]:
        """Yield a run's records in order; what is torn is counted and logged."""
        for path in files:
            try:
                for record in read_records(path):
                    if record.refers_to is None:  # a revisit may be of the same second
                        self._places[record.url, record.fetched_at] = path, record.offset
                    yield self._with_body(record)
            except UnreadableCapture as error:
                self._run.crawler.stats.inc_value("capture/unreadable")
                logger.error("%s", error)

    def _with_body(self, record: Record) -> Record:
        if record.refers_to is None:
            return record
        place = self._places.get(record.refers_to) or self._archived_place(record)
        try:
            return with_body_of(record, read_record(*place)) if place else record
        except UnreadableCapture as error:
            logger.error("%s", error)
            return record

    def _archived_place(self, record: Record) -> tuple[Path, int] | None:
        """Return where the body is that an earlier run captured, whose files are not read."""
        place = place_of_original(self._run.archive, record)
        if place is None or self._run.captures is None:
            return None
        return self._run.captures.folder / place[0], place[1]


def parsed_ahead(
    records: Iterable[Record], pool: ProcessPoolExecutor, site: Site, context: SiteContext
) -> Iterator[tuple[Record, Parsed]]:
    """Yield records in order, while the workers parse the articles among the next."""
    window: deque[tuple[Record, Parsed]] = deque()
    for record in records:
        is_article = record.status == 200 and site.slug_of(record.url)
        window.append(
            (record, pool.submit(read_page, record, site, context) if is_article else None)
        )
        if len(window) >= AHEAD:
            yield window.popleft()
    yield from window


def read_page(
    record: Record, site: Site, context: SiteContext = NO_CONTEXT
) -> PagesPrinted | PageError:
    """Read an article's capture, and its text where one page is all of it; for another process."""
    try:
        pages = (page_on(response_of(record), site),)
        printed = PagesPrinted(pages=pages, context=context)
    except PageError as error:
        return error
    return printed if printed.pages[0].page_urls else split(clean(printed))
