"""Captures: every response of a run, as it came over the wire, in one WARC file."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from delegasi_scraper import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable


class CaptureFile:
    """A WARC 1.1 file that a run writes, one gzip member a record.

    Raises :class:`OSError` where the file cannot be made or written.
    """

    def __init__(self, folder: Path, *, started: datetime) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"delegasi-{started:%Y%m%d%H%M%S%f}.warc.gz"
        self._file = self.path.open("xb")
        self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")
        self._responses = 0
        about = {
            "software": f"delegasi_scraper/{__version__}",
            "format": "WARC File Format 1.1",
            "description": "bodies as received; transfer coding undone, headers as parsed",
        }
        self._writer.write_record(self._writer.create_warcinfo_record(self.path.name, about))
        self._file.flush()

    def write(
        self,
        *,
        url: str,
        status: int,
        headers: Iterable[tuple[str, str]],
        body: bytes,
        fetched_at: datetime,
    ) -> int:
        """Append one response and return its record's offset in bytes."""
        offset = self._file.tell()
        try:
            phrase = HTTPStatus(status).phrase
        except ValueError:
            phrase = "Unknown"
        record = self._writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(body),
            length=len(body),
            http_headers=StatusAndHeaders(f"{status} {phrase}", list(headers), protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": f"{fetched_at:%Y-%m-%dT%H:%M:%SZ}"},
        )
        self._writer.write_record(record)
        self._file.flush()
        self._responses += 1
        return offset

    def close(self) -> None:
        """Close the file; one that holds no response is taken away."""
        self._file.close()
        if not self._responses:
            self.path.unlink(missing_ok=True)
