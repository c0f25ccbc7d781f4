"""`scrapy failures`: suspected articles are listed with the reason, and one is taken in by name."""

import json

import pytest

from archive.lock import Lock
from archive.rows import ArticleRow
from archive.store import Archive
from archive.tables.articles import find_slug
from tests.crawling import Crawl
from tests.many_articles import SITE
from tests.saving import save_article

SPAM = (
    "Daftar sekarang di situs slot Naga777 yang gampang menang, klaim bonus dan raih maxwin lewat"
    " link alternatif kami malam ini juga bersama ribuan pemain lain dari seluruh penjuru negeri."
)
WHY = "names daftar sekarang, link alternatif, gampang menang, situs slot, maxwin"


def row_of(slug, body):
    """Return an article's row."""
    return ArticleRow(
        slug=slug, url=f"{SITE}/{slug}", title=slug, body=body, extractor="x/1", record="{}",
        rank=3, published_at=f"2024-0{len(slug)}-01T08:00:00+08:00",
    )  # fmt: skip


@pytest.fixture
def crawl(tmp_path):
    """Give the command over an archive of one piece of news and two copies of an advertisement."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        for slug, body in (("panen", "Warga memanen jagung."), ("spam", SPAM), ("spammy", SPAM)):
            save_article(archive, row_of(slug, body), seen_at="2024-09-01T00:00:00+00:00")
    return Crawl(tmp_path, SITE)


def suspected(crawl):
    """Return slug, reason and root of all articles."""
    return crawl.query(
        "SELECT slug, suspect, (SELECT slug FROM articles o WHERE o.id = a.duplicate_of)"
        " FROM articles a ORDER BY id"
    )


def test_suspects_are_listed_with_their_reason(crawl):
    """As lines, as JSON, and in `scrapy status`; they are no addresses to try again."""
    listed = crawl.scrapy("failures", "--urls", str(crawl.folder / "urls"))
    assert f"suspect  spam: {WHY}" in listed.stdout
    assert "2 articles may be an intruder's" in listed.stdout
    assert (crawl.folder / "urls").read_text() == ""
    told = json.loads(crawl.scrapy("failures", "--json").stdout)
    assert [(row["slug"], row["reason"], row["message"]) for row in told] == [
        ("spammy", "suspect", WHY), ("spam", "suspect", WHY),
    ]  # fmt: skip
    assert "2 suspected to be an intruder's" in crawl.scrapy("status").stdout
    status = json.loads(crawl.scrapy("status", "--json").stdout)
    assert status["suspects"] == {"articles": 2, "latest": ["spammy", "spam"]}


def test_one_is_taken_in_by_its_slug(crawl):
    """It is the root of its copies from then on: what is believed comes before what is not."""
    assert suspected(crawl) == [("panen", None, None), ("spam", WHY, None), ("spammy", WHY, "spam")]
    assert crawl.scrapy("failures", "--accept", "spammy").returncode == 0
    assert suspected(crawl) == [
        ("panen", None, None), ("spam", WHY, "spammy"), ("spammy", None, None),
    ]  # fmt: skip


def test_an_unknown_slug_changes_nothing(crawl):
    """One sentence and exit code 1, also where another slug is right."""
    ended = crawl.scrapy("failures", "--accept", "spam", "panen")
    assert ended.returncode == 1
    assert "no suspected article has the slug panen" in ended.stderr
    assert ended.stdout == ""
    assert [why for _, why, _ in suspected(crawl)] == [None, WHY, WHY]


def test_a_run_that_holds_the_lock_is_not_disturbed(crawl):
    """Accepting writes, and waits for no other run; listing reads, and does not ask."""
    lock = Lock(crawl.database)
    lock.acquire()
    try:
        assert crawl.scrapy("failures", "--accept", "spam").returncode != 0
        assert crawl.scrapy("failures").returncode == 0
    finally:
        lock.release()
    assert [why for _, why, _ in suspected(crawl)] == [None, WHY, WHY]


def test_a_later_reading_suspects_nobody(crawl):
    """An article that was taken in, or was there before the rule, stays so."""
    crawl.scrapy("failures", "--accept", "spam")
    with Archive.open(crawl.database, site_url=SITE) as archive:
        save_article(
            archive, row_of("spam", f"{SPAM} Slot gacor!"), seen_at="2024-09-02T00:00:00+00:00"
        )
        save_article(archive, row_of("panen", SPAM), seen_at="2024-09-02T00:00:00+00:00")
        assert find_slug(archive.connection, "panen").last_seen_at == "2024-09-02T00:00:00+00:00"
    assert [why for _, why, _ in suspected(crawl)] == [None, None, WHY]
