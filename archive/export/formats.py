"""Rows written as JSON Lines, CSV or Parquet, batch by batch."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, BinaryIO

from archive.columns import Column, Kind
from archive.export.csv_injection import safe_cell

Rows = list[tuple[Any, ...]]
Write = Callable[[Rows], None]
Format = Callable[[BinaryIO, Sequence[Column]], AbstractContextManager[Write]]

#: Excel takes a CSV file for the machine's old 8-bit code page, unless it begins with this:
#: “Warga” became â€œWargaâ€. pandas and R's readr skip it.
BOM = b"\xef\xbb\xbf"
#: Between the entries of a list in a CSV cell.
JOIN = "; "


@contextmanager
def json_lines(file: BinaryIO, columns: Sequence[Column]) -> Iterator[Write]:
    """Write one object a line; absent is null."""
    names = [column.name for column in columns]

    def write(rows: Rows) -> None:
        for row in rows:
            line = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)
            file.write(line.encode() + b"\n")

    yield write


@contextmanager
def comma_separated(file: BinaryIO, columns: Sequence[Column]) -> Iterator[Write]:
    """Write UTF-8 with a byte order mark, cells that no spreadsheet calculates; absent is empty."""
    file.write(BOM + _lines([[column.name for column in columns]]))

    def write(rows: Rows) -> None:
        file.write(_lines([[_cell(value) for value in row] for row in rows]))

    yield write


def _lines(rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return safe_cell(JOIN.join(value) if isinstance(value, list) else str(value))


@contextmanager
def parquet(file: BinaryIO, columns: Sequence[Column]) -> Iterator[Write]:
    """Write one row group a batch; each column's meaning stands in the schema, too."""
    # Here, since it takes 60 MB and a third of a second that other commands need not pay.
    import pyarrow
    import pyarrow.parquet

    types = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "boolean": pyarrow.bool_(),
        "list of text": pyarrow.list_(pyarrow.string()),
    }
    schema = pyarrow.schema(
        pyarrow.field(
            column.name,
            types[column.kind],
            metadata={"meaning": column.meaning, "absent": column.absent},
        )
        for column in columns
    )
    with pyarrow.parquet.ParquetWriter(file, schema, compression="zstd") as writer:

        def write(rows: Rows) -> None:
            arrays = [
                pyarrow.array([row[at] for row in rows], type=field.type)
                for at, field in enumerate(schema)
            ]
            writer.write_batch(pyarrow.record_batch(arrays, schema=schema))

        yield write


FORMATS: dict[str, Format] = {
    ".jsonl": json_lines,
    ".csv": comma_separated,
    ".parquet": parquet,
}
_TYPES: dict[str, dict[Kind, str]] = {
    ".jsonl": {
        "text": "string", "integer": "number", "boolean": "true or false",
        "list of text": "array of strings",
    },
    ".csv": {
        "text": "text", "integer": "whole number", "boolean": "true or false",
        "list of text": f"text: entries joined by '{JOIN}'",
    },
    ".parquet": {
        "text": "string", "integer": "int64", "boolean": "bool", "list of text": "list<string>",
    },
}  # fmt: skip


def write_dictionary(file: BinaryIO, columns: Sequence[Column], suffix: str) -> None:
    """Write what each column of a file is, one row a column, as CSV."""
    rows = [
        [column.name, _TYPES[suffix][column.kind], column.meaning, column.absent]
        for column in columns
    ]
    file.write(BOM + _lines([["column", "type", "meaning", "absent_means"], *rows]))
