"""Articles whose page does not answer: missed, gone, returned; called inside a transaction.

One miss may be the site's bad night. Two misses at least 20 hours apart are taken for a
removal; a nightly run starts a little earlier on some days than on others.
"""

from __future__ import annotations

import sqlite3

from archive.rows import MissRow

APART_HOURS = 20


def save_misses(connection: sqlite3.Connection, rows: tuple[MissRow, ...], *, alarm: bool) -> int:
    """Save misses and return how many articles are newly gone; under ``alarm`` none is."""
    gone = 0
    for row in rows:
        found = connection.execute(
            "UPDATE articles SET last_missed_at = ?1 WHERE slug = ?2 AND superseded_at IS NULL"
            # A miss that is replayed is no news.
            " AND last_seen_at <= ?1 AND ifnull(last_missed_at, '') < ?1"
            " RETURNING id, first_missed_at, gone_at",
            [row.seen_at, row.slug],
        ).fetchone()
        if found is None or alarm:
            continue
        article_id, first_missed_at, gone_at = found
        if gone_at is None and first_missed_at is not None:
            gone_at = connection.execute(
                "SELECT iif((julianday(?1) - julianday(?2)) * 24 >= ?3, ?1, NULL)",
                [row.seen_at, first_missed_at, APART_HOURS],
            ).fetchone()[0]
            gone += gone_at is not None
        connection.execute(
            "UPDATE articles SET first_missed_at = ifnull(first_missed_at, ?), gone_at = ?,"
            " gone_state = iif(? IS NULL, NULL, ?) WHERE id = ?",
            [row.seen_at, gone_at, gone_at, row.state, article_id],
        )
        connection.execute(
            "INSERT INTO absences (article_id, first_missed_at, last_missed_at, gone_at, state)"
            " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (article_id, first_missed_at) DO UPDATE"
            " SET last_missed_at = ?3, gone_at = ?4, state = ?5",
            [article_id, first_missed_at or row.seen_at, row.seen_at, gone_at, row.state],
        )
    return gone


def end(connection: sqlite3.Connection, article_id: int, seen_at: str) -> None:
    """Note that an article's page answers: what was missed before that has returned.

    A capture of a public archive from before the miss is no return.
    """
    connection.execute(
        "UPDATE absences SET returned_at = ?1 WHERE article_id = ?2 AND returned_at IS NULL"
        " AND last_missed_at <= ?1",
        [seen_at, article_id],
    )
    connection.execute(
        "UPDATE articles SET first_missed_at = NULL, last_missed_at = NULL, gone_at = NULL,"
        " gone_state = NULL WHERE id = ? AND last_missed_at <= ?",
        [article_id, seen_at],
    )
