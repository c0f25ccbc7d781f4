"""`scrapy status`: the last runs, how they ended, and what the archive holds."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError


class Command(ScrapyCommand):
    """Exit code 0, or 5 where the last run is not to be trusted, or 1 without an archive."""

    requires_project = True
    requires_crawler_process = False

    def short_desc(self) -> str:
        """Describe the command in one line."""
        return "Show the last runs, how they ended, and what the archive holds"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add --json."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print JSON")

    def run(self, args: list[str], opts: Namespace) -> None:
        """Print, and end with 5 where the last run ended badly."""
        from archive.errors import ArchiveError
        from archive.store import Archive
        from delegasi_scraper.opening import CannotStart, archive_path

        assert self.settings is not None
        if args:
            raise UsageError(f"unknown argument {args[0]}")
        try:
            path = archive_path(self.settings)
            if not path.exists():
                raise CannotStart(1, f"no archive at {path} yet: run `scrapy crawl articles`")
            with Archive.open(path, site_url=None, readonly=True) as archive:
                runs = archive.last_runs(10)
                totals = archive.totals()
        except (CannotStart, ArchiveError) as error:
            print(f"scrapy status: {error}", file=sys.stderr)
            self.exitcode = 1
            return
        last = next((run for run in runs if run["finished_at"]), None)
        bad = last is not None and last["exit_code"] not in (0, None)
        self.exitcode = 5 if bad else 0
        if opts.json:
            print(json.dumps({"totals": totals, "runs": runs}, indent=2))
            return
        for name, count in totals.items():
            print(f"{name:<12} {count:>8}")
        print("\nstarted                    spider    outcome         exit")
        for run in runs:
            code = "" if run["exit_code"] is None else run["exit_code"]
            print(
                f"{run['started_at']}  {run['spider']:<9} {run['outcome'] or 'running':<15} {code}"
            )
