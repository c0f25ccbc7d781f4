"""`scrapy doctor`: is everything sound? `--fix` mends where nothing can be lost."""

from __future__ import annotations

import sqlite3
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from archive.store import Archive


class Command(ScrapyCommand):
    """Exit code 0, or 5 where something is wrong, or 1 where nothing could be examined."""

    requires_project = True
    requires_crawler_process = False

    def short_desc(self) -> str:
        """Describe the command in one line."""
        return "Examine database, search index and captures; --fix mends where that is safe"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add --fix."""
        super().add_options(parser)
        parser.add_argument(
            "--fix",
            action="store_true",
            help="after a backup: build the search index anew, set torn captures aside, enter "
            "captures without a row, close runs that were killed",
        )

    def run(self, args: list[str], opts: Namespace) -> None:
        """Examine, mend if asked, and say what is left."""
        from archive.errors import RECOVERY, ArchiveError, ArchiveUnwritable
        from archive.lock import Lock
        from archive.store import Archive
        from delegasi_scraper.errors import ConfigurationError
        from delegasi_scraper.opening import CannotStart, existing_archive
        from delegasi_scraper.paths import in_project

        assert self.settings is not None
        if args:
            raise UsageError(f"unknown argument {args[0]}")
        try:
            path = existing_archive(self.settings)
            folder = in_project(self.settings["ARCHIVE_WARC_DIR"], "ARCHIVE_WARC_DIR")
            if opts.fix:
                self._fix(path, folder)
            with Archive.open(path, site_url=None, readonly=True) as archive:
                holder = Lock(path).holder()
                if holder:
                    print(f"{holder} is writing: what it is at is left aside")
                self.exitcode = self._examine(archive, folder, running=holder is not None)
        except ArchiveUnwritable as error:  # opened by nobody: damaged, or not ours to read
            print(error)
            self.exitcode = 5
        except (CannotStart, ConfigurationError, ArchiveError, OSError) as error:
            print(f"scrapy doctor: {error}", file=sys.stderr)
            self.exitcode = 1
        except sqlite3.Error as error:
            print(f"the database {path}: {error}; {RECOVERY}")
            self.exitcode = 5

    def _examine(self, archive: Archive, folder: Path, *, running: bool) -> int:
        from delegasi_scraper.examination import CHAIN_PROVES, examine

        count = 0
        for problem in examine(archive, folder, running=running):
            count += 1
            print(problem)
        totals = archive.totals()
        print(f"{totals['articles']} articles, {totals['captures']} captures examined")
        if end := archive.chain_end():
            print(f"the chain ends at capture {end[0]} with {end[1]}")
        print(CHAIN_PROVES)
        print(f"{count} problems" if count else "sound")
        return 5 if count else 0

    def _fix(self, path: Path, folder: Path) -> None:
        from datetime import UTC, datetime

        from archive.lock import Lock
        from archive.store import Archive
        from delegasi_scraper.opening import lock_wait, mend_captures

        assert self.settings is not None
        lock = Lock(path)
        lock.acquire(wait=lock_wait(self.settings))
        try:
            with Archive.open(path, site_url=None) as archive:
                now = datetime.now(UTC)
                copy = path.with_name(f"{path.name}.before-fix-{now:%Y%m%dT%H%M%S}")
                archive.backup(copy)
                print(f"the archive as it was: {copy}")
                archive.rebuild_search()
                archive.close_open_runs(now.replace(microsecond=0).isoformat())
                mend_captures(archive, folder)
        finally:
            lock.release()
