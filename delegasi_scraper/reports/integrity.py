"""What `scrapy doctor` looks at: database, captures against their files, the chain."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import archive as archive_package
from archive.maintenance import integrity
from archive.tables import captures, runs
from delegasi_scraper.errors import UnreadableCapture
from delegasi_scraper.project import PROJECT
from delegasi_scraper.warc.digests import digest_of
from delegasi_scraper.warc.reader import read_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.store import Archive

#: What the chain says, and what it does not.
CHAIN_PROVES = (
    "the chain of captures shows that no row was changed, taken out or put in since it was "
    "written; it does not show that the whole chain was not written anew: keep its end elsewhere"
)


def examine(archive: Archive, folder: Path, *, running: bool) -> Iterator[str]:
    """Yield each thing that is wrong, in a sentence that says what and where.

    While a crawl is ``running``, its last record may have no row yet.
    """
    home = Path(str(archive_package.__file__)).resolve()
    if not home.is_relative_to(PROJECT):
        yield f"another package of the name `archive` is used: {home}; uninstall it"
    yield from integrity.problems(archive.connection)
    yield from integrity.search_problems(archive.path)
    for capture_id in islice(captures.breaks(archive.connection), 5):
        yield f"the chain of captures is broken at row {capture_id}"
    for capture_id in captures.false_revisits(archive.connection)[:5]:
        yield f"captures: row {capture_id} refers to a row that holds another body"
    yield from _captures(archive, folder, running=running)
    for started_at in [] if running else runs.unfinished(archive.connection):
        yield f"the run of {started_at} was killed (the next run closes it)"


def _captures(archive: Archive, folder: Path, *, running: bool) -> Iterator[str]:
    rows: dict[str, dict[int, tuple[int, str | None]]] = defaultdict(dict)
    for capture_id, name, offset, digest, is_revisit in captures.places(archive.connection):
        rows[name][offset] = capture_id, None if is_revisit else digest
    for name, known in sorted(rows.items()):
        if not (folder / name).is_file():
            yield f"captures: {folder / name} is missing, {len(known)} captures with it"
            continue
        yield from _file(folder / name, known, running=running)
    for path in sorted(folder.glob("*.warc.gz")):
        if path.name not in rows and not running:
            yield from _file(path, {})


def _file(
    path: Path, known: dict[int, tuple[int, str | None]], *, running: bool = False
) -> Iterator[str]:
    left = dict(known)
    try:
        for record in read_records(path):
            row = left.pop(record.offset, None)
            if row is None and running and record.offset > max(known):
                break
            if row is None:
                yield f"captures: {path}, byte {record.offset}: no row knows this record"
            elif row[1] and row[1] != digest_of(record.body, record.header("Content-Encoding")):
                yield f"captures: row {row[0]}: another body stands in {path}"
    except UnreadableCapture as error:
        if not (running and error.offset > max(known)):
            yield f"captures: {error}"
    for capture_id, _ in left.values():
        yield f"captures: row {capture_id}: no record stands at its place in {path}"
