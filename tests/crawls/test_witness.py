"""REST as a witness of what pages print, in whole crawls of the replica."""

import json
import re
import time
from datetime import timedelta

import pytest

from tests.crawling import Crawl
from tests.equality import contents, differences
from tests.replica.articles import many_posts
from tests.replica.server import serving

LABEL = "Ramai Dibicarakan Hari Ini"
THEME = f'<div class="x-9"><span>{LABEL}</span></div>'
PROMPT = "Ikuti kami agar tidak ketinggalan kabar dari kampung!"


@pytest.fixture
def site():
    """Serve thirty posts with REST open; the theme puts a label into each text."""
    with serving(posts=many_posts(30)) as site:
        site.rest_open, site.theme_html = True, THEME
        yield site


@pytest.fixture
def crawl(tmp_path, site):
    """Give the command for the site and an empty archive."""
    return Crawl(tmp_path, site.url)


def bodies(crawl):
    """Return the archived bodies by slug."""
    return dict(crawl.query("SELECT slug, body FROM articles"))


def written(site):
    """Return the bodies that the newsroom has written, by slug."""
    return {post.slug: "\n\n".join(post.paragraphs) for post in site.posts}


def rules(crawl, text):
    """Return under which rules a text was set apart, from all states."""
    found = crawl.query(
        "SELECT DISTINCT json_extract(f.value, '$.rule') FROM revisions r,"
        " json_each(r.record, '$.furniture') f WHERE json_extract(f.value, '$.text') = ?", text,
    )  # fmt: skip
    return [rule for (rule,) in found]


def test_an_insert_that_no_rule_knows_leaves_the_text(crawl, site):
    """What only the theme prints is set apart by name, and what REST stated is kept."""
    assert crawl.run().returncode == 0
    assert bodies(crawl) == written(site)
    assert rules(crawl, LABEL) == ["not-in-post"]
    stated = crawl.query(
        "SELECT slug, paragraphs FROM stated s JOIN articles a ON a.id = article_id"
        " WHERE s.source = 'rest' AND only_on_page = '[]' AND not_on_page = '[]'"
    )
    post = site.posts[0]
    signoff = [post.signoff] if post.signoff else []
    assert json.loads(dict(stated)[post.slug]) == [*post.paragraphs, *signoff]
    assert len(stated) == 30
    assert all("content" in path for path, _ in site.requests if "/wp-json/" in path)


def test_prose_that_only_pages_have_is_listed(crawl, site):
    """A prompt in whole sentences stays in the text, and stands in `stated`."""
    site.theme_html = f"<p>{PROMPT}</p>"
    assert crawl.run().returncode == 0
    assert all(text.startswith(PROMPT) for text in bodies(crawl).values())
    assert crawl.query("SELECT DISTINCT only_on_page FROM stated") == [(json.dumps([PROMPT]),)]


def test_text_that_a_page_lacks_is_told(crawl, site):
    """What the post has and the article has not is counted, listed, and told by status."""
    post = site.posts[4]
    lost = site.cut_by_theme = post.paragraphs[1]
    assert crawl.run().returncode == 0
    assert crawl.query("SELECT not_on_page FROM stated WHERE not_on_page <> '[]'") == [
        (json.dumps([lost], ensure_ascii=False),)
    ]
    status = crawl.scrapy("status")
    assert f"1 article lacks text that REST states: {post.slug}" in status.stdout
    assert json.loads(crawl.scrapy("status", "--json").stdout)["lacks_text"] == {
        "articles": 1, "latest": [post.slug],
    }  # fmt: skip
    counts = "SELECT json_extract(stats, '$.\"witness/not_on_page\"') FROM runs"
    assert crawl.query(counts) == [(1,)]


