"""Copy a live archive into a new file, whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from archive.errors import ArchiveError


def backup(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the database into a new file, whole or not at all.

    Raises :class:`ArchiveError` where the file is there already, or cannot be written.
    """
    if target.exists():
        raise ArchiveError(f"{target} is there already: a backup replaces nothing")
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        connection.execute("VACUUM INTO ?", [str(part)])
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.rename(target)
    except (sqlite3.OperationalError, OSError) as error:
        part.unlink(missing_ok=True)
        raise ArchiveError(f"{target} cannot be written: {error}") from None
    except sqlite3.DatabaseError:  # the archive itself is damaged
        part.unlink(missing_ok=True)
        raise
