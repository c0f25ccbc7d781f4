"""How much the archive holds."""

from __future__ import annotations

import sqlite3


def totals(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table holds, in a reader's order."""
    row = connection.execute(
        "SELECT (SELECT count(*) FROM articles WHERE suspect IS NULL) AS articles,"
        " (SELECT count(*) FROM revisions) AS revisions,"
        " (SELECT count(*) FROM teasers) AS teasers,"
        " (SELECT count(*) FROM sightings) AS sightings,"
        " (SELECT count(*) FROM captures) AS captures,"
        " (SELECT count(*) FROM failures WHERE resolved_at IS NULL"
        "   AND reason NOT LIKE 'refused/%') AS failures"
    ).fetchone()
    return dict(row)
