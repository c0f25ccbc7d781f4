"""`/`: what there is, what is new, where it comes from."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.website.database import read, rows

#: The page says so where no run of the nightly crawl has been fine for longer.
STALE = timedelta(days=3)
NEWEST = 12


async def front_page(datasette: Datasette, request: Request) -> Response:
    """Show totals, coverage, the newest articles and how fresh all of it is."""
    context = await read(datasette, contents)
    html = await datasette.render_template("front.html", context, request=request)
    return Response.html(html)


def contents(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return what the front page prints."""
    totals = rows(
        connection,
        "SELECT (SELECT count(*) FROM articles_list) AS articles,"
        " (SELECT count(*) FROM articles_list WHERE duplicate_of IS NOT NULL) AS reposts,"
        " (SELECT count(*) FROM articles_list WHERE state = 'gone') AS gone,"
        # As the search counts them; the superseded ones are few, and an index has them all.
        " (SELECT count(DISTINCT article_id) FROM revisions"
        "   WHERE number > 1 AND origin = 'site' AND article_id NOT IN"
        "   (SELECT id FROM articles WHERE superseded_at IS NOT NULL)) AS edited,"
        " (SELECT count(*) FROM captures) AS captures,"
        " (SELECT min(published_utc) FROM articles_list) AS first,"
        " (SELECT max(published_utc) FROM articles_list) AS last,"
        " (SELECT url FROM site) AS site",
    )[0]
    newest = rows(
        connection,
        "SELECT id, slug, title, published_at, place, section, state FROM articles_list"
        " WHERE duplicate_of IS NULL ORDER BY published_utc DESC LIMIT ?",
        [NEWEST],
    )
    last_runs = rows(
        connection,
        "SELECT started_at, outcome FROM runs WHERE spider IN ('articles', 'teasers')"
        " AND finished_at IS NOT NULL ORDER BY id DESC LIMIT 1",
    )
    fine = rows(
        connection,
        "SELECT max(started_at) AS at FROM runs WHERE spider IN ('articles', 'teasers')"
        " AND exit_code = 0",
    )[0]["at"]
    stale = fine is None or datetime.now(UTC) - datetime.fromisoformat(fine) > STALE
    months = rows(
        connection,
        # Grouped, the index of months answers; a count of distinct ones read every article.
        "SELECT count(*) AS months FROM (SELECT year_month FROM articles_list"
        " WHERE year_month IS NOT NULL GROUP BY 1)",
    )[0]["months"]
    return {
        "totals": totals, "newest": newest, "last_run": last_runs[0] if last_runs else None,
        "last_fine": fine, "stale": stale, "months": months,
    }  # fmt: skip
