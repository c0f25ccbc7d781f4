"""Write one visit's article, and all that its page told of others."""

from __future__ import annotations

import sqlite3

from archive.decisions import ArticleVisit, Decision
from archive.tables import aliases, articles, failures, held_states, site_texts, stated, teasers

#: Such a page shows nothing that is true today, of other articles neither.
_TELLS_NOTHING = ("not_whole", "not_own", "stale")


def save(connection: sqlite3.Connection, visit: ArticleVisit, decision: Decision) -> None:
    """Save a visit as it was decided; called inside a transaction.

    Saving the same twice changes nothing but ``last_seen_at``.
    """
    row, seen_at, judgement = visit.row, visit.seen_at, decision.judgement
    article_id = articles.write(connection, visit, decision)
    held_states.resolve(connection, judgement.resolved, seen_at)
    site_texts.save_volatile(connection, judgement.volatile, seen_at)
    if judgement.hold is not None:
        held_states.save(
            connection, judgement.hold, seen_at, article_id=article_id,
            capture_id=visit.capture_id, again=visit.evidence.again,
        )  # fmt: skip
        if article_id is None or judgement.hold.reason in _TELLS_NOTHING:
            return
    assert article_id is not None
    if visit.stated is not None:
        compared = judgement.row is not None
        stated.save(connection, article_id, visit.stated, compared=compared)
    aliases.save_aliases(connection, article_id, visit.aliases, seen_at)
    teasers.save_teasers(connection, visit.teasers, visit.page_url or row.url, seen_at)
    for slug in (row.slug, *visit.other_slugs):
        aliases.give_aliases(connection, slug, article_id)
    teasers.resolve_for_article(connection, article_id)
    failures.resolve_failures(connection, [row.url, *(url for url, _ in visit.aliases)], seen_at)
