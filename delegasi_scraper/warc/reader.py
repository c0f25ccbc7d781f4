"""Reading captures back: records in order, and the torn end that a crash leaves."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from delegasi_scraper.errors import UnreadableCapture


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One captured response."""

    file: str  # name of the WARC file
    offset: int
    length: int
    url: str
    fetched_at: str  # UTC, '2024-05-01T03:00:00+00:00'
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes  # as it came over the wire; of a revisit, empty
    payload_digest: str | None
    refers_to: tuple[str, str] | None = None  # (url, fetched_at) of a revisit's body
    truncated: str | None = None  # why the body was cut short when it was captured

    def header(self, name: str) -> str | None:
        """Return a header's first value."""
        return next((v for k, v in self.headers if k.lower() == name.lower()), None)


def read_records(path: Path, *, start: int = 0) -> Iterator[Record]:
    """Yield the responses of a WARC file from an offset on, in order.

    Raises :class:`UnreadableCapture` at the first byte that is no whole record; what was
    yielded before it is good.
    """
    # warcio takes a truncated record for a short one, so the whole members are counted first.
    end = end_of_whole_records(path, start=start)
    position = start
    try:
        with path.open("rb") as file:
            file.seek(start)
            records = ArchiveIterator(file)
            for record in records:
                body = record.raw_stream.read()  # first: asking for the offset skips the body
                offset = records.get_record_offset()
                if offset >= end:
                    break
                position = offset + records.get_record_length()
                if record.rec_type in ("response", "revisit"):
                    yield _record(record, path.name, offset, position - offset, body)
    except (ArchiveLoadFailed, EOFError, OSError, zlib.error, ValueError) as error:
        raise UnreadableCapture(path, position, error) from None
    if end < path.stat().st_size:
        raise UnreadableCapture(path, end, "torn by a crash?")


def read_record(path: Path, offset: int) -> Record:
    """Return the record that begins at an offset.

    Raises :class:`UnreadableCapture` where none does, or it is torn.
    """
    try:
        with path.open("rb") as file:
            file.seek(offset)
            records = ArchiveIterator(file)
            record = next(iter(records))
            body = record.raw_stream.read()
            return _record(record, path.name, offset, records.get_record_length(), body)
    except (ArchiveLoadFailed, StopIteration, EOFError, OSError, zlib.error, ValueError) as error:
        raise UnreadableCapture(path, offset, error) from None


def with_body_of(revisit: Record, original: Record) -> Record:
    """Return a revisit with the body that it refers to."""
    headers = [pair for pair in revisit.headers if pair[0].lower() != "content-encoding"]
    if encoding := original.header("Content-Encoding"):
        headers.append(("Content-Encoding", encoding))
    return replace(revisit, body=original.body, headers=tuple(headers))


def end_of_whole_records(path: Path, *, start: int = 0) -> int:
    """Return the offset after the last whole gzip member; the file's size where none is torn."""
    end = start
    with path.open("rb") as file:
        file.seek(start)
        data = b""
        while True:
            member = zlib.decompressobj(zlib.MAX_WBITS | 16)
            length = 0
            try:
                while not member.eof:
                    data = data or file.read(1 << 20)
                    if not data:
                        return end
                    member.decompress(data)
                    length += len(data) - len(member.unused_data)
                    data = member.unused_data
            except zlib.error:
                return end
            end += length


def set_torn_tail_aside(path: Path, *, start: int = 0) -> int:
    """Move what follows the last whole record into `NAME.torn`; return how many bytes that is."""
    end = end_of_whole_records(path, start=start)
    size = path.stat().st_size
    if end < size:
        with path.open("rb+") as file:
            file.seek(end)
            with path.with_name(path.name + ".torn").open("ab") as torn:
                torn.write(file.read())
            file.truncate(end)
    return size - end


def _record(record: object, file: str, offset: int, length: int, body: bytes) -> Record:
    headers = record.rec_headers  # type: ignore[attr-defined]  # warcio ships no types
    http = record.http_headers  # type: ignore[attr-defined]
    refers = headers.get_header("WARC-Refers-To-Target-URI")
    return Record(
        file=file,
        offset=offset,
        length=length,
        url=headers.get_header("WARC-Target-URI"),
        fetched_at=headers.get_header("WARC-Date").replace("Z", "+00:00"),
        status=int(http.get_statuscode()) if http else 0,
        headers=tuple(http.headers) if http else (),
        body=body,
        payload_digest=headers.get_header("WARC-Payload-Digest"),
        refers_to=(
            (refers, headers.get_header("WARC-Refers-To-Date").replace("Z", "+00:00"))
            if refers
            else None
        ),
    )
