"""`scrapy doctor`: is everything sound? `--fix` mends where nothing can be lost."""

from __future__ import annotations

import sqlite3
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from delegasi_scraper.cli.archive_command import ArchiveCommand

if TYPE_CHECKING:
    from pathlib import Path

    from archive.store import Archive


class Command(ArchiveCommand):
    """Exit code 0, or 5 where something is wrong, or 1 where nothing could be examined."""

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

    def work(self, args: list[str], opts: Namespace) -> int:
        """Mend if asked, and examine; a damaged database is a problem found."""
        from archive.errors import RECOVERY, ArchiveUnwritable

        path, folder = self.archive_file(), self.warc_folder()
        try:
            if opts.fix:
                self._fix(path, folder)
            return super().work(args, opts)
        except ArchiveUnwritable as error:  # damaged, or not readable by this user
            print(error)
        except sqlite3.Error as error:
            print(f"the database {path}: {error}; {RECOVERY}")
        return 5

    def read(self, archive: Archive, args: list[str], opts: Namespace) -> int:  # noqa: ARG002
        """Examine, and say what is wrong."""
        from archive.lock import Lock
        from archive.tables.captures import chain_end
        from archive.tables.totals import totals
        from delegasi_scraper.reports.integrity import CHAIN_PROVES, examine

        holder = Lock(archive.path).holder()
        if holder:
            print(f"{holder} is writing: what it is at is left aside")
        count = 0
        for problem in examine(archive, self.warc_folder(), running=holder is not None):
            count += 1
            print(problem)
        held = totals(archive.connection)
        print(f"{held['articles']} articles, {held['captures']} captures examined")
        if end := chain_end(archive.connection):
            print(f"the chain ends at capture {end[0]} with {end[1]}")
        print(CHAIN_PROVES)
        print(f"{count} problems" if count else "sound")
        return 5 if count else 0

    def _fix(self, path: Path, folder: Path) -> None:
        from datetime import UTC, datetime

        from archive.maintenance.backup import backup
        from archive.maintenance.integrity import rebuild_search
        from archive.store import Archive
        from archive.tables.runs import close_killed
        from delegasi_scraper.crawl.capture_recovery import mend_captures

        with self.locked(path), Archive.open(path, site_url=None) as archive:
            now = datetime.now(UTC)
            copy = path.with_name(f"{path.name}.before-fix-{now:%Y%m%dT%H%M%S}")
            backup(archive.connection, copy)
            print(f"the archive as it was: {copy}")
            with archive.transaction() as connection:
                rebuild_search(connection)
                close_killed(connection, now.replace(microsecond=0).isoformat())
            mend_captures(archive, folder)
