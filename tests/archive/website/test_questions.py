"""The questions: what each answers over a small archive, worked out by hand."""

import json
import re

import pytest

from archive.rows import MissRow
from archive.store import Archive
from archive.tables.absences import save_misses
from tests.archive.website.asking import QUERIES, ask
from tests.archive.website.small import ARTICLES, DAY1, DAY2, SITE, build, row
from tests.saving import save_article
from tests.serving import served

MONTHS = ("2024-01", "2024-02", "2024-03")
ODD = ('"terbuka', "covid-19", "AND", "OR", "-sidang", "*", "(", "NEAR(", "'; --", "100%", "☃", "{")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Serve the small archive, under a name that is not the one of metadata.yml."""
    path = tmp_path_factory.mktemp("questions") / "kecil.db"
    build(path)
    with served(path) as site:
        yield site


@pytest.mark.parametrize(
    ("word", "counts"),
    [
        ("korupsi", [1, 1, 0]),  # and dikorupsi
        ('"korupsi"', [1, 0, 0]),
        ("jaksa", [1, 1, 0]),
        ("jaksa -lenyap", [1, 0, 0]),
        ("jagung OR covid-19", [1, 1, 0]),
        ("title:dana", [1, 1, 0]),
        ("kabar hilang", [0, 0, 1]),
        ("", [2, 2, 1]),
        ("AND", [2, 2, 1]),  # no word to look for, as in the search box
    ],
)
def test_word_over_time(site, word, counts):
    """Months, articles with the word, all articles without reposts and undated ones, share."""
    assert site.ask("word_over_time", word=word) == [
        (month, has, of, 100.0 * has / of)
        for month, has, of in zip(MONTHS, counts, (2, 2, 1), strict=True)
    ]


@pytest.mark.parametrize(
    ("since", "until", "months"),
    [
        ("2024-02", "", ["2024-02", "2024-03"]),
        ("", "2024-02", ["2024-01", "2024-02"]),
        ("2024-02-10", "2024-02-11", ["2024-02"]),
        ("2024", "2024", list(MONTHS)),
        ("2025", "", []),
        ("", "2023", []),
    ],
)
def test_a_year_a_month_or_a_day_will_do(site, since, until, months):
    """The last one counts; nothing means any."""
    assert [row[0] for row in site.ask("word_over_time", since=since, until=until)] == months


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ({}, [("Kupang", 3, 3, 100.0), ("SoE", 2, 2, 100.0)]),
        ({"word": "jaksa"}, [("SoE", 1, 2, 50.0), ("Kupang", 1, 3, 33.33)]),
        ({"category": "berita"}, [("Kupang", 2, 3, 66.67), ("SoE", 1, 2, 50.0)]),
        ({"category": "Hukrim", "until": "2024-01"}, [("SoE", 1, 1, 100.0)]),
        ({"word": "jagung", "category": "hukrim"}, []),
    ],
)
def test_place_by_topic(site, asked, rows):
    """The denominator is the place's articles of the same time."""
    assert sorted(site.ask("place_by_topic", **asked)) == sorted(rows)


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("2024-05-01", [("Panen Jagung", DAY1, 0), ("Rahasia", DAY1, 0)]),
        ("2024-05-03", [("Panen Jagung", DAY1, 2), ("Rahasia", DAY1, 2)]),
        ("2024-05-04", [("Dana Itu Lenyap", "2024-05-03T17:00:00+00:00", 0)]),
        ("", [("Dana Itu Lenyap", "2024-05-03T17:00:00+00:00", None)]),
        ("2024-04-30", []),
        ("2024-05", [("Dana Itu Lenyap", "2024-05-03T17:00:00+00:00", 31 - 4)]),
        (" 2024 ", [("Dana Itu Lenyap", "2024-05-03T17:00:00+00:00", 366 - 125)]),
        ("2024-04", []),
        ("2023", []),
        ("2024-13", []),
        ("kemarin", []),
    ],
)
def test_front_page_on(site, day, shown):
    """The nearest look on the day, or the last day of a month or year, or before; in Kupang."""
    rows = site.ask("front_page_on", day=day)
    assert [(row[2], *row[6:]) for row in rows] == shown


def test_a_teaser_of_the_front_page_names_its_article(site):
    """With the slug, and the headline as it is now; unknown ones have none."""
    rows = site.ask("front_page_on", day="2024-05-01")
    assert [row[4:6] for row in rows] == [("panen-jagung", "Panen Jagung Naik"), (None, None)]


