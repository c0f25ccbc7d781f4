"""What a reader does, in real Chromium before a real `scrapy serve` over a crawled archive."""

import csv
import io
import json
import urllib.request
from urllib.parse import urlencode

import pytest

from tests.archive.website.accessibility import WIDTHS, barriers_at

pytestmark = pytest.mark.browser

WORD = "panen"
#: What to type into the queries' fields; others are left empty.
TYPED = {"word": WORD, "day": "2023-05-14", "author": "Redaksi", "initials": "*/", "since": "2023"}


@pytest.fixture(scope="module")
def queries(site):
    """Return the canned queries, as Datasette lists them."""
    with urllib.request.urlopen(f"{site.tables}.json") as answer:
        found = json.load(answer)["queries"]
    assert len(found) >= 8
    return found


def pages(site, work):
    """Return every kind of page, by name."""
    with urllib.request.urlopen(f"{site.tables}/captures.json?status=200&_size=1") as answer:
        capture = json.load(answer)["rows"][0][0]
    article = f"/article/{work.edited}"
    return {
        "front": "/",
        "search": f"/search?q={WORD}",
        "all": "/search",
        "nothing": "/search?q=zzzzz",
        "narrowed": f"/search?q={WORD}&place=Kupang&duplicates=1",
        "article": article,
        "marked": f"{article}?q={WORD}",
        "gone": f"/article/{work.removed}",
        "repost": f"/article/{work.reposted}",
        "diff": f"{article}/revision/2",
        "headline": f"/article/{work.renamed}/revision/2",
        "why": f"{article}/why",
        "capture": f"/capture/{capture}",
        "charts": "/charts",
        "days": "/days",
        "queries": "/queries",
        "about": "/about",
        "tables": f"/{site.database.stem}",
        "list": f"/{site.database.stem}/articles_list",
        "row": f"/{site.database.stem}/articles/1",
    }


NAMES = (
    "front", "search", "all", "nothing", "narrowed", "article", "marked", "gone", "repost", "diff",
    "headline", "why", "capture", "charts", "days", "queries", "about", "tables", "list", "row",
)  # fmt: skip
KEPT = ("front", "article", "diff", "search", "charts", "why", "days", "list")
#: A capture is somebody else's page, a row of `articles` Datasette's table of 40 columns.
NOT_OURS = ("capture", "row")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_free_of_errors(desk, site, work, name):
    """No console error, no failed request, nothing grave for axe-core, no scrolling sideways."""
    page = desk.open(pages(site, work)[name])
    if name != "capture":  # of the newsroom's making, and without any script
        assert barriers_at(page, WIDTHS) == []
    for width in WIDTHS:
        desk.resize(width)
        if name not in NOT_OURS:
            desk.assert_fits()
        if name in KEPT:
            desk.keep(name)


def test_a_search_leads_to_an_article_and_its_diff(desk, work):
    """A word typed is marked, the hit opens, and its revision shows what was put in."""
    page = desk.open("/")
    page.get_by_label("Search headlines and texts").fill("ralat")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=ralat*")
    assert "ralat" in [text.lower() for text in page.locator("mark").all_inner_texts()]
    page.locator(".found h3 a").first.click()
    page.wait_for_url(f"**/article/{work.edited}*")
    assert page.locator("h1").inner_text()
    page.get_by_role("link", name="Revision 2").first.click()
    page.wait_for_url("**/revision/2")
    assert "Ralat:" in page.locator(".text ins").all_inner_texts()[0]
    assert page.locator(".text del").count() == 0


def test_a_changed_headline_shows_both(desk, work):
    """What the headline lost is struck out, what it gained is underlined."""
    page = desk.open(f"/article/{work.renamed}/revision/2")
    heading = page.locator(".diff h2")
    assert "Warga Lega" in " ".join(heading.locator("ins").all_inner_texts())


