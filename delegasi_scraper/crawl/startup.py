"""Open lock, archive and captures for a crawl; each failure has its exit code."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from archive.database import check_not_half_restored
from archive.errors import RECOVERY, ArchiveError, ArchiveUnwritable, OtherSite
from archive.lock import Lock, Locked
from archive.store import Archive
from archive.tables import runs
from delegasi_scraper.crawl import exit_codes
from delegasi_scraper.crawl.capture_recovery import mend_captures
from delegasi_scraper.errors import AddressError, ConfigurationError, DelegasiError
from delegasi_scraper.project import in_project
from delegasi_scraper.urls import Site
from delegasi_scraper.warc.writer import CaptureFiles

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings


#: Clocks are set back by seconds all the time.
CLOCK_TOLERANCE = timedelta(minutes=1)


class CannotStart(DelegasiError):
    """A run that cannot begin, with its exit code."""

    def __init__(self, exit_code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


#: What an error of the archive means for the run; the first kind that fits counts.
CODES = {
    Locked: exit_codes.LOCKED,
    OtherSite: exit_codes.USAGE,
    ArchiveUnwritable: exit_codes.NOT_WRITTEN,
    ArchiveError: exit_codes.COULD_NOT_START,
    ConfigurationError: exit_codes.COULD_NOT_START,
}


@dataclass(frozen=True, slots=True)
class Opened:
    """What :func:`open_run` has opened; ``close`` closes it in reverse order."""

    archive: Archive
    captures: CaptureFiles
    close: Callable[[], None]


@contextmanager
def _exit_code_of_errors(written: object) -> Iterator[None]:
    """Turn an error of the block into :class:`CannotStart`; ``written`` names what it writes."""
    try:
        yield
    except tuple(CODES) as error:
        code = next(code for kind, code in CODES.items() if isinstance(error, kind))
        raise CannotStart(code, str(error)) from None
    except OSError as error:
        sentence = f"{written} cannot be written: {error}"
        raise CannotStart(exit_codes.NOT_WRITTEN, sentence) from None


def site_of(settings: BaseSettings) -> Site:
    """Return the site that settings name, or raise :class:`CannotStart`."""
    aliases = tuple(settings.getlist("SITE_ALIASES"))
    try:
        return Site.at(settings["SITE_URL"], aliases)
    except AddressError as error:
        raise CannotStart(exit_codes.COULD_NOT_START, f"SITE_URL: {error}") from None


def archive_path(settings: BaseSettings) -> Path:
    """Return where the archive is, or raise :class:`ConfigurationError`."""
    return in_project(settings["ARCHIVE_DB"], "ARCHIVE_DB")


def existing(path: Path) -> Path:
    """Return the path of an archive; raise :class:`CannotStart` where there is none.

    Raises :class:`archive.errors.HalfRestored` where a restore was interrupted.
    """
    check_not_half_restored(path)
    if not path.exists():
        raise CannotStart(
            exit_codes.COULD_NOT_START, f"no archive at {path} yet: run `scrapy crawl articles`"
        )
    return path


def lock_wait(settings: BaseSettings) -> float:
    """Return how many seconds to wait for the lock, or raise :class:`CannotStart`."""
    try:
        return settings.getfloat("LOCK_WAIT")
    except ValueError:
        raise CannotStart(
            exit_codes.COULD_NOT_START, f"LOCK_WAIT={settings['LOCK_WAIT']}: give seconds"
        ) from None


def open_run(settings: BaseSettings, site: Site) -> Opened:
    """Take the lock, open archive and captures; all or nothing.

    Raises :class:`CannotStart`.
    """
    with ExitStack() as opened, _exit_code_of_errors(settings["ARCHIVE_DB"]):
        path = archive_path(settings)
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = Lock(path)
        lock.acquire(wait=lock_wait(settings))
        opened.callback(lock.release)
        try:
            archive = opened.enter_context(Archive.open(path, site_url=site.url))
            _check_clock(archive)
            captures = opened.enter_context(closing(open_captures(archive, settings)))
        except sqlite3.Error as error:
            sentence = f"{path} cannot be read: {error}; {RECOVERY}"
            raise CannotStart(exit_codes.NOT_WRITTEN, sentence) from None
        close = opened.pop_all().close
    return Opened(archive, captures, close)


@_exit_code_of_errors("captures")
def open_captures(archive: Archive, settings: BaseSettings) -> CaptureFiles:
    """Mend what a crash left of the captures, and begin a file; raises :class:`CannotStart`."""
    folder = in_project(settings["ARCHIVE_WARC_DIR"], "ARCHIVE_WARC_DIR")
    mend_captures(archive, folder)
    return CaptureFiles(folder, started=datetime.now(UTC))


def _check_clock(archive: Archive) -> None:
    """Refuse to write with a clock that has gone back: new states would pass for old ones."""
    last, now = runs.last_time(archive.connection), datetime.now(UTC)
    if last and now < datetime.fromisoformat(last) - CLOCK_TOLERANCE:
        raise CannotStart(
            exit_codes.COULD_NOT_START,
            f"the clock says {now:%Y-%m-%d %H:%M} UTC, and the last run was at {last}: "
            "the clock has gone back; set it, and nothing is lost",
        )
