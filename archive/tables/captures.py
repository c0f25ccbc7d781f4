"""Captures and their chain; writing ones are called inside a transaction.

Each row's ``chain_sha256`` is over the row before it and its own values: a row that was
changed, taken out or put in between later breaks the chain from there on. It proves nothing
against somebody who writes the whole chain again, unless an earlier end of it is kept elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from archive.rows import CaptureRow

#: What the chain is over, in this order; not row numbers, which differ in a rebuilt archive.
CHAINED = (
    "url", "fetched_at", "status", "digest", "warc_file", "warc_offset", "etag", "last_modified",
    "warc_length", "payload_digest",
)  # fmt: skip


def link(before: str | None, row: Mapping[str, Any]) -> str:
    """Return a row's ``chain_sha256``, hex; ``before`` is that of the row before it."""
    values = [before or "", *(row[name] for name in CHAINED)]
    return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()


def save_capture(connection: sqlite3.Connection, row: CaptureRow) -> int:
    """Save where a response is kept, chained to the one before."""
    before = connection.execute(
        "SELECT chain_sha256 FROM captures ORDER BY id DESC LIMIT 1"
    ).fetchone()
    values = asdict(row)
    cursor = connection.execute(
        "INSERT INTO captures (url, fetched_at, status, digest, warc_file, warc_offset, etag,"
        " last_modified, warc_length, payload_digest, refers_to, tls, chain_sha256)"
        " VALUES (:url, :fetched_at, :status, :digest, :warc_file, :warc_offset, :etag,"
        " :last_modified, :warc_length, :payload_digest, :refers_to, :tls, :chain_sha256)",
        values | {"chain_sha256": link(before[0] if before else None, values)},
    )
    return int(cursor.lastrowid or 0)


def with_body(
    connection: sqlite3.Connection, url: str, payload_digest: str
) -> tuple[int, str] | None:
    """Return id and time of a capture of this address that holds this very body."""
    row = connection.execute(
        "SELECT id, fetched_at FROM captures WHERE url = ? AND payload_digest = ?"
        " AND refers_to IS NULL ORDER BY id DESC LIMIT 1",
        [url, payload_digest],
    ).fetchone()
    return (row[0], row[1]) if row else None


def at(connection: sqlite3.Connection, url: str, fetched_at: str) -> tuple[int, str | None] | None:
    """Return id and digest of the capture of an address at a time."""
    row = connection.execute(
        "SELECT id, digest FROM captures WHERE url = ? AND fetched_at = ? AND refers_to IS NULL",
        [url, fetched_at],
    ).fetchone()
    return (row[0], row[1]) if row else None


def id_at(connection: sqlite3.Connection, warc_file: str, warc_offset: int) -> int | None:
    """Return the id of the capture at a place, None where it has no row."""
    row = connection.execute(
        "SELECT id FROM captures WHERE warc_file = ? AND warc_offset = ?",
        [warc_file, warc_offset],
    ).fetchone()
    return int(row[0]) if row else None


def was_answered(connection: sqlite3.Connection, url: str) -> bool:
    """Say whether an address was answered well before."""
    row = connection.execute(
        "SELECT 1 FROM captures WHERE url = ? AND status BETWEEN 200 AND 299 LIMIT 1", [url]
    ).fetchone()
    return row is not None


def places(connection: sqlite3.Connection) -> Iterator[tuple[int, str, int, str | None, bool]]:
    """Yield id, file, offset, digest of each capture, and whether it is a revisit."""
    for row in connection.execute(
        "SELECT id, warc_file, warc_offset, digest, refers_to FROM captures ORDER BY id"
    ):
        yield row[0], row[1], row[2], row[3], row[4] is not None


def ends(connection: sqlite3.Connection) -> dict[str, int]:
    """Return for each WARC file the offset after its last captured record."""
    rows = connection.execute(
        "SELECT warc_file, max(warc_offset + warc_length) FROM captures"
        " WHERE warc_length IS NOT NULL GROUP BY warc_file"
    )
    return {row[0]: row[1] for row in rows}


def breaks(connection: sqlite3.Connection) -> Iterator[int]:
    """Yield the ids of captures at which the chain is broken."""
    before: str | None = None
    for row in connection.execute("SELECT * FROM captures ORDER BY id"):
        stated = row["chain_sha256"]
        # Rows of a version that did not chain come first, and only first.
        if (stated is not None or before is not None) and stated != link(before, row):
            yield row["id"]
        before = stated


def chain_end(connection: sqlite3.Connection) -> tuple[int, str] | None:
    """Return the last row's id and ``chain_sha256``."""
    row = connection.execute(
        "SELECT id, chain_sha256 FROM captures WHERE chain_sha256 IS NOT NULL"
        " ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return (row[0], row[1]) if row else None


def false_revisits(connection: sqlite3.Connection) -> list[int]:
    """Return the ids of captures that refer to another body than their own."""
    rows = connection.execute(
        "SELECT c.id FROM captures c JOIN captures o ON o.id = c.refers_to"
        " WHERE o.refers_to IS NOT NULL OR o.url <> c.url"
        " OR o.payload_digest IS NOT c.payload_digest ORDER BY c.id"
    )
    return [row[0] for row in rows]


def validators(connection: sqlite3.Connection, url: str) -> tuple[str | None, str | None]:
    """Return ETag and Last-Modified of the newest answer that a run made full use of.

    A later answer may belong to a run that was killed before it asked for what was new.
    """
    row = connection.execute(
        "SELECT etag, last_modified FROM captures WHERE url = ? AND status = 200"
        " AND fetched_at <= (SELECT max(finished_at) FROM runs WHERE spider = 'articles'"
        "   AND json_extract(stats, '$.refreshed') = 1) ORDER BY id DESC LIMIT 1",
        [url],
    ).fetchone()
    return (row["etag"], row["last_modified"]) if row else (None, None)


def place_at(connection: sqlite3.Connection, url: str, fetched_at: str) -> tuple[str, int] | None:
    """Return WARC file and offset of the body that an address gave at a time."""
    found = connection.execute(
        "SELECT id FROM captures WHERE url = ? AND fetched_at = ?", [url, fetched_at]
    ).fetchone()
    return place_of_body(connection, found[0]) if found else None


def place_of_body(connection: sqlite3.Connection, capture_id: int | None) -> tuple[str, int] | None:
    """Return WARC file and offset of the body of a capture, a revisit's from its original."""
    place = connection.execute(
        "SELECT o.warc_file, o.warc_offset FROM captures c"
        " JOIN captures o ON o.id = ifnull(c.refers_to, c.id) WHERE c.id = ?",
        [capture_id],
    ).fetchone()
    return tuple(place) if place else None
