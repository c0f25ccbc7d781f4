"""Write one visit's article, and all that its page told of others."""

from __future__ import annotations

import sqlite3

from archive.decisions import ArticleVisit, Decision
from archive.tables import aliases, articles, failures, stated, teasers


def save(connection: sqlite3.Connection, visit: ArticleVisit, decision: Decision) -> None:
    """Save a visit as it was decided; called inside a transaction.

    Saving the same twice changes nothing but ``last_seen_at``.
    """
    row, seen_at = visit.row, visit.seen_at
    article_id = articles.write(connection, visit, decision)
    if visit.stated is not None:
        compared = decision.judgement.row is not None
        stated.save(connection, article_id, visit.stated, compared=compared)
    aliases.save_aliases(connection, article_id, visit.aliases, seen_at)
    teasers.save_teasers(connection, visit.teasers, visit.page_url or row.url, seen_at)
    for slug in (row.slug, *visit.other_slugs):
        aliases.give_aliases(connection, slug, article_id)
    teasers.resolve_for_article(connection, article_id)
    failures.resolve_failures(connection, [row.url, *(url for url, _ in visit.aliases)], seen_at)
