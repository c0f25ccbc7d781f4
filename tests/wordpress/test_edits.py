"""Every edit of the newsroom becomes one revision, with who says so; noise becomes none."""

import json
import time

import pytest

from tests.crawling import Crawl
from tests.replica.newsroom import a_night_passes

pytestmark = pytest.mark.wordpress

KINDS = (
    "word", "number", "paragraph removed", "two thirds removed", "headline", "correction on top",
)  # fmt: skip
WITNESSES = {
    "REST open": ((), {"rest", "modified"}),
    "REST closed": (("no-rest", "lastmod"), {"modified", "sitemap"}),
}


def editable(wordpress):
    """Return slugs of posts of one page and several plain paragraphs."""
    return [
        post["slug"] for post in wordpress.ground_truth()
        if len(post["pages"]) == 1 and post["slug"].isascii() and post["title"]
        and sum(block[0] == "p" for block in post["blocks"]) >= 4
    ]  # fmt: skip


def revisions(crawl, slugs):
    """Return of each article how many revisions it has, and who speaks for the last."""
    rows = crawl.query(
        "SELECT slug, max(number), origin, witness FROM revisions"
        " JOIN articles a ON a.id = article_id GROUP BY article_id"
    )
    return {slug: row for slug, *row in rows if slug in slugs}


def played(folder, wordpress, switches, number, offset):
    """Edit so many posts, look for two nights, take all back, and look for two more."""
    with wordpress.switched(*switches):
        crawl = Crawl(folder, wordpress.url)
        assert crawl.run().returncode == 0
        slugs = editable(wordpress)[offset : offset + number]
        edits = {slug: KINDS[n % len(KINDS)] for n, slug in enumerate(slugs)}
        told = []
        for made in (edits, dict.fromkeys(slugs, "reverted")):
            a_night_passes(crawl.database)
            time.sleep(1)  # WordPress and we count whole seconds
            wordpress.run_php("seed/edits.php", [json.dumps(made)])
            time.sleep(1)
            for _ in range(2):
                ended = crawl.run(REVISIT_MAX="0")
                assert ended.returncode == 0, ended.stderr
                a_night_passes(crawl.database)
            told.append(revisions(crawl, slugs))
        return crawl, edits, told


def check(folder, wordpress, name, number, offset):
    """Each edit is revision 2, each reversal revision 3; nothing is held."""
    switches, witnesses = WITNESSES[name]
    crawl, edits, told = played(folder, wordpress, switches, number, offset)
    for wanted, rows in zip((2, 3), told, strict=True):
        others = {
            (edits[slug], *row) for slug, row in rows.items()
            if row[:2] != [wanted, "site"] or row[2] not in witnesses
        }  # fmt: skip
        assert others == set()
        assert rows.keys() == edits.keys()
    assert crawl.query("SELECT url, reason FROM held_states WHERE resolved_at IS NULL") == []


@pytest.mark.parametrize("name", WITNESSES)
def test_every_edit_is_one_revision(tmp_path, wordpress, name):
    """Two of each kind, taken back a night later, with REST open and closed."""
    check(tmp_path, wordpress, name, 2 * len(KINDS), 30 * list(WITNESSES).index(name))


@pytest.mark.long
@pytest.mark.parametrize("name", WITNESSES)
def test_a_hundred_edits_are_a_hundred_revisions(tmp_path, wordpress, name):
    """The same of a hundred posts."""
    check(tmp_path, wordpress, name, 100, 60)
