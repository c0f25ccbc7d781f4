"""Whoever asks cannot write, cannot hold the server up, and sees nothing but the archive."""

import hashlib
import http.client
import json
import time
import urllib.error
import urllib.request
from urllib.parse import urlencode, urlsplit

import pytest

from archive.website.safeguards.confinement import TABLE_FUNCTIONS
from tests.archive.website.safeguards.sqlite_has import ALLOWED, FUNCTIONS, MODULES, PRAGMAS
from tests.crawling import PROJECT

ENDLESS = "with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c"


def answer(url, body=None):
    """Return status and text of an answer, whatever it says."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data=body)) as response:
            return response.status, response.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode("utf-8", "replace")


def asked(site, sql, suffix=".json"):
    """Return what the server says to a query."""
    return answer(f"{site.tables}{suffix}?{urlencode({'sql': sql})}")


def raw(site, path):
    """Ask for a path as it stands, which urllib would tidy."""
    connection = http.client.HTTPConnection(urlsplit(site.url).netloc)
    connection.putrequest("GET", path, skip_accept_encoding=True)
    connection.endheaders()
    response = connection.getresponse()
    text = response.read().decode("utf-8", "replace")
    connection.close()
    return response.status, text


def digests(site):
    """Return the digests of the archive's file and of what is not yet written into it."""
    return [
        hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (site.database, site.database.with_name(f"{site.database.name}-wal"))
        if path.exists()
    ]


@pytest.mark.parametrize(
    "sql",
    [
        "delete from articles",
        "insert into site values (2, 'x')",
        "update articles set title = 'x'",
        "drop table articles",
        "create table x (y)",
        "select 1; delete from articles",
        "select 1; attach 'x.db' as x",
        "with x as (select 1) delete from articles",
        "with x as (select 1) insert into site select 2, 'x'",
        "explain delete from articles; delete from articles",
        "insert into articles_fts (articles_fts) values ('delete-all')",
        "attach '/tmp/x.db' as x",
        "pragma writable_schema = on",
        "pragma journal_mode = delete",
        "vacuum into '/tmp/x.db'",
        "reindex",
        "/* select */ delete from articles",
    ],
)
def test_sql_does_not_write(site, sql):
    """Each is refused, by query and by form, and not a byte of the file changes."""
    before = digests(site)
    for status, text in (
        asked(site, sql),
        asked(site, sql, ""),
        answer(f"{site.tables}.json", urlencode({"sql": sql}).encode()),
    ):
        assert status in (400, 403, 405), text[:300]
    assert digests(site) == before


@pytest.mark.parametrize("path", ["", "/articles/1", "/articles", "/word_over_time"])
def test_nothing_can_be_posted(site, path):
    """Forms only read: what is posted changes nothing."""
    before = digests(site)
    status, _ = answer(f"{site.tables}{path}", b"title=x&_method=delete")
    assert status == 405
    assert digests(site) == before


def test_an_endless_query_is_ended(site):
    """The time limit ends it, and the server goes on answering."""
    began = time.monotonic()
    status, text = asked(site, ENDLESS)
    assert status == 400
    assert "took too long" in text
    assert time.monotonic() - began < 10
    assert answer(f"{site.url}/")[0] == 200


def test_a_huge_value_is_refused(site):
    """Nobody fills the server's memory with one value."""
    status, text = asked(site, "select replace(printf('%1000000d', 1), ' ', 'abcdefghij') as n")
    assert status == 400
    assert "too big" in text
    assert answer(f"{site.url}/")[0] == 200


@pytest.mark.parametrize(
    "sql",
    [
        "select readfile('/etc/passwd')",
        "select load_extension('x')",
        "select writefile('/tmp/x', 'x')",
        "select edit('x')",
        "select * from fsdir('/')",
        "select * from csv('/etc/passwd')",
    ],
)
def test_sql_reads_no_files(site, sql):
    """No function reaches beyond the archive."""
    status, text = asked(site, sql)
    assert status == 400
    assert "no such" in text or "not authorized" in text


@pytest.mark.parametrize(
    "sql",
    [
        "select fts3_tokenizer('simple')",
        "select FTS3_Tokenizer('simple', x'4141414141414141')",
        "select fts3_tokenizer('simple', :p)",
        "select * from fts3tokenize where input = 'a'",
        'select count(*) from "FTS3tokenize"',
        "select 1 from fts3tokenize('simple') where input = 'a'",
        "with t as (select * from fts3tokenize where input = 'a') select * from t",
    ],
)
def test_no_pointer_is_handed_to_sqlite(site, sql):
    """FTS3's tokenizers, which two queries turn into a crash, are refused; the server lives."""
    for suffix in (".json", ""):
        status, text = answer(f"{site.tables}{suffix}?{urlencode({'sql': sql, 'p': 'AAAAAAAA'})}")
        assert status == 400, text[:300]
        assert "not authorized" in text or "prohibited" in text
    assert answer(f"{site.url}/")[0] == 200


