"""The charts show what the archive has, and say what they leave out."""

import csv
import io
import re
import sqlite3

import pytest

from archive.newsroom import REGENCIES
from archive.store import Archive
from archive.website.charts import queries as chart_numbers
from archive.website.charts.queries import Choice, Counted, Shares
from archive.website.crawl_days import coverage, crawl_days
from delegasi_scraper.newsroom import GAZETTEER
from tests.archive.website.asking import ask
from tests.archive.website.charted import (
    SITE,
    article,
    drawings,
    linked_query,
    look,
    marks,
    page,
    small_archive,
)
from tests.saving import save_article


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """Give the small archive."""
    return small_archive(tmp_path_factory.mktemp("charts") / "delegasi.db")


@pytest.fixture(scope="module")
def charts(database):
    """Give its charts page."""
    return page(database, "/charts")


@pytest.fixture
def connection(database):
    """Give a connection that only reads."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    yield connection
    connection.close()


def text(selector):
    """Return what a reader reads, with single spaces."""
    return re.sub(r"\s+", " ", " ".join(selector.xpath("//main//text()").getall()))


def cells(selector, summary):
    """Return the rows of the table of numbers behind a summary."""
    rows = selector.xpath(f"//details[summary[contains(., '{summary}')]]//tbody/tr")
    return [
        [re.sub(r"\s+", " ", c.xpath("string()").get()) for c in row.xpath("*")] for row in rows
    ]


def test_articles_and_reposts_are_counted_apart(connection):
    """Superseded and undated articles stand in no month, a repost in its own column."""
    query = chart_numbers.published(Choice(), "month")
    assert chart_numbers.published_counts(connection, query) == {
        "2024-01": Counted(3, 0),
        "2024-02": Counted(2, 1),
    }
    assert chart_numbers.undated(connection, Choice()) == 1


def test_an_article_seen_once_cannot_show_an_edit(connection):
    """Shares are of those that were asked for again; a gone one was, though seen once."""
    query = chart_numbers.changed(Choice(), "month")
    assert chart_numbers.changed_shares(connection, query) == {
        "2024-01": Shares(seen_again=1, edited=1, asked_again=2, gone=1),
        "2024-02": Shares(seen_again=1, edited=0, asked_again=1, gone=0),
    }


def test_an_edit_of_ours_is_no_edit(tmp_path):
    """What a new extractor reads otherwise is not counted as the newsroom's change."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        save_article(archive, article(1, "2024-01"), seen_at="2024-02-01T01:00:00+00:00")
        changed = article(1, "2024-01", body="lain", extractor="wpberita/2")
        save_article(archive, changed, seen_at="2024-03-01T01:00:00+00:00")
        query = chart_numbers.changed(Choice(), "month")
        shares = chart_numbers.changed_shares(archive.connection, query)
    assert shares == {"2024-01": Shares(seen_again=1, edited=0, asked_again=1, gone=0)}


def test_coverage_tells_before_none_some_and_most(connection):
    """A failed run is no look; the first month counts from the first look on."""
    months = ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05"]
    covered = coverage(crawl_days(connection), months, "month")
    assert [(each.kind, each.crawled, each.days) for each in covered] == [
        ("before", 0, 0),
        ("some", 2, 25),
        ("none", 0, 31),
        ("none", 0, 30),
        ("most", 1, 1),
    ]


