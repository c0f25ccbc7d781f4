"""A new extractor's readings are reported first, and never look like the newsroom's edits."""

import pytest

from tests.crawling import Crawl
from tests.equality import contents
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
    assert "0 articles were read anew" in ended.stdout
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
