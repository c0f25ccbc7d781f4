"""An article is found by every address that led to it, without reading all of them."""

from dataclasses import replace

import pytest

from archive.decisions import Evidence
from archive.store import Archive
from archive.website.article import queries as article_rows
from tests.archive.one_article import DAY1, DAY2, SITE
from tests.archive.website.asking import ask, text_of
from tests.archive.website.posts import article, save
from tests.many_articles import archive_of
from tests.saving import save_article


@pytest.mark.parametrize(
    ("slug", "article_id", "found"),
    [("berita-7", None, 7), ("berita-41", None, 41), ("berita-41", 41, 41), ("tiada", None, None)],
)
def test_no_look_reads_the_whole_table(tmp_path, slug, article_id, found):
    """Present, superseded, by id, or not there: an index answers each query."""
    with archive_of(tmp_path / "a.db", 60) as archive:
        connection, asked = archive.connection, []
        connection.set_trace_callback(asked.append)
        row = article_rows.article(connection, slug, article_id)
        connection.set_trace_callback(None)
        assert (row and row["id"]) == found
        plans = [row[3] for sql in asked for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert [plan for plan in plans if plan.startswith("SCAN")] == []
    assert any("articles_slug" in plan for plan in plans)
    assert found is not None or any("articles_superseded_slug" in plan for plan in plans)


@pytest.mark.parametrize(
    "url",
    [
        f"{SITE}/pos-lama",
        f"{SITE}/pos-lama/amp/",
        f"{SITE}/pos-lama?amp=1",
        "http://www.delegasi.com/Pos-Lama/",
    ],
)
def test_a_moved_slug_finds_its_article(tmp_path, url):
    """Whatever form the address had that led to it; a longer slug is another article's."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        for slug, address in (("kini", url.lower()), ("lain", f"{SITE}/pos-lama-2/")):
            save_article(archive, article(slug), seen_at=DAY1, aliases=((address, "front"),))
        found = article_rows.article(archive.connection, "pos-lama", None)
        assert found["slug"] == "kini"
        assert article_rows.article(archive.connection, "pos", None) is None


def test_a_moved_slug_in_letters_that_an_address_encodes(tmp_path):
    """Addresses are kept as found, slugs decoded."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        for slug, part in (("satu", "caf%C3%A9"), ("dua", "th%c3%a9")):
            aliases = ((f"{SITE}/{part}/", "front"),)
            save_article(archive, article(slug), seen_at=DAY1, aliases=aliases)
        for slug, moved in (("satu", "café"), ("dua", "thé")):
            assert article_rows.article(archive.connection, moved, None)["slug"] == slug


def test_a_moved_slug_that_no_source_named(tmp_path):
    """The old address leads to the article's page."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        save(archive, article("dulu", 60), DAY1)
        save(archive, article("kini", 60), DAY2)
    moved, other = ask(tmp_path / "a.db", "/article/dulu", "/article/dul")
    assert "Isi kini." in text_of(moved)
    assert other.status_code == 404


def test_what_is_no_number_is_not_found(tmp_path):
    """A number that nothing has is a 404, never a 500, and never another article."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        save(archive, article("tiga"), DAY1)
        save(archive, article("tiga", title="Lain"), DAY2)
    numbers = ("²", "99999999999999999999", "-1", "77")
    asked = ("?id=", "/why?revision=", "/revision/2?against=")
    paths = [f"/article/tiga{what}{number}" for what in asked for number in numbers]
    answers = ask(tmp_path / "a.db", *paths)
    assert {path: answer.status_code for path, answer in zip(paths, answers, strict=True)} == (
        dict.fromkeys(paths, 404)
    )
    empty = ask(tmp_path / "a.db", *(f"/article/tiga{what}" for what in asked))
    assert [answer.status_code for answer in empty] == [200, 200, 200]


def test_what_is_not_believed_is_told(tmp_path):
    """With its reason and its text, which may be a stranger's; a believed change names who says so."""
    path = tmp_path / "a.db"
    with Archive.open(path, site_url=SITE) as archive:
        save_article(archive, article("satu"), seen_at=DAY1, evidence=Evidence())
        odd = replace(article("satu"), body="Teks yang <b>tiada</b> asalnya.")
        save_article(archive, odd, seen_at=DAY2, evidence=Evidence())
    (page,) = ask(path, "/article/satu")
    assert "Read, and not believed" in text_of(page)
    assert "nobody says that the article was changed" in text_of(page)
    assert "Teks yang &lt;b&gt;tiada&lt;/b&gt; asalnya." in page.text
    with Archive.open(path, site_url=SITE) as archive:
        save_article(archive, odd, seen_at="2024-05-04T01:00:00+00:00", evidence=Evidence())
    page = text_of(*ask(path, "/article/satu"))
    assert "Read, and not believed" not in page
    assert "read the same 20 hours later or more" in page