def test_without_any_look_all_is_seen_afterwards(tmp_path):
    """An archive that was filled from elsewhere has looked at nothing."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        assert [
            each.kind for each in coverage(crawl_days(archive.connection), ["2024-01"], "month")
        ] == ["before"]


def test_each_month_is_a_bar_and_each_gap_a_hole_in_the_strip(charts):
    """Bars stand for months with articles, the strip for all months up to the last look."""
    tree = drawings(charts)["Articles per month"]
    assert marks(tree, "bar", "articles") == [
        "January 2024: 3 articles, 0 reposts",
        "February 2024: 2 articles, 1 repost",
    ]
    assert len(marks(tree, "bar", "reposts")) == 1
    assert marks(tree, "look") == [
        "January 2024: before the first look: seen afterwards only",
        "February 2024: looked at on 2 of 25 days",
        "March 2024 to April 2024: the site was not looked at",
        "May 2024: looked at on 1 of 1 days",
    ]


def test_shares_are_drawn_over_their_denominators(charts):
    """One edited of one, one gone of two; few articles are drawn as few."""
    trees = drawings(charts)
    edited = trees["Edited after we saw them, per month of publication"]
    gone = trees["Gone from the site, per month of publication"]
    assert marks(edited, "share", "few") == ["January 2024: 1 of 1"]
    assert marks(gone, "share", "few") == ["January 2024: 1 of 2"]
    assert len(marks(edited, "whole")) == len(marks(gone, "whole")) == 2
    assert cells(charts, "edited after we saw them") == [
        ["January 2024", "1", "1", "100.0 %"],
        ["February 2024", "1", "0", "0.0 %"],
    ]


def test_what_nobody_could_know_is_no_zero(database):
    """A month whose articles were all seen once is drawn as unknown."""
    selector = page(database, "/charts?place=SoE")
    edited = drawings(selector)["Edited after we saw them, per month of publication"]
    assert marks(edited, "unknown") == ["January 2024: nobody can know"]
    assert cells(selector, "edited after we saw them") == [["January 2024", "0", "0", "not known"]]


def test_places_sections_and_regencies_have_their_counts(charts):
    """Reposts are left out; what has no section or regency is named."""
    heat = charts.css("table.heat tbody tr")
    assert [row.xpath("string(th)").get() for row in heat] == ["Kupang", "Jakarta", "SoE"]
    assert [row.css("td::text").getall() for row in heat] == [["3", "3"], ["1", "1"], ["1", "1"]]
    assert cells(charts, "sections per quarter") == [
        ["January to March 2024", "3", "1", "1"],
        ["April to June 2024", "0", "0", "0"],
    ]
    assert len(marks(drawings(charts)["Articles by regency"], "dot")) == 22
    regencies = {row[1]: row[3] for row in cells(charts, "articles by regency")}
    assert {name: n for name, n in regencies.items() if n != "0"} == {
        "Kota Kupang": "3",
        "Timor Tengah Selatan": "1",
    }
    assert "1 article states no place, or one outside the province" in text(charts)


def test_the_page_says_what_it_leaves_out(charts):
    """The undated article is told."""
    assert "1 article states no date and stands in no chart." in text(charts)


@pytest.mark.parametrize("anchor", ["published", "places", "map", "sections", "edited", "gone"])
def test_the_linked_query_is_answered(database, charts, anchor):
    """Datasette answers the SQL behind each chart, as a page and as CSV."""
    links = charts.xpath(f"//figure[@aria-labelledby='{anchor}']//p[@class='source'][1]//a/@href")
    shown, table = ask(database, *links.getall())
    assert shown.status_code == table.status_code == 200
    assert len(list(csv.reader(io.StringIO(table.text)))) > 1


def test_the_linked_query_gives_the_bars(connection, charts):
    """The SQL behind the first chart gives the figures that it draws."""
    sql, parameters = linked_query(charts, "published")
    assert connection.execute(sql, parameters).fetchall() == [("2024-01", 3, 0), ("2024-02", 2, 1)]


@pytest.mark.parametrize("anchor", ["published", "places", "map", "sections", "edited"])
def test_the_index_answers(connection, charts, anchor):
    """No chart's query walks the articles themselves or another index."""
    sql, parameters = linked_query(charts, anchor)
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)]
    assert [line for line in plan if " articles" in line] == [
        "SEARCH articles USING INDEX articles_charts (year_month>? AND year_month<?)"
    ]
    # The column's own table is never opened, though the plan does not say "covering".
    code = [tuple(row) for row in connection.execute(f"EXPLAIN {sql}", parameters)]
    opened = {row[2] for row in code if row[1] == "OpenRead" and row[3] == table_root(connection)}
    assert [row for row in code if row[1] == "Column" and row[2] in opened] == []


def table_root(connection):
    """Return the page at which the articles' own rows begin."""
    return connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'articles'"
    ).fetchone()[0]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("since=abc", "“abc” is not a year from 1990 to 2099"),
        ("until=0024", "“0024” is not a year from 1990 to 2099"),
        ("since=2024&until=2020", "From 2024 until 2020: the years are the wrong way round"),
        ("place=Kupnag", "No article has the place “Kupnag”; choose one from the list"),
        ("section=%3Cscript%3E", "No article has the section “<script>”"),
    ],
)
def test_a_bad_choice_is_told(database, asked, sentence):
    """What cannot be chosen gives one sentence, escaped, and status 400."""
    (response,) = ask(database, f"/charts?{asked}")
    assert response.status_code == 400
    assert sentence.replace("<", "&lt;").replace(">", "&gt;") in response.text


def test_a_choice_narrows_every_chart(database):
    """Years and section narrow; other months are not drawn."""
    selector = page(database, "/charts?since=2024&until=2024&section=Hukrim")
    assert marks(drawings(selector)["Articles per month"], "articles") == [
        "January 2024: 1 article, 0 reposts"
    ]
    assert cells(selector, "sections per quarter")[0] == ["January to March 2024", "1"]


@pytest.mark.parametrize("asked", ["", "?since=2030"])
def test_nothing_to_draw_is_said(database, tmp_path, asked):
    """An empty archive, and years without anything, give a sentence and no empty axes."""
    if not asked:
        database = tmp_path / "empty.db"
        Archive.open(database, site_url=SITE).close()
    selector = page(database, f"/charts{asked}")
    assert selector.css("figure").getall() == []
    assert "there is nothing to draw" in text(selector)


def test_a_long_time_is_drawn_by_quarters(tmp_path):
    """More than 120 months are summed up, so that bars can be told apart on a phone."""
    with Archive.open(tmp_path / "long.db", site_url=SITE) as archive:
        save_article(archive, article(1, "2010-02"), seen_at="2024-02-01T01:00:00+00:00")
        save_article(archive, article(2, "2010-03"), seen_at="2024-02-01T01:00:00+00:00")
        save_article(archive, article(3, "2024-01"), seen_at="2024-02-01T01:00:00+00:00")
        look(archive, "2024-02-01T01:00:00+00:00")
    trees = drawings(page(tmp_path / "long.db", "/charts"))
    assert marks(trees["Articles per quarter"], "articles") == [
        "January to March 2010: 2 articles, 0 reposts",
        "January to March 2024: 1 article, 0 reposts",
    ]
    assert "Sections per year" in trees


def test_the_map_knows_the_gazetteers_regencies():
    """Names and seats are those that the scraper files places under."""
    assert {each.name: each.seat for each in REGENCIES} == {
        name: "Menia" if name == "Sabu Raijua" else towns[0] for name, towns in GAZETTEER.items()
    }
