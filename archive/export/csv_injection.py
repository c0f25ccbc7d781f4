"""CSV that a spreadsheet shows and does not calculate."""

from __future__ import annotations

import csv
import io
import re

#: Python stops at 131,072 letters a cell; the whole parse of a long article has more.
csv.field_size_limit(1 << 30)
#: A spreadsheet takes a cell that begins so for a formula. Where the semicolon separates, as in
#: Indonesian Excel, a comma-separated row falls apart at semicolons and line ends within its
#: cells, and what stands behind one begins a cell of its own; quotes there are skipped.
_BEGINNING = re.compile(r'"*[=+\-@]|[\t\r]')
_WITHIN = re.compile(r'[;\t\r\n](?="*[=+\-@])')
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def safe_cell(value: str) -> str:
    """Put an apostrophe before what would be calculated; numbers stay.

    >>> safe_cell("=HYPERLINK(1)"), safe_cell("-5"), safe_cell("Warga")
    ("'=HYPERLINK(1)", '-5', 'Warga')
    >>> safe_cell("Warga;=1+1")
    "Warga;'=1+1"
    """
    if _NUMBER.fullmatch(value):
        return value
    within = _WITHIN.sub(r"\g<0>'", value)
    return f"'{within}" if _BEGINNING.match(value) else within


class SafeCells:
    """Makes the cells of a CSV stream safe, chunk by chunk."""

    def __init__(self) -> None:
        self._waiting = ""
        self._bytes = b""

    def feed(self, chunk: bytes, *, last: bool) -> bytes:
        """Return the whole rows that are there so far; with ``last``, the rest."""
        self._bytes += chunk
        end = len(self._bytes) if last else self._bytes.rfind(b"\n") + 1
        text = self._waiting + self._bytes[:end].decode("utf-8", "replace")
        self._bytes = self._bytes[end:]
        if not last and text.count('"') % 2:  # within a cell of several lines
            self._waiting = text
            return b""
        self._waiting = ""
        out = io.StringIO()
        writer = csv.writer(out)
        for row in csv.reader(io.StringIO(text, newline="")):
            writer.writerow([safe_cell(cell) for cell in row])
        return out.getvalue().encode()
