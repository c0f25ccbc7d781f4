"""`/capture/ID`: a captured page, made harmless.

What could run or load is taken out, the answer is sandboxed by its Content-Security-Policy,
and the page that shows it puts it in a sandboxed frame.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

import lxml.html
from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request, Response
from lxml.etree import ParserError
from lxml_html_clean import Cleaner
from markupsafe import escape
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from archive.website.database import archive_name, first, read
from archive.website.safeguards.answers import CAPTURED

#: Bytes of a page that are shown at most: a gzip bomb must not fill the memory.
MOST = 8 * 1024 * 1024
#: Attributes that load, or lead away; the tables have where a link led.
_LOADING = frozenset(
    ("src", "srcset", "poster", "background", "action", "formaction", "ping", "href", "target")
)
_CLEANER = Cleaner(
    scripts=True, javascript=True, comments=True, style=True, inline_style=True, links=True,
    meta=True, page_structure=False, processing_instructions=True, embedded=True, frames=True,
    forms=False, annoying_tags=True, safe_attrs_only=False,
    kill_tags=["base", "noscript", "template", "svg", "math", "audio", "video"],
)  # fmt: skip


async def capture_page(datasette: Datasette, request: Request) -> Response:
    """Give one captured page, to be shown in a frame."""
    capture = await read(datasette, lambda connection: _capture(connection, request))
    body, kind = _payload(_folder(datasette) / Path(capture["warc_file"]).name, capture)
    try:
        text = harmless(body, kind) if "html" in kind else _plain(body)
    except ParserError:  # nothing but blanks, comments or a declaration
        text = _plain(body)
    return Response(
        text,
        headers={
            "content-security-policy": CAPTURED,
            "x-dns-prefetch-control": "off",
            "cross-origin-resource-policy": "same-origin",
        },
        content_type="text/html; charset=utf-8",
    )


def harmless(body: bytes, kind: str) -> str:
    """Return a page's HTML without whatever could run, load or lead away."""
    charset = kind.partition("charset=")[2].split(";")[0].strip(" \"'") or "utf-8"
    try:
        text = body.decode(charset, "replace")
    except (LookupError, UnicodeError):  # no charset of that name, or one that is no text's
        text = body.decode("utf-8", "replace")
    # Parsed as text: an XML declaration that names a charset would be an error.
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    document = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    _CLEANER(document)
    for element in document.iter("*"):
        for name in list(element.attrib):
            if str(name).lower().startswith("on") or str(name).lower() in _LOADING:
                del element.attrib[name]
        if element.tag in ("img", "amp-img"):
            words = element.get("alt") or ""
            element.tag, element.text = "span", f"[picture{': ' if words else ''}{words}]"
    return str(lxml.html.tostring(document, encoding="unicode", doctype="<!DOCTYPE html>"))


def _plain(body: bytes) -> str:
    text = body.decode("utf-8", "replace").replace("\x00", "\ufffd")
    return f"<!DOCTYPE html><title>Capture</title><pre>{escape(text)}</pre>"


def _capture(connection: sqlite3.Connection, request: Request) -> dict[str, Any]:
    """Return the row whose record has the body: of a revisit, the one that it refers to."""
    number = request.url_vars["number"]
    found = first(
        connection,
        "SELECT b.* FROM captures c JOIN captures b ON b.id = ifnull(c.refers_to, c.id)"
        " WHERE c.id = ?",
        [int(number)],
    )
    if found is None:
        raise NotFound(f"No capture {number}")
    return found


def _payload(path: Path, capture: dict[str, Any]) -> tuple[bytes, str]:
    try:
        with path.open("rb") as file:
            file.seek(capture["warc_offset"])
            record = next(iter(ArchiveIterator(file)))
            body: bytes = record.content_stream().read(MOST)
            kind = record.http_headers.get_header("Content-Type", "text/html")
    except (OSError, StopIteration, ArchiveLoadFailed, EOFError, AttributeError) as error:
        raise NotFound(
            f"The file of this capture, {path.name}, cannot be read here ({type(error).__name__})."
            " It should lie in the folder that ARCHIVE_WARC_DIR names."
        ) from None
    return body, kind.lower()


def _folder(datasette: Datasette) -> Path:
    """Return where captures are: as `scrapy serve` says, else `warc` beside the archive."""
    given = os.environ.get("ARCHIVE_WARC_DIR")
    beside = Path(datasette.get_database(archive_name(datasette)).path).parent / "warc"
    return Path(given) if given else beside
