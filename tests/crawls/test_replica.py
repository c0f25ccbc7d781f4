"""The real command, over HTTP, against the replica of the site."""

import gzip
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import fastwarc.warc
import pytest

from archive.lock import Lock
from tests.crawling import PROJECT, Crawl
from tests.replica.articles import many_posts
from tests.replica.server import OLD_SLUG, serving


@pytest.fixture
def site():
    """Serve a fresh replica."""
    with serving() as replica:
        yield replica


@pytest.fixture
def crawl(tmp_path, site):
    """Give the command for the replica and an empty archive."""
    return Crawl(tmp_path, site.url)


def test_every_public_article_is_archived_as_written(crawl, site):
    """Each public post stands in the archive: text, sign-off, author, dates, as typed."""
    ended = crawl.run()
    assert ended.returncode == 0, ended.stderr
    rows = crawl.query(
        "SELECT slug, wp_id, title, body, signoff, author, section, published_at, modified_at,"
        " complete FROM articles ORDER BY slug"
    )
    expected = [
        (
            post.slug, post.id, post.title or None, "\n\n".join(post.paragraphs), post.signoff,
            post.author, post.category, post.published.isoformat(),
            post.modified.isoformat() if post.modified else None, 1,
        )
        for post in sorted(site.public, key=lambda post: post.slug)
    ]  # fmt: skip
    assert rows == expected
    tags = crawl.query(
        "SELECT slug, (SELECT group_concat(name) FROM (SELECT t.name FROM article_tags"
        " JOIN tags t ON t.id = tag_id WHERE article_id = a.id ORDER BY t.name)) FROM articles a"
    )
    assert dict(tags) == {post.slug: ",".join(sorted(post.tags)) for post in site.public}


def test_the_newest_amp_twin_gives_its_stubs(crawl, site):
    """The six stubs of the newest AMP page are teasers with link, and in no body."""
    assert crawl.run().returncode == 0
    stubs = crawl.query(
        "SELECT t.title, t.excerpt, a.slug FROM sightings s JOIN teasers t ON t.id = teaser_id"
        " JOIN articles a ON a.id = t.article_id WHERE block = 'stub' ORDER BY position"
    )
    assert len(stubs) == 6
    assert all(len(excerpt.split()) == 15 and excerpt.endswith("…") for _, excerpt, _ in stubs[1:])
    assert crawl.query("SELECT count(*) FROM articles WHERE body LIKE '%…%Delegasi.com - %'") == [
        (0,)
    ]


def test_the_amp_clock_is_watched(crawl, site):
    """While the plugin's clock is wrong nothing is said; the day it is mended, a warning."""
    assert "mended its clock" not in crawl.run().stderr
    site.amp_mended = True
    ended = crawl.run("articles")
    assert ended.returncode == 0
    assert "mended its clock" in ended.stderr.replace("\n", " ")
    dates = crawl.query("SELECT published_at FROM articles ORDER BY published_utc")
    assert dates == [(post.published.isoformat(),) for post in site.public]


def test_what_is_no_article_is_listed_as_such(crawl):
    """A post behind a password is no article, is listed, and harms no exit code."""
    assert crawl.run().returncode == 0
    assert crawl.query("SELECT reason, url FROM failures") == [
        ("refused/password", f"{crawl.settings['SITE_URL']}/khusus-pelanggan-dengan-sandi/")
    ]


def test_a_second_run_adds_nothing_and_asks_little(crawl, site):
    """An unchanged site gains no article and no revision, for a handful of requests."""
    assert crawl.run().returncode == 0
    before = crawl.query("SELECT count(*) FROM articles"), crawl.query("SELECT * FROM revisions")
    assert crawl.query("SELECT walk_complete FROM runs") == [(1,)]
    site.requests.clear()
    ended = crawl.run("articles", REVISIT_MAX="0")
    assert ended.returncode == 0
    assert (
        crawl.query("SELECT count(*) FROM articles"),
        crawl.query("SELECT * FROM revisions"),
    ) == before
    assert len(site.requests) <= 12, site.requests
    rows = (line.rsplit(maxsplit=1) for line in ended.stdout.splitlines())
    told = {label: int(number) for label, number in rows if number.isdigit()}
    # An article that several sources name is counted once.
    known = told["already known"] + told.get("no articles, as known", 0)
    assert 0 < told["addresses found"] == known
    assert (told["new"], told["changed"], told["failed"]) == (0, 0, 0)
    assert "read by generic extractor" not in told  # of what was not there, no row


def test_no_redirect_is_paid_twice(crawl, site):
    """Addresses are fetched as found: no slug is asked for without its slash."""
    assert crawl.run().returncode == 0
    assert [path for path, status in site.requests if status == 301] == []


