"""`scrapy restore FILE`: a backup in the archive's place, brought up to date from the captures."""

from __future__ import annotations

import sqlite3
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from delegasi_scraper.cli.crawling_command import CrawlingCommand

if TYPE_CHECKING:
    from archive.store import Archive
    from delegasi_scraper.urls import Site


class Command(CrawlingCommand):
    """Exit code 1 where nothing was changed, or where some captures could not be read."""

    arguments = ("FILE",)

    def short_desc(self) -> str:
        """Describe the command in one line."""
        return "Put a backup in the archive's place, and replay the captures since"

    def long_desc(self) -> str:
        """Describe the command in `scrapy restore --help`."""
        return (
            "Check FILE, which `scrapy backup` has made, copy it, replay into the copy the runs "
            "that ARCHIVE_WARC_DIR has captured since, and only then put it in the archive's "
            "place. The old database is kept beside it, with its -wal and -shm; FILE is left as "
            "it is. Interrupted, run it again."
        )

    def work(self, args: list[str], opts: Namespace) -> int:  # noqa: ARG002
        """Take the lock and restore."""
        from delegasi_scraper.crawl.library_logs import quieten_libraries
        from delegasi_scraper.crawl.startup import archive_path, site_of

        site, path = site_of(self.settings), archive_path(self.settings)
        quieten_libraries()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with self.locked(path):
                return self._restore(Path(args[0]), path, site)
        except (sqlite3.Error, OSError) as error:
            return self.fail(f"{path} cannot be written: {error}; mend that, and run it again")

    def _restore(self, file: Path, path: Path, site: Site) -> int:
        from datetime import UTC, datetime

        from archive.database import remove_database
        from archive.maintenance import restore

        with restore.opened_by_nobody(path):
            pass  # before the work, which takes long, not only after it
        begun = path.exists() or restore.copy_of(path).exists()
        try:
            copy = restore.copy_backup(file, path)
            restore.check_backup(copy, file, site.url)
            held, unread = self._bring_up_to_date(file, copy, site)
            kept = restore.put_in_place(copy, path, at=datetime.now(UTC))
        except BaseException:
            # Where the old database is away, the copy says that something was to come.
            if path.exists() or not begun:
                remove_database(restore.copy_of(path))
            raise
        for old in kept:
            print(f"kept of the old database: {old}")
        print(f"{path}: {held['articles']:,} articles, {held['revisions']:,} revisions")
        if unread:
            return self.fail(f"restored, but not all that was captured since: {unread}")
        return 0

    def _bring_up_to_date(self, file: Path, copy: Path, site: Site) -> tuple[dict[str, int], str]:
        """Replay into the copy what was captured since; return totals, and what was not read."""
        from archive.maintenance.restore import checkpoint
        from archive.store import Archive
        from archive.tables.runs import last_time
        from archive.tables.totals import totals
        from delegasi_scraper.crawl.unread_captures import unread_captures

        unread, folder = "", self.warc_folder()
        with Archive.open(copy, site_url=site.url) as archive:
            articles, last = totals(archive.connection)["articles"], last_time(archive.connection)
            print(f"{file}: sound, {articles:,} articles, last run {last}")
            if files := unread_captures(archive, folder):
                print(f"replaying what {folder} has captured since", flush=True)
                unread = self._replay(archive, site, files)
            else:
                print(f"nothing was captured since in {folder}")
            checkpoint(archive.connection)
            return totals(archive.connection), unread

    def _replay(self, archive: Archive, site: Site, files: tuple[Path, ...]) -> str:
        """Replay, and return what could not be read, in a sentence; "" = all was read."""
        from delegasi_scraper.crawl.exit_codes import FINE, INTERRUPTED, UNTRUSTED
        from delegasi_scraper.crawl.recorded_run import run_recorded
        from delegasi_scraper.crawl.startup import CannotStart, open_captures

        captures = open_captures(archive, self.settings)
        try:
            stats, ended = run_recorded(
                self.crawler_process,
                "replay",
                {"warc": files},
                archive=archive,
                captures=captures,
                site=site,
            )
        finally:
            captures.close()
        if ended.exit_code not in (FINE, UNTRUSTED) or stats["finish_reason"] != "finished":
            why = "interrupted" if ended.exit_code == INTERRUPTED else ended.sentence
            raise CannotStart(1, f"{why}; nothing was changed")
        _print_replayed(stats)
        unread = any(name.startswith(("fault/", "capture/unr", "capture/body_")) for name in stats)
        return ended.sentence if unread else ""


def _print_replayed(stats: dict[str, Any]) -> None:
    print(
        f"{stats.get('capture/read', 0):,} captures replayed; new articles: "
        f"{stats.get('article/new', 0):,}, changes: {stats.get('article/changed', 0):,}"
    )
    if elsewhere := stats.get("capture/offsite"):
        print(f"{elsewhere:,} captures of other hosts (backfill) are kept, and not replayed")
