"""The records of a WARC or ARC, one by one: what is damaged costs itself, and the next is found."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator

from delegasi_scraper.warc.containers import GZIP

#: A record beyond it is a bomb, or no page of any site.
LARGEST = 256 * 1024 * 1024
_MEMBER, _RECORD = b"\x1f\x8b\x08", b"WARC/1."


@dataclass(frozen=True, slots=True)
class Raw:
    """A record as its file has it."""

    offset: int
    length: int
    record: Any  # warcio's; it ships no types
    body: bytes


@dataclass(frozen=True, slots=True)
class Damage:
    """A place where no whole record is."""

    offset: int
    reason: str


def scan(file: IO[bytes]) -> Iterator[Raw | Damage]:
    """Yield what a file holds, in order, and go on behind damage."""
    return _members(file) if _is_gzipped(file) else _plain(file)


def record_at(file: IO[bytes], offset: int) -> Raw | None:
    """Return the record that begins at an offset."""
    file.seek(offset)
    gzipped = file.read(2) == GZIP
    file.seek(offset)
    found = _member(file, offset) if gzipped else next(_records(file, offset), None)
    return found if isinstance(found, Raw) else None


def _is_gzipped(file: IO[bytes]) -> bool:
    """Say whether a file is of gzip members, also where the first one's head is damaged."""
    file.seek(0)
    if file.read(2) == GZIP:
        return True
    second = _next(file, 0, _MEMBER)
    if second is None:
        return False
    file.seek(0)
    head = file.read(min(second, 1 << 20))  # of a plain file it can be read
    return not any(words in head for words in (b"WARC-", b"filedesc:", b"HTTP/1."))


def _members(file: IO[bytes]) -> Iterator[Raw | Damage]:
    at: int | None = 0
    size = file.seek(0, 2)
    while at is not None and at < size:
        file.seek(at)
        found = _member(file, at)
        yield found
        if isinstance(found, Raw):
            at += found.length
        else:
            at = _next(file, at + 1, _MEMBER)


def _member(file: IO[bytes], offset: int) -> Raw | Damage:
    member, parts, length, size = zlib.decompressobj(zlib.MAX_WBITS | 16), [], 0, 0
    try:
        while not member.eof:
            packed = file.read(1 << 16)
            if not packed:
                return Damage(offset, "it ends before its record does")
            parts.append(member.decompress(packed, LARGEST))
            length += len(packed) - len(member.unused_data)
            size += len(parts[-1])
            if size > LARGEST or member.unconsumed_tail:
                return Damage(offset, f"a record of more than {LARGEST:,} bytes")
    except zlib.error as error:
        return Damage(offset, str(error))
    found = next(_records(BytesIO(b"".join(parts)), 0), Damage(offset, "no record"))
    if isinstance(found, Damage):
        return Damage(offset, found.reason)
    return Raw(offset, length, found.record, found.body)


def _plain(file: IO[bytes]) -> Iterator[Raw | Damage]:
    at: int | None = 0
    while at is not None:
        file.seek(at)
        end = at
        damaged = False
        for found in _records(file, at):
            yield found
            damaged = isinstance(found, Damage)
            end = found.offset
        at = _next(file, end + 1, _RECORD) if damaged else None


def _records(file: IO[bytes], start: int) -> Iterator[Raw | Damage]:
    """Yield the records from the file's place on, until one is damaged."""
    at = start
    try:
        records = ArchiveIterator(file, arc2warc=True)
        for record in records:
            body = record.raw_stream.read()
            missing = getattr(record.raw_stream, "limit", 0)
            offset = records.get_record_offset()
            if missing:
                yield Damage(offset, f"{missing:,} bytes of a record are missing")
                return
            at = offset + records.get_record_length()
            yield Raw(offset, at - offset, record, body)
    except Exception as error:  # warcio raises whatever a damaged line makes of it
        yield Damage(at, str(error).strip() or type(error).__name__)


def _next(file: IO[bytes], start: int, mark: bytes) -> int | None:
    """Return where a mark stands, from an offset on."""
    file.seek(start)
    kept, at = b"", start
    while part := file.read(1 << 20):
        text = kept + part
        if (found := text.find(mark)) >= 0:
            return at - len(kept) + found
        kept = text[-len(mark) + 1 :]
        at += len(part)
    return None
