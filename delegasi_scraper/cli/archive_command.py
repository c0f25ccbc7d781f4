"""The base of the commands that need an archive."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from delegasi_scraper.cli.base_command import BaseCommand

if TYPE_CHECKING:
    from archive.store import Archive


class ArchiveCommand(BaseCommand):
    """Opens the archive for reading, without its lock, and hands it to :meth:`read`.

    A command that opens the archive itself overrides :meth:`work`.
    """

    def work(self, args: list[str], opts: Namespace) -> int:
        """Open the archive and read."""
        from archive.store import Archive

        with Archive.open(self.archive_file(), site_url=None, readonly=True) as archive:
            return self.read(archive, args, opts)

    def read(self, archive: Archive, args: list[str], opts: Namespace) -> int:
        """Read the archive and return the exit code."""
        raise NotImplementedError

    def archive_file(self) -> Path:
        """Return where the archive is; raises :class:`CannotStart` where there is none."""
        from delegasi_scraper.crawl.startup import archive_path, existing

        return existing(archive_path(self.settings))

    def warc_folder(self) -> Path:
        """Return where the captures are; raises :class:`ConfigurationError`."""
        from delegasi_scraper.project import in_project

        return in_project(self.settings["ARCHIVE_WARC_DIR"], "ARCHIVE_WARC_DIR")

    @contextmanager
    def locked(self, path: Path) -> Iterator[None]:
        """Hold the lock of the archive at ``path`` in the block; raises :class:`Locked`."""
        from archive.lock import Lock
        from delegasi_scraper.crawl.startup import lock_wait

        lock = Lock(path)
        lock.acquire(wait=lock_wait(self.settings))
        try:
            yield
        finally:
            lock.release()
