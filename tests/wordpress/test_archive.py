"""What the archive knows of a whole site: reposts, stubs, listings, and what it lacks."""

import json
import shutil

import pytest

from archive.store import Archive
from archive.tables.teasers import save_teasers
from delegasi_scraper.items import Teaser
from delegasi_scraper.pipelines.archive_rows import teaser_rows
from delegasi_scraper.text.clean import clean_text
from tests.crawling import Crawl

pytestmark = pytest.mark.wordpress


@pytest.fixture(scope="module")
def crawled(tmp_path_factory, wordpress):
    """Crawl the whole site once."""
    crawl = Crawl(tmp_path_factory.mktemp("archive"), wordpress.url)
    assert crawl.run().returncode == 0
    return crawl


@pytest.fixture
def copied(tmp_path, crawled):
    """Give an archive of its own to a test that changes it."""
    crawl = Crawl(tmp_path, crawled.settings["SITE_URL"])
    shutil.copy(crawled.database, crawl.database)
    return crawl


def test_reposts_are_found_and_serial_pieces_are_not(crawled, wordpress):
    """Ten edited and five exact reposts, and no other pair; the root is the earliest."""
    truth = wordpress.ground_truth()
    by_id = {post["wp_id"]: post for post in truth}
    expected = set()
    for post in truth:
        if "same_as" in post:
            pair = sorted((post, by_id[post["same_as"]]), key=lambda one: one["published_at"])
            expected.add((pair[1]["slug"], pair[0]["slug"]))
    assert len(expected) == 15
    assert sum(bool(post.get("serial")) for post in truth) == 20
    found = crawled.query(
        "SELECT a.slug, r.slug FROM articles a JOIN articles r ON r.id = a.duplicate_of"
    )
    assert set(found) == expected


@pytest.mark.parametrize(("fields", "recall"), [(("title", "excerpt"), 0.95), (("excerpt",), 0.8)])
def test_stubs_without_links_find_their_articles(copied, wordpress, fields, recall):
    """Precision 0.99 and recall 0.95; without a title, reposts begin alike and stay open."""
    stubs = json.loads(wordpress.run_php("seed/stubs.php"))
    wrong, right = [], 0
    with Archive.open(copied.database, site_url=None) as archive:
        archive.connection.execute("DELETE FROM sightings")
        archive.connection.execute("DELETE FROM teasers")
        archive.connection.commit()
        for stub in stubs:
            shown = {name: clean_text(stub[name]) or None for name in fields}
            teaser = Teaser(
                url=None, block="stub", position=1, title=shown.get("title"),
                excerpt=shown["excerpt"],
            )  # fmt: skip
            with archive.transaction() as connection:
                save_teasers(
                    connection, teaser_rows((teaser,)), page_url=f"{wordpress.url}/x",
                    seen_at="2024-12-01T00:00:00+00:00",
                )  # fmt: skip
            row = archive.connection.execute(
                "SELECT a.slug FROM teasers t LEFT JOIN articles a ON a.id = t.article_id"
                " WHERE t.title IS ? AND t.excerpt IS ?", [shown.get("title"), shown["excerpt"]],
            ).fetchone()  # fmt: skip
            if row["slug"] == stub["slug"]:
                right += 1
            elif row["slug"] is not None:
                wrong.append((stub["slug"], row["slug"]))
    assert right / (right + len(wrong)) >= 0.99, wrong
    assert right / len(stubs) >= recall, right / len(stubs)


def test_the_slug_is_a_witness_of_no_edit_that_was_not(crawled, wordpress):
    """A slug made of today's title is not told as another wording."""
    slugs = {s for (s,) in crawled.query("SELECT slug FROM headline_variants WHERE witness='slug'")}
    assert slugs <= {"sunyi", "tenun-絣-dari-sabu", "berita-tanpa-judul"}, slugs


@pytest.mark.parametrize("switches", [(), ("no-rest",), ("no-rest", "no-sitemap")])
def test_an_audit_finds_what_is_missing(copied, wordpress, switches):
    """Complete before; then exactly the articles that were taken out, by whichever source."""
    with wordpress.switched(*switches):
        before = copied.scrapy("audit")
        assert before.returncode == 0, before.stdout + before.stderr
        assert "complete" in before.stdout.splitlines()[-1]
        taken = sorted(post["slug"] for post in wordpress.ground_truth()[5:300:41])
        copied.forget(taken)
        listed = copied.folder / "missing.txt"
        after = copied.scrapy("audit", "--json", "--urls", str(listed))
    assert after.returncode == 10, after.stderr
    told = json.loads(after.stdout)
    assert sorted(hole["slug"] for hole in told["missing"]) == taken
    assert sum(row.get("missing", 0) for row in told["months"]) == len(taken)
    # Two sticky posts stand twice; posts behind a password are listed, too.
    assert 0 <= told["listing_depth"] - len(wordpress.ground_truth()) <= 10
    assert copied.run("articles", "-a", f"urls={listed}").returncode == 0  # that mends it
    assert copied.query("SELECT count(*) FROM articles") == [(len(wordpress.ground_truth()),)]


def test_teasers_record_what_the_listings_show(copied, wordpress):
    """Front page, categories, tags and authors, each as it is; sightings accumulate."""
    known = {kind for (kind,) in copied.query("SELECT kind FROM listings")}
    assert known >= {"author", "category", "tag"}
    before = copied.query("SELECT count(*) FROM articles")
    front = "SELECT count(*) FROM sightings WHERE page_url = ? AND block = 'listing'"
    shown = copied.query(front, f"{wordpress.url}/")[0][0]
    last = last_sighting(copied)
    ended = copied.run("teasers")
    assert ended.returncode == 0, ended.stderr
    assert copied.query("SELECT count(*) FROM articles") == before
    assert copied.query(front, f"{wordpress.url}/")[0][0] == 2 * shown > 0
    pages = shown_since(copied, last)
    for name, several in (("category", 6), ("author", 6), ("tag", 6)):
        assert sum(f"/{name}/" in page for page in pages) == several, (name, pages)
    assert not any("/page/" in page for page in pages)
    last = last_sighting(copied)
    assert copied.run("teasers", "-a", "pages=2", "-a", "tags=0").returncode == 0
    pages = shown_since(copied, last)
    assert f"{wordpress.url}/page/2/" in pages
    assert not any("/tag/" in page for page in pages)


def last_sighting(crawl):
    """Return the row id of the newest sighting."""
    return crawl.query("SELECT max(rowid) FROM sightings")[0][0]


def shown_since(crawl, last):
    """Return the pages whose teasers were recorded after a sighting."""
    rows = crawl.query("SELECT DISTINCT page_url FROM sightings WHERE rowid > ?", last)
    return {page for (page,) in rows}


def test_the_front_page_of_a_date_can_be_asked_for(copied, wordpress):
    """What the front page showed when it was looked at, in its order, titles as worded."""
    rows = copied.query(
        "SELECT t.title FROM sightings s JOIN teasers t ON t.id = s.teaser_id"
        " WHERE s.page_url = ? AND s.block = 'listing' AND date(s.seen_at) = date('now')"
        " ORDER BY s.seen_at, s.position", f"{wordpress.url}/",
    )  # fmt: skip
    newest = sorted(wordpress.ground_truth(), key=lambda post: post["published_at"], reverse=True)
    titles = [title for (title,) in rows]
    assert [post["title"] for post in newest[:5] if post["title"]] == [
        title for title in titles if title in {post["title"] for post in newest[:5]}
    ]
