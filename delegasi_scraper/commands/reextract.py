"""`scrapy reextract`: read every capture with the present extractor, and report first."""

from __future__ import annotations

import sqlite3
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from delegasi_scraper.crawl.user_agent import keep_versions_quiet

if TYPE_CHECKING:
    from archive.store import Archive
    from delegasi_scraper.urls import Site


class Command(ScrapyCommand):
    """Exit code 0; 1 where it could not start, or much would change and `--yes` was not given."""

    requires_project = True

    def short_desc(self) -> str:
        """Describe the command in one line."""
        return "Rebuild every record from its captures with the present extractor, after a report"

    def long_desc(self) -> str:
        """Describe the command in `scrapy reextract --help`."""
        return (
            "Replay all captures into a database of its own, compare, print what would change, "
            "and take it over; the state before stays as a revision, the change is marked as "
            "ours (origin 'extractor'). Where more than 5 % of the articles would change, "
            "nothing is taken over without --yes."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        """Add --yes and --dry-run."""
        super().add_options(parser)
        parser.add_argument("--yes", action="store_true", help="take over, however much changes")
        parser.add_argument("--dry-run", action="store_true", help="report, and change nothing")

    def process_options(self, args: list[str], opts: Namespace) -> None:
        """Keep Scrapy from printing its versions, which it does before ``run``."""
        super().process_options(args, opts)
        keep_versions_quiet()

    def run(self, args: list[str], opts: Namespace) -> None:
        """Replay, compare, report, take over."""
        from archive.errors import RECOVERY, ArchiveError
        from archive.lock import Lock
        from archive.reextraction import attach
        from archive.store import Archive
        from delegasi_scraper.crawl.startup import CannotStart, archive_path, lock_wait, site_of
        from delegasi_scraper.crawl.user_agent import quieten_libraries
        from delegasi_scraper.errors import ConfigurationError
        from delegasi_scraper.paths import in_project

        assert self.settings is not None
        if args:
            raise UsageError(f"unknown argument {args[0]}")
        try:
            site = site_of(self.settings)
            path = archive_path(self.settings)
            folder = in_project(self.settings["ARCHIVE_WARC_DIR"], "ARCHIVE_WARC_DIR")
            files = tuple(sorted(folder.glob("*.warc.gz")))
            if not path.exists() or not files:
                raise CannotStart(1, f"no archive at {path}, or no captures in {folder}")
            quieten_libraries()
            lock = Lock(path)
            lock.acquire(wait=lock_wait(self.settings))
            scratch = path.with_name(path.name + ".reextract")
            try:
                _remove(scratch)
                with (
                    Archive.open(path, site_url=site.url) as archive,
                    Archive.open(scratch, site_url=site.url) as anew,
                ):
                    self._replay(anew, site, files)
                    attach(archive.connection, scratch)
                    self.exitcode = self._report(archive, anew, opts)
            finally:
                _remove(scratch)
                lock.release()
        except (CannotStart, ConfigurationError, ArchiveError) as error:
            print(f"scrapy reextract: {error}", file=sys.stderr)
            self.exitcode = 1
        except (sqlite3.Error, OSError) as error:
            print(
                f"scrapy reextract: {error}; what was taken over so far stays, run it again for "
                f"the rest; {RECOVERY}",
                file=sys.stderr,
            )
            self.exitcode = 1

    def _replay(self, anew: Archive, site: Site, files: tuple[Path, ...]) -> None:
        from delegasi_scraper.crawl.run import Run
        from delegasi_scraper.crawl.startup import CannotStart

        assert self.crawler_process is not None
        crawler = self.crawler_process._create_crawler("replay")  # as in commands/crawl.py
        run = Run(crawler, anew, None, site, walked_before=False)
        task = self.crawler_process.crawl(crawler, warc=files)
        self.crawler_process.start()
        stats = crawler.stats.get_stats() if crawler.stats else {}
        del task, run
        faults = [name for name in stats if name.startswith(("fault/", "archive/write_error"))]
        if stats.get("finish_reason") != "finished" or faults:
            # What was not read would pass for what the extractor does not find.
            sentence = stats.get("stop/sentence") or ", ".join(faults) or "it was interrupted"
            raise CannotStart(1, f"not all captures were read ({sentence}): nothing was changed")

    def _report(self, archive: Archive, anew: Archive, opts: Namespace) -> int:
        from archive.columns import PARSED_COLUMNS
        from archive.reextraction import save_sightings, stubs
        from archive.tables.articles import newest_states
        from delegasi_scraper.reports.reextraction import compare

        after = {str(row["slug"]): row for row in newest_states(anew.connection)}
        before = newest_states(archive.connection)
        report = compare(before, after, stubs=stubs(archive.connection))
        print(report.as_text())
        if opts.dry_run:
            print("nothing was changed (--dry-run)")
            return 0
        if report.is_large and not opts.yes:
            print("more than 5 % of the articles would change: nothing was; give --yes if it may")
            return 1
        changed = [
            old
            for old in newest_states(archive.connection)
            if (new := after.get(str(old["slug"]))) is not None
            and any(old[name] != new[name] for name in PARSED_COLUMNS)
        ]
        self._take_over(archive, anew, changed, [after[slug] for slug in report.gained])
        with archive.transaction() as connection:
            shown = save_sightings(connection)
        print(f"{len(changed)} articles were read anew, {len(report.gained)} gained")
        print(f"{shown} showings of teasers gained")
        return 0

    def _take_over(
        self,
        archive: Archive,
        anew: Archive,
        changed: list[dict[str, Any]],
        gained: list[dict[str, Any]],
    ) -> None:
        """Save each in a transaction of its own; the next run does what an interrupted one left."""
        from archive.reextraction import evidence_of
        from archive.tables.articles import row_of
        from delegasi_scraper.rows import merge
        from delegasi_scraper.text.edits import classify_edit

        for row in changed:
            archive.save_article(
                row_of(anew.connection, str(row["slug"])),
                seen_at=str(row["last_seen_at"]),
                merge=merge,
                classify=classify_edit,
                origin="extractor",
            )
        for row in gained:
            capture_id, aliases = evidence_of(archive.connection, str(row["slug"]))
            archive.save_article(
                row_of(anew.connection, str(row["slug"])),
                seen_at=str(row["last_seen_at"]),
                capture_id=capture_id,
                aliases=aliases,
            )


def _remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
