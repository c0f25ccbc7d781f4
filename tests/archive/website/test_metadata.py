"""Every column that Datasette shows is explained, and nothing else is."""

import json
import re
import sqlite3

import pytest

from archive.columns import STORED_COLUMNS
from archive.store import Archive
from archive.website.plugin import NOTES

TABLES = {name: note for name, note in NOTES["tables"].items() if not note.get("hidden")}
#: Datasette hides the tables of an index of words by itself.
SHADOWS = re.compile(r"articles_fts_(?:data|idx|docsize|config|content)$")
#: Made of columns that are never NULL.
NEVER_NULL = {("articles", name) for name in ("search_rowid", "state", "seen_again")}


@pytest.fixture(scope="module")
def schema(tmp_path_factory):
    """Return the columns of each shown table and view: whether one is known to allow NULL."""
    path = tmp_path_factory.mktemp("notes") / "a.db"
    Archive.open(path, site_url="https://delegasi.com").close()
    connection = sqlite3.connect(path)
    hidden = set(NOTES["tables"]) - set(TABLES)
    schema = {
        name: {
            row[1]: kind == "table" and not row[3] and not row[5]
            for row in connection.execute(f"PRAGMA table_xinfo({name})")
        }
        for name, kind in connection.execute(
            "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')"
            " AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        if not SHADOWS.match(name) and name not in hidden
    }
    connection.close()
    return schema


def test_every_table_has_a_sentence(schema):
    """Each table and view says what one row is; no note is of a table that is not there."""
    assert set(TABLES) == set(schema)
    told = {name: note.get("description", "") for name, note in TABLES.items()}
    assert [name for name in told if not re.fullmatch(r"[A-Z].{20,}\.", told[name])] == []


def test_every_column_has_a_note(schema):
    """Each column has a note, in the order of its table, and each note its column.

    Columns of articles are in the order in which they are declared.
    """
    noted = {name: list(note.get("columns", {})) for name, note in TABLES.items()}
    declared = [each.name for each in STORED_COLUMNS]
    assert sorted(declared) == sorted(schema["articles"])
    assert noted == {name: list(columns) for name, columns in schema.items()} | {
        "articles": declared
    }


def test_a_note_says_what_null_means(schema):
    """Where a column allows it; and a note is a sentence, so that nothing is left blank."""
    noted = [(name, column) for name, columns in schema.items() for column in columns]
    wrong = []
    for name, column in noted:
        note = TABLES[name]["columns"][column]
        silent = schema[name][column] and "NULL" not in note and (name, column) not in NEVER_NULL
        if silent or not re.fullmatch(r"\S.{6,}\.", note):
            wrong.append((name, column, note))
    assert wrong == []


def test_the_notes_are_plain_values():
    """Datasette prints metadata as JSON; a day without quotes would be a date of YAML's."""
    assert json.loads(json.dumps(NOTES)) == NOTES
