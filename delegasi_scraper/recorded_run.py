"""Run one spider over an opened archive, with a row in `runs` that says how it ended."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from delegasi_scraper import outcome
from delegasi_scraper.clock import utc_now
from delegasi_scraper.run import Run

if TYPE_CHECKING:
    from scrapy.crawler import Crawler, CrawlerProcessBase

    from archive.store import Archive
    from delegasi_scraper.captures import CaptureFiles
    from delegasi_scraper.urls import Site


def run_recorded(
    process: CrawlerProcessBase,
    name: str,
    arguments: dict[str, Any],
    *,
    archive: Archive,
    captures: CaptureFiles,
    site: Site,
) -> tuple[dict[str, Any], outcome.Outcome]:
    """Run a spider to its end, and return its counts and how it ended; needs the lock.

    ``arguments`` are the spider's, as its ``check_arguments`` has returned them. A process
    runs one spider: its reactor cannot be started again.
    """
    # Private, and the only way to a crawler whose reactor the process sets up.
    crawler: Crawler = process._create_crawler(name)
    run_id = archive.start_run(name, utc_now())
    earlier = archive.last_stats(name)
    run = Run(crawler, archive, captures, site, walked_before=archive.has_walked())
    task = process.crawl(crawler, **arguments)
    process.start()
    stats = crawler.stats.get_stats() if crawler.stats else {}
    if process.bootstrap_failed or crawler.spider is None:
        ended = outcome.Outcome(
            outcome.COULD_NOT_START, "could_not_start", "the spider could not be built"
        )
    else:
        ended = outcome.decide(stats, earlier)
    del task, run
    try:
        archive.finish_run(
            run_id,
            finished_at=utc_now(),
            outcome=ended.word,
            exit_code=ended.exit_code,
            walk_complete=bool(stats.get("walk_complete")),
            stats=json.dumps(stats, default=str, sort_keys=True),
        )
    except Exception as error:  # whatever it is, the run was not recorded
        ended = outcome.Outcome(
            outcome.NOT_WRITTEN, "not_written", f"the archive cannot be written: {error}"
        )
    return stats, ended
