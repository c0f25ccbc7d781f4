"""`scrapy crawl`: Scrapy's own, with the lock, the archive and honest exit codes around it."""

from __future__ import annotations

import logging
import sqlite3
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError as ScrapyUsageError
from scrapy.spiderloader import get_spider_loader

from delegasi_scraper.cli.spider_help import SpiderHelpFormatter, crawlable_spiders, spider_list
from delegasi_scraper.crawl.library_logs import keep_versions_quiet, quieten_libraries
from delegasi_scraper.crawl.user_agent import set_contact
from delegasi_scraper.errors import UsageError

if TYPE_CHECKING:
    from scrapy.crawler import CrawlerProcessBase
    from scrapy.settings import Settings

    from delegasi_scraper.crawl.exit_codes import Outcome
    from delegasi_scraper.crawl.startup import Opened

logger = logging.getLogger(__name__)


class Command(ScrapyCrawl):
    """Ends with the exit codes that docs/operation.md lists."""

    settings: Settings  # Scrapy sets both before it calls ``run``
    crawler_process: CrawlerProcessBase

    def long_desc(self) -> str:
        """Describe the command in `scrapy crawl --help`."""
        return (
            "Run one of the spiders below.\n"
            "Exit codes: 0 fine, 1 could not start, 2 usage, 3 site unreachable or refusing,\n"
            "4 another run holds the lock, 5 not to be trusted, 6 archive not writable,\n"
            "7 interrupted."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        """List the spiders below the options."""
        super().add_options(parser)
        parser.formatter_class = SpiderHelpFormatter
        parser.epilog = spider_list(crawlable_spiders(get_spider_loader(self.settings)))

    def process_options(self, args: list[str], opts: Namespace) -> None:
        """Keep Scrapy from printing its versions, which it does before ``run``."""
        super().process_options(args, opts)
        keep_versions_quiet()

    def run(self, args: list[str], opts: Namespace) -> None:
        """Check what was typed, open the archive, crawl, and say how it ended."""
        from archive.errors import RECOVERY
        from delegasi_scraper.crawl.exit_codes import NOT_WRITTEN
        from delegasi_scraper.crawl.startup import CannotStart, open_run, site_of

        known = crawlable_spiders(self.crawler_process.spider_loader)
        if len(args) != 1:
            unknown = [arg for arg in args if arg.startswith("-")]
            raise ScrapyUsageError(
                f"unknown option {unknown[0]}"
                if unknown
                else f"give one spider: {', '.join(known)}"
            )
        if args[0] not in known:
            raise ScrapyUsageError(f"no spider {args[0]!r}; there is: {', '.join(known)}")
        try:
            site = site_of(self.settings)
            arguments = self._checked(args[0], opts.spargs, site)
            quieten_libraries()
            set_contact(self.settings)
            opened = open_run(self.settings, site)
        except UsageError as error:
            raise ScrapyUsageError(str(error)) from None
        except CannotStart as error:
            print(f"scrapy crawl: {error}", file=sys.stderr)
            self.exitcode = error.exit_code
            return
        try:
            self.exitcode = self._crawl(args[0], arguments, opened, site)
        except sqlite3.Error as error:
            path = opened.archive.path
            print(f"scrapy crawl: {path} cannot be written: {error}; {RECOVERY}", file=sys.stderr)
            self.exitcode = NOT_WRITTEN
        finally:
            opened.close()

    def _checked(self, name: str, given: dict[str, str], site: Any) -> dict[str, Any]:
        spider = self.crawler_process.spider_loader.load(name)
        arguments: dict[str, Any] = spider.check_arguments(given, site)  # type: ignore[attr-defined]  # ours
        return arguments

    def _crawl(self, name: str, arguments: dict[str, Any], opened: Opened, site: Any) -> int:
        from delegasi_scraper.crawl.recorded_run import run_recorded

        stats, ended = run_recorded(
            self.crawler_process,
            name,
            arguments,
            archive=opened.archive,
            captures=opened.captures,
            site=site,
        )
        self._tell(stats, ended)
        return ended.exit_code

    def _tell(self, stats: dict[str, Any], ended: Outcome) -> None:
        from delegasi_scraper.crawl.summary import summary_table

        print(summary_table(stats))
        if ended.exit_code:
            logger.error("Exit code %d (%s): %s", ended.exit_code, ended.word, ended.sentence)
