"""`scrapy audit`: what the site says it has against what the archive has."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from delegasi_scraper.cli.crawling_command import CrawlingCommand
from delegasi_scraper.crawl.library_logs import quieten_libraries
from delegasi_scraper.crawl.user_agent import set_contact

if TYPE_CHECKING:
    from archive.store import Archive
    from delegasi_scraper.reports.coverage import Audit, Holdings
    from delegasi_scraper.urls import Site

#: Of a run that reads: nothing is captured and nothing saved.
CAPTURE = "delegasi_scraper.middlewares.capture.CaptureMiddleware"


class Command(CrawlingCommand):
    """Exit code 0 complete, 10 holes found, 11 not checkable; 1 where it could not start."""

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

    def read(self, archive: Archive, args: list[str], opts: Namespace) -> int:  # noqa: ARG002
        """Ask, compare, print."""
        from delegasi_scraper.crawl.startup import site_of

        site = site_of(self.settings)
        quieten_libraries()
        set_contact(self.settings)
        audit = self._ask(archive, site)
        if opts.urls:
            try:
                text = "".join(f"{hole.url}\n" for hole in audit.missing)
                Path(opts.urls).write_text(text, encoding="utf-8")
            except OSError as error:
                audit.exit_code = self.fail(f"{opts.urls} cannot be written: {error}")
        print(json.dumps(audit.as_json(), indent=2) if opts.json else audit.as_text())
        return audit.exit_code

    def _ask(self, archive: Archive, site: Site) -> Audit:
        from archive.tables.teasers import unresolved_targets
        from delegasi_scraper.reports.coverage import NOT_CHECKABLE, Named, compare

        self.settings.set("ITEM_PIPELINES", {}, priority="cmdline")
        middlewares = self.settings.getdict("DOWNLOADER_MIDDLEWARES") | {CAPTURE: None}
        self.settings.set("DOWNLOADER_MIDDLEWARES", middlewares, priority="cmdline")
        run = self.run_spider("audit", archive, site)
        spider: Any = run.crawler.spider
        stats = run.crawler.stats
        holdings = _holdings(archive, site)
        named: dict[str, dict[str, Named]] = dict(spider.named)
        named["stubs"] = {
            slug: Named(url)
            for url in unresolved_targets(archive.connection, 1_000_000)
            if (slug := site.slug_of(url)) is not None
        }
        audit = compare(
            holdings,
            named,
            states=spider.walk.states,
            names_all=spider.names_all,
            broken=spider.walk.broken,
            rest_total=spider.walk.rest_total,
            depth=spider.depth,
        )
        if run.stop_reason or stats.get_value("finish_reason") != "finished":
            sentence = stats.get_value("stop/sentence")
            audit.exit_code = NOT_CHECKABLE
            audit.verdict = f"not checkable: {sentence or 'the audit was interrupted'}"
        return audit


def _holdings(archive: Archive, site: Site) -> Holdings:
    from archive.tables import articles, failures, held_states
    from archive.tables.aliases import alias_urls
    from delegasi_scraper.reports.coverage import Holdings, month_of

    rows = articles.holdings(archive.connection)
    slugs = {str(row["slug"]): month_of(row["published_at"]) for row in rows}
    return Holdings(
        months=slugs,
        gone=frozenset(str(row["slug"]) for row in rows if row["gone_at"]),
        other_slugs=frozenset(filter(None, map(site.slug_of, alias_urls(archive.connection)))),
        refused=frozenset(
            slug
            for url, reason, _ in failures.failed(archive.connection)
            if reason.startswith("refused/") and (slug := site.slug_of(url)) is not None
        ),
        not_believed=frozenset(
            slug
            for state in held_states.undecided(archive.connection)
            if state["is_first"] and (slug := site.slug_of(state["url"])) is not None
        ),
    )
