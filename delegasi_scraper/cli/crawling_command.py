"""The base of the commands that run a spider over an archive that is open already."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from delegasi_scraper.cli.archive_command import ArchiveCommand
from delegasi_scraper.crawl.library_logs import keep_versions_quiet

if TYPE_CHECKING:
    from scrapy.crawler import CrawlerProcessBase

    from archive.store import Archive
    from delegasi_scraper.crawl.run import Run
    from delegasi_scraper.urls import Site


class CrawlingCommand(ArchiveCommand):
    """Has Scrapy's crawler process."""

    requires_crawler_process = True
    crawler_process: CrawlerProcessBase  # Scrapy sets it before it calls ``run``

    def process_options(self, args: list[str], opts: Namespace) -> None:
        """Keep Scrapy from printing its versions, which it does before ``run``."""
        super().process_options(args, opts)
        keep_versions_quiet()

    def run_spider(self, name: str, archive: Archive, site: Site, **arguments: Any) -> Run:
        """Run a spider that captures nothing, to its end; raises :class:`CannotStart`.

        A process runs one spider: its reactor cannot be started again.
        """
        from delegasi_scraper.crawl.run import Run
        from delegasi_scraper.crawl.startup import CannotStart

        # Private, and the only way to a crawler whose reactor the process sets up.
        crawler = self.crawler_process._create_crawler(name)
        run = Run(crawler, archive, None, site, walked_before=False)
        task = self.crawler_process.crawl(crawler, **arguments)
        self.crawler_process.start()
        del task
        if crawler.spider is None:  # its statistics are not there either
            raise CannotStart(1, f"the spider {name} could not be built")
        return run
