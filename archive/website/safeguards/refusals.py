"""What cannot be asked is the asker's mistake (400), and says so; our own faults stay 500."""

from __future__ import annotations

import logging
import sqlite3
from typing import Any

from datasette import handle_exception as of_datasette
from datasette.app import Datasette
from datasette.utils.asgi import Request
from datasette.views.base import DatasetteError

from archive.website.database import database_of

logger = logging.getLogger(__name__)
#: SQLite's codes for a query that is wrong, forbidden or too large. Others tell of file or disk.
_WRONG = (
    sqlite3.SQLITE_ERROR, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_RANGE, sqlite3.SQLITE_INTERRUPT,
)  # fmt: skip
TOO_LARGE = "The answer needs more memory than one reader may have: ask for fewer rows or columns."


def refusal(datasette: Datasette, request: Request, exception: Exception) -> Any:
    """Return how an error is answered where it is the asker's, None where it is ours."""
    sentence = _sentence(exception, database_of(request.path, datasette) is not None)
    if sentence is None:
        return None
    logger.warning("400 for %r: %r", request.path, exception)
    said = DatasetteError(sentence, status=400, title="This cannot be answered")
    return of_datasette.handle_exception(datasette, request, said)


def _sentence(exception: Exception, of_tables: bool) -> str | None:
    if isinstance(exception, MemoryError):
        return TOO_LARGE
    if isinstance(exception, sqlite3.Error):
        # Python's own errors of parameters have no code.
        code = getattr(exception, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        return str(exception) if code & 0xFF in _WRONG else None
    if isinstance(exception, DatasetteError) and exception.status == 500 and of_tables:
        return str(exception.message)  # "Cannot sort table by x"
    # Datasette 0.65 reads `_ttl=²`, `_through=1` and the like without a look.
    wrong = isinstance(exception, ValueError | LookupError | TypeError | AttributeError)
    return "An option of this address is none of Datasette's." if of_tables and wrong else None