def test_rest_completes_what_was_read_before(crawl, site):
    """REST, open on the next day, takes the insert out of the saved article, unasked for."""
    site.rest_open = False
    post = site.publish("kabar-pagi", "Kabar Pagi")
    assert crawl.run().returncode == 0
    assert bodies(crawl)["kabar-pagi"].startswith(LABEL)
    site.rest_open = True
    site.requests.clear()
    assert crawl.run("articles", REVISIT_MAX="0").returncode == 0
    assert bodies(crawl)["kabar-pagi"] == "\n\n".join(post.paragraphs)
    assert "/kabar-pagi/" not in [path for path, _ in site.requests]
    assert crawl.query(
        "SELECT origin, published_source FROM revisions r JOIN articles a ON a.id = article_id"
        " WHERE slug = 'kabar-pagi' ORDER BY number"
    ) == [("site", "rest"), ("extractor", "rest")]


def test_closed_rest_takes_no_insert_back(crawl, site):
    """A page read again without REST is compared with what was stated before: no revision."""
    assert crawl.run().returncode == 0
    site.rest_open = False
    assert crawl.run("articles", "-a", "full=1").returncode == 0
    assert bodies(crawl) == written(site)
    assert crawl.query("SELECT max(number) FROM revisions") == [(1,)]


def test_an_old_answer_of_a_cache_is_no_witness(crawl, site):
    """REST that was modified before the page says nothing of the page's text."""
    post = site.posts[2]
    before = site.answer("/wp-json/wp/v2/posts", "per_page=100&page=1")
    site.edit(post.slug, "Catatan redaksi", when=timedelta(hours=9))
    answer, site.answer = site.answer, lambda path, query="": (
        before if path.startswith("/wp-json/") else answer(path, query)
    )  # fmt: skip
    assert crawl.run().returncode == 0
    assert bodies(crawl)[post.slug] == f"{LABEL}\n\n" + "\n\n".join(post.paragraphs)


def test_a_replay_gives_the_same_statements(crawl, site, tmp_path):
    """Captures alone give the same texts, statements and comparisons, edits and all."""
    site.rest_open = False
    assert crawl.run().returncode == 0
    site.rest_open = True
    site.edit(site.posts[6].slug, "Ralat: angka diperbaiki.")
    site.publish("kabar-terbaru", "Kabar Terbaru")
    assert crawl.run().returncode == 0
    again = Crawl(tmp_path / "again", site.url)
    (tmp_path / "again").mkdir()
    again.settings["ARCHIVE_WARC_DIR"] = str(crawl.folder / "warc")
    ended = again.run("replay", "-a", f"warc={crawl.folder / 'warc'}")
    assert ended.returncode == 0, ended.stderr
    assert contents(crawl)["stated"]
    assert differences(crawl, again) == {}


def asked_of_rest(site):
    """Return size and place of each request for posts, and whether it asked for texts."""
    return [
        (*re.search(r"per_page=(\d+)&(page=\d+|offset=\d+)", path).groups(), "content" in path)
        for path, _ in site.requests
        if "/wp-json/" in path
    ]


def test_a_slow_server_is_asked_for_fewer_posts(tmp_path):
    """After an answer of more than 5 s the rest comes by fifty, none twice and none left out."""
    with serving(posts=many_posts(160)) as site:
        site.rest_open = True
        answer = site.answer

        def slow_at_first(path, query=""):
            if path.startswith("/wp-json/") and "page=1&" in query:
                time.sleep(5.2)
            return answer(path, query)

        site.answer = slow_at_first
        crawl = Crawl(tmp_path, site.url)
        assert crawl.run().returncode == 0
        assert asked_of_rest(site) == [
            ("100", "page=1", True), ("50", "offset=100", True), ("50", "offset=150", True),
        ]  # fmt: skip
        found = crawl.query("SELECT count(*) FROM addresses WHERE source = 'rest'")
        assert found == crawl.query("SELECT count(*) FROM articles") == [(160,)]


def test_a_server_too_weak_for_texts_is_asked_without(crawl, site):
    """Where texts fail, REST still names articles and edits, as it did before."""
    answer = site.answer
    site.answer = lambda path, query="": (
        (500, "text/html", "Galat") if "content" in query else answer(path, query)
    )
    assert crawl.run("articles", RETRY_TIMES="0").returncode == 0
    assert asked_of_rest(site) == [("100", "page=1", True), ("100", "page=1", False)]
    assert crawl.query("SELECT DISTINCT published_source FROM articles") == [("rest",)]
    assert bodies(crawl) != written(site)
