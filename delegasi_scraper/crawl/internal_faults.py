"""What one page does to the program costs that page: it is listed, and the run goes on."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from archive.rows import FailureRow
from archive.tables import failures
from delegasi_scraper.clock import utc_now

if TYPE_CHECKING:
    from delegasi_scraper.crawl.run import Run
    from delegasi_scraper.items import Fetched

#: What the disk, or somebody beside us, does to a database; any other error is of one page's row.
_OF_THE_DISK = frozenset(
    [
        sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOLFS,
        sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_SCHEMA,
    ]
)  # fmt: skip
_LONGEST_MESSAGE = 500


def is_of_the_disk(error: Exception) -> bool:
    """Say whether an error means that nothing more can be written, whatever the page."""
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        return code is None or (code & 0xFF) in _OF_THE_DISK  # extended codes: the low byte
    return isinstance(error, OSError)


def save_internal_fault(
    run: Run, url: str, fetched: Fetched | None, error: BaseException | None
) -> None:
    """List an address on which the program failed, with the kind of its error, and count it."""
    run.crawler.stats.inc_value("page/failed")
    if run.captures is None:
        return
    message = f"{type(error).__name__}: {error}".encode(errors="replace").decode()
    row = FailureRow(
        url=url.encode(errors="replace").decode(),
        reason="internal",
        message=message[:_LONGEST_MESSAGE],
        capture_id=fetched.capture_id if fetched else None,
    )
    with run.saving(), run.archive.transaction() as connection:
        failures.save_failure(connection, row, fetched.at if fetched else utc_now())


def place_of(item: Any) -> tuple[str, Fetched | None] | None:
    """Return the address that an item is of, and where it came from; None = it has none."""
    fetched: Fetched | None = getattr(item, "fetched", None)
    url = fetched.url if fetched else getattr(item, "url", None) or getattr(item, "page_url", None)
    return (str(url), fetched) if url else None
