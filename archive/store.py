"""Open the archive, write in transactions, read in snapshots; docs/schema.md has its tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from archive.database import connect
from archive.rows import ArticleRow, KnownArticle, TeaserRow
from archive.tables import articles, failures, revisions, teasers
from archive.tables.aliases import give_aliases, save_aliases

Change = Literal["new", "changed", "unchanged"]
Merge = Callable[[KnownArticle, ArticleRow], ArticleRow | None]


class Archive:
    """One open archive: its connection, transactions and snapshots. For one thread."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path

    @classmethod
    def open(cls, path: Path, *, site_url: str | None, readonly: bool = False) -> Archive:
        """Open or make an archive; raises an :class:`archive.errors.ArchiveError`."""
        db = connect(path, site_url=site_url, readonly=readonly)
        assert db.conn is not None
        return cls(db.conn, path)

    def __enter__(self) -> Archive:
        """Close at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Close the database."""
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write in the block: all of it, or nothing where it raises."""
        # IMMEDIATE: a deferred read-then-write got "database is locked" 394 times in 600.
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.commit()

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Read one state of the archive in the block, whatever a crawl writes meanwhile."""
        self.connection.execute("BEGIN")
        try:
            yield self.connection
        finally:
            self.connection.rollback()

    def save_article(
        self,
        row: ArticleRow,
        *,
        seen_at: str,
        capture_id: int | None = None,
        aliases: tuple[tuple[str, str], ...] = (),  # (url, kind)
        teaser_rows: tuple[TeaserRow, ...] = (),
        page_url: str | None = None,
        other_slugs: tuple[str, ...] = (),  # that redirected to the article
        merge: Merge | None = None,
        classify: revisions.Classify | None = None,
        reread: revisions.Reread | None = None,
        origin: revisions.Origin | None = None,
    ) -> Change:
        """Save one reading of an article, and what its page showed of others.

        ``merge`` chooses between what is archived and ``row``; None keeps what is
        archived. ``classify`` words what an edit is, ``reread`` reads a stored capture
        anew, ``origin`` says whose change it is where that is known. Saving the same
        twice changes nothing but ``last_seen_at``.
        """
        with self.transaction() as connection:
            article_id, change = articles.save(
                connection,
                row,
                seen_at=seen_at,
                capture_id=capture_id,
                merge=merge,
                classify=classify,
                reread=reread,
                origin=origin,
            )
            save_aliases(connection, article_id, aliases, seen_at)
            teasers.save_teasers(connection, teaser_rows, page_url or row.url, seen_at)
            for slug in (row.slug, *other_slugs):
                give_aliases(connection, slug, article_id)
            teasers.resolve_for_article(connection, article_id)
            failures.resolve_failures(connection, [row.url, *(url for url, _ in aliases)], seen_at)
        return change
