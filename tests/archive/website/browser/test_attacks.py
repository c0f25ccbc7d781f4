"""Nothing that a newsroom, or somebody in its place, wrote runs in a reader's browser."""

import csv
import io
import json
import urllib.request
from urllib.parse import quote, urlencode

import pytest

from archive.website.safeguards.answers import CAPTURED, STRICT, TABLES
from tests.archive.website.browser.attacks import FORMULAS, SHORT, attacks, canary, posts
from tests.archive.website.browser.reader import Reader
from tests.crawling import Crawl
from tests.replica.server import serving
from tests.serving import served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def bird():
    """Listen for requests that must not come."""
    with canary() as bird:
        yield bird


@pytest.fixture(scope="module")
def attacked(tmp_path_factory, bird):
    """Crawl a newsroom that attacks, and serve what was kept; the newsroom stays up."""
    with serving(posts=posts(bird.url)) as newsroom:
        crawl = Crawl(tmp_path_factory.mktemp("attacked"), newsroom.url)
        crawl.run("articles")
        crawl.run("teasers")
        with served(crawl.database) as site:
            yield newsroom, crawl, site


def pages(crawl, site, bird):
    """Return the pages that show what was kept, and those that print what is typed."""
    tables = f"/{site.database.stem}"
    for (slug,) in crawl.query("SELECT slug FROM articles"):
        yield from (f"/article/{slug}", f"/article/{slug}/why", f"/article/{slug}/revision/1")
    for (number,) in crawl.query("SELECT id FROM captures WHERE status = 200"):
        yield f"/capture/{number}"
    yield from ("/", "/search", "/search?duplicates=1&sort=relevance&q=jagung", "/charts", "/days")
    yield from ("/queries", "/about", tables, f"{tables}/articles/1")
    for table in ("articles", "articles_list", "revisions", "teasers", "images", "tags",
                  "categories", "captures", "headline_variants", "failures"):  # fmt: skip
        yield f"{tables}/{table}"
    for attack in attacks(bird.url):
        yield f"/search?{urlencode({'q': attack, 'place': attack, 'since': attack})}"
        yield f"/search?{urlencode({'q': 'jagung', 'author': attack, 'tag': attack})}"
        yield f"/charts?{urlencode({'place': attack, 'section': attack, 'since': attack})}"
        yield f"{tables}/articles_list?{urlencode({'author': attack, '_facet': 'author'})}"
        yield f"{tables}?{urlencode({'sql': 'select :a as a, title from articles', 'a': attack})}"
        yield f"{tables}/word_over_time?{urlencode({'word': attack})}"
        yield f"/article/{quote(attack, safe='')}"


def test_the_attacks_work_on_the_newsrooms_page(chromium, attacked, bird):
    """Where nothing stops them they run and load: what follows could fail."""
    newsroom, _, _ = attacked
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{newsroom.url}/serangan-0/")
    assert page.evaluate("window.PWNED") == 1
    assert page.title() == "PWNED"
    assert {"/raw", "/css", "/frame"} <= set(bird.asked)
    context.close()


def test_the_texts_were_kept(attacked, bird):
    """Every attack stands in a headline, a body, a caption, a term, an author and a sign-off."""
    _, crawl, _ = attacked
    for sql, lost in (
        ("SELECT title FROM articles", 0),
        ("SELECT body FROM articles", 0),
        ("SELECT author FROM articles", 0),
        ("SELECT caption FROM images", 0),
        ("SELECT alt FROM images", 0),
        ("SELECT title FROM teasers", 0),
        ("SELECT name FROM tags", 1),  # two of these share a slug, and with it a row
        ("SELECT name FROM categories", 1),
    ):
        text = "\n".join(str(row[0]) for row in crawl.query(sql))
        missing = [attack for attack in attacks(bird.url) if attack not in text]
        assert len(missing) <= lost, (sql, missing)
    assert {SHORT, "+1+1"} <= {row[0] for row in crawl.query("SELECT initials FROM articles")}


