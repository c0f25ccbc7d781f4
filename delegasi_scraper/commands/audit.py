"""`scrapy audit`: what the site says it has against what the archive has."""

from __future__ import annotations

import json
import sqlite3
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from delegasi_scraper.manners import introduce, keep_versions_quiet

if TYPE_CHECKING:
    from archive.store import Archive
    from delegasi_scraper.audit import Audit, Holdings
    from delegasi_scraper.urls import Site

#: Of a run that reads: nothing is captured and nothing saved.
CAPTURE = "delegasi_scraper.middlewares.capture.CaptureMiddleware"


class Command(ScrapyCommand):
    """Exit code 0 complete, 10 holes found, 11 not checkable; 1 where it could not start."""

    requires_project = True

    def short_desc(self) -> str:
        """Describe the command in one line."""
        return "Compare what the site says it has with what the archive has"

    def long_desc(self) -> str:
        """Describe the command in `scrapy audit --help`."""
        return (
            "Ask REST, sitemaps and listings which articles there are, and show month by month "
            "what the archive has of them; it reads, and writes nothing. Exit codes: 0 complete, "
            "10 holes found, 11 not checkable, 1 could not start, 2 usage."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        """Add --json."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument(
            "--urls",
            metavar="FILE",
            help="write the missing addresses, for `scrapy crawl articles -a urls=FILE`",
        )

    def process_options(self, args: list[str], opts: Namespace) -> None:
        """Keep Scrapy from printing its versions, which it does before ``run``."""
        super().process_options(args, opts)
        keep_versions_quiet()

    def run(self, args: list[str], opts: Namespace) -> None:
        """Ask, compare, print."""
        from archive.errors import RECOVERY, ArchiveError
        from archive.store import Archive
        from delegasi_scraper.opening import CannotStart, existing_archive, site_of

        assert self.settings is not None
        if args:
            raise UsageError(f"unknown argument {args[0]}")
        try:
            site = site_of(self.settings)
            path = existing_archive(self.settings)
            introduce(self.settings)
            with Archive.open(path, site_url=None, readonly=True) as archive:
                audit = self._ask(archive, site)
        except (CannotStart, ArchiveError) as error:
            print(f"scrapy audit: {error}", file=sys.stderr)
            self.exitcode = 1
            return
        except sqlite3.Error as error:
            print(f"scrapy audit: {path} cannot be read: {error}; {RECOVERY}", file=sys.stderr)
            self.exitcode = 1
            return
        if opts.urls:
            try:
                text = "".join(f"{hole.url}\n" for hole in audit.missing)
                Path(opts.urls).write_text(text, encoding="utf-8")
            except OSError as error:
                print(f"scrapy audit: {opts.urls} cannot be written: {error}", file=sys.stderr)
                audit.exit_code = 1
        told = json.dumps(audit.as_json(), indent=2) if opts.json else audit.as_text()
        print(told)
        self.exitcode = audit.exit_code

    def _ask(self, archive: Archive, site: Site) -> Audit:
        from delegasi_scraper.audit import NOT_CHECKABLE, Named, compare
        from delegasi_scraper.run import Run

        assert self.settings is not None
        assert self.crawler_process is not None
        self.settings.set("ITEM_PIPELINES", {}, priority="cmdline")
        middlewares = self.settings.getdict("DOWNLOADER_MIDDLEWARES") | {CAPTURE: None}
        self.settings.set("DOWNLOADER_MIDDLEWARES", middlewares, priority="cmdline")
        crawler = self.crawler_process._create_crawler("audit")  # as in commands/crawl.py
        run = Run(crawler, archive, None, site, walked_before=False)
        task = self.crawler_process.crawl(crawler)
        self.crawler_process.start()
        del task
        spider: Any = crawler.spider
        holdings = _holdings(archive, site)
        named: dict[str, dict[str, Named]] = dict(spider.named) if spider else {}
        named["stubs"] = {
            slug: Named(url)
            for url in archive.unresolved_targets(1_000_000)
            if (slug := site.slug_of(url)) is not None
        }
        audit = compare(
            holdings,
            named,
            states=spider.states if spider else {},
            broken=spider.broken if spider else (),
            rest_total=spider.rest_total if spider else None,
            depth=spider.depth if spider else None,
        )
        reason = crawler.stats.get_value("finish_reason") if crawler.stats else None
        if run.stop_reason or reason != "finished":
            sentence = crawler.stats.get_value("stop/sentence") if crawler.stats else None
            audit.exit_code = NOT_CHECKABLE
            audit.verdict = f"not checkable: {sentence or 'the audit was interrupted'}"
        return audit


def _holdings(archive: Archive, site: Site) -> Holdings:
    from delegasi_scraper.audit import Holdings, month_of

    rows = archive.holdings()
    slugs = {str(row["slug"]): month_of(row["published_at"]) for row in rows}
    return Holdings(
        months=slugs,
        gone=frozenset(str(row["slug"]) for row in rows if row["gone_at"]),
        other_slugs=frozenset(filter(None, map(site.slug_of, archive.alias_urls()))),
        refused=frozenset(
            slug
            for url, reason, _ in archive.failed_addresses()
            if reason.startswith("refused/") and (slug := site.slug_of(url)) is not None
        ),
    )
