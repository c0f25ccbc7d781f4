"""Articles, or their revisions, as a file: streamed, whole or not at all."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.atomic_file import check_target, written_whole
from archive.columns import Column
from archive.errors import ArchiveError
from archive.export.columns import ARTICLE_COLUMNS, REVISION_COLUMNS
from archive.export.formats import FORMATS, Rows, write_dictionary
from archive.export.where_clause import chosen_articles

#: Told how many rows are written, and of how many.
Progress = Callable[[int, int], None]
#: Rows in memory at once, and in a row group of Parquet: 10 MB of articles of 2.5 KB.
BATCH = 2_000


class FormatUnknown(ArchiveError):
    """A file name whose suffix names no format."""


@dataclass(frozen=True, slots=True)
class Written:
    """What an export has written."""

    rows: int
    bytes: int
    dictionary: Path


def export(
    connection: sqlite3.Connection,
    target: Path,
    *,
    condition: str | None = None,
    revisions: bool = False,
    force: bool = False,
    progress: Progress | None = None,
) -> Written:
    """Write the articles that a condition chooses; with ``revisions``, each of their states.

    ``connection`` is one for reading, in a snapshot (:meth:`archive.store.Archive.snapshot`).
    Raises :class:`FormatUnknown`,
    :class:`archive.export.where_clause.ConditionError` or :class:`archive.atomic_file.FileRefused`.
    """
    check_format(target, force=force)
    chosen = chosen_articles(connection, condition)
    if not revisions:
        batches = article_rows(connection, chosen)
        return write(target, ARTICLE_COLUMNS, batches, len(chosen), force, progress)
    states = _states(connection, chosen)
    batches = revision_rows(connection, states)
    return write(target, REVISION_COLUMNS, batches, len(states), force, progress)


def check_format(target: Path, *, force: bool) -> None:
    """Raise :class:`FormatUnknown` or :class:`FileRefused` before anything is read."""
    if target.suffix not in FORMATS:
        raise FormatUnknown(f"{target.name}: the name must end in {', '.join(FORMATS)}")
    check_target(target, force=force)


def write(
    target: Path,
    columns: Sequence[Column],
    batches: Iterator[Rows],
    total: int,
    force: bool,
    progress: Progress | None,
) -> Written:
    """Write batches of rows and, beside them, what their columns are."""
    dictionary = target.with_name(target.name + ".columns.csv")
    count = 0
    with written_whole(target, force=force) as file:
        with FORMATS[target.suffix](file, columns) as write_rows:
            for rows in batches:
                write_rows(rows)
                count += len(rows)
                if progress is not None:
                    progress(count, total)
        # Before the file gets its name: where there is a file, there is its dictionary.
        with written_whole(dictionary, force=True) as words:
            write_dictionary(words, columns, target.suffix)
    return Written(count, target.stat().st_size, dictionary)


def article_rows(connection: sqlite3.Connection, chosen: Sequence[int]) -> Iterator[Rows]:
    """Yield articles by id, in the order given, batch by batch."""
    select = (
        f"SELECT {_selected(ARTICLE_COLUMNS)} FROM json_each(?) k"  # noqa: S608  # our own names
        " JOIN articles a ON a.id = k.value ORDER BY k.key"
    )
    return _batches(connection, select, chosen, ARTICLE_COLUMNS)


def revision_rows(
    connection: sqlite3.Connection, states: Sequence[tuple[int, int]]
) -> Iterator[Rows]:
    """Yield revisions by article's id and number, in the order given, batch by batch."""
    connection.create_function("word_count", 1, lambda body: len(body.split()), deterministic=True)
    select = (
        f"SELECT {_selected(REVISION_COLUMNS)} FROM json_each(?) k"  # noqa: S608  # our own names
        " CROSS JOIN articles a ON a.id = json_extract(k.value, '$[0]')"
        " CROSS JOIN revisions r ON r.article_id = a.id"
        " AND r.number = json_extract(k.value, '$[1]') ORDER BY k.key"
    )
    return _batches(connection, select, states, REVISION_COLUMNS)


def _selected(columns: Sequence[Column]) -> str:
    return ", ".join(f"{column.sql} AS {column.name}" for column in columns)


def _batches(
    connection: sqlite3.Connection,
    select: str,
    keys: Sequence[Any],
    columns: Sequence[Column],
) -> Iterator[Rows]:
    convert = [_CONVERTERS.get(column.kind) for column in columns]
    for start in range(0, len(keys), BATCH):
        cursor = connection.execute(select, [json.dumps(keys[start : start + BATCH])])
        yield [
            tuple(
                value if how is None or value is None else how(value)
                for how, value in zip(convert, row, strict=True)
            )
            for row in cursor
        ]


_CONVERTERS: dict[str, Callable[[Any], Any]] = {"boolean": bool, "list of text": json.loads}


def _states(connection: sqlite3.Connection, chosen: list[int]) -> list[tuple[int, int]]:
    numbers = connection.execute(
        "SELECT article_id, number FROM json_each(?) k JOIN revisions r ON r.article_id = k.value"
        " ORDER BY k.key, number",
        [json.dumps(chosen)],
    )
    return [(row[0], row[1]) for row in numbers]
