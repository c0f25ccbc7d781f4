"""What an update costs does not depend on how large the site is."""

import re
import time
from datetime import datetime

import pytest

from tests.crawling import PROJECT, Crawl
from tests.replica.articles import WITA, many_posts
from tests.replica.server import serving


@pytest.fixture(scope="module")
def costs(tmp_path_factory):
    """Count the requests of updates on a site of 300 posts."""
    return measured(tmp_path_factory.mktemp("site"), 300)


def measured(folder, size):
    """Walk a site once, then update it with REST open and closed, unchanged and changed."""
    counts = {}
    with serving(posts=many_posts(size)) as site:
        site.rest_open = True
        crawl = Crawl(folder, site.url)
        assert crawl.run().returncode == 0
        assert crawl.query("SELECT count(*) FROM articles") == [(size,)]
        for rest_open in (False, True):
            site.rest_open = rest_open
            # A first update after a switch records what listings it has not seen before.
            update(crawl, site)
            counts[rest_open, "unchanged"] = update(crawl, site)
            edited = site.posts[-300::50][:5]
            time.sleep(1)  # later than the last look, and before the next: whole seconds count
            now = datetime.now(WITA).replace(microsecond=0)
            for number, post in enumerate(edited):
                site.publish(f"kabar-baru-{rest_open}-{number}".lower(), f"Kabar {number}")
                text = f"Ralat: angka diperbaiki {rest_open}."
                site.edit(post.slug, text, when=now - post.published)
            counts[rest_open, "changed"] = update(crawl, site)
            slugs = [post.slug for post in (*site.posts[-5:], *edited)]
            assert bodies(crawl, slugs) == {
                slug: "\n\n".join(site.post(slug).paragraphs) for slug in slugs
            }
    return counts


def update(crawl, site):
    """Run once, revisits by age left aside, and return how much was asked."""
    site.requests.clear()
    ended = crawl.run("articles", REVISIT_MAX="0")
    assert ended.returncode == 0, ended.stderr
    return len(site.requests)


def bodies(crawl, slugs):
    """Return the archived bodies of articles."""
    rows = crawl.query("SELECT slug, body FROM articles")
    return {slug: body for slug, body in rows if slug in slugs}


@pytest.mark.long
def test_an_update_costs_the_same_on_a_site_ten_times_as_large(costs, tmp_path):
    """Unchanged or changed, with REST open or closed: the very same number of requests."""
    assert costs == measured(tmp_path, 3000)


def test_an_update_costs_the_same_on_a_site_twice_as_large(costs, tmp_path):
    """The same, in the time that `make test` has."""
    assert costs == measured(tmp_path, 600)


@pytest.mark.parametrize(("rest_open", "most"), [(True, 12), (False, 40)])
def test_an_update_asks_little(costs, rest_open, most):
    """Five new and five edited posts, all ten caught, cost at most fifteen requests more."""
    unchanged = costs[rest_open, "unchanged"]
    assert unchanged <= most
    assert costs[rest_open, "changed"] <= unchanged + 15


def test_the_readme_states_what_an_unchanged_night_costs(costs, capsys):
    """Its requests, with REST open and closed, are those that the server has counted here."""
    opened, closed = (costs[rest_open, "unchanged"] for rest_open in (True, False))
    with capsys.disabled():
        print(f"\nrequests of an unchanged night: REST open {opened}, closed {closed}")
    readme = " ".join((PROJECT / "README.md").read_text(encoding="utf-8").split())
    stated = re.search(r"makes (\d+) requests when .* \((\d+) on the replica", readme)
    assert [int(number) for number in stated.groups()] == [opened, closed]
