"""What the documents name exists, and what they print is what is printed."""

import re
import subprocess
import sys

from delegasi_scraper import settings
from tests.crawling import PROJECT

README = (PROJECT / "README.md").read_text(encoding="utf-8")
DOCS = README + "".join(
    path.read_text(encoding="utf-8") for path in sorted((PROJECT / "docs").glob("*.md"))
)


def test_every_command_exists():
    """Each `scrapy …` that a document names is known to scrapy."""
    known = subprocess.run(
        [sys.executable, "-m", "scrapy"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout
    named = set(re.findall(r"scrapy ([a-z]+)", DOCS))
    assert named >= {"crawl", "split", "status"}
    assert [name for name in named if not re.search(rf"^  {name} ", known, re.MULTILINE)] == []


def test_every_setting_exists():
    """Each setting that a document names has a default."""
    named = set(re.findall(r"`([A-Z]{2,}[A-Z_]+)`", DOCS)) - {"NULL", "PYTHONPATH"}
    assert named >= {"SITE_URL", "CONTACT"}
    assert [name for name in named if not hasattr(settings, name)] == []


def test_no_table_is_cut_in_two():
    """Each begins with its header and its dashes; a blank line would leave rows without either."""
    tables = [block for block in DOCS.split("\n\n") if block.startswith("|")]
    assert len(tables) >= 10
    assert [table for table in tables if not re.match(r"\|.*\n\|[-|]+\n", table)] == []


def test_every_make_target_exists():
    """Each `make …` of the README is a target."""
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    for name in re.findall(r"^    make ([a-z]+)", README, re.MULTILINE):
        assert f"\n{name}:" in makefile


def test_the_demo_prints_what_the_readme_says():
    """The README's figures and its query's output are the demo's own."""
    demo = subprocess.run(
        [sys.executable, "-m", "tests.replica.demo"],
        cwd=PROJECT, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    printed = {" ".join(line.split()) for line in demo.stdout.splitlines()}
    shown = README.split("In data/demo.db:\n")[1].split("\n\n")[0]
    assert [line for line in shown.splitlines() if " ".join(line.split()) not in printed] == []
    query = re.search(r'sqlite-utils data/demo\.db "(.*)" --table\n((?:    .*\n)+)', README)
    table = subprocess.run(
        [sys.executable, "-m", "sqlite_utils", "data/demo.db", query[1], "--table"],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert [line.strip() for line in query[2].splitlines()] == [
        line.strip() for line in table.splitlines()
    ]


def test_datasette_opens_the_demo():
    """The Datasette that the demo names reads its archive."""
    from tests.replica.demo import main

    assert main() == 0
    shown = subprocess.run(
        [sys.executable, "-m", "datasette", "data/demo.db", "--get", "/demo/articles_list.json"],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert '"title"' in shown.stdout
