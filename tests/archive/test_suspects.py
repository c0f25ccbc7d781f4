"""What may be an intruder's is readable, and counts for nothing unless it is asked for."""

from dataclasses import replace
from urllib.parse import urlencode

import pytest

from archive.export.where_clause import chosen_articles
from archive.store import Archive
from archive.tables.suspects import accept
from archive.tables.totals import totals
from tests.archive.website.asking import QUERIES, ask, text_of
from tests.archive.website.small import ARTICLES, DAY1, DAY2, SITE, row
from tests.saving import save_article

SLOTS = (
    "slot-gacor", "Slot Gacor Malam Ini", "Daftar sekarang, korupsi maxwin jackpot terpercaya.",
    "2024-02-10T08:00:00+08:00", "Kupang", "Admin Slot", "XX", "Slot",
)  # fmt: skip
PAGES = (
    "/", "/search", "/search?q=korupsi", "/search?q=gacor", "/search?place=Kupang", "/search.csv",
    "/search?duplicates=1&since=2024-01-01", "/charts", "/charts?word=korupsi", "/days", "/about",
    "/archive/articles_list.json?_shape=array", "/archive/headline_variants.json?_shape=array",
)  # fmt: skip


def fill(path, *, intruder):
    """Make an archive of the small set; with an intruder's post, which was edited, among it."""
    path.parent.mkdir()
    with Archive.open(path, site_url=SITE) as archive:
        for each in ARTICLES:
            save_article(archive, row(*each), seen_at=DAY1)
        if intruder:
            post = row(*SLOTS)
            save_article(archive, post, seen_at=DAY1)
            edited = replace(post, title="Slot Gacor Pagi", title_key="slot gacor pagi")
            save_article(archive, edited, seen_at=DAY2)
            with archive.transaction() as connection:
                connection.execute(
                    "UPDATE articles SET suspect = 'names slot' WHERE slug = 'slot-gacor'"
                )
    return path


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    """Give an archive with an intruder's post, and one without."""
    folder = tmp_path_factory.mktemp("suspects")
    return [
        fill(folder / name / "archive.db", intruder=name == "with") for name in ("with", "without")
    ]


def asked():
    """Return the address of every page and question, the latter without narrowing."""
    questions = [
        f"/archive/{name}.json?"
        + urlencode({"_shape": "array"} | dict.fromkeys(query.get("params", ()), ""))
        for name, query in QUERIES.items()
        # What these answer is what was looked at and captured, not what was printed.
        if name not in ("coverage", "captures_of")
    ]
    return [*PAGES, *questions]


def test_nothing_counts_them(paths):
    """Every page, list, chart and question says the same as if they had never been there."""
    with_them, without = (ask(path, *asked()) for path in paths)
    assert {page: answer.status_code for page, answer in zip(asked(), without, strict=True)} == (
        dict.fromkeys(asked(), 200)
    )
    differing = [
        page
        for page, one, other in zip(asked(), with_them, without, strict=True)
        if text_of(one) != text_of(other)
    ]
    assert differing == []


def slugs(path, condition):
    """Return the slugs that an export or a corpus would have."""
    with Archive.open(path, site_url=None, readonly=True) as archive:
        connection = archive.connection
        return [
            connection.execute("SELECT slug FROM articles WHERE id = ?", [number]).fetchone()[0]
            for number in chosen_articles(connection, condition)
        ]


@pytest.mark.parametrize("condition", [None, "word_count > 0", "place = 'Kupang'"])
def test_exports_and_corpora_leave_them_out(paths, condition):
    """Unless the condition names the column."""
    with_them, without = (slugs(path, condition) for path in paths)
    assert with_them == without
    assert "slot-gacor" not in with_them
    named = " AND ".join(filter(None, (condition, "(suspect IS NULL OR suspect IS NOT NULL)")))
    assert sorted(slugs(paths[0], named)) == sorted([*without, "slot-gacor"])


def test_they_are_read_and_found_when_asked_for(paths):
    """The article's page says why; the search shows them with its box ticked; totals do not."""
    article, found = ask(paths[0], "/article/slot-gacor", "/search?q=gacor&suspects=1")
    assert "This may be an intruder's post" in text_of(article)
    assert "names slot" in text_of(article)
    assert "Slot Gacor Pagi" in text_of(found)
    with Archive.open(paths[0], site_url=None, readonly=True) as archive:
        assert totals(archive.connection)["articles"] == len(ARTICLES)


def test_what_is_accepted_counts(tmp_path):
    """At once, everywhere."""
    path = fill(tmp_path / "a" / "archive.db", intruder=True)
    with Archive.open(path, site_url=None) as archive, archive.transaction() as connection:
        accept(connection, "slot-gacor")
    (found,) = ask(path, "/search?q=gacor")
    assert "Slot Gacor Pagi" in text_of(found)
