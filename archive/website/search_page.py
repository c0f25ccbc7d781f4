"""`/search`: find and list articles."""

from __future__ import annotations

import csv
import io
import sqlite3
from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.search.articles import COUNTED_MOST, Filters, Found, Order, listed, search
from archive.search.facets import FACETED_MOST, facets
from archive.search.query import Query, QueryError, parse_query
from archive.website.database import number_in, read
from archive.website.formatting import STATES

_TEXT = (
    "place", "regency", "category", "tag", "section", "author", "initials", "year_month",
    "extractor", "state",
)  # fmt: skip
LABELS = {
    "since": "from", "until": "until", "place": "place", "regency": "regency",
    "category": "category", "tag": "tag", "section": "section", "author": "author",
    "initials": "initials", "year_month": "month", "extractor": "extractor", "state": "state",
    "edited": "edited by the newsroom", "duplicates": "reposts shown, too",
}  # fmt: skip


async def search_page(datasette: Datasette, request: Request) -> Response:
    """Show one page of what was found, with what it can be narrowed by."""
    args = request.args
    typed = (args.get("q") or "").strip()
    order: Order = "relevance" if args.get("sort") == "relevance" else "newest"
    offset = min(number_in(args.get("from_hit")) or 0, COUNTED_MOST)
    error: str | None = None
    query, filters = Query(""), Filters()
    try:
        query = parse_query(typed)
        filters = filters_of(args)
    except (QueryError, ValueError) as problem:
        error = str(problem)

    def read_rows(connection: sqlite3.Connection) -> tuple[Found, dict[str, Any]]:
        found = search(connection, query, filters, order=order, offset=offset)
        return found, {} if offset else facets(connection, query, filters, found)

    found, counts = Found(hits=[], count=0, next_offset=None), dict[str, Any]()
    if error is None:
        found, counts = await read(datasette, read_rows)
    given = {name: str(value) for name, value in filters.given.items()}
    kept = {"q": typed, **({"sort": order} if order != "newest" else {}), **_as_typed(given)}

    def address(**changes: str | None) -> str:
        merged = {**kept, **changes}
        asked = urlencode({name: value for name, value in merged.items() if value})
        return f"{datasette.urls.path('/search')}?{asked}"

    context = {
        "typed": typed, "order": order, "found": found, "error": error, "given": given,
        "labels": LABELS, "facets": counts, "address": address, "offset": offset,
        "more_than": COUNTED_MOST, "faceted_most": FACETED_MOST, "states": STATES,
        "has_words": bool(query.groups), "filters": filters,
    }  # fmt: skip
    html = await datasette.render_template("search.html", context, request=request)
    return Response.html(html, status=400 if error else 200)


_COLUMNS = (
    "slug", "title", "published_at", "place", "section", "author", "initials", "word_count",
    "revisions", "state", "gone_at", "duplicate_of", "complete", "url",
)  # fmt: skip


async def search_csv(datasette: Datasette, request: Request) -> Response:
    """Give all that was found, newest first, up to COUNTED_MOST, as CSV without the texts."""
    try:
        query = parse_query((request.args.get("q") or "").strip())
        filters = filters_of(request.args)
    except (QueryError, ValueError) as problem:
        return Response.text(str(problem), status=400)

    def read_rows(connection: sqlite3.Connection) -> list[dict[str, Any]]:
        found = search(connection, query, filters, limit=0)
        return listed(connection, found.rowids[:COUNTED_MOST])

    rows = await read(datasette, read_rows)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    writer.writerows([row[name] for name in _COLUMNS] for row in rows)
    return Response(
        out.getvalue(),
        headers={"content-disposition": 'attachment; filename="articles.csv"'},
        content_type="text/csv; charset=utf-8",
    )


def filters_of(args: Any) -> Filters:
    """Read the filters of an address; raises :class:`ValueError` naming what is no date."""
    days: dict[str, date | None] = {}
    for name in ("since", "until"):
        text = (args.get(name) or "").strip()
        try:
            days[name] = date.fromisoformat(text) if text else None
        except ValueError:
            raise ValueError(f"{text} is no day; write it as 2024-05-31") from None
        if text and not 1970 < int(text[:4]) < 9999:
            raise ValueError(f"{text}: there was no such site then")
    return Filters(
        since=days["since"],
        until=days["until"],
        **cast("dict[str, Any]", {name: _text(args, name) for name in _TEXT}),
        edited=args.get("edited") in ("1", "on", "True"),
        duplicates=args.get("duplicates") in ("1", "on", "True"),
    )


def _text(args: Any, name: str) -> str | None:
    return (args.get(name) or "").strip() or None


def _as_typed(given: dict[str, str]) -> dict[str, str]:
    return {name: "1" if value == "True" else value for name, value in given.items()}
