"""robots.txt as newsrooms' plugins and editors write it, over HTTP."""

import pytest

from tests.crawling import Crawl
from tests.equality import differences
from tests.replica.articles import many_posts
from tests.replica.server import serving

#: What some Windows editors put before the first line.
BYTE_ORDER_MARK = "\ufeff"


@pytest.fixture
def site():
    """Serve a dozen posts."""
    with serving(posts=many_posts(12)) as replica:
        yield replica


def asked(site):
    """Return the paths that were asked for."""
    return {path for path, _ in site.requests}


def test_rules_hold_behind_a_byte_order_mark(tmp_path, site):
    """`User-agent: *` in the first line counts, and what it disallows is not asked for."""
    closed = site.posts[3].slug
    site.robots_txt = (
        f"{BYTE_ORDER_MARK}User-agent: *\nDisallow: /{closed}\n"
        f"\t Sitemap: {site.url}/sitemap_index.xml # main\n"
    )
    crawl = Crawl(tmp_path, site.url)
    assert crawl.run().returncode == 0
    assert f"/{closed}/" not in asked(site)
    assert crawl.query("SELECT count(*) FROM articles") == [(11,)]
    assert crawl.query("SELECT reason, message FROM failures") == [
        ("ignored", "Forbidden by robots.txt")
    ]
    # The line with an indentation and a comment was read: WordPress's own name was not tried.
    assert "/sitemap_index.xml" in asked(site)
    assert "/wp-sitemap.xml" not in asked(site)


def test_a_replay_reads_the_same_sitemap_lines(tmp_path, site):
    """Only robots.txt tells that `/peta-situs/` is a sitemap and no article."""
    site.sitemap_path = "/peta-situs/"
    site.robots_txt = f"{BYTE_ORDER_MARK}Sitemap: {site.url}/peta-situs/ # main\n"
    crawl = Crawl(tmp_path, site.url)
    assert crawl.run().returncode == 0
    assert "/peta-situs/" in asked(site)
    (tmp_path / "again").mkdir()
    again = Crawl(tmp_path / "again", site.url)
    again.settings["ARCHIVE_WARC_DIR"] = str(tmp_path / "none")
    assert again.run("replay", "-a", f"warc={tmp_path / 'warc'}").returncode == 0
    assert differences(crawl, again) == {}
