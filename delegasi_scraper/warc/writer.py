"""Captures: every response as it came over the wire, in WARC 1.1 files.

Bodies are the bytes that were received, still gzipped where the site gzips; the transfer
coding is undone, and headers are as Scrapy parsed them (names in its spelling). Each record
is a gzip member of its own, so a crash tears the last one at most.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.version import version
from delegasi_scraper.newsroom import WARC_PREFIX

if TYPE_CHECKING:
    from collections.abc import Sequence

_RUN = re.compile(rf"^({WARC_PREFIX}-\d+)-\d+\.warc\.gz$")

#: A gigabyte is what archives exchange; a file of 20,000 pages is well below it.
ROTATE_AT = 1024**3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record is."""

    file: str  # name within the captures' folder
    offset: int  # bytes
    length: int  # bytes


@dataclass(frozen=True, slots=True)
class Original:
    """The earlier capture whose body came again."""

    url: str
    fetched_at: str  # UTC, ISO 8601


def payload_digest(body: bytes) -> str:
    """Return a body's digest as WARC writes it.

    >>> payload_digest(b"")
    'sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ'
    """
    return "sha1:" + base64.b32encode(hashlib.sha1(body).digest()).decode()  # WARC's own


def run_of(path: Path) -> str:
    """Return what the names of one run's WARC files share; of another program's file, its name.

    >>> run_of(Path("data/warc/delegasi-20240501030000000000-0002.warc.gz"))
    'delegasi-20240501030000000000'
    """
    run = _RUN.match(path.name)
    return run[1] if run else path.name


def is_ours(path: Path) -> bool:
    """Say, by its name, whether a file was written here."""
    return _RUN.match(path.name) is not None


class CaptureFiles:
    """The WARC files of one run; a new one is begun when one has grown to ``rotate_at`` bytes.

    Raises :class:`OSError` where a file cannot be made or written.
    """

    def __init__(self, folder: Path, *, started: datetime, rotate_at: int = ROTATE_AT) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._stem = f"{WARC_PREFIX}-{started:%Y%m%d%H%M%S%f}"
        self._number = 0
        self._rotate_at = rotate_at
        self._begin()

    def write(
        self,
        *,
        url: str,
        status: int,
        headers: Sequence[tuple[str, str]],
        body: bytes,
        fetched_at: datetime,
        request_headers: Sequence[tuple[str, str]] = (),
        method: str = "GET",
        original: Original | None = None,
    ) -> Place:
        """Append request and response, and return where the response's record is.

        With ``original`` the body is not written again: a `revisit` record refers to it.
        """
        if self._file.tell() >= self._rotate_at and self._responses:
            self._file.close()
            self._begin()
        date = f"{fetched_at:%Y-%m-%dT%H:%M:%SZ}"
        request = self._request(url, method, request_headers, date)
        about = {
            "http_headers": StatusAndHeaders(_status(status), list(headers), protocol="HTTP/1.1"),
            "warc_headers_dict": {
                "WARC-Date": date,
                "WARC-Concurrent-To": request.rec_headers.get_header("WARC-Record-ID"),
            },
        }
        response = self._response(url, body, original, about)
        self._writer.write_record(request)
        offset = self._file.tell()
        self._writer.write_record(response)
        self._file.flush()
        self._responses += 1
        return Place(self.path.name, offset, self._file.tell() - offset)

    def _request(
        self, url: str, method: str, headers: Sequence[tuple[str, str]], date: str
    ) -> Any:  # warcio ships no types
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        line = f"{method} {target} HTTP/1.1"
        http = StatusAndHeaders(line, [("Host", parts.netloc), *headers], is_http_request=True)
        return self._writer.create_warc_record(
            url, "request", http_headers=http, warc_headers_dict={"WARC-Date": date}
        )

    def _response(
        self, url: str, body: bytes, original: Original | None, about: dict[str, Any]
    ) -> Any:
        if original is None:
            return self._writer.create_warc_record(
                url, "response", payload=BytesIO(body), length=len(body), **about
            )
        return self._writer.create_revisit_record(
            url,
            digest=payload_digest(body),
            refers_to_uri=original.url,
            refers_to_date=original.fetched_at.replace("+00:00", "Z"),
            **about,
        )

    def close(self) -> None:
        """Close the file; one that holds no response is taken away."""
        self._file.close()
        if not self._responses:
            self.path.unlink(missing_ok=True)

    def _begin(self) -> None:
        self._number += 1
        self.path = self.folder / f"{self._stem}-{self._number:04d}.warc.gz"
        self._file = self.path.open("xb")
        self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")
        self._responses = 0
        about = {
            "software": f"delegasi_scraper/{version()}",
            "format": "WARC File Format 1.1",
            "description": "bodies as received; transfer coding undone, headers as parsed",
        }
        self._writer.write_record(self._writer.create_warcinfo_record(self.path.name, about))
        self._file.flush()


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"
