"""An export equals the table, whatever the format; and is whole, or is not."""

import csv
import hashlib
import json
import sqlite3
import threading

import pandas
import pyarrow.parquet
import pytest

from archive.atomic_file import FileRefused, written_whole
from archive.errors import ArchiveError
from archive.export.articles import export
from archive.export.where_clause import ConditionError, chosen_articles
from archive.store import Archive
from tests.many_articles import SITE, archive_of

#: What an export must equal, asked of SQLite itself, column by column.
TABLE = """SELECT a.id, a.slug, a.url, a.wp_id, a.wp_host, a.title, a.body, a.subtitle, a.lead,
 a.dateline, a.place, a.regency, a.author, a.editor, a.source_credit, a.source_url, a.signoff,
 a.initials, a.section, a.published_at, a.published_utc, a.published_source, a.modified_at, a.modified_source,
 a.word_count,
 a.body_sha256, a.complete, o.slug AS duplicate_of, a.first_seen_at, a.last_seen_at,
 a.first_missed_at, a.gone_at, a.gone_state, a.state, a.extractor,
 (SELECT count(*) FROM revisions r WHERE r.article_id = a.id) AS revisions
 FROM articles a LEFT JOIN articles o ON o.id = a.duplicate_of ORDER BY a.id"""
#: More than one batch.
COUNT = 2_500


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """Make an archive of many articles."""
    path = tmp_path_factory.mktemp("many") / "a.db"
    archive_of(path, COUNT).close()
    return path


@pytest.fixture
def archive(database):
    """Open it for reading, as the command does."""
    with Archive.open(database, site_url=None, readonly=True) as archive:
        yield archive


def terms(connection, many, one):
    """Return each article's terms by slug, asked of SQLite itself."""
    found = {}
    for article_id, name in connection.execute(
        f"SELECT article_id, name FROM article_{many} JOIN {many} t ON t.id = {one}_id"
        " ORDER BY t.slug"
    ):
        found.setdefault(article_id, []).append(name)
    return found


def table(path):
    """Return every article as a dictionary, terms included."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    categories, tags = terms(connection, "categories", "category"), terms(connection, "tags", "tag")
    rows = [
        dict(row)
        | {"complete": bool(row["complete"])}
        | {"categories": categories.get(row["id"], []), "tags": tags.get(row["id"], [])}
        for row in connection.execute(TABLE)
    ]
    connection.close()
    return rows


def read_lines(path):
    """Return the objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_bytes().removesuffix(b"\n").split(b"\n")]


def compare_parquet(database, target, count):
    """Read a file through pandas, and compare every value of every column with the table."""
    frame = pandas.read_parquet(target).sort_values("id", ignore_index=True)
    rows = table(database)
    assert len(frame) == len(rows) == count
    assert set(frame.columns) == set(rows[0])
    for name in frame.columns:
        got = frame[name].tolist()
        if name in ("categories", "tags"):
            got = [list(value) for value in got]
        else:
            got = [None if pandas.isna(value) else value for value in got]
        assert got == [row[name] for row in rows], name


def test_parquet_through_pandas_equals_the_table(archive, database, tmp_path):
    """Every value of every column, absent ones, lists and superseded articles included."""
    written = export(archive.connection, tmp_path / "a.parquet")
    assert written.rows == COUNT
    compare_parquet(database, tmp_path / "a.parquet", COUNT)
    file = pyarrow.parquet.ParquetFile(tmp_path / "a.parquet")
    types = {field.name: str(field.type) for field in file.schema_arrow}
    assert (types["wp_id"], types["complete"], types["body"]) == ("int64", "bool", "string")
    assert types["tags"].startswith("list<")
    assert file.schema_arrow.field("word_count").metadata[b"meaning"].endswith(b"in words")


@pytest.mark.long
def test_a_hundred_thousand_articles_through_parquet(tmp_path):
    """The same at the size that the archive may grow to, in many row groups."""
    archive_of(tmp_path / "a.db", 100_000).close()
    with Archive.open(tmp_path / "a.db", site_url=None, readonly=True) as archive:
        export(archive.connection, tmp_path / "a.parquet")
    assert pyarrow.parquet.ParquetFile(tmp_path / "a.parquet").num_row_groups == 50
    compare_parquet(tmp_path / "a.db", tmp_path / "a.parquet", 100_000)


