"""CSV that passes through is the same but for cells that would be calculated."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from archive.export.csv_injection import SafeCells, safe_cell

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=3), min_size=1, max_size=6), st.integers(1, 9))
def test_any_csv_in_any_chunks(rows, size):
    """Wherever the stream is cut: every cell arrives, and none begins like a formula."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    body = out.getvalue().encode()
    cells = SafeCells()
    chunks = [body[at : at + size] for at in range(0, len(body), size)]
    passed = b"".join(cells.feed(chunk, last=False) for chunk in chunks) + cells.feed(
        b"", last=True
    )
    read = list(csv.reader(io.StringIO(passed.decode(), newline="")))
    assert read == [[safe_cell(cell) for cell in row] for row in rows]
