"""What the commands that only read the archive share."""

from __future__ import annotations

import sqlite3
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

if TYPE_CHECKING:
    from archive.store import Archive


class ReadingCommand(ScrapyCommand):
    """Opens the archive for reading, without its lock; ends with 1 and one sentence if it cannot.

    Subclasses implement :meth:`read`; ``arguments`` says how many they take, and which.
    """

    requires_project = True
    requires_crawler_process = False
    arguments: tuple[str, ...] = ()

    def syntax(self) -> str:
        """Name the arguments."""
        return " ".join(self.arguments)

    def run(self, args: list[str], opts: Namespace) -> None:
        """Check what was typed, open the archive, read."""
        from archive.errors import RECOVERY, ArchiveError
        from archive.store import Archive
        from delegasi_scraper.opening import CannotStart, archive_path

        assert self.settings is not None
        unknown = [arg for arg in args if arg.startswith("-")]
        if unknown:
            raise UsageError(f"unknown option {unknown[0]}")
        if len(args) != len(self.arguments):
            wanted = " ".join(self.arguments) or "no argument"
            raise UsageError(f"give {wanted}")
        try:
            path = archive_path(self.settings)
            if not path.exists():
                raise CannotStart(1, f"no archive at {path} yet: run `scrapy crawl articles`")
            with Archive.open(path, site_url=None, readonly=True) as archive:
                self.exitcode = self.read(archive, args, opts)
        except (CannotStart, ArchiveError, OSError) as error:
            print(f"{self.name()}: {error}", file=sys.stderr)
            self.exitcode = 1
        except sqlite3.Error as error:
            print(f"{self.name()}: {path} cannot be read: {error}; {RECOVERY}", file=sys.stderr)
            self.exitcode = 1

    def name(self) -> str:
        """Return the command as it is typed."""
        return f"scrapy {type(self).__module__.rsplit('.', 1)[1]}"

    def read(self, archive: Archive, args: list[str], opts: Namespace) -> int:
        """Do the work and return the exit code."""
        raise NotImplementedError
