"""`scrapy restore FILE`: a backup in the archive's place, brought up to date from the captures."""

from __future__ import annotations

import sqlite3
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from delegasi_scraper.manners import keep_versions_quiet

if TYPE_CHECKING:
    from archive.store import Archive
    from delegasi_scraper.urls import Site


class Command(ScrapyCommand):
    """Exit code 1 where nothing was changed, or where some captures could not be read."""

    requires_project = True

    def syntax(self) -> str:
        """Name the argument."""
        return "FILE"

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

    def process_options(self, args: list[str], opts: Namespace) -> None:
        """Keep Scrapy from printing its versions, which it does before ``run``."""
        super().process_options(args, opts)
        keep_versions_quiet()

    def run(self, args: list[str], opts: Namespace) -> None:  # noqa: ARG002
        """Take the lock, restore, and say in one sentence why not."""
        from archive.errors import ArchiveError
        from archive.lock import Lock
        from delegasi_scraper.errors import ConfigurationError
        from delegasi_scraper.manners import quieten_libraries
        from delegasi_scraper.opening import CannotStart, archive_path, lock_wait, site_of
        from delegasi_scraper.reading import stopped_by_signals

        assert self.settings is not None
        if unknown := [arg for arg in args if arg.startswith("-")]:
            raise UsageError(f"unknown option {unknown[0]}")
        if len(args) != 1:
            raise UsageError("give FILE, a backup")
        quieten_libraries()
        try:
            site, path = site_of(self.settings), archive_path(self.settings)
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = Lock(path)
            lock.acquire(wait=lock_wait(self.settings))
            try:
                with stopped_by_signals():
                    self._restore(Path(args[0]), path, site)
            finally:
                lock.release()
        except KeyboardInterrupt:
            self._fail("interrupted: run it again")
        except (CannotStart, ConfigurationError, ArchiveError) as error:
            self._fail(str(error))
        except (sqlite3.Error, OSError) as error:
            self._fail(f"{path} cannot be written: {error}; mend that, and run it again")

    def _restore(self, file: Path, path: Path, site: Site) -> None:
        from datetime import UTC, datetime

        from archive import restore

        with restore.opened_by_nobody(path):
            pass  # before the work, which takes long, not only after it
        begun = path.exists() or restore.copy_of(path).exists()
        try:
            copy = restore.copy_backup(file, path)
            restore.check_backup(copy, file, site.url)
            totals, unread = self._bring_up_to_date(file, copy, site)
            kept = restore.put_in_place(copy, path, at=datetime.now(UTC))
        except BaseException:
            # Where the old database is away, the copy says that something was to come.
            if path.exists() or not begun:
                restore.discard(restore.copy_of(path))
            raise
        for old in kept:
            print(f"kept of the old database: {old}")
        print(f"{path}: {totals['articles']:,} articles, {totals['revisions']:,} revisions")
        if unread:
            self._fail(f"restored, but not all that was captured since: {unread}")

    def _bring_up_to_date(self, file: Path, copy: Path, site: Site) -> tuple[dict[str, int], str]:
        """Replay into the copy what was captured since; return totals, and what was not read."""
        from archive.restore import settle
        from archive.store import Archive
        from delegasi_scraper.paths import in_project
        from delegasi_scraper.unread_captures import unread_captures

        assert self.settings is not None
        unread = ""
        folder = in_project(self.settings["ARCHIVE_WARC_DIR"], "ARCHIVE_WARC_DIR")
        with Archive.open(copy, site_url=site.url) as archive:
            articles = archive.totals()["articles"]
            print(f"{file}: sound, {articles:,} articles, last run {archive.last_run_at()}")
            if files := unread_captures(archive, folder):
                print(f"replaying what {folder} has captured since", flush=True)
                unread = self._replay(archive, site, files)
            else:
                print(f"nothing was captured since in {folder}")
            settle(archive.connection)
            return archive.totals(), unread

    def _replay(self, archive: Archive, site: Site, files: tuple[Path, ...]) -> str:
        from delegasi_scraper.opening import CannotStart, open_captures
        from delegasi_scraper.outcome import FINE, UNTRUSTED
        from delegasi_scraper.recorded_run import run_recorded

        assert self.settings is not None
        assert self.crawler_process is not None
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
            raise CannotStart(1, f"{ended.sentence or ended.word}; nothing was changed")
        _tell_replayed(stats)
        unread = any(name.startswith(("fault/", "capture/unr", "capture/body_")) for name in stats)
        return ended.sentence if unread else ""

    def _fail(self, sentence: str) -> None:
        print(f"scrapy restore: {sentence}", file=sys.stderr)
        self.exitcode = 1


def _tell_replayed(stats: dict[str, Any]) -> None:
    print(
        f"{stats.get('capture/read', 0):,} captures replayed; new articles: "
        f"{stats.get('article/new', 0):,}, changes: {stats.get('article/changed', 0):,}"
    )
    if elsewhere := stats.get("capture/offsite"):
        print(f"{elsewhere:,} captures of other hosts (backfill) are kept, and not replayed")
