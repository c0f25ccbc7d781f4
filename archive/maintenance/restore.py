"""Put a backup in the archive's place; needs the lock.

The restored database is made beside the archive and takes its name by one rename. SQLite
applies a `-wal` to whatever database has its name: the old one's is away before that. Until
then the old database is whole, under its own name or under the one that it is kept by; between
the two nothing has the archive's name, and :func:`archive.database.connect` says that a
restore was interrupted. Another restore starts over, whatever was left.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from archive.atomic_file import sync_folder
from archive.database import BESIDE, RESTORING, check_version
from archive.errors import ArchiveError, OtherSite
from archive.maintenance.integrity import problems
from archive.schema import migrations

#: The bytes that a reading connection locks (SHARED_FIRST and SHARED_SIZE in SQLite's os.h).
_SHARED_FIRST, _SHARED_SIZE = 0x40000002, 510


def copy_of(path: Path) -> Path:
    """Return where the restored database is made, until it takes the archive's name."""
    return path.with_name(path.name + RESTORING)


def copy_backup(file: Path, path: Path) -> Path:
    """Copy a backup beside the archive at ``path``, and return where; the backup is only read.

    A `-wal` beside it belongs to it: that is how an old database was kept. Raises
    :class:`ArchiveError` where ``file`` is the archive itself, and :class:`OSError`.
    """
    copy = copy_of(path)
    if not file.is_file():
        raise ArchiveError(f"there is no file {file}: give one that `scrapy backup` has made")
    if any(other.exists() and file.samefile(other) for other in (path, copy)):
        raise ArchiveError(f"{file} is the archive itself: give a backup of it")
    for suffix in BESIDE:
        _named(copy, suffix).unlink(missing_ok=True)
    _copy(file, copy)  # over what an interrupted restore left: the mark of that stays
    for suffix in ("-wal", "-journal"):
        if _named(file, suffix).exists():
            _copy(_named(file, suffix), _named(copy, suffix))
    return copy


def check_backup(copy: Path, file: Path, site_url: str) -> None:
    """Raise an :class:`ArchiveError` where the copy of ``file`` is no sound archive of the site."""
    try:
        with closing(sqlite3.connect(copy)) as connection:
            db = Database(connection)
            if not migrations.applied(db):
                raise ArchiveError(f"{file} is no archive of this program")
            check_version(db, file, readonly=False)
            known = connection.execute("SELECT url FROM site").fetchone()
            if known and known[0] != site_url:
                raise OtherSite(
                    f"{file} is a backup of the archive of {known[0]}, and SITE_URL is {site_url}"
                )
            found = problems(connection)
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"{file} cannot be read: {error}; give another backup") from None
    if found:
        raise ArchiveError(f"{file} is damaged ({found[0]}); give another backup")


def checkpoint(connection: sqlite3.Connection) -> None:
    """Write all of a database into its own file, so that it may be renamed."""
    busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise ArchiveError("another program reads the database that is being restored")


def put_in_place(copy: Path, path: Path, *, at: datetime) -> list[Path]:
    """Give the copy the archive's name; return the files that the old database is kept in.

    ``copy`` is whole without a `-wal`, after :func:`checkpoint`; ``at`` (UTC) names what is kept.
    Raises :class:`ArchiveError` where another program has the old database open, and
    :class:`OSError`.
    """
    kept = path.with_name(f"{path.name}.before-restore-{at:%Y%m%dT%H%M%SZ}")
    old = [suffix for suffix in ("", *BESIDE) if _named(path, suffix).exists()]
    if any(_named(kept, suffix).exists() for suffix in ("", *BESIDE)):
        raise ArchiveError(f"{kept} is there already: run the command again")
    for suffix in BESIDE:
        _named(copy, suffix).unlink(missing_ok=True)
    with opened_by_nobody(path):
        if path.exists():
            shutil.copymode(path, copy)
        _sync(copy)
        for suffix in BESIDE:
            if suffix in old:
                _copy(_named(path, suffix), _named(kept, suffix))
        sync_folder(path.parent)
        if path.exists():
            path.rename(kept)  # with the copies above, the old database is whole again
        sync_folder(path.parent)
        for suffix in BESIDE:
            _named(path, suffix).unlink(missing_ok=True)
        sync_folder(path.parent)
        copy.rename(path)
        sync_folder(path.parent)
    return [_named(kept, suffix) for suffix in old]


@contextmanager
def opened_by_nobody(path: Path) -> Iterator[None]:
    """Keep other programs from opening a database in the block.

    Raises :class:`ArchiveError` where one has it open: the last connection to close removes the
    `-wal` by its name, which would be the restored database's by then
    (https://www.sqlite.org/howtocorrupt.html, section 2.3).
    """
    if not path.exists():
        yield
        return
    with path.open("rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
        except (BlockingIOError, PermissionError):
            raise ArchiveError(
                f"another program has {path} open: end it (`scrapy serve`, Datasette, sqlite3) "
                "and run the command again"
            ) from None
        yield


def _named(database: Path, suffix: str) -> Path:
    return database.with_name(database.name + suffix)


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    _sync(target)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