def told(site):
    """Return what must not be told: where on the machine the archive and the program lie."""
    return str(site.database.parent), str(PROJECT)


@pytest.mark.parametrize("name", ["databases", "threads"])
def test_pages_on_the_machine_are_not_there(site, name):
    """Datasette's pages that tell paths and threads are closed."""
    for path in (f"/-/{name}", f"/-/{name}.json", f"/-/{name}/", f"/-/{name}.json?x=1"):
        status, text = answer(f"{site.url}{path}")
        assert status == 404, path
        assert not any(secret in text for secret in told(site))


@pytest.mark.parametrize(
    "path",
    [
        "/-/versions.json", "/-/settings.json", "/-/plugins.json?all=1", "/-/metadata.json",
        "/-/actor.json", "/-/config.json", "/-/permissions", "/-/allow-debug", "/-/logout",
        "/-/patterns", "/-/messages", "/", "/a.json", "/about", "/-/nowhere", "/a/nowhere",
        "/capture/999999", "/search?q=-x", "/a.json?sql=select+*+from+nowhere",
    ],
)  # fmt: skip
def test_no_page_tells_where_it_lies(site, path):
    """No path of the machine stands on any page, error pages included."""
    _, text = answer(f"{site.url}{path}")
    assert not any(secret in text for secret in told(site))


@pytest.mark.parametrize("sql", ["pragma database_list", "select * from pragma_database_list()"])
def test_sql_does_not_tell_the_file(site, sql):
    """SQLite's own list of files is empty."""
    status, text = asked(site, sql)
    assert not any(secret in text for secret in told(site))
    assert status == 400 or json.loads(text)["rows"] == []


def test_the_makeup_of_tables_is_told_by_the_schema_alone(site):
    """Pragmas are Datasette's to ask; whoever types SQL reads `sqlite_master`."""
    status, text = asked(site, "select name from pragma_table_info('articles')")
    assert status == 400
    assert "prohibited" in text
    status, text = asked(site, "select sql from sqlite_master where name = 'articles'")
    assert status == 200
    assert "slug" in text


def test_what_others_ask_is_not_seen(site):
    """SQLite's list of prepared statements has other readers' SQL in it."""
    for sql in ("select sql from sqlite_stmt", "select count(*) from sqlite_stmt"):
        for suffix in (".json", ""):
            status, text = asked(site, sql, suffix)
            assert status == 400, text[:300]
        assert asked(site, sql, ".csv")[1].strip() == ""


def test_whatever_is_refused_leaves_the_server_alive(site):
    """Every function that the list lacks, every module and pragma: 400, one process all along."""
    functions = sorted(set(FUNCTIONS) - ALLOWED)
    asked_for = [
        f"select {name}({', '.join(['1'] * max(FUNCTIONS[name], 1))})" for name in functions
    ]
    asked_for += [f"select * from {name}" for name in MODULES if name not in TABLE_FUNCTIONS]
    asked_for += [f"select * from pragma_{name}" for name in PRAGMAS]
    assert len(asked_for) > 60
    for sql in asked_for:
        status, text = asked(site, sql)
        assert status == 400, (sql, text[:300])
        assert not any(secret in text for secret in told(site)), sql
    assert answer(f"{site.url}/")[0] == 200


@pytest.mark.parametrize("path", ["/a.db", "/a/download", "/-/static/../../a.db"])
def test_the_file_is_not_given_away(site, path):
    """The database itself cannot be downloaded: `scrapy backup` copies it."""
    status, text = raw(site, path)
    assert status in (403, 404)
    assert "SQLite format 3" not in text


@pytest.mark.parametrize("root", ["/assets", "/-/static"])
@pytest.mark.parametrize(
    "tail",
    [
        "/../metadata.yml", "/../../metadata.yml", "/%2e%2e/metadata.yml", "/..%2fmetadata.yml",
        "/..%2f..%2f..%2f..%2fetc/passwd", "//etc/passwd", "/....//metadata.yml",
        "/..\\metadata.yml", "/~2E~2E/metadata.yml", "/%00",
    ],
)  # fmt: skip
def test_static_files_are_only_those(site, root, tail):
    """No way leads out of the folders of styles and scripts."""
    status, text = raw(site, f"{root}{tail}")
    assert status in (400, 403, 404), text[:200]
    assert "databases:" not in text
    assert "root:" not in text
