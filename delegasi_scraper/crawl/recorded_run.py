"""Run one spider over an opened archive, with a row in `runs` that says how it ended."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from archive.tables import runs
from delegasi_scraper.clock import utc_now
from delegasi_scraper.crawl.exit_codes import COULD_NOT_START, NOT_WRITTEN, Outcome, decide
from delegasi_scraper.crawl.run import Run

if TYPE_CHECKING:
    from scrapy.crawler import Crawler, CrawlerProcessBase

    from archive.store import Archive
    from delegasi_scraper.urls import Site
    from delegasi_scraper.warc.writer import CaptureFiles


def run_recorded(
    process: CrawlerProcessBase,
    name: str,
    arguments: dict[str, Any],
    *,
    archive: Archive,
    captures: CaptureFiles,
    site: Site,
) -> tuple[dict[str, Any], Outcome]:
    """Run a spider to its end, and return its counts and how it ended; needs the lock.

    ``arguments`` are the spider's, as its ``check_arguments`` returns them. A process runs one
    spider: its reactor cannot be started again.
    """
    # Private, and the only way to a crawler whose reactor the process sets up.
    crawler: Crawler = process._create_crawler(name)
    with archive.transaction() as connection:
        run_id = runs.start(connection, name, utc_now())
    earlier = runs.last_stats(archive.connection, name)
    walked = runs.has_walked(archive.connection)
    run = Run(crawler, archive, captures, site, walked_before=walked)
    task = process.crawl(crawler, **arguments)
    process.start()
    try:
        stats = crawler.stats.get_stats()
    except RuntimeError:  # Scrapy 2.19 sets them when it has the spider
        stats = {}
    if not stats or process.bootstrap_failed:
        ended = Outcome(COULD_NOT_START, "could_not_start", "the spider could not be built")
    else:
        ended = decide(stats, earlier)
    del task, run
    return stats, _record_end(archive, run_id, ended, stats)


def _record_end(archive: Archive, run_id: int, ended: Outcome, stats: Mapping[str, Any]) -> Outcome:
    """Close the run's row, and return how the run ended: badly where that cannot be saved."""
    try:
        with archive.transaction() as connection:
            runs.finish(
                connection,
                run_id,
                finished_at=utc_now(),
                outcome=ended.word,
                exit_code=ended.exit_code,
                walk_complete=bool(stats.get("walk_complete")),
                stats=json.dumps(stats, default=str, sort_keys=True),
            )
    except Exception as error:  # whatever it is, the run was not recorded
        return Outcome(NOT_WRITTEN, "not_written", f"the archive cannot be written: {error}")
    return ended
