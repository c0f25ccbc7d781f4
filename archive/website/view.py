"""A page of this site: a template filled with what a function reads from the archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.website.database import LinkedQuery, archive_name, read

View = Callable[[Datasette, Request], Awaitable[Response]]


def view(template: str, contents: Callable[[sqlite3.Connection, Request], dict[str, Any]]) -> View:
    """Return a view that fills a template with what ``contents`` reads for a request."""

    async def answer(datasette: Datasette, request: Request) -> Response:
        context = await read(datasette, lambda connection: contents(connection, request))
        return await render(datasette, request, template, context)

    return answer


async def render(
    datasette: Datasette, request: Request, template: str, context: dict[str, Any]
) -> Response:
    """Fill a template; the status is 400 where the context has an ``error``."""
    html = await datasette.render_template(template, context, request=request)
    return Response.html(html, status=400 if context.get("error") else 200)


def query_links(datasette: Datasette, query: LinkedQuery) -> dict[str, str]:
    """Return the addresses at which Datasette answers a query, as a page and as CSV."""
    name = archive_name(datasette)
    asked = urlencode({"sql": query.sql, **query.parameters})
    return {
        "sql": f"{datasette.urls.database(name)}?{asked}",
        "csv": f"{datasette.urls.database(name, format='csv')}?{asked}",
    }
