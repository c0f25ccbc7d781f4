"""The archive that a crawl writes to; what is in it, see docs/schema.md."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from archive import (
    absences,
    addresses,
    articles,
    captures,
    corpora,
    health,
    rereading,
    revisions,
    runs,
    teasers,
)
from archive.connection import connect
from archive.records import (
    AddressRow,
    ArticleRow,
    CaptureRow,
    FailureRow,
    KnownArticle,
    MissRow,
    TeaserRow,
)

Change = Literal["new", "changed", "unchanged"]
Merge = Callable[[KnownArticle, ArticleRow], ArticleRow | None]


class Archive:
    """One open archive; every ``save_`` is one transaction. For one thread."""

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

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Close the database."""
        self.connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        # IMMEDIATE: a deferred read-then-write got "database is locked" 394 times in 600.
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.commit()

    def known(self) -> dict[str, KnownArticle]:
        """Return every archived article by slug, without its text."""
        return articles.known(self.connection)

    def published(self, url: str) -> tuple[str | None, str | None]:
        """Return when an article was published, and where that was read."""
        return articles.published(self.connection, url)

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
        with self._transaction() as connection:
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
            articles.save_aliases(connection, article_id, aliases, seen_at)
            teasers.save(connection, teaser_rows, page_url or row.url, seen_at)
            for slug in (row.slug, *other_slugs):
                addresses.give_aliases(connection, slug, article_id)
            teasers.resolve_for_article(connection, article_id)
            runs.resolve_failures(connection, [row.url, *(url for url, _ in aliases)], seen_at)
        return change

    def save_teasers(self, rows: tuple[TeaserRow, ...], *, page_url: str, seen_at: str) -> None:
        """Save what one page showed of other articles."""
        with self._transaction() as connection:
            teasers.save(connection, rows, page_url, seen_at)

    def has_teaser(self, url: str | None, title: str | None, excerpt: str | None) -> bool:
        """Say whether a wording was shown before."""
        return teasers.find(self.connection, url, title, excerpt) is not None

    def unresolved_targets(self, limit: int) -> list[str]:
        """Return addresses that teasers point to and that nobody has asked for, newest first."""
        return teasers.unresolved_targets(self.connection, limit)

    def save_addresses(
        self, rows: tuple[AddressRow, ...], *, page_url: str | None, seen_at: str
    ) -> None:
        """Save addresses of articles, which source named them, and that its page answered."""
        with self._transaction() as connection:
            addresses.save(connection, rows, seen_at)
            if page_url is not None:
                runs.resolve_failures(connection, [page_url], seen_at)

    def save_listings(self, rows: tuple[tuple[str, str], ...], *, seen_at: str) -> None:
        """Save addresses of listings with their kind."""
        with self._transaction() as connection:
            addresses.save_listings(connection, rows, seen_at)

    def listings(self, kind: str, limit: int) -> list[str]:
        """Return the addresses of listings of a kind, those linked most recently first."""
        return addresses.listings(self.connection, kind, limit)

    def save_misses(self, rows: tuple[MissRow, ...], *, alarm: bool) -> int:
        """Save that archived articles did not answer; return how many are gone by now.

        With ``alarm``, when half the site vanished at once, only that it was tried.
        """
        with self._transaction() as connection:
            return absences.save(connection, rows, alarm=alarm)

    def holdings(self) -> list[dict[str, str | None]]:
        """Return slug, published_at and gone_at of every article, for an audit."""
        return articles.holdings(self.connection)

    def alias_urls(self) -> list[str]:
        """Return every address that leads to an article."""
        return [row[0] for row in self.connection.execute("SELECT url FROM aliases")]

    def validators(self, url: str) -> tuple[str | None, str | None]:
        """Return ETag and Last-Modified of an address, as the last whole run knew them."""
        return captures.validators(self.connection, url)

    def failed_addresses(self) -> list[tuple[str, str, str]]:
        """Return url, reason and last time of every address that gave no article so far."""
        return runs.failed(self.connection)

    def last_refresh(self) -> str | None:
        """Return when the last run began that saw all that was new; None = never."""
        return runs.last_refresh(self.connection)

    def save_capture(self, row: CaptureRow) -> int:
        """Save where a response was kept, and return the capture's id."""
        with self._transaction() as connection:
            return captures.save(connection, row)

    def capture_with_body(self, url: str, payload_digest: str) -> tuple[int, str] | None:
        """Return id and time of a capture of this address that holds this very body."""
        return captures.with_body(self.connection, url, payload_digest)

    def capture_at(self, url: str, fetched_at: str) -> tuple[int, str | None] | None:
        """Return id and digest of the capture of an address at a time."""
        return captures.at(self.connection, url, fetched_at)

    def body_place(self, url: str, fetched_at: str) -> tuple[str, int] | None:
        """Return WARC file and offset of the body that was captured of an address at a time."""
        return captures.body_place(self.connection, url, fetched_at)

    def capture_id(self, warc_file: str, warc_offset: int) -> int | None:
        """Return the id of the capture at a place, None where it has no row."""
        row = self.connection.execute(
            "SELECT id FROM captures WHERE warc_file = ? AND warc_offset = ?",
            [warc_file, warc_offset],
        ).fetchone()
        return int(row[0]) if row else None

    def broken_chain(self) -> list[int]:
        """Return the ids of captures at which the chain is broken."""
        return list(captures.breaks(self.connection))

    def chain_end(self) -> tuple[int, str] | None:
        """Return id and chain value of the last capture."""
        return captures.chain_end(self.connection)

    def false_revisits(self) -> list[int]:
        """Return the ids of captures that refer to another body than their own."""
        return captures.false_revisits(self.connection)

    def has_capture(self, url: str) -> bool:
        """Say whether an address was answered well before."""
        row = self.connection.execute(
            "SELECT 1 FROM captures WHERE url = ? AND status BETWEEN 200 AND 299 LIMIT 1", [url]
        ).fetchone()
        return row is not None

    def capture_ends(self) -> dict[str, int]:
        """Return for each WARC file the offset after its last captured record."""
        return captures.ends(self.connection)

    def save_failure(self, row: FailureRow, *, seen_at: str) -> None:
        """Save that an address gave no record; the same again counts up."""
        with self._transaction() as connection:
            runs.save_failure(connection, row, seen_at)

    def unresolved_failures(self, *, now: str, limit: int) -> list[str]:
        """Return addresses worth another try, the longest untried first."""
        return runs.unresolved_failures(self.connection, now, limit)

    def start_run(self, spider: str, started_at: str) -> int:
        """Open a run's row and close those that a kill left open; needs the lock."""
        with self._transaction() as connection:
            return runs.start(connection, spider, started_at)

    def finish_run(self, run_id: int, **columns: Any) -> None:
        """Close a run's row."""
        with self._transaction() as connection:
            runs.finish(connection, run_id, **columns)

    def has_walked(self) -> bool:
        """Say whether a run has seen all of the site."""
        return runs.has_walked(self.connection)

    def last_stats(self, spider: str) -> dict[str, Any]:
        """Return the counts of the last full and trusted run, {} where there is none."""
        return runs.last_stats(self.connection, spider)

    def last_run_at(self) -> str | None:
        """Return the latest time at which a run began or ended."""
        row = self.connection.execute(
            "SELECT max(max(started_at), ifnull(max(finished_at), '')) FROM runs"
        ).fetchone()
        return str(row[0]) if row[0] else None

    def last_runs(self, limit: int) -> list[dict[str, Any]]:
        """Return the newest runs first."""
        return runs.last(self.connection, limit)

    def totals(self) -> dict[str, int]:
        """Return how many rows the tables hold, in a reader's order."""
        return runs.totals(self.connection)

    def article_rows(self) -> Iterator[dict[str, Any]]:
        """Yield slug, title, body, time and record of every article's newest state."""
        for row in self.connection.execute(
            "SELECT a.slug, a.title, a.body, a.published_at, a.extractor, a.last_seen_at,"
            " (SELECT record FROM revisions WHERE article_id = a.id ORDER BY number DESC LIMIT 1)"
            " AS record FROM articles a WHERE superseded_at IS NULL ORDER BY a.slug"
        ):
            yield dict(row)

    def article_row(self, slug: str) -> ArticleRow:
        """Return an article's newest state as it could be saved."""
        return articles.row_of(self.connection, slug)

    def attach_anew(self, path: Path) -> None:
        """Put a second reading of the captures beside this one, for the methods that follow."""
        rereading.attach(self.connection, path)

    def stubs_anew(self) -> tuple[int, int]:
        """Return how many showings of stubs the reading beside has more, and has not."""
        return rereading.stubs(self.connection)

    def save_sightings_anew(self) -> int:
        """Save what only the reading beside saw shown; return how many that are."""
        with self._transaction() as connection:
            return rereading.save_sightings(connection)

    def evidence_anew(self, slug: str) -> tuple[int | None, tuple[tuple[str, str], ...]]:
        """Return capture and aliases of an article that only the reading beside has."""
        return rereading.evidence_of(self.connection, slug)

    def state_of(self, key: str, revision: int | None = None) -> dict[str, Any] | None:
        """Return what a citation needs of an article, by slug or WordPress id."""
        return revisions.state_of(self.connection, key, revision)

    def open_failures(self) -> list[dict[str, Any]]:
        """Return every address that gave no record so far, the oldest failure first."""
        rows = self.connection.execute(
            "SELECT url, reason, message, first_seen_at, last_seen_at, count FROM failures"
            " WHERE resolved_at IS NULL ORDER BY last_seen_at, url"
        )
        return [dict(row) for row in rows]

    def problems(self) -> list[str]:
        """Return what is wrong with the database, in sentences."""
        return health.problems(self.connection) + health.search_problems(self.path)

    def open_runs(self) -> list[str]:
        """Return when each run began that has no end."""
        rows = self.connection.execute("SELECT started_at FROM runs WHERE finished_at IS NULL")
        return [row[0] for row in rows]

    def capture_places(self) -> Iterator[tuple[int, str, int, str | None, bool]]:
        """Yield id, file, offset, digest of each capture, and whether it is a revisit."""
        for row in self.connection.execute(
            "SELECT id, warc_file, warc_offset, digest, refers_to FROM captures ORDER BY id"
        ):
            yield row[0], row[1], row[2], row[3], row[4] is not None

    def backup(self, target: Path) -> None:
        """Copy the archive into a new file, whole or not at all."""
        health.backup(self.connection, target)

    def rebuild_search(self) -> None:
        """Build the search index anew."""
        health.rebuild_search(self.connection)

    def close_open_runs(self, now: str) -> None:
        """Close the rows of runs that were killed; needs the lock."""
        with self._transaction() as connection:
            runs.close_killed(connection, now)

    def save_corpus(self, corpus: corpora.Corpus) -> None:
        """Save a frozen corpus; needs the lock. Raises :class:`archive.corpora.CorpusError`."""
        with self._transaction() as connection:
            corpora.save(connection, corpus)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read one state of the archive in the block, whatever a crawl writes meanwhile."""
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.rollback()
