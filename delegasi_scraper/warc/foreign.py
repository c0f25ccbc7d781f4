"""Captures that others made: records of any tool as ours, in the order of their times."""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from delegasi_scraper.errors import UnreadableCapture
from delegasi_scraper.warc.codings import looks_chunked, unchunked
from delegasi_scraper.warc.containers import opened
from delegasi_scraper.warc.reader import Record, read_record, with_body_of
from delegasi_scraper.warc.scan import Damage, Raw, record_at, scan
from delegasi_scraper.warc.writer import is_ours


class PassedOver(Exception):  # no error: a record that is no page
    """A record that holds no answer to a request for a page."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a record is, in the order of the captures; of one second, AMP pages come last."""

    fetched_at: str
    is_amp: bool
    number: int
    url: str
    file: int
    offset: int


class ForeignCaptures:
    """All records of some files; what is no page, and what is damaged, is counted.

    A record whose body is elsewhere has it by address and time, by digest, or, where the
    server said that nothing had changed, from the capture before.
    """

    def __init__(self, files: Iterable[tuple[str, Path]]) -> None:
        self.passed: Counter[str] = Counter()
        self.damages: list[str] = []  # places and files that cannot be read
        self.odd: list[str] = []  # whole records that make no sense
        self._files: list[tuple[str, IO[bytes]]] = []
        self._places: list[Place] = []
        self._by_url: dict[str, list[Place]] = defaultdict(list)
        self._by_digest: dict[str, Place] = {}
        self._stack = ExitStack()
        for name, path in files:
            try:
                for inner, file in opened(path, name):
                    self._stack.enter_context(file)
                    self._enter(inner, file)
            except (OSError, ValueError) as error:
                self.damages.append(f"{path} cannot be read: {error}")
        self._places.sort()
        for places in self._by_url.values():
            places.sort()

    def close(self) -> None:
        """Close the files."""
        self._stack.close()

    def __iter__(self) -> Iterator[Record]:
        """Yield the records in the order of their times."""
        for place in self._places:
            yield self._read(place)

    def nearest(self, url: str, fetched_at: str) -> Record | None:
        """Return the capture of an address that is nearest to a time, a later one first."""
        places = self._by_url.get(url)
        if not places:
            return None
        at = bisect([place.fetched_at for place in places], fetched_at)
        around = places[max(at - 1, 0) : at + 1]
        return self._read(min(around, key=lambda place: _apart(place.fetched_at, fetched_at)))

    def _enter(self, name: str, file: IO[bytes]) -> None:
        self._files.append((name, file))
        for found in scan(file):
            if isinstance(found, Damage):
                self.damages.append(f"{name}, byte {found.offset}: {found.reason}")
                continue
            try:
                record = record_of(found, name)
            except PassedOver as kind:
                self.passed[str(kind)] += 1
                continue
            except (ValueError, TypeError, AttributeError, LookupError) as error:
                self.odd.append(f"{name}, byte {found.offset}: an odd record ({error})")
                continue
            at, url, number = record.fetched_at, record.url, len(self._places)
            is_amp = "/amp" in url or "?amp" in url
            place = Place(at, is_amp, number, url, len(self._files) - 1, found.offset)
            self._places.append(place)
            self._by_url[record.url].append(place)
            if record.payload_digest and not _is_revisit(found.record):
                self._by_digest.setdefault(record.payload_digest, place)

    def _read(self, place: Place) -> Record:
        name, file = self._files[place.file]
        raw = record_at(file, place.offset)
        if raw is None:
            raise UnreadableCapture(Path(name), place.offset, "changed while it was read")
        record = record_of(raw, name)
        if not _is_revisit(raw.record):
            return record
        original = self._original(record, place)
        if original is None:
            return record if record.refers_to else replace(record, refers_to=("", ""))
        return replace(with_body_of(record, original), status=original.status, refers_to=None)

    def _original(self, record: Record, place: Place) -> Record | None:
        digest = self._by_digest.get(record.payload_digest or "")
        url, at = record.refers_to or (record.url, "")
        dated = [p for p in self._by_url.get(url, ()) if p.fetched_at == at]
        before = [p for p in self._by_url.get(record.url, ()) if p < place]
        for candidate in (*dated, digest, *reversed(before)):
            if candidate is None or candidate == place:
                continue
            raw = record_at(self._files[candidate.file][1], candidate.offset)
            if raw is not None and not _is_revisit(raw.record):
                return record_of(raw, self._files[candidate.file][0])
        return None


def read_any(path: Path, offset: int) -> Record:
    """Return the record at an offset of a file of anybody's; WACZ counts as a folder.

    Raises :class:`UnreadableCapture` where there is none.
    """
    if is_ours(path):
        return read_record(path, offset)
    file = next((p for p in (path, *path.parents) if p.is_file()), path)
    try:
        for name, inner in opened(file, str(file)):
            with inner:
                raw = record_at(inner, offset) if name == str(path) else None
                if raw is not None:
                    return record_of(raw, path.name)
    except (OSError, ValueError, TypeError, AttributeError, LookupError, PassedOver) as error:
        raise UnreadableCapture(path, offset, error) from None
    raise UnreadableCapture(path, offset, "no record")


def record_of(raw: Raw, name: str) -> Record:
    """Return a record of any tool as one of ours.

    Raises :class:`PassedOver` for what is no answer, :class:`ValueError` for what is none of
    sense.
    """
    headers, http = raw.record.rec_headers, raw.record.http_headers
    kind, url = raw.record.rec_type, (headers.get_header("WARC-Target-URI") or "").strip("<> ")
    if kind not in ("response", "revisit"):
        raise PassedOver(kind)
    if not url.startswith(("http://", "https://")) or (http is None and kind == "response"):
        raise PassedOver("other protocol")
    body, truncated = raw.body, headers.get_header("WARC-Truncated")
    if http and "chunked" in (http.get_header("Transfer-Encoding") or "").lower():
        with suppress(ValueError):  # a header that a tool left over a plain body is harmless
            body = unchunked(body)
        if body is raw.body and looks_chunked(body):
            truncated = truncated or "chunks"
    if kind == "response" and not body and http.get_statuscode() == "200":
        raise PassedOver("answer without a body")  # to HEAD
    refers = headers.get_header("WARC-Refers-To-Target-URI")
    at = headers.get_header("WARC-Refers-To-Date")
    return Record(
        file=name,
        offset=raw.offset,
        length=raw.length,
        url=url,
        fetched_at=utc(headers.get_header("WARC-Date")),
        status=int(http.get_statuscode()) if http else 0,
        headers=tuple((n, v) for n, v in http.headers if n.lower() != "transfer-encoding")
        if http
        else (),
        body=body if kind == "response" else b"",
        payload_digest=headers.get_header("WARC-Payload-Digest"),
        refers_to=(refers.strip("<> "), utc(at)) if refers and at else None,
        truncated=truncated if kind == "response" else None,  # wget says it of every revisit
    )


def utc(stamp: str) -> str:
    """Return a record's time as the archive writes times; raises :class:`ValueError`.

    >>> utc("2024-05-01T11:00:00.123456+08:00")
    '2024-05-01T03:00:00+00:00'
    """
    moment = datetime.fromisoformat(stamp)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).replace(microsecond=0).isoformat()


def _is_revisit(record: Any) -> bool:
    return bool(record.rec_type == "revisit")


def _apart(one: str, other: str) -> float:
    return abs((datetime.fromisoformat(one) - datetime.fromisoformat(other)).total_seconds())
