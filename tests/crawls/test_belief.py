"""What is not the newsroom's doing, played over HTTP on two nights: no row changes by it.

The tables in docs/operation.md are the ones that run here.
"""

import re

import pytest

from tests.crawling import PROJECT, Crawl
from tests.replica import deceptions, render
from tests.replica.articles import many_posts
from tests.replica.bad_answers import HEAD, raw
from tests.replica.newsroom import a_night_passes
from tests.replica.server import serving

PLAYED = {
    **deceptions.NOT_WHOLE, **deceptions.NOISE, **deceptions.WALLS, **deceptions.NOT_OWN,
}  # fmt: skip
TABLES = (
    "SELECT article_id, number, title, body, record, origin FROM revisions ORDER BY 1, 2",
    "SELECT id, url, title, excerpt, article_id, resolved_by FROM teasers ORDER BY id",
    "SELECT * FROM images ORDER BY article_id, position",
)


STALE = {
    "stale copy with its age": "stale",
    "stale copy with its own date": "stale",
    "stale copy that says nothing": "earlier_again",
}


def rows(crawl):
    """Return all that must stay, without when each article was seen last."""
    columns = [
        name
        for (name,) in crawl.query("SELECT name FROM pragma_table_xinfo('articles')")
        if name not in ("first_seen_at", "last_seen_at", "seen_again")
    ]
    articles = crawl.query(f"SELECT {', '.join(columns)} FROM articles ORDER BY id")
    return [articles, *map(crawl.query, TABLES)]


@pytest.fixture(scope="module")
def nights(tmp_path_factory):
    """Crawl a site, deceive us on two nights with a page each, then crawl when all is well."""
    with serving(posts=many_posts(2 * len(PLAYED))) as site:
        crawl = Crawl(tmp_path_factory.mktemp("belief"), site.url)
        assert crawl.run().returncode == 0
        edited = dict(zip(deceptions.STALE, site.posts[1::2], strict=False))
        old = {name: render.front(post, 1, site.url, site.posts) for name, post in edited.items()}
        for post in edited.values():
            site.edit(post.slug, "Ralat: hasilnya naik.")
        a_night_passes(crawl.database)
        assert crawl.run("articles", "-a", "full=1").returncode == 0
        assert crawl.query("SELECT count(*) FROM revisions WHERE witness = 'modified'") == [(3,)]
        crawl.before = rows(crawl)
        slugs = [post.slug for post in site.posts[::2]]
        crawl.slugs = dict(zip(PLAYED, slugs, strict=True))
        crawl.slugs |= {name: post.slug for name, post in edited.items()}
        pages = {
            f"/{edited[name].slug}/": raw(
                HEAD + deceptions.STALE[name] + b"\r\n\r\n" + html.encode()
            )
            for name, html in old.items()
        }
        for name, slug in zip(PLAYED, slugs, strict=True):
            html = PLAYED[name](render.front(site.post(slug), 1, site.url, site.posts))
            pages[f"/{slug}/"] = raw(HEAD + b"\r\n" + html.encode())
        crawl.ended, crawl.after = [], []
        for _ in range(2):
            a_night_passes(crawl.database)
            site.raw = pages
            crawl.ended.append(crawl.run("articles", "-a", "full=1"))
            crawl.after.append(rows(crawl))
        crawl.held = {
            url.rpartition("/")[2]: (reason, looks)
            for url, reason, looks in crawl.query("SELECT url, reason, looks FROM held_states")
        }
        crawl.reasons = {
            url.rstrip("/").rpartition("/")[2]: reason
            for url, reason in crawl.query("SELECT url, reason FROM failures")
        }
        crawl.seen = dict(crawl.query("SELECT slug, last_seen_at FROM articles"))
        site.raw = {}
        a_night_passes(crawl.database)
        crawl.healed = crawl.run("articles", "-a", "full=1")
        yield crawl


def test_no_row_changes(nights):
    """Articles, revisions, teasers and pictures are as before, on both nights."""
    assert nights.after == [nights.before] * 2


@pytest.mark.parametrize("name", deceptions.NOT_WHOLE)
def test_what_is_not_whole_is_held(nights, name):
    """Both nights are looks at one state; what nobody sent whole is never believed."""
    assert nights.held.get(nights.slugs[name]) == ("not_whole", 2)


@pytest.mark.parametrize("name", deceptions.STALE)
def test_a_copy_of_a_cache_is_held(nights, name):
    """The correction is not taken back, however often the old page comes."""
    assert nights.held.get(nights.slugs[name]) == (STALE[name], 2)


@pytest.mark.parametrize("name", deceptions.WALLS)
def test_a_wall_is_a_failure(nights, name):
    """It is listed, and the article was not seen."""
    assert nights.reasons.get(nights.slugs[name]) == "check_page"
    assert nights.slugs[name] not in nights.held


@pytest.mark.parametrize("name", deceptions.NOT_OWN)
def test_what_is_another_page_is_held(nights, name):
    """It says nothing of the article, which was not seen."""
    assert nights.held.get(nights.slugs[name]) == ("not_own", 2)


@pytest.mark.parametrize("name", deceptions.NOISE)
def test_noise_is_nothing(nights, name):
    """Nothing is held for it, nothing failed."""
    assert nights.slugs[name] not in nights.held
    assert nights.slugs[name] not in nights.reasons


def test_who_was_seen(nights):
    """An article's last sight is of a page that was its own."""
    latest = max(nights.seen.values())[:10]
    others = (*deceptions.WALLS, *deceptions.NOT_OWN, *deceptions.STALE)
    unseen = {
        nights.slugs[name]
        for name in others
        if nights.held.get(nights.slugs[name], ("",))[0] != "earlier_again"
    }
    assert {slug for slug, at in nights.seen.items() if at[:10] < latest} == unseen


def test_the_run_says_what_stood_there(nights):
    """Exit code 5, and a sentence that names the walls."""
    for ended in nights.ended:
        assert ended.returncode == 5, ended.stderr
        assert "Traceback" not in ended.stderr
        for wall in ("a suspended account", "a parked domain", "a bot check", "a database error"):
            assert wall in ended.stderr


def test_all_is_well_again(nights):
    """The night after, nothing is open, and nothing has changed."""
    assert nights.healed.returncode == 0, nights.healed.stderr
    assert nights.query("SELECT count(*) FROM failures WHERE resolved_at IS NULL") == [(0,)]
    assert set(nights.query("SELECT reason, resolution FROM held_states")) <= {
        ("not_whole", "refuted"), ("not_own", "refuted"), ("stale", "refuted"),
        ("earlier_again", "refuted"),
    }  # fmt: skip
    assert rows(nights) == nights.before
    assert nights.scrapy("doctor").returncode == 0


def test_the_docs_have_these_deceptions():
    """The table of docs/operation.md names what is played, with what becomes of it."""
    text = (PROJECT / "docs/operation.md").read_text(encoding="utf-8")
    table = text.partition("| in the article's place | ")[2].partition("\n\n")[0]
    told = dict(re.findall(r"^\| (.+?) \| (?:held: |failure: |)`?(\w+)", table, re.MULTILINE))
    assert told == {
        **dict.fromkeys(deceptions.NOT_WHOLE, "not_whole"), **STALE,
        **dict.fromkeys(deceptions.NOT_OWN, "not_own"),
        **dict.fromkeys(deceptions.WALLS, "check_page"),
        **dict.fromkeys(deceptions.NOISE, "none"),
    }  # fmt: skip
