"""A new extractor's readings are reported first, and never look like the newsroom's edits."""

import pytest

from tests.crawling import Crawl
from tests.equality import contents
from tests.replica.articles import many_posts
from tests.replica.server import serving

HISTORY = (
    "SELECT r.number, r.body, r.origin, r.extractor FROM revisions r JOIN articles a"
    " ON a.id = r.article_id WHERE slug = ? ORDER BY number"
)


@pytest.fixture
def crawl(tmp_path):
    """Crawl the replica once; the site is gone afterwards."""
    with serving() as site:
        crawl = Crawl(tmp_path, site.url)
        assert crawl.run().returncode == 0
        crawl.posts = site.public
        return crawl


def read_by_an_older_extractor(crawl, count):
    """Make some articles look as an older extractor had read them: share bar and all."""
    slugs = [post.slug for post in crawl.posts if len(post.pages) == 1][:count]
    connection = crawl.connect()
    for slug in slugs:
        for table, where in (
            ("articles", "slug = ?"),
            ("revisions", "article_id = (SELECT id FROM articles WHERE slug = ?)"),
        ):
            connection.execute(
                f"UPDATE {table} SET body = 'Bagikan' || char(10, 10) || body,"
                f" extractor = 'wpberita/0' WHERE {where}", [slug],
            )  # fmt: skip
    connection.commit()
    connection.close()
    return slugs


def test_the_same_extractor_changes_nothing(crawl):
    """Reported as such, and every table stays as it was."""
    before = contents(crawl)
    ended = crawl.scrapy("reextract")
    assert ended.returncode == 0, ended.stderr
    assert "0 articles were read anew, 0 gained" in ended.stdout
    assert contents(crawl) == before
    assert not list(crawl.folder.glob("*.reextract*"))


def test_our_change_is_marked_as_ours(crawl):
    """The text is as the present extractor reads it, the state before is a revision."""
    (slug, *_) = read_by_an_older_extractor(crawl, 2)
    old = crawl.query(HISTORY, slug)[0]
    ended = crawl.scrapy("reextract")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "bodies changed               2, -1.0 words on average" in ended.stdout
    post = next(post for post in crawl.posts if post.slug == slug)
    (extractor,) = crawl.query("SELECT extractor FROM articles WHERE slug = ?", slug)[0]
    body = "\n\n".join(post.paragraphs)
    assert crawl.query(HISTORY, slug) == [old, (2, body, "extractor", extractor)]
    assert crawl.scrapy("doctor").returncode == 0


def test_what_an_older_extractor_did_not_see_is_gained(crawl):
    """Its stubs, and an article on a page that it could not read, are as if crawled today."""
    ((front, slug, unread),) = crawl.query(
        "SELECT (SELECT page_url FROM sightings WHERE block = 'stub' LIMIT 1), slug, url"
        " FROM articles WHERE wp_id = ?", crawl.posts[7].id,
    )  # fmt: skip
    assert "/amp" in front
    whole = contents(crawl)
    crawl.forget([slug])
    connection = crawl.connect()
    connection.execute("DELETE FROM sightings WHERE block = 'stub' AND position > 2")
    connection.execute("UPDATE sightings SET position = 1 WHERE block = 'stub' AND position = 2")
    connection.execute("DELETE FROM teasers WHERE id NOT IN (SELECT teaser_id FROM sightings)")
    connection.execute(
        "INSERT INTO failures VALUES (?, 'unreadable', 'x', '2024', '2024', 1, NULL, NULL)",
        [f"{unread}/"],
    )
    connection.commit()
    connection.close()
    before = contents(crawl)
    told = " ".join(crawl.scrapy("reextract", "--dry-run").stdout.split())
    assert "articles gained 1" in told
    assert "stubs gained, lost 4, 0" in told
    assert contents(crawl) == before
    ended = crawl.scrapy("reextract")
    assert ended.returncode == 0, ended.stderr
    after = contents(crawl)
    for name in ("articles", "revisions", "images", "categories", "teasers", "aliases"):
        assert after[name] == whole[name], name
    assert len(after["sightings"]) == len(whole["sightings"])
    assert set(before["sightings"]) < set(after["sightings"])  # nothing is taken out
    assert ("unreadable", None) not in crawl.query("SELECT reason, resolved_at FROM failures")
    again = crawl.scrapy("reextract").stdout
    assert "0 articles were read anew, 0 gained\n0 showings of teasers gained" in again
    assert contents(crawl) == after


def test_an_interrupted_take_over_goes_on(crawl):
    """What was taken over stays, and the next run does the rest: no state stands twice."""
    slugs = read_by_an_older_extractor(crawl, 8)
    connection = crawl.connect()
    connection.execute(
        "CREATE TRIGGER no_more BEFORE INSERT ON revisions"
        " WHEN (SELECT count(*) FROM revisions WHERE origin = 'extractor') = 3"
        " BEGIN SELECT RAISE(ABORT, 'no more space'); END"
    )
    connection.commit()
    connection.close()
    ended = crawl.scrapy("reextract", "--yes")
    assert ended.returncode == 1
    assert "no more space" in ended.stderr
    assert "run it again" in ended.stderr
    assert "Traceback" not in ended.stderr
    ours = "SELECT count(*) FROM revisions WHERE origin = 'extractor'"
    assert crawl.query(ours) == [(3,)]
    connection = crawl.connect()
    connection.execute("DROP TRIGGER no_more")
    connection.close()
    assert crawl.scrapy("reextract", "--yes").returncode == 0
    assert crawl.query(ours) == [(len(slugs),)]
    assert crawl.query("SELECT max(number) FROM revisions") == [(2,)]
    assert crawl.scrapy("doctor").returncode == 0


def test_an_interrupted_replay_changes_nothing(tmp_path):
    """It would pass for an extractor that finds less."""
    with serving(posts=many_posts(150)) as site:
        crawl = Crawl(tmp_path, site.url)
        assert crawl.run().returncode == 0
    before = contents(crawl)
    scratch = crawl.database.with_name("a.db.reextract")
    ended = crawl.interrupted(crawl.scrapy_command("reextract"), scratch)
    assert ended.returncode == 1
    assert "nothing was changed" in ended.stderr
    assert contents(crawl) == before
    assert not scratch.exists()


def test_a_large_change_is_not_taken_over_unasked(crawl):
    """Above 5 % of the articles: exit 1 and nothing changed, unless --yes; --dry-run never."""
    slugs = read_by_an_older_extractor(crawl, 10)
    before = contents(crawl)
    refused = crawl.scrapy("reextract")
    assert (refused.returncode, "give --yes" in refused.stdout) == (1, True)
    assert slugs[0] in refused.stdout or "alike" in refused.stdout
    assert crawl.scrapy("reextract", "--dry-run", "--yes").returncode == 0
    assert contents(crawl) == before
    assert crawl.scrapy("reextract", "--yes").returncode == 0
    left = "SELECT count(*) FROM articles WHERE body LIKE 'Bagikan%'"
    assert crawl.query(left) == [(0,)]