def test_nothing_runs_and_nothing_is_asked(chromium, attacked, bird):
    """On no page, and in no frame, does a title change, a script run, or a request leave."""
    _, crawl, site = attacked
    bird.asked.clear()
    with Reader(chromium, site.url, refusals=True) as reader:
        for path in pages(crawl, site, bird):
            answer = reader.page.goto(f"{site.url}{path}", wait_until="load")
            assert answer.status in (200, 400, 404), (path, answer.status)
            assert reader.page.title() != "PWNED", path
            for frame in reader.page.frames:
                if frame.url.startswith(site.url) and "/capture/" in frame.url:
                    # Sandboxed: not even our own script runs there.
                    assert frame.locator("script, iframe, object, embed, style, svg").count() == 0
                    assert frame.locator("[onerror], [onload], [href], [src], [style]").count() == 0
                else:
                    assert frame.evaluate("typeof window.PWNED") == "undefined", path
            links = reader.page.locator("a[href^='javascript:' i]")
            assert links.count() == 0, path
            reader.assert_quiet()
            assert bird.asked == [], path


def test_focus_and_mouse_wake_nothing(chromium, attacked, bird):
    """Nor when a page with attacks in its fields is tabbed through."""
    _, _, site = attacked
    bird.asked.clear()
    with Reader(chromium, site.url, refusals=True) as reader:
        for attack in attacks(bird.url):
            reader.page.goto(f"{site.url}/search?{urlencode({'q': attack, 'author': attack})}")
            for _ in range(12):
                reader.page.keyboard.press("Tab")
            assert reader.page.evaluate("typeof window.PWNED") == "undefined"
    assert bird.asked == []


def test_every_answer_names_its_policy(attacked):
    """Ours without inline script and style, Datasette's without strangers, captures sandboxed."""
    _, crawl, site = attacked
    ((capture,),) = crawl.query("SELECT min(id) FROM captures WHERE status = 200")
    for path, policy in (
        ("/", STRICT), ("/search?q=jagung", STRICT), ("/article/serangan-0", STRICT),
        ("/article/serangan-0/why", STRICT), ("/charts", STRICT), ("/queries", STRICT),
        (f"/{site.database.stem}", TABLES), (f"/{site.database.stem}/articles_list", TABLES),
        (f"/capture/{capture}", CAPTURED),
    ):  # fmt: skip
        with urllib.request.urlopen(f"{site.url}{path}") as answer:
            assert answer.headers.get_all("Content-Security-Policy") == [policy], path
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "unsafe" not in STRICT
    assert CAPTURED.startswith("sandbox;")
    assert "allow" not in CAPTURED
    assert "http" not in STRICT + TABLES + CAPTURED


@pytest.mark.parametrize(
    "path",
    [
        "/search.csv?duplicates=1",
        "/a/articles.csv?_size=max",
        "/a/articles_list.csv?_stream=on",
        "/a/tags.csv?_size=max",
        "/a/teasers.csv?_size=max",
        "/a/images.csv?_size=max",
        "/a/articles.csv?_labels=on&_dl=1",
    ],
)
def test_a_spreadsheet_calculates_nothing(attacked, path):
    """Read back, each cell that would be a formula begins with an apostrophe; the text is whole."""
    _, _, site = attacked
    with urllib.request.urlopen(f"{site.url}{path}") as answer:
        cells = [cell for row in csv.reader(io.StringIO(answer.read().decode())) for cell in row]
    wicked = [cell for cell in cells if cell[:1] in ("=", "+", "@", "-", "\t", "\r")]
    assert wicked == []
    for formula in FORMULAS:
        assert any(cell.startswith(f"'{formula}") for cell in cells), formula


def test_a_formula_behind_a_tab_is_none(attacked):
    """Tab and carriage return are passed over by spreadsheets, so they are caught, too."""
    _, _, site = attacked
    sql = "select char(9) || '=1+1' a, char(13) || '=1' b, '=1' || char(10) || '=2' c, -5 d"
    with urllib.request.urlopen(f"{site.tables}.csv?{urlencode({'sql': sql})}") as answer:
        rows = list(csv.reader(io.StringIO(answer.read().decode(), newline="")))
    assert rows == [["a", "b", "c", "d"], ["'\t'=1+1", "'\r'=1", "'=1\n'=2", "-5"]]


def test_json_stays_json(attacked):
    """Nobody's browser takes an answer in JSON for a page."""
    _, _, site = attacked
    with urllib.request.urlopen(f"{site.tables}/articles_list.json") as answer:
        assert answer.headers["Content-Type"].startswith("application/json")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert json.load(answer)["rows"]