def test_headlines_changed(site):
    """Two states of an article, a teaser with the old wording, an address made of it."""
    old, new = "Panen Jagung", "Panen Jagung Naik"
    revision = ("panen-jagung", old, new, DAY2, "revision")
    shown = ("panen-jagung", old, new, DAY1, "teaser")
    address = ("panen-jagung", "panen-jagung", new, DAY1, "address")
    assert site.ask("headlines_changed") == [revision, shown, address]
    assert site.ask("headlines_changed", witness="teaser") == [shown]
    assert site.ask("headlines_changed", witness="address") == [address]
    assert site.ask("headlines_changed", since="2024-05-02") == [revision]
    assert site.ask("headlines_changed", until="2024-05-01") == [shown, address]


def test_deleted_articles(site):
    """Missed twice, a day apart; not by another author, not before."""
    gone = "2024-05-03T00:00:00+00:00"
    rows = [
        ("akan-hilang", "Akan Hilang", "2024-03-01T08:00:00+08:00", "Kupang", "Redaksi", None,
         "404", DAY1, DAY2, gone, None)
    ]  # fmt: skip
    assert site.ask("deleted_articles") == site.ask("deleted_articles", author="redaksi") == rows
    assert site.ask("deleted_articles", author="Juan Pesau") == []
    assert site.ask("deleted_articles", until="2024-05-02") == []


def test_an_article_that_came_back_was_last_seen_after_it_was_gone(tmp_path):
    """Its last answer says nothing of when it was taken away; a second removal's says it."""
    path = tmp_path / "a.db"
    values = next(values for values in ARTICLES if values[0] == "akan-hilang")
    days = [f"2024-05-{day:02}T01:00:00+00:00" for day in range(1, 8)]
    query = "/a/deleted_articles.json?_shape=array"
    with Archive.open(path, site_url=SITE) as archive:
        save_article(archive, row(*values), seen_at=days[0])
        for at in days[1:3]:
            with archive.transaction() as connection:
                save_misses(
                    connection, (MissRow(slug=values[0], state="404", seen_at=at),), alarm=False
                )
        save_article(archive, row(*values), seen_at=days[3])
    (gone,) = json.loads(ask(path, query)[0].text)
    assert (gone["last_seen_at"], gone["first_missed_at"]) == (None, days[1])
    assert gone["returned_at"] == days[3]
    with Archive.open(path, site_url=SITE) as archive:
        for at in days[4:6]:
            with archive.transaction() as connection:
                save_misses(
                    connection, (MissRow(slug=values[0], state="404", seen_at=at),), alarm=False
                )
    again = json.loads(ask(path, query)[0].text)
    assert [(row["last_seen_at"], row["first_missed_at"]) for row in again] == [
        (days[3], days[4]),
        (None, days[1]),
    ]


def test_press_releases(site):
    """By month and initials, of all articles of the month without reposts."""
    at, jp = ("2024-01", "*/AT", 1, 2, 50.0), ("2024-02", "*/JP", 1, 2, 50.0)
    assert site.ask("press_releases") == [at, jp]
    assert site.ask("press_releases", initials="*/AT") == [at]
    assert site.ask("press_releases", initials="jp") == [jp]
    assert site.ask("press_releases", initials="BBO") == []
    assert site.ask("press_releases", until="2024-01") == [at]
    assert [row[0] for row in site.ask("press_release_list")] == ["kasus-turun", "panen-jagung"]
    assert [row[0] for row in site.ask("press_release_list", initials="AT")] == ["panen-jagung"]


@pytest.mark.parametrize(
    ("asked", "slugs"),
    [
        ({"author": "juan pesau"}, ["dana-itu-lenyap", "panen-jagung"]),
        ({"initials": "BBO"}, ["dana-itu-lenyap", "dana-desa-disidik"]),
        ({"author": "Redaksi", "initials": "bbo"}, ["dana-desa-disidik"]),
        ({"author": "Redaksi", "since": "2024-03"}, ["akan-hilang"]),
        ({"author": "Redaksi", "until": "2024-01"}, ["dana-desa-disidik"]),
        ({"author": "Nobody"}, []),
    ],
)
def test_written_by(site, asked, slugs):
    """By author, initials or both, newest first, without reposts."""
    assert [row[0] for row in site.ask("written_by", **asked)] == slugs


