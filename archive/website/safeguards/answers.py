"""Nothing that was captured runs in a reader's browser, and no page loads anything remote.

Stored text is escaped where it is printed; this is what still holds where that was forgotten.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qsl

from datasette.app import Datasette

from archive.export.csv_injection import SafeCells
from archive.website.database import database_of

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

#: Our own pages: no script but the files we ship, no inline style.
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'self'"
)
#: Datasette's own pages have scripts and styles in them; nothing remote here, either.
TABLES = STRICT.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'").replace(
    "style-src 'self'", "style-src 'self' 'unsafe-inline'"
)
#: A captured page: shown, and nothing else. Sandboxed also where it is opened by itself.
CAPTURED = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
#: Listings of Datasette that would drag every article's text along.
_LONG = {
    "articles": ("body", "lead", "body_stems", "title_stems", "title_key", "lead_key"),
    "revisions": ("body", "record"),
}
#: Pages of Datasette that tell where the archive lies on the machine, and what runs there.
_CLOSED = ("/-/databases", "/-/threads")
#: Of an address: each facet is a query of its own.
_OPTIONS, _FACETS = 100, 10


class Safeguard:
    """ASGI middleware: reading only, headers, safe CSV cells, listings without long text."""

    def __init__(self, app: Any, datasette: Datasette) -> None:
        self.app = app
        self.datasette = datasette
        self.base = datasette.setting("base_url").rstrip("/")

    async def __call__(self, scope: Scope, receive: Any, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"].removeprefix(self.base)
        query = scope.get("query_string", b"").decode("latin-1")
        if refused := _refused(scope["method"], path, query):
            await refuse(scope, send, *refused)
        elif location := self._listing(path, query):
            await _redirect(send, location)
        else:
            await self.app(scope, receive, self._guarded(path, send))

    def _guarded(self, path: str, send: Send) -> Send:
        cells: SafeCells | None = None

        async def guarded(message: MutableMapping[str, Any]) -> None:
            nonlocal cells
            if message["type"] == "http.response.start":
                headers = list(message["headers"])
                if _is_csv(path, headers):
                    cells = SafeCells()
                    headers = [pair for pair in headers if pair[0].lower() != b"content-length"]
                message["headers"] = [*headers, *_headers(path, headers, self.datasette)]
            elif cells is not None and message["type"] == "http.response.body":
                more = message.get("more_body", False)
                message["body"] = cells.feed(message.get("body", b""), last=not more)
            await send(message)

        return guarded

    def _listing(self, path: str, query: str) -> str | None:
        """Return where a listing with long text is shown without it."""
        shown = database_of(path, self.datasette)
        table = path.rpartition("/")[2]
        if shown is None or path != f"{shown}/{table}" or table not in _LONG:
            return None
        if any(name in ("_col", "_nocol") for name, _ in parse_qsl(query, keep_blank_values=True)):
            return None
        hidden = "&".join(f"_nocol={name}" for name in _LONG[table])
        # Of what was asked only names that we know, and a query that no header can end.
        kept = "".join(letter for letter in query if letter.isprintable())
        return f"{self.base}{shown}/{table}?{kept}{'&' if kept else ''}{hidden}"


def _refused(method: str, path: str, query: str) -> tuple[int, str] | None:
    """Return status and sentence for what is not answered at all."""
    if method not in ("GET", "HEAD", "OPTIONS"):
        return 405, "This archive is only read."
    if path.rstrip("/").removesuffix(".json") in _CLOSED:
        return 404, "Not here."
    options = [name for name, _ in parse_qsl(query, keep_blank_values=True)]
    if len(options) > _OPTIONS:
        return 400, f"An address may have {_OPTIONS} options."
    if sum(name.startswith("_facet") for name in options) > _FACETS:
        return 400, f"A page may count {_FACETS} facets."
    return None


async def refuse(scope: Scope, send: Send, status: int, sentence: str) -> None:
    """Answer in one sentence, with the headers of our pages."""
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        *([(b"allow", b"GET, HEAD, OPTIONS")] if status == 405 else []),
        *([(b"retry-after", b"60")] if status == 503 else []),
        *_always(STRICT),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    body = b"" if scope["method"] == "HEAD" else f"{sentence}\n".encode()
    await send({"type": "http.response.body", "body": body})


async def _redirect(send: Send, location: str) -> None:
    where = location.encode("latin-1", "replace")
    headers = [(b"location", where), (b"content-length", b"0"), *_always(STRICT)]
    await send({"type": "http.response.start", "status": 302, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _is_csv(path: str, headers: list[tuple[bytes, bytes]]) -> bool:
    kind = next((value for name, value in headers if name.lower() == b"content-type"), b"")
    return path.endswith(".csv") and kind.startswith((b"text/csv", b"text/plain"))


def _headers(
    path: str, headers: list[tuple[bytes, bytes]], datasette: Datasette
) -> list[tuple[bytes, bytes]]:
    of_datasette = path.startswith("/-/") or database_of(path, datasette) is not None
    given = {name.lower() for name, _ in headers}
    return [pair for pair in _always(TABLES if of_datasette else STRICT) if pair[0] not in given]


def _always(policy: str) -> list[tuple[bytes, bytes]]:
    return [
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"same-origin"),
        (b"x-robots-tag", b"noindex, nofollow"),  # the articles are the newsroom's
        (b"content-security-policy", policy.encode()),
    ]
