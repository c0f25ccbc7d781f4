"""An archive is rebuilt from its captures alone."""

import gzip
import shutil

from tests.crawling import Crawl
from tests.equality import contents, differences
from tests.replica.articles import many_posts
from tests.replica.bad_answers import gzipped
from tests.replica.server import OLD_SLUG, serving


def two_crawls(folder):
    """Crawl the replica, let the newsroom work, crawl again; return the command."""
    with serving() as site:
        crawl = Crawl(folder, site.url)
        site.broken = {f"/{site.posts[3].slug}/"}
        short = f"/{site.posts[9].slug}/"
        body = gzip.compress(site.answer(short)[2].encode())
        site.raw = {short: gzipped(body[: len(body) // 2])}
        assert crawl.run("articles", RETRY_TIMES="1").returncode == 0
        assert crawl.query("SELECT count(*) FROM failures WHERE reason = 'unreadable'") == [(1,)]
        site.broken, site.raw = set(), {}
        site.edit(site.posts[6].slug, "Ralat: angka diperbaiki.")
        site.publish("kabar-terbaru", "Kabar Terbaru")
        gone = site.posts.pop(20)
        listed = folder / "list"
        listed.write_text(f"{site.url}/{OLD_SLUG}/\n{site.url}/{gone.slug}/\n")
        assert crawl.run().returncode == 0
        assert crawl.run("articles", "-a", f"urls={listed}").returncode == 0
        # What was cut short, and what answered 500, was asked for again.
        assert crawl.query("SELECT count(*) FROM failures WHERE resolved_at IS NOT NULL") == [(2,)]
        return crawl


def replayed(crawl, folder):
    """Replay a crawl's captures into an archive of its own."""
    again = Crawl(folder, crawl.settings["SITE_URL"])
    again.settings["ARCHIVE_WARC_DIR"] = str(folder / "none")
    ended = again.run("replay", "-a", f"warc={crawl.folder / 'warc'}", RETRY_TIMES="1")
    return again, ended


def test_a_replay_gives_the_same_archive(tmp_path):
    """With the server switched off: every table but runs, times and chain included."""
    crawl = two_crawls(tmp_path)
    (tmp_path / "again").mkdir()
    again, ended = replayed(crawl, tmp_path / "again")
    assert ended.returncode == 0, ended.stderr
    assert contents(crawl)["absences"]
    assert len(contents(crawl)["revisions"]) > len(contents(crawl)["articles"])
    assert differences(crawl, again) == {}


def test_each_run_of_a_replay_starts_with_nothing_seen(tmp_path):
    """What an earlier captured run was shown is new to the next one, as it was to the crawl.

    Only the page before tells that `/?paged=2` is a listing: where the second run's front page
    counted as shown already, no page 2 was foreseen, and it was read as an article.
    """
    with serving(posts=many_posts(14)) as site:
        site.plain_pager = True
        crawl = Crawl(tmp_path, site.url)
        assert crawl.run().returncode == 0
        assert crawl.run("articles", "-a", "full=1").returncode == 0
        assert crawl.query("SELECT count(*) FROM captures WHERE url LIKE '%/?paged=2'") == [(2,)]
    (tmp_path / "again").mkdir()
    again, ended = replayed(crawl, tmp_path / "again")
    assert ended.returncode == 0, ended.stderr
    assert differences(crawl, again) == {}


def test_a_replay_knows_which_answers_were_asked_for_again(tmp_path):
    """By the setting RETRY_HTTP_CODES: two captures of one failure count once, as in the crawl."""
    settings = {"RETRY_HTTP_CODES": "520", "RETRY_TIMES": "1"}
    with serving() as site:
        site.page_status = 520
        crawl = Crawl(tmp_path, site.url)
        listed = tmp_path / "list"
        listed.write_text(f"{site.url}/{site.posts[0].slug}/\n")
        crawl.run("articles", "-a", f"urls={listed}", **settings)
        assert crawl.query("SELECT count(*) FROM captures WHERE status = 520") == [(2,)]
        assert crawl.query("SELECT reason, count FROM failures") == [("http_520", 1)]
    (tmp_path / "again").mkdir()
    again = Crawl(tmp_path / "again", site.url)
    again.settings["ARCHIVE_WARC_DIR"] = str(tmp_path / "none")
    again.run("replay", "-a", f"warc={tmp_path / 'warc'}", **settings)
    assert differences(crawl, again) == {}


def test_a_replay_into_the_archive_itself_changes_nothing(tmp_path):
    """What is there already is found by its place, and not entered twice."""
    crawl = two_crawls(tmp_path)
    shutil.copy(crawl.database, tmp_path / "copy.db")
    before = contents(crawl)
    ended = crawl.run("replay", "-a", f"warc={tmp_path / 'warc'}")
    assert ended.returncode == 0, ended.stderr
    after = contents(crawl)
    for name in ("articles", "revisions", "captures", "sightings", "absences"):
        assert len(after[name]) == len(before[name]), name
    assert after["captures"] == before["captures"]


def test_an_interrupted_replay_ends_and_goes_on(tmp_path):
    """A signal ends it in good order with exit 7; run again, the archive is the crawl's."""
    with serving(posts=many_posts(150)) as site:
        crawl = Crawl(tmp_path, site.url)
        assert crawl.run().returncode == 0
    (tmp_path / "again").mkdir()
    again = Crawl(tmp_path / "again", crawl.settings["SITE_URL"])
    again.settings["ARCHIVE_WARC_DIR"] = str(tmp_path / "none")
    command = again.command("replay", "-a", f"warc={tmp_path / 'warc'}")
    ended = again.interrupted(command, again.database)
    assert ended.returncode == 7, ended.stderr
    assert again.query("SELECT count(*) FROM articles")[0][0] < 150
    assert again.query("SELECT outcome FROM runs") == [("interrupted",)]
    assert replayed(crawl, tmp_path / "again")[1].returncode == 0
    assert differences(crawl, again) == {}


def test_a_full_disk_ends_a_replay(tmp_path):
    """Exit 6, as of a crawl; run again, the archive is the crawl's."""
    with serving(posts=many_posts(60)) as site:
        crawl = Crawl(tmp_path, site.url)
        assert crawl.run().returncode == 0
    (tmp_path / "again").mkdir()
    again = Crawl(tmp_path / "again", crawl.settings["SITE_URL"])
    again.settings["ARCHIVE_WARC_DIR"] = str(tmp_path / "none")
    ended = again.run_with_file_limit(400_000, "replay", "-a", f"warc={tmp_path / 'warc'}")
    assert ended.returncode == 6, ended.stderr
    assert "cannot be written" in ended.stderr
    assert replayed(crawl, tmp_path / "again")[1].returncode == 0
    assert differences(crawl, again) == {}


def test_a_body_in_a_file_that_is_not_there_is_told(tmp_path):
    """A revisit without its body is no empty page: exit 5, and no failure of the page."""
    with serving() as site:
        crawl = Crawl(tmp_path, site.url)
        assert crawl.run().returncode == 0
        assert crawl.run("articles", "-a", "full=1").returncode == 0
    first, _ = sorted((tmp_path / "warc").iterdir())
    first.rename(tmp_path / "elsewhere")
    (tmp_path / "again").mkdir()
    again, ended = replayed(crawl, tmp_path / "again")
    assert ended.returncode == 5, ended.stderr
    assert "are in files that were not read" in ended.stderr
    assert again.query("SELECT count(*) FROM failures WHERE reason = 'unreadable'") == [(0,)]
    revisits = again.query("SELECT DISTINCT digest FROM captures WHERE status = 200")
    assert (None,) in revisits  # and no digest of an empty body


def test_a_torn_file_is_told(tmp_path):
    """What can be read is replayed, and the exit code says that something could not."""
    with serving() as site:
        crawl = Crawl(tmp_path, site.url)
        assert crawl.run().returncode == 0
    (file,) = (tmp_path / "warc").iterdir()
    file.write_bytes(file.read_bytes()[:-100])
    (tmp_path / "again").mkdir()
    again, ended = replayed(crawl, tmp_path / "again")
    assert ended.returncode == 5
    assert str(file) in ended.stderr
    assert again.query("SELECT count(*) FROM articles")[0][0] >= 40


def test_a_replay_needs_captures(tmp_path):
    """A path without WARC files is a usage error that names it."""
    crawl = Crawl(tmp_path, "http://127.0.0.1:9")
    for arguments in ((), ("-a", f"warc={tmp_path}"), ("-a", "warc=/nowhere")):
        ended = crawl.run("replay", *arguments)
        assert ended.returncode == 2
        assert "warc" in ended.stderr