def test_json_lines_equal_the_table(archive, database, tmp_path):
    """One object a line, in order of publication, undated articles last."""
    export(archive.connection, tmp_path / "a.jsonl")
    rows = read_lines(tmp_path / "a.jsonl")
    assert sorted(rows, key=lambda row: row["id"]) == table(database)
    times = [row["published_utc"] for row in rows]
    dated = [time for time in times if time]
    assert dated == sorted(dated)
    assert times[: len(dated)] == dated
    assert len(dated) < len(times)


def test_csv_read_back_equals_the_table(archive, database, tmp_path):
    """Absent cells are empty, lists joined, and every other cell as it stands in the table."""
    export(archive.connection, tmp_path / "a.csv")
    raw = (tmp_path / "a.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfid,slug,")  # Excel knows by it that this is UTF-8
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for got, row in zip(sorted(rows, key=lambda row: int(row["id"])), table(database), strict=True):
        assert got == {
            name: "; ".join(value) if isinstance(value, list)
            else "" if value is None
            else str(value).lower() if isinstance(value, bool)
            else str(value)
            for name, value in row.items()
        }  # fmt: skip
    assert pandas.read_csv(tmp_path / "a.csv").columns[0] == "id"


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_the_dictionary_names_every_column(archive, tmp_path, suffix):
    """In the file's order, each with a type, a meaning, and what absence means."""
    for revisions in (False, True):
        target = tmp_path / f"{revisions}.{suffix}"
        written = export(archive.connection, target, revisions=revisions, condition="id = 1")
        with written.dictionary.open(encoding="utf-8-sig", newline="") as file:
            described = list(csv.DictReader(file))
        if suffix == "csv":
            with target.open(encoding="utf-8-sig", newline="") as file:
                columns = next(csv.reader(file))
        elif suffix == "jsonl":
            columns = list(json.loads(target.read_text(encoding="utf-8")))
        else:
            columns = pyarrow.parquet.read_schema(target).names
        assert [row["column"] for row in described] == columns
        assert all(all(row.values()) for row in described)


def test_what_is_never_absent_is_there(archive, tmp_path):
    """A column that the dictionary calls never absent has no empty cell."""
    written = export(archive.connection, tmp_path / "a.parquet")
    frame = pandas.read_parquet(tmp_path / "a.parquet")
    with written.dictionary.open(encoding="utf-8-sig", newline="") as file:
        promised = {row["column"] for row in csv.DictReader(file)
                    if row["absent_means"].startswith("never absent")}  # fmt: skip
    absent = {name for name in frame.columns if frame[name].isna().any()}
    assert promised & absent == set()
    assert promised | absent >= set(frame.columns) - {"lead", "section"}


CONDITIONS = {
    "plce = 'Kupang'": "no such column: plce",
    "": "syntax error",
    "1; DELETE FROM articles": "syntax error",
    "1) UNION SELECT id FROM articles WHERE (1": "syntax error",
    "1) THEN 1 END FROM articles UNION SELECT (1": "syntax error",
    "place = ?": "bindings",
    "place = 'Kupang": "unrecognized token",
    "json_extract(title, '$')": "malformed JSON",
    "load_extension('x') IS NULL": "not authorized",
    "\udcff": "surrogates",
}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_wrong_condition_is_a_sentence(archive, tmp_path, condition):
    """It says what SQLite says, on one line; no file is begun, and the archive still answers."""
    with pytest.raises(ConditionError) as raised:
        export(archive.connection, tmp_path / "a.csv", condition=condition)
    assert CONDITIONS[condition] in str(raised.value)
    assert "\n" not in str(raised.value)
    assert list(tmp_path.iterdir()) == []
    assert len(chosen_articles(archive.connection, "id < 3 -- a comment")) == 2


def test_a_condition_may_look_into_other_tables(archive):
    """Tags, and the search index."""
    tagged = "id IN (SELECT article_id FROM article_tags JOIN tags t ON t.id = tag_id"
    assert len(chosen_articles(archive.connection, f"{tagged} WHERE slug = 'adat')")) == COUNT // 2
    words = "search_rowid IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH '\"1234\"')"
    assert chosen_articles(archive.connection, words) == [1234]


def test_a_condition_cannot_write(tmp_path):
    """Not even over a connection that could."""
    with archive_of(tmp_path / "a.db", 3) as archive:
        archive.connection.create_function("erase", 0, lambda: 1)
        for condition in ("1); DELETE FROM articles; --", "(DELETE FROM articles)"):
            with pytest.raises(ConditionError):
                chosen_articles(archive.connection, condition)
        assert len(chosen_articles(archive.connection, None)) == 3


