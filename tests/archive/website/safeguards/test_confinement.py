"""Of what the running SQLite has, a reading connection uses what a list names with a reason."""

import re
import sqlite3

import pytest

from archive.website import sql_functions
from archive.website.safeguards.confinement import TABLE_FUNCTIONS, confine
from tests.archive.website.asking import QUERIES
from tests.archive.website.safeguards.sqlite_has import ALLOWED, FUNCTIONS, MODULES, PRAGMAS
from tests.archive.website.small import build


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Make the small archive."""
    path = tmp_path_factory.mktemp("confined") / "kecil.db"
    build(path)
    return path


@pytest.fixture
def fresh(path):
    """Open a confined connection that has prepared nothing yet, as Datasette opens one."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.create_function("escape_fts", 1, str)
    sql_functions.register(connection)
    confine(connection)
    yield connection
    connection.close()


def said_to(connection, sql):
    """Return the error that a query ends with, empty where it has an answer."""
    try:
        connection.execute(sql).fetchall()
    except sqlite3.Error as error:
        return str(error)
    return ""


def refused(connection, sql):
    """Tell whether the authorizer refuses a query; other errors are no refusal."""
    return bool(re.search("not authorized|prohibited", said_to(connection, sql)))


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_function_is_named_with_its_reason_or_refused(fresh, name):
    """Both ways: what the list names can be used, and nothing else can."""
    nulls = ", ".join(["NULL"] * (2 if FUNCTIONS[name] < 0 else FUNCTIONS[name]))
    call = {"->": "'[1]' -> 0", "->>": "'[1]' ->> 0"}.get(name, f"{name}({nulls})")
    sql = f"SELECT {name if name.startswith('current_') else call}"
    assert refused(fresh, sql) is (name not in ALLOWED)


@pytest.mark.parametrize("name", MODULES)
@pytest.mark.parametrize("what", ["*", "count(*)"])
def test_a_module_is_a_table_to_nobody(fresh, name, what):
    """But for `json_each`, which our pages and Datasette's facets need."""
    said = said_to(fresh, f"SELECT {what} FROM {name}")
    if name in TABLE_FUNCTIONS:
        assert said == ""
    else:  # modules that need CREATE VIRTUAL TABLE are no tables, or want arguments of it
        assert re.search("not authorized|prohibited|no such table|invalid arguments", said)


@pytest.mark.parametrize("name", PRAGMAS)
def test_no_pragma_answers_as_a_table(fresh, name):
    """Typed SQL has no other way to one; what a build lacks is no table at all."""
    for call in (f"pragma_{name}", f'"PRAGMA_{name.upper()}"', f"main.pragma_{name}"):
        for what in ("*", "count(*)"):
            with pytest.raises(sqlite3.Error, match=r"not authorized|prohibited|no such table"):
                fresh.execute(f"SELECT {what} FROM {call}").fetchall()


def test_pragmas_that_datasette_asks_itself(fresh):
    """Columns and keys are told, the file is not, and nothing is set."""
    assert "slug" in [row[1] for row in fresh.execute("PRAGMA table_xinfo(articles)")]
    assert fresh.execute("PRAGMA foreign_key_list(revisions)").fetchall()
    assert fresh.execute("PRAGMA schema_version").fetchone()[0] > 0
    assert fresh.execute("PRAGMA database_list").fetchall() == []
    for pragma in ("writable_schema = 1", "temp_store_directory = '/'", "hard_heap_limit = 0"):
        assert refused(fresh, f"PRAGMA {pragma}"), pragma


@pytest.mark.parametrize(
    "sql",
    [
        "ATTACH ':memory:' AS x", "CREATE TEMP TABLE x (y)", "CREATE TABLE x (y)",
        "CREATE VIRTUAL TABLE temp.x USING fts5(y)", "DELETE FROM articles", "BEGIN IMMEDIATE",
        "UPDATE articles SET title = ''", "REINDEX", "ANALYZE", "SAVEPOINT x", "VACUUM",
    ],
)  # fmt: skip
def test_only_reading(fresh, sql):
    """Refused by the authorizer before the file's read-only state is asked."""
    with pytest.raises(sqlite3.Error):
        fresh.execute(sql)
    assert refused(fresh, sql) or sql == "VACUUM"  # which fails earlier: it needs to write


def test_tables_views_and_queries_with_names_are_read(fresh):
    """What has a name of its own in a query is not taken for a module."""
    for sql in (
        "SELECT count(*) FROM articles", "SELECT count(*) FROM articles_list",
        "WITH x AS (SELECT 1) SELECT count(*) FROM x", "SELECT 1 FROM articles AS sqlite_stmt",
        "SELECT count(*) FROM (SELECT 1) AS q", "SELECT name, sql FROM sqlite_schema",
        "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'jagung'",
        "SELECT count(*) FROM articles_fts('jagung')",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3)"
        " SELECT count(*) FROM n",
    ):  # fmt: skip
        assert fresh.execute(sql).fetchone() is not None, sql


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_a_question_runs_on_a_fresh_connection(fresh, name):
    """Nothing that an earlier query has set up is needed."""
    query = QUERIES[name]
    fresh.execute(query["sql"], dict.fromkeys(query.get("params", ()), "jagung")).fetchall()
