"""`/about`: what this archive is, what it does not know, and how to cite it."""

from __future__ import annotations

import sqlite3
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.version import version
from archive.website import crawl_days
from archive.website.database import archive_name, first, read, rows
from archive.website.view import render


async def about_page(datasette: Datasette, request: Request) -> Response:
    """Show what has to be known to judge what the archive can prove."""
    context = await read(datasette, contents)
    # In the order of metadata.yml.
    context["tables"] = datasette.metadata("tables", database=archive_name(datasette)) or {}
    context["license"] = datasette.metadata("license")
    context["version"] = version()
    return await render(datasette, request, "about.html", context)


def contents(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return the site, the crawl days and the extractors of this archive."""
    extractors = rows(
        connection,
        "SELECT extractor AS name, count(*) AS articles FROM articles"
        " WHERE superseded_at IS NULL AND suspect IS NULL GROUP BY extractor ORDER BY 2 DESC",
    )
    return {
        "extent": crawl_days.extent(crawl_days.crawl_days(connection)),
        "site": first(connection, "SELECT url FROM site"),
        "extractors": extractors,
    }
