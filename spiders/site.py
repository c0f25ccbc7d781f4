"""What every spider of this project has: the run it belongs to, its arguments, its counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Self

from scrapy import Spider

from delegasi_scraper.crawl.internal_faults import place_of, save_internal_fault
from delegasi_scraper.crawl.run import Run
from delegasi_scraper.errors import UsageError
from spiders.walk import Walk

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from delegasi_scraper.urls import Site


Output = Iterator[Any]  # requests, and items of delegasi_scraper.items


class SiteSpider(Spider):
    """A spider of one run; subclasses say which arguments they know."""

    ARGUMENTS: ClassVar[dict[str, str]] = {}

    def __init__(self, *, run: Run, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.run = run
        self.site = run.site
        self.begin_walk()
        self.allowed_domains = sorted({host.partition(":")[0] for host in run.site.hosts})

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Take site and archive from the run."""
        return super().from_crawler(crawler, *args, run=Run.of(crawler), **kwargs)

    def begin_walk(self) -> None:
        """Forget what an earlier run has asked for and met."""
        self.walk = Walk()
        self.run.begin_walk(self.walk)

    @classmethod
    def check_arguments(cls, raw: dict[str, str], site: Site) -> dict[str, Any]:
        """Turn what was typed into constructor values, or raise :class:`UsageError`."""
        for name in raw:
            if name not in cls.ARGUMENTS:
                told = ", ".join(f"-a {key} ({told})" for key, told in cls.ARGUMENTS.items())
                knows = f"it knows {told}" if told else "it knows none"
                raise UsageError(f"crawl {cls.name} knows no argument {name!r}; {knows}")
        return cls.parse_arguments(raw, site)

    @classmethod
    def parse_arguments(cls, raw: dict[str, str], site: Site) -> dict[str, Any]:  # noqa: ARG003
        """Return the constructor values of known arguments."""
        return dict(raw)

    async def save_now(self, item: Any) -> None:
        """Hand an item of ``start()`` to the pipelines, and wait until it is saved.

        Where one is yielded, Scrapy 2.19 hangs for ever if it is stopped before that is saved:
        the end of such an item does not tell a closing scraper that it is idle.
        """
        try:
            await self.crawler.engine.scraper.itemproc.process_item_async(item)
        except Exception as error:  # as Scrapy: the fault is counted, and the others are saved
            self.inc_stat("fault/item_error")
            self.logger.exception("Error saving %s", type(item).__name__)
            if place := place_of(item):
                save_internal_fault(self.run, *place, error)

    def inc_stat(self, name: str, by: int = 1) -> None:
        """Add to one of the crawl's counts."""
        self.crawler.stats.inc_value(name, by)

    def set_stat(self, name: str, value: object) -> None:
        """Set one of the crawl's figures."""
        self.crawler.stats.set_value(name, value)