def test_an_edit_gains_exactly_one_revision(crawl, site):
    """An article edited between two runs has two states, the old one as it was."""
    assert crawl.run().returncode == 0
    slug = "air-bersih-kupang-mengalir-lagi"
    old = "\n\n".join(site.post(slug).paragraphs)
    site.edit(slug, "Ralat: jumlah rumah diperbaiki.", when=timedelta(days=3650))
    assert crawl.run().returncode == 0
    rows = crawl.query(
        "SELECT r.number, r.body, r.origin FROM revisions r JOIN articles a ON a.id = article_id"
        " WHERE slug = ? ORDER BY number", slug,
    )  # fmt: skip
    new = "\n\n".join(site.post(slug).paragraphs)
    assert rows == [(1, old, "site"), (2, new, "site")]
    assert crawl.query("SELECT count(*) FROM revisions WHERE number > 1") == [(1,)]


def test_a_killed_first_run_is_made_whole(crawl, site):
    """A first run killed half-way and run again ends with all articles."""
    process = subprocess.Popen(
        crawl.command("articles", DOWNLOAD_DELAY="0.05"),
        cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while len(site.requests) < 40 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.kill()
    process.wait()
    kept = crawl.query("SELECT count(*) FROM articles")[0][0]
    assert 0 < kept < len(site.public)
    assert crawl.run().returncode == 0
    assert crawl.query("SELECT count(*) FROM articles") == [(len(site.public),)]
    assert crawl.query("SELECT outcome FROM runs ORDER BY id") == [("killed",), ("fine",)]


def test_captures_are_read_back_by_a_second_tool(crawl):
    """FastWARC finds every capture at its offset, and the digest is of its body."""
    assert crawl.run().returncode == 0
    rows = crawl.query("SELECT url, warc_file, warc_offset, digest FROM captures")
    assert rows
    for url, name, offset, digest in rows:
        with (crawl.folder / "warc" / name).open("rb") as file:
            file.seek(offset)
            record = next(iter(fastwarc.warc.ArchiveIterator(file, parse_http=True)))
            assert record.headers["WARC-Target-URI"] == url
            body = record.reader.read()
        decoded = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
        assert digest == "sha256:" + hashlib.sha256(decoded).hexdigest()


def test_a_list_of_addresses_in_every_form(crawl, site, tmp_path):
    """Forms of one address give one article, and every form is an alias."""
    slug = site.posts[0].slug
    forms = [f"{site.url}/{slug}{tail}" for tail in ("", "/", "/amp", "/amp/", "/?utm_source=x")]
    forms.append(f"{site.url}/{OLD_SLUG}/")
    listed = tmp_path / "list"
    listed.write_text("\n".join(forms))
    assert crawl.run("articles", "-a", f"urls={listed}").returncode == 0
    assert crawl.query("SELECT slug FROM articles") == [(slug,)]
    assert {url for (url,) in crawl.query("SELECT url FROM aliases")} >= set(forms)
    assert crawl.query("SELECT count(*) FROM revisions") == [(1,)]


def test_an_unknown_theme_is_archived_and_told(crawl, site):
    """The day after a redesign the archive goes on, says generic, and exits 5."""
    site.unknown_theme = True
    ended = crawl.run()
    assert ended.returncode == 5, ended.stderr
    assert "generic extractor" in ended.stderr
    assert crawl.query("SELECT count(*) FROM articles") == [(len(site.public),)]
    generic = "SELECT count(*) FROM articles WHERE extractor LIKE '%generic%'"
    assert crawl.query(generic)[0][0] > 0


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


def test_robots_txt_404_allows_all(crawl, site):
    """A site without robots.txt is crawled."""
    site.robots_status = 404
    assert crawl.run().returncode == 0
    assert crawl.query("SELECT count(*) FROM articles") == [(len(site.public),)]


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


def test_a_short_retry_after_is_waited_for(crawl, site, tmp_path):
    """A pause that the site asks for is kept before the next request."""
    site.page_status, site.retry_after = 503, 2
    listed = tmp_path / "list"
    listed.write_text(f"{site.url}/{site.posts[0].slug}/")
    started = time.monotonic()
    crawl.run("articles", "-a", f"urls={listed}", RETRY_TIMES="1")
    assert sum(status == 503 for _, status in site.requests) == 2
    assert time.monotonic() - started >= 2


def test_crawl_delay_is_obeyed(crawl, site, tmp_path):
    """Requests keep the distance that robots.txt asks for."""
    site.crawl_delay = 1
    listed = tmp_path / "list"
    listed.write_text("\n".join(f"{site.url}/{post.slug}/" for post in site.posts[:4]))
    started = time.monotonic()
    assert crawl.run("articles", "-a", f"urls={listed}").returncode == 0
    assert time.monotonic() - started >= 3


def test_a_redirect_off_the_site_is_not_followed(crawl, site, tmp_path):
    """An address that leads to another host is listed, and the host is not asked."""
    with serving() as other:
        site.moved_to = other.url.replace("127.0.0.1", "localhost") + "/x-y-z/"
        listed = tmp_path / "list"
        listed.write_text(f"{site.url}/{site.posts[0].slug}/")
        crawl.run("articles", "-a", f"urls={listed}")
        assert other.requests == []
    assert crawl.query("SELECT reason FROM failures") == [("offsite",)]


def test_what_failed_is_tried_again(crawl, site):
    """A page of a post that failed is asked for by the next run, and the post made whole."""
    post = next(post for post in site.public if len(post.pages) > 2)
    site.broken = {f"/{post.slug}/2/"}
    crawl.run(RETRY_ENABLED="0")
    row = "SELECT body, complete FROM articles WHERE slug = ?"
    assert crawl.query(row, post.slug)[0][1] == 0
    site.broken = set()
    assert crawl.run().returncode == 0
    assert crawl.query(row, post.slug) == [("\n\n".join(post.paragraphs), 1)]
    assert (
        crawl.query("SELECT url FROM failures WHERE resolved_at IS NULL AND reason LIKE 'http%'")
        == []
    )


def test_a_list_may_name_any_page_of_a_post(crawl, site, tmp_path):
    """The address of page 2 gives the whole post, not its second page alone."""
    post = next(post for post in site.public if len(post.pages) > 1)
    addresses = tmp_path / "list.txt"
    addresses.write_text(f"{site.url}/{post.slug}/2/\n")
    assert crawl.run("articles", "-a", f"urls={addresses}").returncode == 0
    assert crawl.query("SELECT body, complete FROM articles") == [("\n\n".join(post.paragraphs), 1)]


def test_since_limits_by_publication(crawl, site):
    """`-a since=DATE` archives what was published since, and claims no whole walk."""
    assert crawl.run("articles", "-a", "since=2024-06-01").returncode == 0
    slugs = {slug for (slug,) in crawl.query("SELECT slug FROM articles")}
    assert slugs == {p.slug for p in site.public if f"{p.published:%F}" >= "2024-06-01"}
    assert crawl.query("SELECT walk_complete FROM runs") == [(0,)]


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
    while len(site.requests) < 20 and time.monotonic() < deadline:
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


def test_status_tells_the_last_run(crawl):
    """`scrapy status --json` gives totals and runs, and exits 0 after a good run."""
    assert crawl.run().returncode == 0
    told = subprocess.run(
        [sys.executable, "-m", "scrapy", "status", "--json", "-s", f"ARCHIVE_DB={crawl.database}"],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    status = json.loads(told.stdout)
    assert status["totals"]["articles"] == crawl.query("SELECT count(*) FROM articles")[0][0]
    assert [run["outcome"] for run in status["runs"]] == ["fine"]


def test_twelve_forms_of_fifty_articles_are_fifty_articles(tmp_path):
    """Every form that WordPress answers leads to one row, and is its alias."""
    with serving(posts=many_posts(50)) as site:
        crawl = Crawl(tmp_path, site.url)
        other = site.url.replace("127.0.0.1", "localhost")  # the second domain
        crawl.settings["SITE_ALIASES"] = other.partition("//")[2]
        forms = []
        for post in site.posts:
            at = f"{site.url}/{post.slug}"
            forms += [
                at, f"{at}/", f"{at}/amp", f"{at}/amp/", f"{at}/?amp", f"{at}/?amp=1",
                f"{at}/2/", f"{at}/?utm_source=wa&fbclid=x", f"{site.url}/?p={post.id}",
                f"{other}/{post.slug}/", f"{site.url}/{post.slug.upper()}/",
                f"{site.url}/%{ord(post.slug[0]):x}{post.slug[1:]}/?replytocom=5",
            ]  # fmt: skip
        random.Random(1).shuffle(forms)
        listed = tmp_path / "list"
        listed.write_text("\n".join(forms))
        ended = crawl.run("articles", "-a", f"urls={listed}")
        assert ended.returncode == 0, ended.stderr
        assert crawl.query("SELECT slug FROM articles ORDER BY slug") == sorted(
            (post.slug,) for post in site.posts
        )
        aliases = dict(crawl.query(
            "SELECT x.url, slug FROM aliases x JOIN articles a ON a.id = article_id"
        ))  # fmt: skip
        assert set(forms) <= aliases.keys()
        assert all(post.slug == aliases[f"{site.url}/{post.slug}/amp"] for post in site.posts)
        assert crawl.query("SELECT max(number) FROM revisions") == [(1,)]
        # Forms that by their look are one article are asked for once.
        assert len(site.requests) <= 50 + 2 * 50 + 60
