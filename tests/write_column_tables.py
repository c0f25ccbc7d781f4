"""`make docs`: write the tables of docs/exports.md from the columns that archive/ declares."""

import re
from pathlib import Path

from archive.export.columns import ARTICLE_COLUMNS, REVISION_COLUMNS

GUIDE = Path(__file__).resolve().parent.parent / "docs/exports.md"


def rows_of(columns):
    """Return what a table says of each column."""
    return [(each.name, each.kind, each.meaning, each.absent) for each in columns]


ARTICLES = rows_of(ARTICLE_COLUMNS)
#: Heading → rows; of revisions what differs from articles.
TABLES = {
    "Columns of articles": ARTICLES,
    "Columns of revisions": [row for row in rows_of(REVISION_COLUMNS) if row not in ARTICLES],
}


def main():
    """Replace the rows of each table."""
    text = GUIDE.read_text(encoding="utf-8")
    for heading, rows in TABLES.items():
        lines = "".join(f"| `{name}` | {' | '.join(rest)} |\n" for name, *rest in rows)
        start = text.index("|---|", text.index(f"## {heading}\n"))
        head, _, below = text[start:].partition("\n")
        text = text[:start] + f"{head}\n{lines}" + re.sub(r"\A(?:\|.*\n)+", "", below)
    GUIDE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
