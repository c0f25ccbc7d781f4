"""Nothing is missed whichever source is closed, and an unchanged site costs little."""

import json

import pytest

from tests.crawling import Crawl
from tests.wordpress.texts import records, text_of

pytestmark = pytest.mark.wordpress

#: Switches of the site, what the run says of its sources, requests of an unchanged run, and
#: what tells of edits.
SITUATIONS = (
    ((), {"rest": "open", "sitemap": "open"}, 12, "REST"),
    (("no-rest", "lastmod"), {"rest": "closed: answered 401"}, 40, "sitemap lastmod"),
    (
        ("rest-is-html", "no-sitemap"),
        {"sitemap": "closed: answered 404", "home": "open", "category": "open", "feed": "open"},
        40,
        "revisits by age only",
    ),
)
#: With REST open they differ little from the first one.
LONG_SITUATIONS = (
    (("no-totals", "lastmod"), {"rest": "open", "sitemap": "open"}, 12, "REST"),
    (("no-sitemap",), {"rest": "open", "sitemap": "closed: answered 404"}, 12, "REST"),
)


def situations():
    """Give each situation a name, and the mark of those that take minutes more."""
    marked = [(each, ()) for each in SITUATIONS]
    marked += [(each, pytest.mark.long) for each in LONG_SITUATIONS]
    return [pytest.param(each, id="+".join(each[0]), marks=marks) for each, marks in marked]


@pytest.fixture(scope="module", params=situations())
def walked(request, tmp_path_factory, wordpress):
    """Crawl the site once in each situation, and leave it so for the tests that follow."""
    switches, sources, limit, told_by = request.param
    with wordpress.switched(*switches):
        crawl = Crawl(tmp_path_factory.mktemp("walked"), wordpress.url)
        crawl.sources, crawl.limit, crawl.told_by = sources, limit, told_by
        crawl.ended = crawl.run()
        yield crawl


def stats(crawl):
    """Return the figures of the last run."""
    return json.loads(crawl.query("SELECT stats FROM runs ORDER BY id DESC LIMIT 1")[0][0])


def count_requests(crawl, wordpress):
    """Run once more, revisits by age left aside, and count what nginx saw."""
    wordpress.clear_access_log()
    ended = crawl.run("articles", REVISIT_MAX="0")
    assert ended.returncode == 0, ended.stderr
    return len(wordpress.access_log())


def test_every_article_is_found(walked, wordpress):
    """Recall is whole, and the run says which sources were open."""
    assert walked.ended.returncode == 0, walked.ended.stderr
    public = {post["slug"] for post in wordpress.ground_truth()}
    assert {slug for (slug,) in walked.query("SELECT slug FROM articles")} == public
    told = {name: stats(walked)[f"sources/{name}"] for name in walked.sources}
    assert told == walked.sources
    assert walked.query("SELECT walk_complete FROM runs") == [(1,)]
    sources = {source for (source,) in walked.query("SELECT DISTINCT source FROM addresses")}
    assert sources >= {name for name, state in walked.sources.items() if state == "open"}


def test_an_update_costs_what_changed(walked, wordpress):
    """Unchanged: a handful of requests; five new and five edited posts: fifteen more."""
    unchanged = count_requests(walked, wordpress)
    assert unchanged <= walked.limit, wordpress.access_log()
    added = wordpress.add_posts([f"Kabar Baru {walked.folder.name} Nomor {n}" for n in range(5)])
    truth = wordpress.ground_truth()
    edited = [
        wordpress.edit_post(post["slug"], paragraph=f"Tambahan redaksi {walked.folder.name}.")
        for post in truth[100:300:40]
    ]
    assert count_requests(walked, wordpress) <= unchanged + 15, wordpress.access_log()
    bodies = records(walked, "body")
    assert {post["slug"]: text_of(post) for post in added}.items() <= {
        slug: row["body"] for slug, row in bodies.items()
    }.items()
    assert stats(walked)["edits/told_by"] == walked.told_by
    if walked.told_by == "revisits by age only":
        assert "revisited by age" in walked.run("articles", REVISIT_MAX="0").stderr
        # A year later every article has had its turn.
        connection = walked.connect()
        connection.execute(
            "UPDATE articles SET last_seen_at ="
            " strftime('%Y-%m-%dT%H:%M:%S+00:00', last_seen_at, '-366 days')"
        )
        connection.commit()
        connection.close()
        assert walked.run("articles", REVISIT_MAX="400").returncode == 0
        bodies = records(walked, "body")
    assert [bodies[post["slug"]]["body"] for post in edited] == [text_of(p) for p in edited]
