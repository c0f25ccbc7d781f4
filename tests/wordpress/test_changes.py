"""What the newsroom does to its articles afterwards, played on the real WordPress."""

import json

import pytest

from tests.crawling import Crawl

pytestmark = pytest.mark.wordpress


@pytest.fixture(scope="module")
def crawled(tmp_path_factory, wordpress):
    """Crawl the site once; each test takes articles of its own."""
    crawl = Crawl(tmp_path_factory.mktemp("changes"), wordpress.url)
    assert crawl.run().returncode == 0
    return crawl


def plain(wordpress):
    """Return slugs of ordinary single-page posts, each kind of test takes from its place."""
    return [
        post["slug"] for post in wordpress.ground_truth()
        if len(post["pages"]) == 1 and post["slug"].isascii() and post["title"]
    ]  # fmt: skip


def visit(crawl, site, slugs):
    """Fetch articles by a list of addresses."""
    listed = crawl.folder / "list"
    listed.write_text("".join(f"{site.url}/{slug}/\n" for slug in slugs))
    return crawl.run("articles", "-a", f"urls={listed}")


def a_night_passes(crawl):
    """Set every visit of what was missed back by 21 hours."""
    connection = crawl.connect()
    shift = "= strftime('%Y-%m-%dT%H:%M:%S+00:00', {}, '-21 hours')"
    for table, columns in (
        ("absences", ("first_missed_at", "last_missed_at")),
        ("articles", ("last_seen_at", "first_missed_at", "last_missed_at")),
    ):
        sets = ", ".join(f"{column} {shift.format(column)}" for column in columns)
        connection.execute(f"UPDATE {table} SET {sets} WHERE first_missed_at IS NOT NULL")
    connection.commit()
    connection.close()


def state(crawl, slug):
    """Return whether an article was missed, is gone, and how."""
    row = crawl.query(
        "SELECT first_missed_at IS NOT NULL, gone_at IS NOT NULL, gone_state FROM articles"
        " WHERE slug = ? AND superseded_at IS NULL", slug,
    )  # fmt: skip
    return row[0]


def test_edits_are_classed(crawled, wordpress):
    """Headline and text changed in one night: one revision that says what kind of edit it is."""
    slug = plain(wordpress)[40]
    wordpress.edit_post(
        slug, title="Judul yang Diperbaiki", paragraph="Ralat: jumlahnya 14 dan bukan 41."
    )
    assert crawled.run().returncode == 0
    rows = crawled.query(
        "SELECT r.number, r.change, r.origin FROM revisions r JOIN articles a ON a.id = article_id"
        " WHERE slug = ? ORDER BY number", slug,
    )  # fmt: skip
    assert rows == [
        (1, None, "site"),
        (2, "headline, paragraph added, correction note", "site"),
    ]
    variants = "SELECT witness FROM headline_variants WHERE slug = ? AND variant <> title"
    assert ("slug",) in crawled.query(variants, slug)


def test_a_moved_article_stays_one(crawled, wordpress):
    """A new slug with a redirect gives the same article, and the old address as an alias."""
    slug = plain(wordpress)[50]
    before = crawled.query("SELECT id FROM articles WHERE slug = ?", slug)
    wordpress.move_post(slug, "alamat-baru-setelah-pindah")
    assert crawled.run().returncode == 0
    rows = crawled.query(
        "SELECT id, (SELECT count(*) FROM revisions WHERE article_id = a.id) FROM articles a"
        " WHERE slug = 'alamat-baru-setelah-pindah'"
    )
    assert rows == [(before[0][0], 1)]
    assert visit(crawled, wordpress, [slug]).returncode == 0
    alias = "SELECT article_id FROM aliases WHERE url = ?"
    assert crawled.query(alias, f"{wordpress.url}/{slug}/") == before
    assert state(crawled, "alamat-baru-setelah-pindah") == (0, 0, None)


@pytest.mark.parametrize(("place", "how"), [(60, "trash"), (62, "private"), (64, "draft")])
def test_a_deleted_article_is_gone_after_two_nights(crawled, wordpress, place, how):
    """One miss is noted, the second says gone; restored, it is open again, its absence kept."""
    slug = plain(wordpress)[place]
    body = crawled.query("SELECT body FROM articles WHERE slug = ?", slug)
    wordpress.set_status([slug], how)
    visit(crawled, wordpress, [slug])
    assert state(crawled, slug) == (1, 0, None)
    a_night_passes(crawled)
    assert crawled.run("articles").returncode == 0  # its turn has come by itself
    assert state(crawled, slug) == (1, 1, "404")
    assert crawled.query("SELECT body FROM articles WHERE slug = ?", slug) == body
    wordpress.set_status([slug], "publish")
    assert crawled.run("articles", REVISIT_MAX="0").returncode == 0
    assert state(crawled, slug) == (0, 0, None)
    absences = crawled.query(
        "SELECT b.state, b.gone_at IS NOT NULL, returned_at IS NOT NULL FROM absences b"
        " JOIN articles a ON a.id = article_id WHERE slug = ?", slug,
    )  # fmt: skip
    assert absences == [("404", 1, 1)]
    failures = "SELECT count(*) FROM failures WHERE resolved_at IS NULL AND url LIKE ?"
    assert crawled.query(failures, f"%/{slug}/") == [(0,)]


@pytest.mark.long
def test_half_the_site_vanishing_is_our_alarm(crawled, wordpress):
    """Exit 5, and no article is marked; when the site is back nothing has happened."""
    slugs = [post["slug"] for post in wordpress.ground_truth()]
    there = {slug for (slug,) in crawled.query("SELECT slug FROM articles")}
    half = [slug for slug in slugs if slug in there][: len(slugs) // 2 + 20]
    revisions = crawled.query("SELECT count(*) FROM revisions")
    wordpress.set_status(half, "draft")
    try:
        ended = crawled.run("articles", "-a", "full=1")
    finally:
        wordpress.set_status(half, "publish")
    assert ended.returncode == 5, ended.stderr
    assert "vanished at once" in ended.stderr.replace("\n", " ")
    marked = (
        "SELECT count(*) FROM articles WHERE first_missed_at IS NOT NULL OR gone_at IS NOT NULL"
    )
    assert crawled.query(marked) == [(0,)]
    assert crawled.run("articles", "-a", "full=1").returncode == 0
    assert crawled.query(marked) == [(0,)]
    assert crawled.query("SELECT count(*) FROM revisions") == revisions
    vanished = "SELECT json_extract(stats, '$.\"alarm/vanished\"') FROM runs ORDER BY id"
    assert [json.dumps(row) for (row,) in crawled.query(vanished) if row]
