"""`/`: totals, the newest articles, and when the site was last crawled."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any

from datasette.utils.asgi import Request

from archive.website.database import first, rows
from archive.website.view import view

#: The page warns where no nightly crawl has ended without trouble for longer than this.
STALE = timedelta(days=3)
NEWEST = 12
_NIGHTLY = "FROM runs WHERE spider IN ('articles', 'teasers')"
_TOTALS = f"""SELECT (SELECT count(*) FROM articles_list) AS articles,
  (SELECT count(*) FROM articles_list WHERE duplicate_of IS NOT NULL) AS reposts,
  (SELECT count(*) FROM articles_list WHERE state = 'gone') AS gone,
  -- As the search counts them; superseded and suspected ones are few, an index has them all.
  (SELECT count(DISTINCT article_id) FROM revisions WHERE number > 1 AND origin = 'site'
    AND article_id NOT IN (SELECT id FROM articles
      WHERE superseded_at IS NOT NULL OR suspect IS NOT NULL)) AS edited,
  (SELECT count(*) FROM captures) AS captures,
  (SELECT min(published_utc) FROM articles_list) AS first,
  (SELECT max(published_utc) FROM articles_list) AS last,
  (SELECT url FROM site) AS site,
  -- Grouped, the index of months answers; a count of distinct ones read every article.
  (SELECT count(*) FROM (SELECT year_month FROM articles_list
    WHERE year_month IS NOT NULL GROUP BY 1)) AS months,
  (SELECT max(started_at) {_NIGHTLY} AND exit_code = 0) AS last_fine"""  # noqa: S608  # our own text


def contents(connection: sqlite3.Connection, _: Request) -> dict[str, Any]:
    """Return what the front page prints."""
    (totals,) = rows(connection, _TOTALS)
    newest = rows(
        connection,
        "SELECT id, slug, title, published_at, place, section, state FROM articles_list"
        " WHERE duplicate_of IS NULL ORDER BY published_utc DESC LIMIT ?",
        [NEWEST],
    )
    last_run = first(
        connection,
        f"SELECT started_at, outcome {_NIGHTLY} AND finished_at IS NOT NULL"
        " ORDER BY id DESC LIMIT 1",
    )
    fine = totals["last_fine"]
    stale = fine is None or datetime.now(UTC) - datetime.fromisoformat(fine) > STALE
    return {"totals": totals, "newest": newest, "last_run": last_run, "stale": stale}


front_page = view("front.html", contents)
