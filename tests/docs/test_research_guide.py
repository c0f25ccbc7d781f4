"""The research guide prints what its queries really give."""

import json
import re
import sqlite3
import subprocess
import sys
from urllib.parse import parse_qsl

import pytest
from tabulate import tabulate

from tests.crawling import PROJECT
from tests.replica.story import play
from tests.serving import served

GUIDE = (PROJECT / "docs/research-guide.md").read_text(encoding="utf-8")
#: A question's address or code, and the output that follows.
ASKED = re.compile(
    r"(?:^    (?P<address>/[^\n]+)\n|^```(?P<kind>sql|python)\n(?P<code>.*?)^```\n)"
    r"\n```text\n(?P<output>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
EXAMPLES = list(ASKED.finditer(GUIDE))


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Crawl the replica over its four days."""
    return play(tmp_path_factory.mktemp("guide"))


@pytest.fixture(scope="module")
def site(archive):
    """Serve that archive."""
    with served(archive) as site:
        yield site


def columns_and_rows(example, archive, site):
    """Return what an address or a query answers."""
    if example["address"]:
        path, _, asked = example["address"].partition("?")
        answer = site.get(
            f"{path.replace('/delegasi/', f'/{site.name}/')}.json",
            _shape="arrays", **dict(parse_qsl(asked)),
        )  # fmt: skip
        table = json.loads(answer[1])
        return table["columns"], table["rows"]
    connection = sqlite3.connect(archive)
    cursor = connection.execute(example["code"])
    rows = cursor.fetchall()
    connection.close()
    return [column[0] for column in cursor.description], rows


def printed(columns, rows, like):
    """Print rows as the guide does: the columns that it shows, and as many rows before a `…`."""
    shown = like.splitlines()[0].split()
    at = [columns.index(name) for name in shown]
    cut = like.rstrip().endswith("…")
    count = like.count("\n") - 3 if cut else len(rows)
    assert not cut or len(rows) > count
    picked = [["" if row[i] is None else row[i] for i in at] for row in rows[:count]]
    text = tabulate(picked, shown, disable_numparse=True)
    return lines(text + ("\n…" if cut else ""))


def lines(text):
    """Return lines without their padding."""
    return [line.rstrip() for line in text.strip().splitlines()]


def test_there_are_ten_questions_and_pandas():
    """Each heading has its query and output."""
    assert len(re.findall(r"^## \d+\. .*\?$", GUIDE, re.MULTILINE)) == 10
    assert [example["kind"] for example in EXAMPLES].count("python") == 1
    assert len(EXAMPLES) == 11


@pytest.mark.parametrize("example", EXAMPLES[:10], ids=lambda example: example[0][:40].strip())
def test_the_output_is_what_comes_out(example, archive, site):
    """Row by row, in the columns that are shown."""
    columns, rows = columns_and_rows(example, archive, site)
    assert printed(columns, rows, example["output"]) == lines(example["output"])


def test_pandas_prints_what_is_printed(archive):
    """The example runs as it stands, on the file alone."""
    code = EXAMPLES[10]["code"].replace("data/delegasi.db", str(archive))
    ended = subprocess.run(
        [sys.executable, "-c", code], env={}, capture_output=True, text=True, timeout=60, check=True
    )
    assert lines(ended.stdout) == lines(EXAMPLES[10]["output"])
