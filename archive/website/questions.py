"""`/queries`: the questions of metadata.yml, each with a form that needs no SQL."""

from __future__ import annotations

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.website.database import archive_name
from archive.website.view import render


async def queries_page(datasette: Datasette, request: Request) -> Response:
    """Show every question with its form, which leads to Datasette's page of the answer."""
    queries = await datasette.get_canned_queries(archive_name(datasette), request.actor)
    return await render(datasette, request, "questions.html", {"questions": queries})