def test_revisions_are_as_they_were_printed(tmp_path):
    """One row a state, in order, with what its own record says and not what the article says."""
    with archive_of(tmp_path / "a.db", 3) as archive:
        body = "Kupang – Teks baru.\n\nDua."
        record = {
            "author": "Ama Tobi", "place": "SoE", "complete": False,
            "tags": [{"name": "Zakat", "slug": "zakat"}, {"name": "Adat", "slug": "adat"}],
        }  # fmt: skip
        archive.connection.execute(
            "INSERT INTO revisions (article_id, number, seen_at, title, body, body_sha256, record,"
            " origin, change, extractor) VALUES (2, 2, '2025-01-01T00:00:00+00:00', 'Baru', ?, ?,"
            " ?, 'site', 'wording', 'wpberita/2')",
            [body, hashlib.sha256(body.encode()).hexdigest(), json.dumps(record)],
        )
        archive.connection.commit()
        export(archive.connection, tmp_path / "r.jsonl", revisions=True)
    rows = read_lines(tmp_path / "r.jsonl")
    assert len(rows) == 4
    old, new = (row for row in rows if row["slug"] == "berita-2")
    assert (old["revision"], old["title"], old["author"], old["tags"], old["complete"]) == (
        1, "Berita “2”; ujar warga", None, [], None,
    )  # fmt: skip
    shown = ("revision", "title", "body", "word_count", "author", "place", "tags", "complete")
    assert [new[name] for name in shown] == [
        2, "Baru", body, 5, "Ama Tobi", "SoE", ["Adat", "Zakat"], False,
    ]  # fmt: skip
    assert (new["change"], new["extractor"], new["revisions"]) == ("wording", "wpberita/2", 2)


def test_nothing_is_overwritten_unasked(archive, tmp_path):
    """A file that is there stays as it is, unless --force is given."""
    target = tmp_path / "a.jsonl"
    target.write_text("mine")
    with pytest.raises(FileRefused, match="--force"):
        export(archive.connection, target)
    assert target.read_text() == "mine"
    assert export(archive.connection, target, force=True, condition="id = 7").rows == 1
    assert json.loads(target.read_text(encoding="utf-8"))["id"] == 7


@pytest.mark.parametrize("name", ["a.xlsx", "a", "nowhere/a.csv", "folder.csv"])
def test_a_name_that_cannot_be_written(archive, tmp_path, name):
    """Is told before anything is read."""
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(ArchiveError, match=r"must end in|no folder|is a folder"):
        export(archive.connection, tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.csv"]


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_an_error_on_the_way_leaves_nothing(database, tmp_path, suffix):
    """Where a row cannot be read, neither the file nor its beginning stays."""
    copy = tmp_path / "a.db"
    copy.write_bytes(database.read_bytes())
    connection = sqlite3.connect(copy)
    connection.execute("UPDATE articles SET author = CAST(x'ff41' AS TEXT) WHERE id = 1500")
    connection.commit()
    connection.close()
    (tmp_path / "out").mkdir()
    with (
        Archive.open(copy, site_url=None, readonly=True) as archive,
        pytest.raises(sqlite3.Error, match="UTF-8"),
    ):
        export(archive.connection, tmp_path / "out" / f"a.{suffix}")
    assert list((tmp_path / "out").iterdir()) == []


def test_two_writers_of_one_file(tmp_path):
    """The second is told, and the first one's file is whole."""
    with written_whole(tmp_path / "a", force=False) as file:
        file.write(b"first")
        with (
            pytest.raises(FileRefused, match="another process"),
            written_whole(tmp_path / "a", force=False),
        ):
            pass
        file.write(b" whole")
    assert (tmp_path / "a").read_bytes() == b"first whole"


def test_an_export_reads_one_state(database, tmp_path):
    """What a crawl deletes and adds meanwhile is not half in it."""
    copy = tmp_path / "a.db"
    copy.write_bytes(database.read_bytes())
    go, done = threading.Event(), threading.Event()

    def write():
        go.wait(20)
        with Archive.open(copy, site_url=SITE) as writer:
            writer.connection.execute("UPDATE articles SET author = 'Later'")
            writer.connection.commit()
        done.set()

    def progress(count, total):
        go.set()
        assert done.wait(20)

    thread = threading.Thread(target=write)
    thread.start()
    # More rows than one batch: the writer comes between two.
    with Archive.open(copy, site_url=None, readonly=True) as archive, archive.snapshot():
        export(archive.connection, tmp_path / "a.jsonl", progress=progress)
    thread.join()
    assert "Later" not in (tmp_path / "a.jsonl").read_text(encoding="utf-8")