def test_nothing_given_is_everything(site):
    """An empty author is any, the undated and unsigned article included."""
    rows = site.ask("written_by", author="", initials="", since="", until="")
    assert [row[0] for row in rows] == [
        "akan-hilang", "kasus-turun", "dana-itu-lenyap", "dana-desa-disidik", "panen-jagung",
        "tanpa-tanggal",
    ]  # fmt: skip


def test_stubs_never_resolved(site):
    """A pointer to what is not archived, with where it was shown."""
    row = ("Rahasia", None, f"{SITE}/rahasia", "listing", 1, DAY1, DAY1, f"{SITE}/")
    assert site.ask("stubs_never_resolved") == [row]
    assert site.ask("stubs_never_resolved", block="stub") == []


@pytest.mark.parametrize(
    "address", ["panen-jagung", f"{SITE}/panen-jagung", f"{SITE}/panen-jagung/", ""]
)
def test_captures_of(site, address):
    """Every response of an article, by slug or by any of its addresses; of all without one."""
    rows = site.ask("captures_of", address=address)
    assert [(row[0], row[3], row[4], row[7]) for row in rows] == [
        (DAY2, "panen-jagung", 2, 500),
        (DAY1, "panen-jagung", 1, 0),
    ]


def test_captures_of_another(site):
    """An address that was not asked for has none."""
    assert site.ask("captures_of", address="kasus-turun") == []


def test_edits(site):
    """One edit of two kinds is found by each."""
    row = ("panen-jagung", "Panen Jagung Naik", 2, "headline, numbers", DAY2, None,
           "2024-01-10T08:00:00+08:00")  # fmt: skip
    assert site.ask("edits") == site.ask("edits", kind="numbers") == [row]
    assert site.ask("edits", kind="Headline", since="2024-05") == [row]
    assert site.ask("edits", kind="number") == site.ask("edits", until="2024-04") == []


def test_edits_by_kind(site):
    """One edit of two kinds counts under each; of articles seen once nobody can say it."""
    assert site.ask("edits_by_kind") == [("headline", 1, 1, 1, 100.0), ("numbers", 1, 1, 1, 100.0)]
    assert site.ask("edits_by_kind", until="2024-04") == []


def test_coverage(site):
    """Looked at whole, in trouble, not at all; today included."""
    assert site.ask("coverage", until="2024-05-03") == [
        ("2024-05-03", "no", 0, 0, 0, 0),
        ("2024-05-02", "partly", 1, 0, 2, 0),
        ("2024-05-01", "yes", 1, 1, 7, 0),
    ]
    assert len(site.ask("coverage", looked="no")) == len(site.ask("coverage")) - 2


@pytest.mark.parametrize("name", QUERIES)
def test_odd_input_is_no_error(site, name):
    """Whatever is typed into whichever field, the page says no rows, not an error.

    But for words that only leave out: these are refused, as in the search box.
    """
    for parameter in QUERIES[name]["params"]:
        for typed in ODD:
            expected = 400 if (parameter, typed) == ("word", "-sidang") else 200
            status, _ = site.get(f"/{site.name}/{name}", **{parameter: typed})
            assert status == expected, (parameter, typed)


@pytest.mark.parametrize("name", QUERIES)
def test_parameters_are_those_of_the_sql(name):
    """Each parameter stands in the SQL and has a label; each has its field."""
    query = QUERIES[name]
    without_text = re.sub(r"'[^']*'", "", query["sql"])
    assert list(query["inputs"]) == query["params"]
    assert set(re.findall(r":(\w+)", without_text)) == set(query["params"])
    assert all(field["label"] for field in query["inputs"].values())
    assert query["title"].endswith("?")
    assert len(query["description"]) > 40
    assert "<" not in query["description"]
    assert not re.search(r"\bbody\b", query["sql"])


@pytest.mark.parametrize("name", [name for name in QUERIES if "fts(" in QUERIES[name]["sql"]])
def test_a_question_of_words_says_what_it_refuses(site, name):
    """Words that only leave out are refused; above the message stands what is needed."""
    status, html = site.get(f"/{site.name}/{name}", word="-jagung")
    assert status == 400
    assert "need at least one word beside them that is looked for" in html


def test_an_answer_leads_to_the_article(site):
    """A slug in an answer is a link to the page on which the article is read."""
    html = site.get(f"/{site.name}/written_by", author="Juan Pesau")[1]
    assert '<a href="/article/dana-itu-lenyap">dana-itu-lenyap</a>' in html
