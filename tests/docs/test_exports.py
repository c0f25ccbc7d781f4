"""docs/exports.md: its columns are those of an export, and its example prints what it says."""

import re
import subprocess
import sys

import pytest

from tests.crawling import PROJECT, Crawl
from tests.many_articles import SITE, archive_of
from tests.replica.server import serving
from tests.write_column_tables import TABLES

GUIDE = (PROJECT / "docs/exports.md").read_text(encoding="utf-8")


def described(heading):
    """Return the rows of a section's table."""
    section = GUIDE.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `(.*?)` \| (.*?) \| (.*?) \| (.*?) \|$", section, re.MULTILINE)
    assert rows
    return rows


def test_the_guide_describes_every_column():
    """Name, type, meaning and absence, word by word (`make docs` writes them)."""
    assert {heading: described(heading) for heading in TABLES} == TABLES


def run_example(folder, digest):
    """Run the guide's program beside the exported file, as it stands in the guide."""
    program = re.search(r"```python\n(.*?)```", GUIDE, re.DOTALL)[1]
    return subprocess.run(
        [sys.executable, "-c", program, digest],
        cwd=folder, env={}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture
def crawl(tmp_path):
    """Crawl the replica, as `make demo` does."""
    with serving() as site:
        crawl = Crawl(tmp_path, site.url)
        assert crawl.run().returncode == 0
        return crawl


def test_the_example_prints_what_the_guide_says(crawl):
    """The guide's commands, then its program: the very lines, and a digest that agrees."""
    commands = re.findall(r"^    scrapy corpus (freeze|export) (\S+)(?: (\S+))?(?: \"(.*)\")?$",
                          GUIDE, re.MULTILINE)  # fmt: skip
    assert [command[0] for command in commands] == ["freeze", "export"]
    for command in commands:
        parts = [part for part in command if part]
        if command[0] == "export":
            parts[-1] = str(crawl.folder / parts[-1])
        ended = crawl.scrapy("corpus", *parts)
        assert ended.returncode == 0, ended.stderr
    printed = re.search(r"prints\n\n```\n(.*?)```", GUIDE, re.DOTALL)[1]
    ((digest, members),) = crawl.query("SELECT members_sha256, members FROM corpora")
    ended = run_example(crawl.folder, digest)
    assert ended.stderr == ""
    assert ended.stdout == printed
    assert f": {members} articles of Delegasi.com" in GUIDE
    assert "True" in printed


def test_the_example_reads_what_is_absent(tmp_path):
    """An article without headline and number has the digest that was frozen."""
    archive_of(tmp_path / "a.db", 60).close()
    crawl = Crawl(tmp_path, SITE)
    frozen = crawl.scrapy("corpus", "freeze", "all", "--where", "1")
    assert frozen.returncode == 0, frozen.stderr
    assert crawl.query("SELECT count(*) FROM corpus_members WHERE title_sha256 IS NULL") == [(3,)]
    assert crawl.query("SELECT count(*) FROM corpus_members WHERE wp_id IS NULL") == [(5,)]
    target = tmp_path / "berita.parquet"
    assert crawl.scrapy("corpus", "export", "all", str(target)).returncode == 0
    ended = run_example(tmp_path, frozen.stdout.split()[-1])
    assert ended.stdout.splitlines()[-1:] == ["these are the frozen texts: True"], ended.stderr
