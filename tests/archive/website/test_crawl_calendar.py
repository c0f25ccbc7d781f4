"""The calendar says on which days anybody looked, in words and not by colour alone."""

import json
import re
import sqlite3
from datetime import date

import pytest

from archive.store import Archive
from archive.tables import runs
from archive.website.crawl_calendar import contents
from tests.archive.website.asking import ask, text_of
from tests.archive.website.charted import SITE, article, look, page, small_archive
from tests.saving import save_article


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """Give the small archive."""
    return small_archive(tmp_path_factory.mktemp("days") / "delegasi.db")


@pytest.fixture
def connection(database):
    """Give a connection that only reads."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    yield connection
    connection.close()


def kinds(year):
    """Return the day of the year for every day that is no ordinary gap."""
    return {
        (month.name, day.number): day.kind
        for month in year.months
        for day in month.days
        if day.kind not in ("none", "before", "yet")
    }


def test_a_day_is_whole_partial_or_failed(connection):
    """Days are Kupang's: a run at 17.00 UTC belongs to the next day."""
    (year,) = contents(connection, today=date(2024, 5, 3))["years"]
    assert kinds(year) == {
        ("February", 5): "whole",
        ("February", 6): "partial",
        ("April", 4): "failed",
        ("May", 1): "whole",
    }
    assert [year.of_kind(kind) for kind in ("whole", "partial", "failed")] == [2, 1, 1]
    assert year.of_kind("before") == 31 + 4
    assert year.of_kind("none") == 23 + 31 + 29 + 2  # to 3 May
    assert year.of_kind("yet") == 366 - 4 - 35 - 85


def test_a_day_counts_what_was_published_on_it(connection):
    """Reposts count, superseded and undated articles do not."""
    (year,) = contents(connection, today=date(2024, 5, 3))["years"]
    published = {
        (month.name, day.number): day.articles
        for month in year.months
        for day in month.days
        if day.articles
    }
    assert published == {("January", 10): 3, ("February", 10): 2, ("February", 11): 1}


def test_midnight_in_kupang_parts_the_days(tmp_path):
    """An article of half past midnight, and a bare day, stand on their own days."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        early = article(1, "2024-01", published_at="2024-01-01T00:30:00+08:00")
        bare = article(2, "2024-01", published_at="2024-01-02")
        last = article(3, "2024-01", published_at="2024-12-31T23:30:00+08:00")
        for row in (early, bare, last):
            save_article(archive, row, seen_at="2025-01-01T01:00:00+00:00")
        look(archive, "2024-06-01T01:00:00+00:00")
        (year,) = contents(archive.connection, today=date(2024, 12, 31))["years"]
    assert [
        (month.name, day.number, day.articles)
        for month in year.months
        for day in month.days
        if day.articles
    ] == [("January", 1, 1), ("January", 2, 1), ("December", 31, 1)]


def test_a_run_that_goes_on_has_not_failed(tmp_path):
    """While cron runs, its day is looked at in part."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        with archive.transaction() as connection:
            runs.start(connection, "articles", "2024-05-01T01:00:00+00:00")
        (year,) = contents(archive.connection, today=date(2024, 5, 1))["years"]
        assert kinds(year) == {("May", 1): "partial"}
        with archive.transaction() as connection:
            runs.start(connection, "articles", "2024-05-02T01:00:00+00:00")
        (year,) = contents(archive.connection, today=date(2024, 5, 2))["years"]
    assert kinds(year) == {("May", 1): "failed", ("May", 2): "partial"}


