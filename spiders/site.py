"""What every spider of this project has: the run it belongs to, its arguments, its counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from scrapy import Spider

from delegasi_scraper.crawl.run import Run
from delegasi_scraper.errors import UsageError
from spiders.walk import Walk

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from delegasi_scraper.urls import Site


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
        self.walk = self.run.walk = Walk()

    @classmethod
    def check_arguments(cls, given: dict[str, str], site: Site) -> dict[str, Any]:
        """Turn what was typed into constructor values, or raise :class:`UsageError`."""
        for name in given:
            if name not in cls.ARGUMENTS:
                told = ", ".join(f"-a {key} ({told})" for key, told in cls.ARGUMENTS.items())
                knows = f"it knows {told}" if told else "it knows none"
                raise UsageError(f"crawl {cls.name} knows no argument {name!r}; {knows}")
        return cls.understand(given, site)

    @classmethod
    def understand(cls, given: dict[str, str], site: Site) -> dict[str, Any]:  # noqa: ARG003
        """Return the constructor values of known arguments."""
        return dict(given)

    async def save_now(self, item: Any) -> None:
        """Hand an item of ``start()`` to the pipelines, and wait until it is saved.

        Where one is yielded, Scrapy 2.19 hangs for ever if it is stopped before that is saved:
        the end of such an item does not tell a closing scraper that it is idle.
        """
        assert self.crawler.engine is not None
        try:
            await self.crawler.engine.scraper.itemproc.process_item_async(item)
        except Exception:  # as Scrapy: the fault is counted, and the others are saved
            self.count("fault/item_error")
            self.logger.exception("Error saving %s", type(item).__name__)

    def count(self, name: str, by: int = 1) -> None:
        """Add to one of the run's counts."""
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value(name, by)

    def counted(self, name: str) -> int:
        """Return one of the run's counts."""
        assert self.crawler.stats is not None
        return int(self.crawler.stats.get_value(name, 0))

    def tell(self, name: str, value: object) -> None:
        """Set one of the run's figures."""
        assert self.crawler.stats is not None
        self.crawler.stats.set_value(name, value)
