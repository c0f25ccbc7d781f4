"""What one crawl holds while it runs: archive, captures, site, and why it was stopped."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from weakref import WeakKeyDictionary

from archive.tables import site_texts
from delegasi_scraper.crawl.internal_faults import is_of_the_disk
from delegasi_scraper.statements import NO_CONTEXT, SiteContext

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from archive.store import Archive
    from delegasi_scraper.urls import Site
    from delegasi_scraper.warc.writer import CaptureFiles

_RUNS: WeakKeyDictionary[Crawler, Run] = WeakKeyDictionary()


class SpiderWalk(Protocol):
    """What middlewares and pipelines hand to the spider: a part of `spiders.walk.Walk`."""

    sitemap_urls: list[str]  # as robots.txt names them
    look_again: list[str]  # addresses of which the judge wants a second look in this run


@dataclass(eq=False)
class Run:
    """The state that spider, middlewares and pipelines of one crawl share."""

    crawler: Crawler
    archive: Archive
    captures: CaptureFiles | None  # None = this run only reads, and keeps nothing
    site: Site
    walked_before: bool  # an earlier run has walked all of the site
    walk: SpiderWalk = field(init=False)  # set by the spider
    context: SiteContext = NO_CONTEXT  # frozen when the (captured) run begins
    misses: dict[str, tuple[str, str]] = field(default_factory=dict)  # slug: state, UTC
    known_before: int = 0  # articles read in this run that were archived before it
    archived_before: int | None = None  # id of the last article before this (captured) run's first
    stop_reason: str | None = None
    _tasks: set[asyncio.Future[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Make the run known to :meth:`of`."""
        _RUNS[self.crawler] = self

    @classmethod
    def of(cls, crawler: Crawler) -> Run:
        """Return the run that a crawler belongs to; ``scrapy crawl`` has made it."""
        return _RUNS[crawler]

    def begin_walk(self, walk: SpiderWalk) -> None:
        """Take the spider's walk; a replay has one for each captured run."""
        self.walk, self.archived_before = walk, None
        self.context = SiteContext(
            texts=site_texts.known(self.archive.connection, "repeated"),
            volatile=site_texts.known(self.archive.connection, "volatile"),
        )

    @contextmanager
    def saving(self) -> Iterator[None]:
        """End the crawl where the disk cannot be written: going on would lose pages.

        What one page's row does to SQLite is raised: it costs that page.
        """
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            if not is_of_the_disk(error):
                raise
            self.crawler.stats.inc_value("archive/write_error")
            self.stop("write_failed", f"the archive cannot be written: {error}")

    def stop(self, reason: str, sentence: str) -> None:
        """End the crawl cleanly; the first reason is kept.

        ``reason`` becomes Scrapy's ``finish_reason``, by which the exit code is decided.
        """
        if self.stop_reason is not None:
            return
        self.stop_reason = reason
        self.crawler.stats.set_value("stop/sentence", sentence)
        task = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=reason))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
