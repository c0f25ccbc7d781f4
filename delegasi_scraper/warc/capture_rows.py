"""The archive's row of a record that was read back from its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.rows import CaptureRow
from archive.tables import captures
from delegasi_scraper.warc.digests import digest_of

if TYPE_CHECKING:
    import sqlite3

    from delegasi_scraper.warc.reader import Record


def capture_row(connection: sqlite3.Connection, record: Record) -> CaptureRow:
    """Return the row of a record that was read back from its file."""
    original = captures.at(connection, *record.refers_to) if record.refers_to is not None else None
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