def test_years_without_a_look_are_named_and_not_drawn(tmp_path):
    """What was published before anybody looked has a sentence and no empty calendar."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        save_article(archive, article(1, "2021-01"), seen_at="2023-01-01T01:00:00+00:00")
        look(archive, "2023-01-01T01:00:00+00:00")
        look(archive, "2025-01-01T01:00:00+00:00")
        found = contents(archive.connection, today=date(2026, 1, 5))
    assert [year.year for year in found["years"]] == [2025, 2023]
    assert found["not_crawled"] == [2021, 2022, 2024, 2026]


def test_each_day_has_a_letter(database):
    """The calendar can be read without its colours, and its legend explains each sign."""
    selector = page(database, "/days")
    days = {
        kind: selector.css(f"table.month td.{kind} i::text").getall()
        for kind in ("whole", "partial", "failed")
    }
    assert days == {"whole": ["A", "A"], "partial": ["P"], "failed": ["F"]}
    assert selector.css(".signs .sign::text").getall()[:4] == ["A", "P", "F", "–"]
    months = selector.css("table.month caption::text").getall()
    assert months[:4] == ["February 2024", "March 2024", "April 2024", "May 2024"]


def test_the_table_sums_up_the_calendar(database):
    """The same figures stand in a table, and in queries that Datasette answers."""
    selector = page(database, "/days")
    row = selector.xpath("//details//tbody/tr[th='February']/td/text()").getall()
    assert row == ["1", "1", "0", "23", "3"]
    links = selector.css("p.source a::attr(href)").getall()
    assert [answer.status_code for answer in ask(database, *links)] == [200] * 4
    assert re.search(r"2024-02-05,1,1,1,1,0", ask(database, links[1])[0].text)


def test_an_archive_that_never_looked_says_so(tmp_path):
    """No run, no calendar, one sentence."""
    Archive.open(tmp_path / "a.db", site_url=SITE).close()
    selector = page(tmp_path / "a.db", "/days")
    assert selector.css("table").getall() == []
    assert "No run of this archive has looked" in selector.css("main").get()


def test_a_failed_day_is_no_look_anywhere(tmp_path):
    """About, calendar and question say the same of a run that reached nothing."""
    path = tmp_path / "a.db"
    with Archive.open(path, site_url=SITE) as archive:
        look(archive, "2024-05-01T01:00:00+00:00", exit_code=3, whole=False, pages=0)
    about, days, coverage = ask(
        path, "/about", "/days", "/a/coverage.json?looked=failed&_shape=arrays"
    )
    assert "Every run has failed so far" in text_of(days)
    assert "No run has looked at the site itself so far" in text_of(about)
    assert json.loads(coverage.text)["rows"] == [["2024-05-01", "failed", 1, 0, 0, 0]]
    with Archive.open(path, site_url=SITE) as archive:
        look(archive, "2024-05-02T01:00:00+00:00")
        look(archive, "2024-05-04T01:00:00+00:00", exit_code=3, whole=False, pages=0)
        with archive.transaction() as connection:
            runs.start(connection, "articles", "2024-05-05T01:00:00+00:00")
    about, days, coverage = ask(
        path, "/about", "/days", "/a/coverage.json?until=2024-05-06&_shape=arrays"
    )
    assert "First look: 2 May 2024. Last: 5 May 2024." in text_of(days)
    told = "From 2 May 2024 to 5 May 2024 the site was looked at on 2 of 4 days"
    assert told in text_of(about)
    assert [row[1] for row in json.loads(coverage.text)["rows"]] == [
        "no", "partly", "failed", "no", "yes", "failed",
    ]  # fmt: skip


def test_a_running_replay_looks_at_nothing(tmp_path):
    """It reads what is kept: a day on which the crawl failed stays a failed one."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        look(archive, "2024-05-01T01:00:00+00:00", exit_code=3, whole=False, pages=0)
        with archive.transaction() as connection:
            runs.start(connection, "replay", "2024-05-01T02:00:00+00:00")
        (year,) = contents(archive.connection, today=date(2024, 5, 1))["years"]
    assert kinds(year) == {("May", 1): "failed"}
    (coverage,) = ask(tmp_path / "a.db", "/a/coverage.json?until=2024-05-01&_shape=arrays")
    assert json.loads(coverage.text)["rows"][0][1] == "failed"
