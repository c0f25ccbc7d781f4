"""Files that hold captures, opened so that a record can be found in them by its offset.

WARC and ARC, plain or gzipped record by record, stand as they are. Of gzip as one member, zstd
and WACZ, offsets are those of the unpacked file.
"""

from __future__ import annotations

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Any

from delegasi_scraper.warc.codings import decoded

try:
    from compression import zstd  # type: ignore[import-not-found]  # Python 3.14
except ImportError:
    from backports import zstd  # as Scrapy has it, too

GZIP = b"\x1f\x8b"
#: What a folder is searched for.
CAPTURES = re.compile(r"\.(?:w?arc(?:\.gz|\.zst)?|wacz)$", re.IGNORECASE)
_ZSTD, _SKIPPABLE = 0xFD2FB528, range(0x184D2A50, 0x184D2A60)
_DICTIONARY = 0x184D2A5D
_BEGINNING = re.compile(rb"(?:^|\r\n\r\n)WARC/1\.|^filedesc:")


def files_in(folder: Path) -> list[Path]:
    """Return the files of captures in a folder and in its subfolders."""
    return sorted(p for p in folder.rglob("*") if p.is_file() and CAPTURES.search(p.name))


def opened(path: Path, name: str) -> Iterator[tuple[str, IO[bytes]]]:
    """Yield name and file of each WARC or ARC in a file; the caller closes them.

    Raises :class:`OSError`, :class:`ValueError` for what cannot be unpacked.
    """
    file = path.open("rb")
    yield from _opened(file, name)


def _opened(file: IO[bytes], name: str) -> Iterator[tuple[str, IO[bytes]]]:
    head = file.read(4)
    file.seek(0)
    number = int.from_bytes(head, "little")
    if head == b"PK\x03\x04":
        with file:
            yield from _in_wacz(file, name)
    elif number == _ZSTD or number in _SKIPPABLE:
        with file:
            yield name, _unzstd(file, _dictionary(file) if number == _DICTIONARY else None)
    elif head[:2] == GZIP and _holds_several(file):
        with file:
            yield name, _unzipped(file)
    else:
        yield name, file


def _in_wacz(file: IO[bytes], name: str) -> Iterator[tuple[str, IO[bytes]]]:
    try:
        with zipfile.ZipFile(file) as zipped:
            for member in zipped.namelist():
                if CAPTURES.search(member):
                    with zipped.open(member) as packed:
                        yield from _opened(_copy(packed), f"{name}/{member}")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        raise ValueError(str(error)) from None


def _holds_several(file: IO[bytes]) -> bool:
    """Say whether the first gzip member goes on behind its first record."""
    member, text = zlib.decompressobj(zlib.MAX_WBITS | 16), b""
    found = 0
    try:
        while not member.eof and found < 2 and (packed := file.read(1 << 16)):
            text = text[-16:] + member.decompress(packed)
            found += len(_BEGINNING.findall(text))
    except zlib.error:
        pass
    file.seek(0)
    return found > 1


def _unzipped(file: IO[bytes]) -> IO[bytes]:
    """Unpack; what cannot be unpacked any more is missing, and its record is cut off there."""
    return _copy(gzip.GzipFile(fileobj=file), passing=(EOFError, OSError, zlib.error))


def _unzstd(file: IO[bytes], dictionary: bytes | None) -> IO[bytes]:
    try:
        unpacked = zstd.ZstdFile(file, zstd_dict=zstd.ZstdDict(dictionary) if dictionary else None)
    except zstd.ZstdError as error:
        raise ValueError(str(error)) from None
    return _copy(unpacked, passing=(EOFError, OSError, zstd.ZstdError))


def _dictionary(file: IO[bytes]) -> bytes:
    """Read the dictionary that stands before the frames of a `.warc.zst`."""
    size = int.from_bytes(file.read(8)[4:], "little")
    dictionary = file.read(size)
    if dictionary[:4] == _ZSTD.to_bytes(4, "little"):
        dictionary = decoded(dictionary, "zstd")
    return dictionary


def _copy(packed: Any, passing: tuple[type[Exception], ...] = ()) -> IO[bytes]:
    unpacked = TemporaryFile()  # noqa: SIM115  # closed by the caller
    try:
        with suppress(*passing):
            copyfileobj(packed, unpacked)
    except BaseException:
        unpacked.close()
        raise
    unpacked.seek(0)
    return unpacked
