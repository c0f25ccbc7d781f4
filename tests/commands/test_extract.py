"""`scrapy extract`: one stored page in, one JSON line out."""

import json
import subprocess
import sys

import pytest

from archive.columns import PARSED
from tests.crawling import PROJECT

PAGES = PROJECT / "tests/pages"
ARTICLES = ("front/newer_generation", "amp/swift", "generic/block_theme")
NOT_SHOWN = {"title_key", "lead_key", "title_slug"}


def extract(*arguments, given=None):
    """Run the command."""
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "extract", *map(str, arguments)],
        cwd=PROJECT, input=given, capture_output=True, timeout=120, check=False,
    )  # fmt: skip


def case_of(name):
    """Return what was worked out by hand of a stored page."""
    return json.loads((PAGES / name / "case.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ARTICLES)
def test_a_stored_page_gives_one_line(name):
    """Front page, AMP page and unknown layout give what their cases state, by column names."""
    case = case_of(name)
    ended = extract(PAGES / name / "page.html", "--url", case["address"])
    assert ended.returncode == 0, ended.stderr.decode()
    (line,) = ended.stdout.decode().splitlines()
    columns = json.loads(line)
    assert columns.keys() >= PARSED.keys() - NOT_SHOWN
    assert columns["body"] == "\n\n".join(case["paragraphs"])
    assert columns["categories"] == [term["name"] for term in case["categories"]]
    for field in ("slug", "title", "author", "dateline", "place", "signoff", "published_at"):
        assert columns[field] == case[field], field
    assert columns["teasers"] == case["teasers"]


def test_a_listing_ends_with_1_and_one_sentence():
    """What is no article prints nothing, and says what it is."""
    name = "listing/category_first_page"
    address = case_of(name)["address"]
    ended = extract(PAGES / name / "page.html", "--url", address)
    assert (ended.returncode, ended.stdout) == (1, b"")
    (sentence,) = ended.stderr.decode().splitlines()
    assert "a listing" in sentence
    assert address in sentence


def test_several_pages_and_one_that_is_none():
    """Every article is printed, each by its own canonical link; the other one is told."""
    files = [PAGES / name / "page.html" for name in ARTICLES[:2]]
    ended = extract(files[0], PAGES / "refused/password/page.html", files[1])
    assert ended.returncode == 1
    slugs = [json.loads(line)["slug"] for line in ended.stdout.decode().splitlines()]
    assert slugs == [case_of(name)["slug"] for name in ARTICLES[:2]]
    assert "password" in ended.stderr.decode()


def test_standard_input_is_read():
    """A page that is piped in is a page."""
    name = ARTICLES[0]
    page = (PAGES / name / "page.html").read_bytes()
    ended = extract("-", given=page)
    assert json.loads(ended.stdout)["slug"] == case_of(name)["slug"]


def test_a_page_that_does_not_say_where_it_was(tmp_path):
    """Without canonical link and --url there is no address, and the sentence says what to do."""
    file = tmp_path / "page.html"
    file.write_text("<html><body class='single'><p>Isi</p></body></html>")
    ended = extract(file)
    assert ended.returncode == 1
    assert "--url" in ended.stderr.decode()


@pytest.mark.parametrize("arguments", [(), ("a", "b", "--url", "https://delegasi.com/x-y")])
def test_odd_arguments_are_usage_errors(arguments):
    """No file, or one address for two files."""
    assert extract(*arguments).returncode == 2


def test_a_missing_file_is_told(tmp_path):
    """The sentence names the file."""
    ended = extract(tmp_path / "none.html")
    assert ended.returncode == 1
    assert "none.html cannot be read" in ended.stderr.decode()


def test_the_address_may_be_a_copys(tmp_path):
    """A page saved from the Wayback Machine or an AMP cache is the site's page."""
    (tmp_path / "page.html").write_text(
        "<article class='content-single' id='post-7'><h1 class='entry-title'>Panen</h1>"
        "<div class='entry-content'><p>Warga SoE panen.</p></div></article>"
    )
    for copy in ("web.archive.org/web/2020/https://", "x.cdn.ampproject.org/c/s/"):
        ended = extract(tmp_path / "page.html", "--url", f"https://{copy}delegasi.com/warga-panen")
        assert json.loads(ended.stdout)["url"] == "https://delegasi.com/warga-panen"
