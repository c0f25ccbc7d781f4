"""What is declared of an article's columns is what the database has."""

import pytest

from archive.columns import NEVER, PARSED, STORED_COLUMNS
from archive.rows import ArticleRow
from archive.store import Archive
from archive.tables.articles import row_of
from tests.saving import save_article

TYPES = {"text": "TEXT", "integer": "INTEGER", "boolean": "INTEGER"}
VALUES = {"text": "x {}", "integer": 7, "boolean": False, "list of text": (("A", "a"), ("B", "b"))}


@pytest.fixture
def archive(tmp_path):
    """Give an empty archive."""
    with Archive.open(tmp_path / "a.db", site_url="https://delegasi.com") as archive:
        yield archive


def test_what_is_declared_is_stored(archive):
    """Each column of the table is declared with its type; absent means NULL where it may be."""
    stored = {
        row["name"]: (row["type"], bool(row["notnull"] or row["pk"]), bool(row["hidden"]))
        for row in archive.connection.execute("PRAGMA table_xinfo(articles)")
    }
    assert {each.name: TYPES[each.kind] for each in STORED_COLUMNS} == {
        name: kind for name, (kind, *_) in stored.items()
    }
    always = {each.name for each in STORED_COLUMNS if each.absent == NEVER}
    generated = {name for name, (*_, hidden) in stored.items() if hidden}
    assert always - generated == {name for name, (_, filled, _) in stored.items() if filled}


def test_every_column_of_a_parse_is_saved(archive):
    """What was saved comes back, column by column; so do the lists."""
    columns = {
        name: value.format(name) if isinstance(value := VALUES[each.kind], str) else value
        for name, each in PARSED.items()
    }
    row = ArticleRow(**columns, record="{}", rank=3)
    save_article(archive, row, seen_at="2024-05-01T01:00:00+00:00")
    assert row_of(archive.connection, row.slug) == row
