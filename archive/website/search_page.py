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

from archive.search.articles import (
    COUNTED_MOST,
    EQUAL,
    TERMS,
    Filters,
    Order,
    listed,
    search,
)
from archive.search.facets import FACETED_MOST, facets
from archive.search.query import parse_query
from archive.website.database import number_in, read
from archive.website.view import view

LABELS = {
    "since": "from", "until": "until", "place": "place", "regency": "regency",
    "category": "category", "tag": "tag", "section": "section", "author": "author",
    "initials": "initials", "year_month": "month", "extractor": "extractor", "state": "state",
    "edited": "edited by the newsroom", "duplicates": "reposts shown, too",
    "suspects": "posts that may be an intruder's shown, too",
}  # fmt: skip


#: Filters that are on or off.
_FLAGS = ("edited", "duplicates", "suspects")


def contents(connection: sqlite3.Connection, request: Request) -> dict[str, Any]:
    """Return one page of the articles found, with what they can be narrowed by."""
    args = request.args
    typed = (args.get("q") or "").strip()
    order: Order = "relevance" if args.get("sort") == "relevance" else "newest"
    context: dict[str, Any] = {"typed": typed, "order": order, "filters": Filters()}
    try:
        query, filters = parse_query(typed), filters_of(args)
    except ValueError as problem:
        return context | {"error": str(problem), "given": {}, "facets": {}}
    offset = min(number_in(args.get("from_hit")) or 0, COUNTED_MOST)
    found = search(connection, query, filters, order=order, offset=offset)
    given = {name: "1" if value is True else str(value) for name, value in filters.given.items()}
    kept = {"q": typed, "sort": order if order != "newest" else None, **given}

    def asked(**changes: str | None) -> str:
        return urlencode({name: value for name, value in {**kept, **changes}.items() if value})

    return context | {
        "found": found, "offset": offset, "given": given, "filters": filters, "asked": asked,
        "facets": {} if offset else facets(connection, query, filters, found),
        "has_words": bool(query.groups), "labels": LABELS, "more_than": COUNTED_MOST,
        "faceted_most": FACETED_MOST,
    }  # fmt: skip


search_page = view("search.html", contents)


_COLUMNS = (
    "slug", "title", "published_at", "place", "section", "author", "initials", "word_count",
    "revisions", "state", "gone_at", "duplicate_of", "complete", "url",
)  # fmt: skip


async def search_csv(datasette: Datasette, request: Request) -> Response:
    """Give all that was found, newest first, up to COUNTED_MOST, as CSV without the texts."""
    try:
        query = parse_query((request.args.get("q") or "").strip())
        filters = filters_of(request.args)
    except ValueError as problem:
        return Response.text(str(problem), status=400)

    def read_rows(connection: sqlite3.Connection) -> list[dict[str, Any]]:
        found = search(connection, query, filters, limit=0)
        return listed(connection, found.rowids[:COUNTED_MOST])

    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(await read(datasette, read_rows))
    return Response(
        out.getvalue(),
        headers={"content-disposition": 'attachment; filename="articles.csv"'},
        content_type="text/csv; charset=utf-8",
    )


def filters_of(args: Any) -> Filters:
    """Return the filters of an address; raises :class:`ValueError` where a day is no date."""
    given = {name: (args.get(name) or "").strip() or None for name in (*EQUAL, *TERMS)}
    flags = {name: args.get(name) in ("1", "on", "True") for name in _FLAGS}
    days = {name: _day((args.get(name) or "").strip()) for name in ("since", "until")}
    return Filters(**cast("dict[str, Any]", given | flags | days))


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"not a date: {text}; use YYYY-MM-DD, as 2024-05-31") from None
    if not 1970 < day.year < 9999:
        raise ValueError(f"not a date from 1971 to 9998: {text}")
    return day
