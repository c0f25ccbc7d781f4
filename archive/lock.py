"""One writer an archive: the kernel's lock, which no crash leaves behind."""

from __future__ import annotations

import fcntl
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from archive.errors import ArchiveError


class Locked(ArchiveError):
    """Another process writes to the archive."""


class Lock:
    """``flock`` on a file beside the database; its text names the holder."""

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(database.name + ".lock")
        self._file: IO[str] | None = None

    def acquire(self, *, wait: float = 0) -> None:
        """Take the lock, waiting up to ``wait`` seconds; raises :class:`Locked`.

        Raises :class:`OSError` where the file cannot be made.
        """
        deadline = time.monotonic() + wait
        file = self.path.open("a+")
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    file.seek(0)
                    holder = file.read().strip() or "another process"
                    file.close()
                    raise Locked(
                        f"{holder} is writing to this archive; wait for it, or give "
                        "-s LOCK_WAIT=600 to wait up to ten minutes"
                    ) from None
                time.sleep(0.2)
        file.truncate(0)
        now = datetime.now(UTC).replace(microsecond=0).isoformat()
        file.write(f"process {os.getpid()} (since {now})\n")
        file.flush()
        self._file = file

    def holder(self) -> str | None:
        """Return who holds the lock, None for nobody; takes it not even for a moment."""
        try:
            text = self.path.read_text().strip()
            os.kill(int(text.split()[1]), 0)
        except PermissionError:
            return text  # another user's process, and alive
        except (OSError, ValueError, IndexError):
            return None  # given back, never taken, or left by a kill
        return text

    def release(self) -> None:
        """Give the lock back; the file stays, since removing it would race."""
        if self._file is not None:
            self._file.truncate(0)
            self._file.close()
            self._file = None
