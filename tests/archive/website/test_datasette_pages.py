"""The pages about the archive, and Datasette's own within ours, in a real browser."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.archive.website.accessibility import WIDTHS, barriers_at
from tests.archive.website.asking import QUERIES
from tests.archive.website.small import SITE, build
from tests.browsing import chromium
from tests.serving import served

#: Paths below the archive's name, or whole ones.
TABLES = (
    "", "articles_list", "articles", "articles/1", "revisions/1,1", "runs", "days_looked",
    "articles_list?place=Kupang&_facet=regency", "?sql=select+1",
    "captures_of?address=panen-jagung",
    "word_over_time?word=korupsi&since=2024-01", "word_over_time?word=%22terbuka",
)  # fmt: skip
PAGES = ("/queries", "/about", *TABLES, *QUERIES)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Serve the small archive."""
    path = tmp_path_factory.mktemp("tables") / "kecil.db"
    build(path)
    with served(path) as site:
        yield site


@pytest.fixture(scope="module")
def browser():
    """Start the browser."""
    with chromium() as browser:
        yield browser


@pytest.mark.parametrize("path", PAGES)
def test_a_page_can_be_read_by_everybody(site, browser, path):
    """Nothing serious for axe-core, no message of the browser, nothing wider than the window."""
    page = browser.new_page(viewport={"width": WIDTHS[0], "height": 900})
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    address = path if path.startswith("/") else f"/{site.name}/{path}".replace("/?", "?")
    assert page.goto(site.url + address.rstrip("/")).status == 200
    page.wait_for_timeout(30)  # Datasette's editor is made after the page has loaded
    assert barriers_at(page, WIDTHS) == []
    root = "document.documentElement"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert not page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"), width
    page.close()
    assert said == []


def test_a_question_is_asked_in_the_browser(site, browser):
    """From the field to the answer, and to the next one; the notes on columns open."""
    page = browser.new_page()
    page.goto(f"{site.url}/queries")
    form = page.locator(f"form[action='/{site.name}/word_over_time']")
    form.get_by_label("Word or words").fill("korupsi OR jagung")
    form.get_by_role("button").click()
    # The words are our script's: they are waited for, as a reader would not notice.
    expect(page.locator("form.sql h3").first).to_contain_text("Answer: 3 rows")
    assert page.locator("tbody tr").first.inner_text().split() == ["2024-01", "2", "2", "100.0"]
    assert page.title().startswith(QUERIES["word_over_time"]["title"])
    page.get_by_label("Word or words").fill("kabar")
    page.get_by_role("button", name="Ask again").click()
    page.wait_for_url("**word=kabar*")
    assert page.locator("tbody tr").last.inner_text().split() == ["2024-03", "1", "1", "100.0"]
    page.goto(f"{site.url}/{site.name}/captures")
    page.get_by_text("What the columns mean").click()
    expect(page.get_by_text("in bytes").first).to_be_visible()
    page.close()


def test_the_page_of_questions_leads_to_each(site):
    """Every question stands there with a form of its fields."""
    status, html = site.get("/queries")
    assert status == 200
    for name, query in QUERIES.items():
        form = html.split(f'action="/{site.name}/{name}"')[1].split("</form>")[0]
        assert re.findall(r'name="(\w+)"', form) == query["params"]
        assert len(re.findall("<label for=", form)) == len(query["params"])


def test_about_names_site_version_and_tables(site):
    """What it is of, since when it looks, which program made it, and every shown table."""
    status, html = site.get("/about")
    assert status == 200
    for words in (
        SITE,
        "1 May 2024",
        "2 of 2 days",
        "delegasi_scraper 0.1.0",
        "wpberita/1</code>: 7",
    ):
        assert words in html
    shown = json.loads(site.get(f"/{site.name}.json")[1])
    names = [table["name"] for table in shown["tables"] if not table["hidden"]]
    names += [view["name"] for view in shown["views"]]
    assert [name for name in names if f'href="/{site.name}/{name}"' not in html] == []


def test_everything_is_found_behind_a_proxy(tmp_path):
    """Under a path of its own, each form, script and style of these pages is there."""
    build(tmp_path / "kecil.db")
    with served(tmp_path / "kecil.db", "--base-url", "/arsip/") as site:
        for path in ("queries", "about", "kecil/edits", "kecil/articles_list"):
            html = site.get(f"/arsip/{path}")[1]
            named = re.findall(r'(?:src|action|href)="(/[^"#?]*)"', html)
            assert [each for each in named if not each.startswith("/arsip/")] == []
            assets = {each for each in named if "/assets/" in each}
            assert assets
            assert [each for each in assets if site.get(each)[0] != 200] == []
