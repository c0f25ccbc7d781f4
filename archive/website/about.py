"""`/about`: what this archive is, what it does not know, and how to cite it."""

from __future__ import annotations

import sqlite3
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.version import version
from archive.website import crawl_days
from archive.website.database import archive_name, read, rows


async def about_page(datasette: Datasette, request: Request) -> Response:
    """Explain the archive to who has to judge what can be said from it."""
    context = await read(datasette, facts)
    name = archive_name(datasette)
    context["tables"] = described_tables(datasette.metadata("tables", database=name) or {})
    context["license"] = datasette.metadata("license")
    context["version"] = version()
    html = await datasette.render_template("about.html", context, request=request)
    return Response.html(html)


def facts(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return the site, the crawl days and the extractors of this archive."""
    extent = crawl_days.extent(crawl_days.crawl_days(connection))
    site = connection.execute("SELECT url FROM site").fetchone()
    extractors = rows(
        connection,
        "SELECT extractor AS name, count(*) AS articles FROM articles"
        " WHERE superseded_at IS NULL GROUP BY extractor ORDER BY 2 DESC",
    )
    return {"extent": extent, "site": site[0] if site else None, "extractors": extractors}


def described_tables(tables: dict[str, dict[str, Any]]) -> list[tuple[str, str]]:
    """Return name and description of the tables that are shown, in the order of metadata.yml."""
    return [
        (name, notes["description"])
        for name, notes in tables.items()
        if not notes.get("hidden") and notes.get("description")
    ]
