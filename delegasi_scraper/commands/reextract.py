"""`scrapy reextract`: read every capture with the present extractor, and report first."""

from __future__ import annotations

import sqlite3
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from delegasi_scraper.cli.crawling_command import CrawlingCommand

if TYPE_CHECKING:
    from archive.store import Archive
    from delegasi_scraper.urls import Site


class Command(CrawlingCommand):
    """Exit code 0; 1 where it could not start, or much would change and `--yes` was not given."""

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

    def work(self, args: list[str], opts: Namespace) -> int:  # noqa: ARG002
        """Replay, compare, report, take over."""
        from archive.errors import RECOVERY
        from delegasi_scraper.crawl.library_logs import quieten_libraries
        from delegasi_scraper.crawl.startup import CannotStart, site_of

        site, path, folder = site_of(self.settings), self.archive_file(), self.warc_folder()
        files = tuple(sorted(folder.glob("*.warc.gz")))
        if not files:
            raise CannotStart(1, f"no captures in {folder}")
        quieten_libraries()
        try:
            with self.locked(path):
                return self._replay_beside(path, site, files, opts)
        except (sqlite3.Error, OSError) as error:
            return self.fail(
                f"{error}; what was taken over so far stays, run it again for the rest; {RECOVERY}"
            )

    def _replay_beside(
        self, path: Path, site: Site, files: tuple[Path, ...], opts: Namespace
    ) -> int:
        from archive.database import remove_database
        from archive.maintenance.reextraction import attach
        from archive.store import Archive

        scratch = path.with_name(path.name + ".reextract")
        try:
            remove_database(scratch)
            with (
                Archive.open(path, site_url=site.url) as archive,
                Archive.open(scratch, site_url=site.url) as anew,
            ):
                self._replay(anew, site, files)
                attach(archive.connection, scratch)
                return self._report(archive, anew, opts)
        finally:
            remove_database(scratch)

    def _replay(self, anew: Archive, site: Site, files: tuple[Path, ...]) -> None:
        from delegasi_scraper.crawl.startup import CannotStart

        stats = self.run_spider("replay", anew, site, warc=files).crawler.stats.get_stats()
        faults = [name for name in stats if name.startswith(("fault/", "archive/write_error"))]
        if stats.get("finish_reason") != "finished" or faults:
            # What was not read would pass for what the extractor does not find.
            sentence = stats.get("stop/sentence") or ", ".join(faults) or "it was interrupted"
            raise CannotStart(1, f"not all captures were read ({sentence}): nothing was changed")

    def _report(self, archive: Archive, anew: Archive, opts: Namespace) -> int:
        from archive.columns import PARSED_COLUMNS
        from archive.maintenance.reextraction import save_sightings, stubs
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
        from archive.decisions import ArticleVisit
        from archive.maintenance.reextraction import evidence_of
        from archive.tables.articles import row_of
        from delegasi_scraper.pipelines.archive import save_visit

        for row in changed:
            slug, seen_at = str(row["slug"]), str(row["last_seen_at"])
            state = row_of(anew.connection, slug)
            save_visit(archive, ArticleVisit(row=state, seen_at=seen_at, origin="extractor"))
        for row in gained:
            slug, seen_at = str(row["slug"]), str(row["last_seen_at"])
            capture_id, aliases = evidence_of(archive.connection, slug)
            visit = ArticleVisit(
                row=row_of(anew.connection, slug),
                seen_at=seen_at,
                capture_id=capture_id,
                aliases=aliases,
            )
            save_visit(archive, visit)
