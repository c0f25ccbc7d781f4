"""Whatever is typed into the search box is understood, and is no syntax error."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.search.query import QueryError, parse_query

TYPED = [
    "korupsi", '"dana desa"', "dana desa", "korupsi OR pencurian", "sapi -truk", "sapi NOT truk",
    "kabupat*", "title:panen", "judul:panen", "covid-19", "pukul 10.15", "jum'at", 'buka "kutip',
    "AND", "OR", "NOT", '""', "( )", "a AND OR b", "NEAR(a b)", "body:x", "^a", "x*y", "*", "-",
]  # fmt: skip


@pytest.fixture(scope="module")
def index():
    """Give an index of the archive's form."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE f USING fts5(title, body, title_stems, body_stems,"
        ' tokenize="unicode61 remove_diacritics 2")'
    )
    return connection


def asked(index, typed):
    """Ask SQLite for what was typed."""
    try:
        expression = parse_query(typed).as_fts()
    except QueryError:
        return
    if expression is not None:
        index.execute("SELECT rowid FROM f WHERE f MATCH ?", [expression]).fetchall()


@pytest.mark.parametrize("typed", TYPED)
def test_what_people_type_is_no_error(index, typed):
    """SQLite takes the expression, whatever signs stand in what was typed."""
    asked(index, typed)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40) | st.lists(st.sampled_from(TYPED), max_size=5).map(" ".join))
def test_anything_is_no_error(index, typed):
    """Not for any text at all."""
    asked(index, typed)


def test_only_leaving_out_is_refused():
    """What has nothing to look for says what to type."""
    with pytest.raises(QueryError, match="at least one word"):
        parse_query("-korupsi")


def test_or_stands_between_its_neighbours():
    """`a b OR c d` looks for a, and b or c, and d."""
    groups = parse_query("satu dua OR tiga empat").groups
    assert [[term.tokens for term in group] for group in groups] == [
        [("satu",)],
        [("dua",), ("tiga",)],
        [("empat",)],
    ]


def test_quotes_are_exact_and_words_are_not():
    """A quoted word has no stems; a plain one does."""
    (exact,), (plain,) = parse_query('"dikorupsi" dikorupsi').groups
    assert (exact.stems, plain.stems) == ((), ("korupsi",))
