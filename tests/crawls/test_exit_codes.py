"""How a crawl ends, and by which exit code it says so."""

import os
import signal
import subprocess
import time
from datetime import UTC, datetime, timedelta

import pytest

from archive.lock import Lock
from tests.crawling import PROJECT


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("nobody",), "no spider 'nobody'"),
        (("articles", "-a", "ful=1"), "no argument 'ful'"),
        (("articles", "-a", "since=kemarin"), "since=kemarin"),
        (("articles", "-a", "urls=/nowhere"), "/nowhere"),
        (("articles", "--ful"), "--ful"),
    ],
)
def test_exit_2_what_was_typed_cannot_be_meant(crawl, site, arguments, named):
    """A usage error exits 2, names what is wrong, and asks nothing of the site."""
    ended = crawl.run(*arguments)
    assert ended.returncode == 2
    assert named in ended.stderr
    assert site.requests == []


def test_exit_2_another_site_on_the_same_archive(crawl):
    """The archive remembers its site."""
    assert crawl.run().returncode == 0
    ended = crawl.run("articles", SITE_URL="http://127.0.0.1:9")
    assert ended.returncode == 2
    assert "another ARCHIVE_DB" in ended.stderr


def test_exit_1_a_setting_that_is_no_address(crawl):
    """A site that is no site cannot be started."""
    ended = crawl.run("articles", SITE_URL="delegasi")
    assert ended.returncode == 1
    assert "SITE_URL" in ended.stderr


def test_exit_1_a_crawl_that_cannot_be_set_up(crawl):
    """A setting that names no class: the run has a row, and the row an end."""
    assert crawl.run("articles", STATS_CLASS="no.such.Collector").returncode == 1
    assert crawl.query("SELECT outcome, exit_code FROM runs") == [("could_not_start", 1)]


def test_exit_3_nobody_answers(crawl):
    """Without a network the run ends with 3, one sentence, and no traceback."""
    ended = crawl.run("articles", SITE_URL="http://127.0.0.1:9")
    assert ended.returncode == 3
    assert "cannot be reached" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_exit_3_robots_txt_answers_503(crawl, site):
    """Where robots.txt cannot be had, nothing else is asked."""
    site.robots_status = 503
    assert crawl.run("articles", RETRY_TIMES="0").returncode == 3
    assert {path for path, _ in site.requests} == {"/robots.txt"}


def test_exit_3_ten_refusals_in_a_row(crawl, site):
    """A site that begins to refuse is left alone after ten answers, and one in flight."""
    site.page_status = 403
    assert crawl.run().returncode == 3
    assert 10 <= sum(status == 403 for _, status in site.requests) <= 11


def test_exit_3_a_long_retry_after(crawl, site):
    """A site that asks for more than ten minutes is left alone at once."""
    site.page_status, site.retry_after = 503, 3600
    ended = crawl.run()
    assert ended.returncode == 3
    assert "come back in 3600 s" in ended.stderr
    assert sum(status == 503 for _, status in site.requests) <= 2


def test_exit_4_another_run_holds_the_lock(crawl):
    """The second run says who holds the lock."""
    lock = Lock(crawl.database)
    lock.acquire()
    since = datetime.now(UTC)
    ended = crawl.run()
    assert ended.returncode == 4
    assert f"process {os.getpid()} (since {since:%Y-%m-%dT%H:}" in ended.stderr
    ended = crawl.run("articles", LOCK_WAIT="1.5")
    assert ended.returncode == 4
    assert datetime.now(UTC) - since > timedelta(seconds=1.5)
    lock.release()


def test_exit_1_a_wait_that_is_no_number(crawl):
    """One sentence, not a traceback."""
    ended = crawl.run("articles", LOCK_WAIT="soon")
    assert ended.returncode == 1
    assert "LOCK_WAIT=soon: give seconds" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_exit_5_every_page_is_gone(crawl, site):
    """Addresses, and a 404 behind each, are no success; each is listed."""
    site.page_status = 404
    assert crawl.run().returncode == 5
    assert crawl.query("SELECT count(*) FROM failures WHERE reason = 'http_404'")[0][0] >= 46


def test_exit_5_half_the_site_vanishing_is_our_alarm(crawl, site):
    """No article is marked as missed; when the site is back nothing has happened."""
    assert crawl.run().returncode == 0
    whole, site.posts = site.posts, site.posts[::3]
    ended = crawl.run("articles", "-a", "full=1")
    assert ended.returncode == 5
    assert "vanished at once" in ended.stderr.replace("\n", " ")
    marked = (
        "SELECT count(*) FROM articles WHERE first_missed_at IS NOT NULL OR gone_at IS NOT NULL"
    )
    assert crawl.query(marked) == [(0,)]
    revisions = crawl.query("SELECT count(*) FROM revisions")
    site.posts = whole
    assert crawl.run("articles", "-a", "full=1").returncode == 0
    assert crawl.query(marked) == [(0,)]
    assert crawl.query("SELECT count(*) FROM revisions") == revisions


def test_exit_6_captures_cannot_be_written(crawl, tmp_path):
    """A captures' folder that is a file ends the run before it begins."""
    (tmp_path / "file").write_text("")
    ended = crawl.run("articles", ARCHIVE_WARC_DIR=str(tmp_path / "file" / "warc"))
    assert ended.returncode == 6
    assert "captures cannot be written" in ended.stderr


def test_exit_6_what_is_no_archive(crawl):
    """A file that is no database is named and left alone."""
    crawl.database.write_bytes(b"no database" * 200)
    ended = crawl.run()
    assert ended.returncode == 6
    assert str(crawl.database) in ended.stderr
    assert crawl.database.read_bytes() == b"no database" * 200


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_exit_7_interrupted(crawl, site, number):
    """A signal ends the run in good order; what was fetched is saved, the run recorded."""
    process = subprocess.Popen(
        crawl.command("articles", DOWNLOAD_DELAY="0.2"),
        cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while len(site.requests) < 30 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(number)
    assert process.wait(timeout=60) == 7
    assert crawl.query("SELECT outcome, exit_code FROM runs") == [("interrupted", 7)]
    # The page in flight was finished, and the files were closed.
    pages = (
        "SELECT count(*) FROM captures WHERE status = 200 AND url IN (SELECT url FROM addresses)"
    )
    unread = " AND url NOT IN (SELECT url FROM aliases) AND url NOT IN (SELECT url FROM failures)"
    assert crawl.query(pages)[0][0] >= 5
    assert crawl.query(pages + unread) == [(0,)]
    ended = crawl.scrapy("doctor")
    assert ended.returncode == 0, ended.stdout
