"""An intruder's posts, met in a whole crawl: kept, named, and believed by nobody."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from tests.crawling import Crawl
from tests.replica.articles import many_posts
from tests.replica.intruder import english, indonesian, other_letters
from tests.replica.server import serving

NEWS = sorted((Path(__file__).parents[1] / "gambling_news").glob("*.json"))
SUSPECTED = "SELECT slug, suspect FROM articles WHERE suspect IS NOT NULL ORDER BY slug"


def posted(site, entries):
    """Put posts on the site, a minute apart: slug, title, category, author, published, body."""
    model = site.posts[-1]
    for slug, title, category, author, published, body in entries:
        site.posts.append(
            replace(
                model, id=site.posts[-1].id + 1, slug=slug, title=title, category=category,
                author=author, editor=None, source=None, signoff=None, dateline="", tags=(),
                pages=[list(body)], published=published, caption=None,
            )
        )  # fmt: skip


def intruders(site, spam):
    """Put an intruder's posts on the site."""
    now = site.posts[-1].published
    posted(site, [(s.slug, s.title, s.category, s.author, now, s.paragraphs) for s in spam])


def gambling_news():
    """Return the pieces that a newsroom has printed, as posts."""
    return [
        (
            f"{file.stem}-{number}", piece["title"], piece["category"], piece["author"],
            datetime.fromisoformat(piece["published"]), piece["body"],
        )
        for file in NEWS
        for number, piece in enumerate(json.loads(file.read_text(encoding="utf-8")))
    ]  # fmt: skip


@pytest.fixture
def site():
    """Serve a newsroom's 120 posts."""
    with serving(posts=many_posts(120)) as site:
        yield site


@pytest.fixture
def crawl(tmp_path, site):
    """Give the command for the site, and an archive of all its posts."""
    crawl = Crawl(tmp_path, site.url)
    assert crawl.run().returncode == 0
    return crawl


@pytest.mark.parametrize(
    "spam", [indonesian(), english(), other_letters()], ids=lambda s: s[0].slug
)
def test_an_intruders_posts_are_kept_and_suspected(crawl, site, spam):
    """The run that meets them ends with 5 and names five; the night after is a fine one."""
    intruders(site, spam)
    ended = crawl.run()
    assert ended.returncode == 5
    found = dict(crawl.query(SUSPECTED))
    assert set(found) == {each.slug for each in spam}
    assert all(f"by the unknown author {spam[0].author}" in why for why in found.values())
    ((sentence, stats),) = crawl.query("SELECT outcome, stats FROM runs ORDER BY id DESC LIMIT 1")
    assert sentence == "untrusted"
    stats = json.loads(stats)
    assert stats["article/suspect"] == len(spam)
    named = stats["suspect/slugs"].split(", ")
    assert len(named) == 5
    assert set(named) <= set(found)
    assert f"{len(spam)} new articles may be an intruder's" in ended.stdout + ended.stderr
    assert crawl.run().returncode == 0


def test_news_about_gambling_is_believed(crawl, site):
    """Pieces about raids and courts, all in one night, and ten that are unlike the rest."""
    posted(site, gambling_news())
    ended = crawl.run()
    assert ended.returncode == 0, ended.stdout
    assert crawl.query("SELECT count(*) FROM articles") == [(196,)]
    assert crawl.query(SUSPECTED) == []


def test_a_replay_suspects_the_same(crawl, site, tmp_path):
    """What was archived before a run is in a rebuilt archive what was captured before it."""
    intruders(site, other_letters())
    assert crawl.run().returncode == 5
    rebuilt = Crawl(tmp_path / "rebuilt", site.url)
    rebuilt.folder.mkdir()
    assert rebuilt.run("replay", "-a", f"warc={crawl.folder / 'warc'}").returncode == 5
    assert rebuilt.query(SUSPECTED) == crawl.query(SUSPECTED)