def test_what_became_of_an_article_is_said(desk, work):
    """Of a gone one and of a repost the page says so."""
    page = desk.open(f"/article/{work.removed}")
    assert "gone from the site" in page.locator("main").inner_text()
    page = desk.open(f"/article/{work.reposted}")
    assert f"/article/{work.reposted.removesuffix('-lagi')}" in page.content()


def test_the_captured_page_is_shown_in_a_sandbox(desk, work):
    """Beside the parts stands the page itself, with its text, in a frame without rights."""
    page = desk.open(f"/article/{work.edited}/why")
    assert page.locator("iframe").get_attribute("sandbox") == ""
    assert "Ralat:" in page.frame_locator("iframe").locator("body").inner_text()


def test_place_and_month_narrow_a_search(desk):
    """Clicked counts narrow what is listed; each number is that of the articles then found."""
    page = desk.open("/search")
    for heading in ("Place", "Month"):
        facet = page.locator(".facets section").filter(
            has=page.get_by_role("heading", name=heading, exact=True)
        )
        number = facet.locator(".n").first.inner_text()
        with page.expect_navigation():
            facet.locator("a").first.click()
        assert page.locator(".count").inner_text().startswith(f"{number} article")
    assert len(page.locator(".chosen li").all()) == 2


def test_charts_have_marks(desk):
    """Every chart has marks drawn, which have a size."""
    page = desk.open("/charts")
    charts = page.locator("main svg")
    assert charts.count() >= 3
    for chart in charts.all():
        marks = chart.locator("rect, circle, path, line, polyline")
        assert marks.count() > 0
        box = marks.first.bounding_box()
        assert box
        assert box["width"] + box["height"] > 0


@pytest.mark.parametrize("filled", [False, True], ids=["empty", "filled"])
def test_every_question_is_answered(desk, site, queries, filled):
    """Each canned query runs with empty fields and with words in them, and shows no error."""
    for query in queries:
        values = {name: TYPED.get(name, "") for name in query["params"]} if filled else {}
        page = desk.open(f"/{site.database.stem}/{query['name']}?{urlencode(values)}")
        assert page.locator(".message-error").count() == 0, query["name"]
        if not filled:
            desk.assert_accessible()


def test_a_question_is_asked_by_its_form(desk):
    """From the list of questions to an answer with rows, by typing a word."""
    page = desk.open("/queries")
    form = page.locator("form[action*='word_over_time']")
    form.locator("input[name=word]").fill(WORD)
    form.get_by_role("button").click()
    page.wait_for_url("**/word_over_time?*")
    assert page.locator("table.rows-and-columns tbody tr").count() > 5


def test_what_is_found_is_downloaded(desk):
    """The link beside a search gives the same articles as CSV."""
    page = desk.open(f"/search?q={WORD}&duplicates=1")
    count = int(page.locator(".count").inner_text().split()[0])
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download as CSV").click()
    rows = list(csv.DictReader(io.StringIO(downloading.value.path().read_text("utf-8"))))
    assert len(rows) == count > 1
    assert all(row["slug"] and row["title"] for row in rows)


def test_a_table_is_downloaded(desk, site, kept):
    """Datasette's CSV of a whole table has every row."""
    answer = desk.context.request.get(f"{site.tables}/articles_list.csv?_stream=on&_size=max")
    rows = list(csv.DictReader(io.StringIO(answer.text())))
    ((expected,),) = kept[1].query("SELECT count(*) FROM articles_list")
    assert len(rows) == expected
    assert {len(row) for row in rows} == {len(rows[0])}


def test_the_keyboard_is_enough(reader):
    """Tab first reaches the way past the menu, then the search box; Enter searches."""
    page = reader.open("/about")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text() == "Skip to the text"
    assert focused.bounding_box()["x"] >= 0
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("name") == "q":
            break
    page.keyboard.type(WORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/search?q={WORD}")
    assert page.locator("mark").count() > 0


def test_skipping_leads_to_the_text(desk):
    """Enter on the first link moves the focus past the menu."""
    page = desk.open("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
