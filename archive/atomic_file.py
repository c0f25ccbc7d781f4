"""A file that is written whole or not at all."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from archive.errors import ArchiveError


class FileRefused(ArchiveError):
    """A file that is not written to, and why."""


def check_target(target: Path, *, force: bool) -> None:
    """Raise :class:`FileRefused` where a file could not be put, or is there without ``force``."""
    if target.is_dir():
        raise FileRefused(f"{target} is a folder; give the name of a file")
    if not target.parent.is_dir():
        raise FileRefused(f"there is no folder {target.parent}; make it first")
    if target.exists() and not force:
        raise FileRefused(f"{target} is there already; give --force to replace it")


@contextmanager
def written_whole(target: Path, *, force: bool) -> Iterator[BinaryIO]:
    """Give a file beside the target, ``NAME.part``, that takes its name when all is on disk.

    Where the block raises, the part is removed and what stood under the name stays. A kill
    leaves the part, and the next writer replaces it. Raises :class:`FileRefused` where the
    target is there (without ``force``) or somebody else is writing it.
    """
    check_target(target, force=force)
    part = target.with_name(target.name + ".part")
    with _locked(part) as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            check_target(target, force=force)  # it may have come meanwhile
            part.rename(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Write a folder's names to the disk; without it a power cut may take a rename back."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def _locked(part: Path) -> Iterator[BinaryIO]:
    """Open the part for one writer; what a killed one has left in it is dropped."""
    with part.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            ours = part.stat().st_ino == os.fstat(file.fileno()).st_ino
        except (BlockingIOError, FileNotFoundError):
            ours = False  # held, or renamed by its writer just now: it is the target then
        if not ours:
            raise FileRefused(f"another process is writing {part}; wait for it")
        file.truncate(0)
        yield file
