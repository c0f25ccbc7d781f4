"""Which captured runs an archive has not read to their end; a backup lacks those after it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from archive.tables import captures, runs
from delegasi_scraper.crawl.capture_recovery import capture_id
from delegasi_scraper.errors import UnreadableCapture
from delegasi_scraper.warc.reader import read_records
from delegasi_scraper.warc.writer import run_of

if TYPE_CHECKING:
    from archive.store import Archive


def unread_captures(archive: Archive, folder: Path) -> tuple[Path, ...]:
    """Return the WARC files of these runs, each run's all: a replay goes through whole runs.

    A run is among them where a record of it has no row, and where the archive's last run has
    no end: a backup that was made meanwhile may have a capture's row and not yet its article.
    """
    files = sorted(folder.glob("*.warc.gz"))
    ends = captures.ends(archive.connection)
    unread = {run_of(path) for path in files if _has_more(archive, path, ends.get(path.name, 0))}
    if runs.unfinished(archive.connection):
        read = [run_of(path) for path in files if path.name in ends and run_of(path) != path.name]
        unread.update(read[-1:])
    return tuple(path for path in files if run_of(path) in unread)


def _has_more(archive: Archive, path: Path, end: int) -> bool:
    """Say whether a file has a whole record without a row behind the last one that has one."""
    if path.stat().st_size <= end:
        return False
    try:
        return any(capture_id(archive, record) is None for record in read_records(path, start=end))
    except UnreadableCapture:
        return False  # torn, and nothing whole before that
