"""What the commands that only read the archive share."""

from __future__ import annotations

import signal
import sqlite3
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
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
        from delegasi_scraper.opening import CannotStart, existing_archive

        assert self.settings is not None
        unknown = [arg for arg in args if arg.startswith("-")]
        if unknown:
            raise UsageError(f"unknown option {unknown[0]}")
        self.check_arguments(args, opts)
        try:
            path = existing_archive(self.settings)
            with stopped_by_signals():
                self.exitcode = self.open_and_read(path, args, opts)
        except KeyboardInterrupt:
            self.fail("interrupted")
        except sqlite3.Error as error:
            self.fail(f"{path} cannot be read: {error}; {RECOVERY}")
        except (CannotStart, ArchiveError, OSError) as error:
            self.fail(str(error))

    def check_arguments(self, args: list[str], opts: Namespace) -> None:  # noqa: ARG002
        """Raise :class:`UsageError` where the arguments are not those that are wanted."""
        if len(args) != len(self.arguments):
            wanted = " ".join(self.arguments) or "no argument"
            raise UsageError(f"give {wanted}")

    def open_and_read(self, path: Path, args: list[str], opts: Namespace) -> int:
        """Open the archive for reading, read, and return the exit code."""
        from archive.store import Archive

        with Archive.open(path, site_url=None, readonly=True) as archive:
            return self.read(archive, args, opts)

    def fail(self, sentence: str) -> None:
        """Say why there is nothing, and end with 1."""
        print(f"{self.name()}: {sentence}", file=sys.stderr)
        self.exitcode = 1

    def name(self) -> str:
        """Return the command as it is typed."""
        return f"scrapy {type(self).__module__.rsplit('.', 1)[1]}"

    def read(self, archive: Archive, args: list[str], opts: Namespace) -> int:
        """Do the work and return the exit code."""
        raise NotImplementedError


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Let SIGTERM end the work as Ctrl-C does, so that nothing half-written stays.

    A second one does not disturb the tidying up.
    """

    def stop(*_: object) -> None:
        for number in before:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
