"""`scrapy crawl --help`."""

import re
import subprocess
import sys

import pytest

from tests.crawling import PROJECT

#: As the README and docs/operation.md describe them.
SPIDERS = {
    "articles": ("Bring the archive up to date with the site.", ["full", "since", "urls"]),
    "teasers": ("Record what the site's listings show today.", ["pages", "tags"]),
    "replay": ("Rebuild records from stored captures, without network.", ["warc"]),
    "wayback": ("Fetch what the Internet Archive has kept of the site.", ["all"]),
    "commoncrawl": ("Fetch what Common Crawl has kept of the site.", ["all", "crawls"]),
}


def crawl(*arguments):
    """Run the command, on a terminal of 80 columns."""
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", *arguments], cwd=PROJECT, env={"COLUMNS": "80"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def help_text():
    """Return what the command prints."""
    ended = crawl("--help")
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.mark.parametrize("name", SPIDERS)
def test_help_lists_each_spider_with_its_arguments(help_text, name):
    """One line on what it does, then its -a arguments, each with what to give."""
    _, _, listed = help_text.partition("Spiders\n=======\n")
    entry = re.search(rf"^  {name} +(.*?)(?=^  \w|\Z)", listed, re.MULTILINE | re.DOTALL)
    summary, arguments = SPIDERS[name]
    assert entry[1].splitlines()[0].strip() == summary
    assert re.findall(r"^    -a (\w+)=… +\S", entry[1], re.MULTILINE) == arguments


def test_help_lists_no_spider_of_another_command(help_text):
    """`scrapy audit` has a spider that `scrapy crawl` does not run."""
    _, _, listed = help_text.partition("Spiders\n=======\n")
    assert re.findall(r"^  (\w+)", listed, re.MULTILINE) == sorted(SPIDERS)


def test_the_lines_fit_the_terminal(help_text):
    """No line is longer than 80 columns."""
    assert max(map(len, help_text.splitlines())) <= 80


def test_without_a_spider_all_are_named():
    """Exit 2, and which there are."""
    ended = crawl()
    assert ended.returncode == 2
    assert all(name in ended.stderr for name in SPIDERS)
