"""The base of the project's commands."""

from __future__ import annotations

import signal
import sqlite3
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import Settings


class BaseCommand(ScrapyCommand):
    """Ends with 1 and one sentence on standard error where it cannot do its work.

    Subclasses implement :meth:`work`; ``arguments`` says how many they take, and which.
    """

    requires_project = True
    requires_crawler_process = False
    settings: Settings  # Scrapy sets them before it calls anything
    arguments: tuple[str, ...] = ()
    takes_stdin = False  # "-" is an argument

    def syntax(self) -> str:
        """Name the arguments."""
        return " ".join(self.arguments)

    def run(self, args: list[str], opts: Namespace) -> None:
        """Check the arguments, work, and set the exit code."""
        from archive.errors import RECOVERY, ArchiveError
        from delegasi_scraper.crawl.startup import CannotStart, archive_path
        from delegasi_scraper.errors import ConfigurationError

        unknown = [arg for arg in args if arg.startswith("-")]
        if unknown and not (self.takes_stdin and unknown == ["-"]):
            raise UsageError(f"unknown option {unknown[0]}")
        self.check_arguments(args, opts)
        try:
            with stopped_by_signals():
                self.exitcode = self.work(args, opts)
        except KeyboardInterrupt:
            self.exitcode = self.fail("interrupted")
        except sqlite3.Error as error:
            path = archive_path(self.settings)
            self.exitcode = self.fail(f"{path} cannot be read: {error}; {RECOVERY}")
        except (CannotStart, ConfigurationError, ArchiveError, OSError) as error:
            self.exitcode = self.fail(str(error))

    def check_arguments(self, args: list[str], opts: Namespace) -> None:  # noqa: ARG002
        """Raise :class:`UsageError` where the arguments are not the ones expected."""
        if len(args) != len(self.arguments):
            wanted = " ".join(self.arguments)
            raise UsageError(f"give {wanted}" if wanted else f"no argument is taken: {args[0]}")

    def work(self, args: list[str], opts: Namespace) -> int:
        """Do the work and return the exit code."""
        raise NotImplementedError

    def fail(self, sentence: str, exit_code: int = 1) -> int:
        """Print a sentence on standard error and return the exit code."""
        print(f"{self.name()}: {sentence}", file=sys.stderr)
        return exit_code

    def name(self) -> str:
        """Return the command as it is typed."""
        return f"scrapy {type(self).__module__.rsplit('.', 1)[1]}"


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Let SIGTERM end the work as Ctrl-C does, so that nothing half-written stays.

    A second signal does not disturb the tidying up.
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
