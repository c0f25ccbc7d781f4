"""Rows of `captures` made from records that are read back from their files."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from archive.rows import CaptureRow
from archive.tables import captures
from delegasi_scraper.errors import UnreadableCapture
from delegasi_scraper.newsroom import WARC_PREFIX
from delegasi_scraper.warc.digests import digest_of
from delegasi_scraper.warc.reader import read_records, set_torn_tail_aside

if TYPE_CHECKING:
    import sqlite3

    from archive.store import Archive
    from delegasi_scraper.warc.reader import Record

logger = logging.getLogger(__name__)


def mend_captures(archive: Archive, folder: Path) -> None:
    """Set aside what a crash has torn, and enter whole records that it left without a row.

    Needs the lock. Looks only behind the last record that the archive knows of each file.
    """
    ends = captures.ends(archive.connection)
    for path in sorted(folder.glob(f"{WARC_PREFIX}-*.warc.gz")):
        end = ends.get(path.name, 0)
        if path.stat().st_size <= end:
            continue
        if torn := set_torn_tail_aside(path, start=end):
            logger.warning("%s: %d torn bytes of a crash set aside beside it", path, torn)
        entered = 0
        try:
            for record in read_records(path, start=end):
                if capture_id(archive, record) is None:
                    enter_capture(archive, record)
                    entered += 1
        except UnreadableCapture as error:
            logger.error("%s; it stays as it is, and `scrapy doctor` names it", error)
        if entered:
            logger.info("%s: %d captures without a row entered", path, entered)


def enter_capture(archive: Archive, record: Record) -> int:
    """Save the row of a record, and return its id."""
    with archive.transaction() as connection:
        return captures.save_capture(connection, _capture_row(connection, record))


def capture_id(archive: Archive, record: Record) -> int | None:
    """Return the id of a record's row, None where it has none."""
    return captures.id_at(archive.connection, record.file, record.offset)


def place_of_original(archive: Archive, record: Record) -> tuple[str, int] | None:
    """Return WARC file and offset of the body that a revisit refers to, None where unknown."""
    original = _original(archive.connection, record)
    return captures.place_of_body(archive.connection, original[0]) if original else None


def _original(connection: sqlite3.Connection, record: Record) -> tuple[int, str | None] | None:
    return captures.at(connection, *record.refers_to) if record.refers_to is not None else None


def _capture_row(connection: sqlite3.Connection, record: Record) -> CaptureRow:
    original = _original(connection, record)
    digest = original[1] if original else None
    if record.refers_to is None:
        digest = digest_of(record.body, record.header("Content-Encoding"))
    return CaptureRow(
        url=record.url,
        fetched_at=record.fetched_at,
        status=record.status,
        digest=digest,
        warc_file=record.file,
        warc_offset=record.offset,
        warc_length=record.length,
        payload_digest=record.payload_digest,
        refers_to=original[0] if original else None,
        etag=record.header("ETag"),
        last_modified=record.header("Last-Modified"),
    )
