"""Keep every response as it came over the wire, before anything reads it."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from scrapy.exceptions import IgnoreRequest

from archive.rows import CaptureRow
from archive.tables import captures
from delegasi_scraper.crawl.certificates import certificate_fault
from delegasi_scraper.crawl.responses import undecodable
from delegasi_scraper.crawl.run_component import RunComponent
from delegasi_scraper.warc.digests import sha256_of
from delegasi_scraper.warc.writer import Original, payload_digest

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Headers, Response


class CaptureMiddleware(RunComponent):
    """Write WARC record, then ``captures`` row; leave the row's id in ``request.meta``."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Capture, or stop the run where captures cannot be written.

        Raises :class:`~delegasi_scraper.errors.PageError` for a body that cannot be unzipped to
        its end: Scrapy 2.19 takes what comes before that for the whole, and a page that was cut
        short would pass for an edit.
        """
        now = datetime.now(UTC).replace(microsecond=0)
        digest, broken = None, None
        try:
            digest = sha256_of(response.body, _header(response, "Content-Encoding"))
        except ValueError as error:
            broken = error
        try:
            request.meta["capture_id"] = self._save(request, response, now, digest)
        except (OSError, sqlite3.Error) as error:
            self.crawler.stats.inc_value("archive/write_error")
            folder = self.crawler.settings["ARCHIVE_WARC_DIR"]
            self.run.stop("write_failed", f"captures cannot be written to {folder}: {error}")
            raise IgnoreRequest("captures cannot be written") from error
        request.meta["fetched_at"] = now.isoformat()
        if broken is not None:
            raise undecodable(broken, request.url)
        return response

    def _save(self, request: Request, response: Response, now: datetime, digest: str | None) -> int:
        """Write record and row; a body that is kept already is referred to."""
        archive, files = self.run.archive, self.run.captures
        assert files is not None  # a run that only reads has this middleware off
        payload = payload_digest(response.body)
        has_body = response.status == 200 and response.body
        earlier = captures.with_body(archive.connection, request.url, payload) if has_body else None
        place = files.write(
            url=request.url,
            status=response.status,
            headers=_pairs(response.headers),
            body=response.body,
            fetched_at=now,
            request_headers=_pairs(request.headers),
            method=request.method,
            original=Original(request.url, earlier[1]) if earlier else None,
        )
        row = CaptureRow(
            url=request.url,
            fetched_at=now.isoformat(),
            status=response.status,
            digest=digest,
            warc_file=place.file,
            warc_offset=place.offset,
            warc_length=place.length,
            payload_digest=payload,
            refers_to=earlier[0] if earlier else None,
            etag=_header(response, "ETag") or None,
            last_modified=_header(response, "Last-Modified") or None,
            tls=self._passed_over(request.url),
        )
        with archive.transaction() as connection:
            return captures.save_capture(connection, row)

    def _passed_over(self, url: str) -> str | None:
        """Return what is wrong with a certificate that is not verified."""
        verified = self.crawler.settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
        return None if verified else certificate_fault(urljoin(url, "/"))


def _header(response: Response, name: str) -> str:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else ""


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    ]
