"""Which article a page is, and whether it is gone: played over several nights."""

import re
from dataclasses import replace

import pytest

from tests.crawling import Crawl
from tests.replica import render
from tests.replica.articles import many_posts
from tests.replica.bad_answers import HEAD, raw, status
from tests.replica.newsroom import a_night_passes
from tests.replica.server import serving


@pytest.fixture
def site():
    """Serve a site of a dozen articles."""
    with serving(posts=many_posts(12)) as site:
        yield site


@pytest.fixture
def crawl(tmp_path, site):
    """Give the command for it, and an empty archive."""
    return Crawl(tmp_path, site.url)


def full(crawl):
    """Read every article again, on another night."""
    a_night_passes(crawl.database)
    ended = crawl.run("articles", "-a", "full=1")
    assert ended.returncode == 0, ended.stderr
    return ended


def test_a_repost_whose_canonical_names_the_original_lives(crawl, site):
    """As does the original, on every full run; doctor finds nothing."""
    old = site.posts[2]
    repost = replace(old, id=99_999, slug=f"{old.slug}-lagi", title=f"Sekali Lagi: {old.title}")
    site.posts.append(repost)
    html = render.front(repost, 1, site.url, site.posts)
    canonical = f'rel="canonical" href="{site.url}/{repost.slug}/"'
    assert canonical in html
    html = html.replace(canonical, f'rel="canonical" href="{site.url}/{old.slug}/"')
    site.raw[f"/{repost.slug}/"] = raw(HEAD + b"\r\n" + html.encode())
    assert crawl.run().returncode == 0
    rows = "SELECT slug, superseded_at FROM articles WHERE slug LIKE ? ORDER BY id"
    both = {(old.slug, None), (repost.slug, None)}
    for _ in range(3):
        full(crawl)
        assert set(crawl.query(rows, f"{old.slug}%")) == both
    assert crawl.query("SELECT count(*) FROM revisions") == [(len(site.posts),)]
    assert crawl.scrapy("doctor").returncode == 0


def test_an_amp_address_that_stops_is_an_alias_that_stopped(crawl, site, tmp_path):
    """The front address answers, so that the article is there."""
    assert crawl.run().returncode == 0
    slug = site.posts[4].slug
    site.raw[f"/{slug}/amp/"] = status("404 Not Found")
    listed = tmp_path / "list"
    listed.write_text(f"{site.url}/{slug}/amp/\n")
    for _ in range(3):
        a_night_passes(crawl.database)
        crawl.run("articles", "-a", f"urls={listed}")
        full(crawl)
    row = "SELECT first_missed_at, gone_at FROM articles WHERE slug = ?"
    assert crawl.query(row, slug) == [(None, None)]


def test_an_amp_page_that_is_read_first_is_not_the_whole(crawl, site):
    """It shows page 1 of a paged post and does not say so: its front page comes first."""
    post = replace(
        site.posts[-1], id=88_888, slug="kabar-berhalaman", title="Kabar Berhalaman",
        pages=[["Satu kalimat di halaman pertama."], ["Dua kalimat di halaman kedua."]],
    )  # fmt: skip
    site.posts.append(post)
    assert crawl.run().returncode == 0
    rows = (
        "SELECT number, r.body, origin FROM revisions r JOIN articles a ON a.id = article_id"
        " WHERE slug = ?"
    )
    assert crawl.query(rows, post.slug) == [(1, "\n\n".join(post.paragraphs), "site")]


def test_what_a_list_of_amp_pages_lacks_is_no_edit(crawl, site, tmp_path):
    """A list is read as it is given; what its front page shows later, nobody has added."""
    post = replace(
        site.posts[-1], id=88_888, slug="kabar-berhalaman", title="Kabar Berhalaman",
        pages=[["Satu kalimat di halaman pertama."], ["Dua kalimat di halaman kedua."]],
    )  # fmt: skip
    site.posts.append(post)
    listed = tmp_path / "list"
    listed.write_text(f"{site.url}/{post.slug}/amp/\n")
    assert crawl.run("articles", "-a", f"urls={listed}").returncode == 0
    full(crawl)
    rows = (
        "SELECT number, origin FROM revisions r JOIN articles a ON a.id = article_id"
        " WHERE slug = ? ORDER BY number"
    )
    assert crawl.query(rows, post.slug) == [(1, "site"), (2, "extractor")]


def test_an_edit_under_an_unknown_theme_is_not_lost(crawl, site):
    """It is held, and believed when the theme that is known shows it, too."""
    assert crawl.run().returncode == 0
    slug = site.posts[5].slug
    site.unknown_theme = True
    site.edit(slug, "Ralat: hasilnya naik menjadi 40 karung.")
    a_night_passes(crawl.database)
    assert crawl.run("articles", "-a", "full=1").returncode == 5  # has the theme changed?
    held = "SELECT reason, resolution FROM held_states WHERE url LIKE ?"
    assert crawl.query(held, f"%/{slug}") == [("unknown_layout", None)]
    site.unknown_theme = False
    full(crawl)
    states = (
        "SELECT number, r.body LIKE '%40 karung%', origin FROM revisions r"
        " JOIN articles a ON a.id = article_id WHERE slug = ? ORDER BY number"
    )
    assert crawl.query(states, slug) == [(1, 0, "site"), (2, 1, "site")]
    assert crawl.query(held, f"%/{slug}") == [("unknown_layout", "believed")]


def test_a_feed_of_wordpress_zero_dates_dates_nothing(crawl, site):
    """WordPress prints '-0001' for a post without a date; the page's time stands."""
    feed = re.sub(
        r"<pubDate>[^<]*</pubDate>", "<pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate>",
        site.answer("/feed/")[2],
    )  # fmt: skip
    assert "-0001" in feed
    site.raw["/feed/"] = raw(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n" + feed.encode()
    )
    assert crawl.run().returncode == 0
    stated = dict(crawl.query("SELECT slug, published_at FROM articles"))
    assert stated == {post.slug: post.published.isoformat() for post in site.posts}
