"""Open the database file, and refuse what is not this site's archive."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from archive.errors import (
    RECOVERY,
    ArchiveUnwritable,
    HalfRestored,
    NewerArchive,
    OlderArchive,
    OtherSite,
)
from archive.schema import migrations

#: What SQLite keeps beside a database, and applies to whatever has the database's name.
BESIDE = ("-wal", "-journal", "-shm")
#: Ends the name of the database that `scrapy restore` makes beside the archive.
RESTORING = ".restoring"


def connect(path: Path, *, site_url: str | None, readonly: bool) -> Database:
    """Open, migrate, and check.

    Raises :class:`OtherSite`, :class:`NewerArchive`, :class:`OlderArchive` where it may not be
    migrated, :class:`HalfRestored`, or :class:`ArchiveUnwritable` for a file that is damaged, no
    database, or may not be written.
    """
    check_not_half_restored(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = "ro" if readonly else "rwc"
        connection = sqlite3.connect(f"file:{quote(str(path))}?mode={mode}", uri=True, timeout=30)
    except (sqlite3.Error, OSError) as error:
        raise ArchiveUnwritable(f"{path} cannot be opened: {error}") from None
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        if not readonly:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        db = Database(connection)
        check_version(db, path, readonly=readonly)
        if not readonly:
            migrations.apply(db)
            _remember_site(connection, path, site_url)
    except sqlite3.Error as error:
        connection.close()
        raise ArchiveUnwritable(
            f"{path} cannot be {'read' if readonly else 'written'}: {error}; {RECOVERY}"
        ) from None
    except BaseException:
        connection.close()
        raise
    connection.row_factory = sqlite3.Row
    return db


def check_not_half_restored(path: Path) -> None:
    """Raise :class:`HalfRestored` where a restore was interrupted before it put a database here.

    A new, empty archive would have the next run walk the whole site again.
    """
    if not path.exists() and path.with_name(path.name + RESTORING).exists():
        raise HalfRestored(
            f"a restore of {path} was interrupted: run `scrapy restore FILE` again with the backup"
        )


def check_version(db: Database, path: Path, *, readonly: bool) -> None:
    """Raise :class:`NewerArchive`, or :class:`OlderArchive` where it may not be migrated."""
    ours = {migration.name for migration in migrations._migrations}
    applied = {migration.name for migration in migrations.applied(db)}
    unknown = applied - ours
    if unknown:
        raise NewerArchive(
            f"{path} was written by a newer version ({', '.join(sorted(unknown))}): "
            "update this program"
        )
    if readonly and ours - applied:
        raise OlderArchive(
            f"{path} is empty, or of an older version: the next `scrapy crawl articles`, or "
            "`scrapy doctor --fix`, brings it up to date"
        )


def remove_database(path: Path) -> None:
    """Remove a database, and before it what SQLite keeps beside it."""
    for suffix in (*BESIDE, ""):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _remember_site(connection: sqlite3.Connection, path: Path, site_url: str | None) -> None:
    if site_url is None:
        return
    with connection:
        connection.execute("INSERT OR IGNORE INTO site (id, url) VALUES (1, ?)", [site_url])
    known = connection.execute("SELECT url FROM site").fetchone()[0]
    if known != site_url:
        raise OtherSite(
            f"{path} is the archive of {known}, not of {site_url}; "
            "give another ARCHIVE_DB for another site"
        )
