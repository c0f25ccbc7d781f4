"""Whatever moment a crawl is killed at, nothing that was finished is lost."""

import random
import sqlite3
import subprocess
import time

import fastwarc.warc
import pytest

from tests.crawling import PROJECT, Crawl
from tests.equality import contents

pytestmark = pytest.mark.wordpress

#: Finished and not saved: an article page that was captured, without its article.
LOST = (
    "SELECT url FROM captures c WHERE id > ? AND status = 200"
    " AND url IN (SELECT url FROM addresses)"
    " AND url NOT IN (SELECT url FROM aliases) AND url NOT IN (SELECT url FROM failures)"
)


def without_times(rows):
    """Leave out the crawl's own clock: UTC times that begin with this year."""
    year = time.strftime("%Y-", time.gmtime())

    def timeless(value):
        ours = isinstance(value, str) and value.startswith(year) and value.endswith("+00:00")
        return "" if value is None or ours else str(value)

    return sorted(tuple(map(timeless, row)) for row in rows)


def runs(crawl):
    """Count the runs that an archive knows of; 0 while it is being made."""
    if not crawl.database.exists():
        return 0
    try:
        return crawl.query("SELECT count(*) FROM runs")[0][0]
    except sqlite3.OperationalError:
        return 0


def killed(crawl, draw, *, starting):
    """Start a crawl and kill it at a random moment: while it starts, or in its midst."""
    before, deadline = runs(crawl), time.monotonic() + 60
    process = subprocess.Popen(
        crawl.command("articles"), cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while not starting and runs(crawl) == before and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(draw.uniform(0.2, 3.0))
    process.kill()
    process.wait()


@pytest.mark.parametrize("kills", [4, pytest.param(50, marks=pytest.mark.long)])
def test_a_crawl_killed_again_and_again_ends_the_same(tmp_path, wordpress, kills):
    """The same articles as undisturbed, a sound archive, readable captures, no page lost."""
    (tmp_path / "calm").mkdir()
    calm = Crawl(tmp_path / "calm", wordpress.url)
    assert calm.run().returncode == 0
    crawl = Crawl(tmp_path, wordpress.url)
    draw = random.Random(kills)
    forgotten = 0  # captures whose articles were taken out, so that there is work again
    for number in range(kills):
        killed(crawl, draw, starting=number % 4 == 0)
        if crawl.database.exists() and crawl.query("SELECT 1 FROM sqlite_master LIMIT 1"):
            lost = crawl.query(LOST, forgotten)
            assert len(lost) <= 1, (number, lost)
        if number % 10 == 9 and number + 1 < kills:
            crawl.forget([slug for (slug,) in crawl.query("SELECT slug FROM articles LIMIT 250")])
            connection = crawl.connect()
            connection.execute("UPDATE runs SET walk_complete = 0")
            ((forgotten,),) = connection.execute("SELECT max(id) FROM captures").fetchall()
            connection.commit()
            connection.close()
    ended = crawl.run("articles")
    assert ended.returncode == 0, ended.stderr
    assert crawl.run("articles", "-a", "full=1").returncode == 0
    examined = crawl.scrapy("doctor")
    assert examined.returncode == 0, examined.stdout
    one, other = contents(crawl), contents(calm)
    for name in ("categories", "tags", "images", "similar_articles"):
        assert one[name] == other[name], name
    assert without_times(one["articles"]) == without_times(other["articles"])
    texts = {row[0]: row[3:6] for row in one["revisions"]}
    assert texts == {row[0]: row[3:6] for row in other["revisions"]}
    killed_runs = crawl.query("SELECT count(*) FROM runs WHERE outcome = 'killed'")[0][0]
    assert killed_runs >= kills / 2
    records = 0
    for path in (tmp_path / "warc").glob("*.warc.gz"):
        with path.open("rb") as file:
            records += sum(1 for _ in fastwarc.warc.ArchiveIterator(file, parse_http=True))
    assert records >= crawl.query("SELECT count(*) FROM captures")[0][0]
