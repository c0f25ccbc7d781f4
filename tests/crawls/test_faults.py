"""What goes wrong, the exit code it gives, the row in `failures`, and that nothing is lost.

The tables in docs/operation.md are the ones that run here.
"""

import ctypes
import gzip
import os
import re
import resource
import subprocess
from pathlib import Path

import pytest

from archive.lock import Lock
from tests.crawling import PROJECT, Crawl
from tests.replica.articles import many_posts
from tests.replica.bad_answers import (
    HEAD,
    PAGE,
    bomb,
    cut,
    endless,
    gzipped,
    huge,
    raw,
    redirect,
    reset,
    slow,
    status,
)
from tests.replica.server import serving

#: One page misbehaves: name, how, the reason in `failures` (the docs' table has these names).
FAULTS = {
    "connection reset": (reset, "network"),
    "slow loris": (slow, "network"),
    "truncated body": (raw(HEAD + b"Content-Length: 9999\r\n\r\n" + PAGE), "network"),
    "body longer than stated": (raw(HEAD + b"Content-Length: 40\r\n\r\n" + PAGE), "unreadable"),
    "200 MB page": (huge, "network"),
    "200 MB page of no stated length": (endless, "network"),
    "gzip bomb": (gzipped(bomb()), "too_large"),
    "gzip cut within the text": (cut, "unreadable"),
    "broken gzip": (gzipped(gzip.compress(PAGE)[:-30] + b"xxxx"), "unreadable"),
    "endless redirect": (redirect("/satu-lagi/"), "endless_redirect"),
    "redirect to another scheme": (redirect("ftp://127.0.0.1/x"), "http_302"),
    "redirect off-site": (redirect("http://localhost:9/x-y-z/"), "offsite"),
    "403": (status("403 Forbidden"), "http_403"),
    "429 without Retry-After": (status("429 Too Many Requests"), "http_429"),
    "429 with Retry-After": (status("429 Too Many Requests", "Retry-After: 1"), "http_429"),
    "503 without Retry-After": (status("503 Service Unavailable"), "http_503"),
    "503 with Retry-After": (status("503 Service Unavailable", "Retry-After: 1"), "http_503"),
    "an image": (raw(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 4\r\n\r\n\x89PNG"), "unreadable"),
    "empty page": (raw(HEAD + b"Content-Length: 0\r\n\r\n"), "unreadable"),
    "wrong charset": (raw(HEAD.replace(b"UTF-8", b"utf-16") + b"\r\n" + PAGE + b"<p>x</p>"), "unreadable"),
    "one endless tag": (raw(HEAD + b"\r\n<html><a " + b"x=1 " * 60_000 + b">"), "too_large"),
}  # fmt: skip


def texts(crawl):
    """Return what must not be lost."""
    return crawl.query("SELECT slug, title, body, gone_at FROM articles ORDER BY slug")


@pytest.fixture(scope="module")
def met(tmp_path_factory):
    """Crawl a site, meet each fault on a page of its own, and crawl once more when all is well.

    From a twentieth of pages that fail on, a run is not to be trusted: here they are fewer.
    """
    with serving(posts=many_posts(20 * len(FAULTS))) as site:
        crawl = Crawl(tmp_path_factory.mktemp("faults"), site.url)
        crawl.settings |= {"DOWNLOAD_TIMEOUT": "2", "RETRY_TIMES": "1"}
        assert crawl.run().returncode == 0
        crawl.before = texts(crawl)
        faulty = dict(zip(FAULTS, (post.slug for post in site.posts[1::20]), strict=True))
        crawl.urls = {name: f"{site.url}/{slug}/" for name, slug in faulty.items()}
        site.raw = {f"/{slug}/": FAULTS[name][0] for name, slug in faulty.items()}
        site.raw["/satu-lagi/"] = FAULTS["endless redirect"][0]
        site.requests.clear()
        crawl.ended, crawl.asked = crawl.run("articles", "-a", "full=1"), list(site.requests)
        crawl.after = texts(crawl)
        open_ones = "SELECT url, reason FROM failures WHERE resolved_at IS NULL"
        crawl.reasons = dict(crawl.query(open_ones))
        site.raw = {}
        assert crawl.run("articles", "-a", "full=1").returncode == 0
        assert crawl.query(open_ones) == []
        crawl.healthy = [
            f"/{post.slug}/" for post in site.posts if post.slug not in faulty.values()
        ]
        yield crawl


def test_pages_that_misbehave_cost_only_themselves(met):
    """The run ends well, every other page is read, and nothing archived changes."""
    assert met.ended.returncode == 0, met.ended.stderr
    assert "Traceback" not in met.ended.stderr
    assert set(met.healthy) <= {path for path, _ in met.asked}
    assert met.before == met.after == texts(met)


@pytest.mark.parametrize("name", FAULTS)
def test_one_page_misbehaves(met, name):
    """The page is listed with its reason."""
    assert met.reasons.get(met.urls[name]) == FAULTS[name][1]


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><urlset><url><loc>&j;</loc></url></urlset>"
)


def xml(body):
    """Answer with XML."""
    return raw(b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n\r\n" + body)


#: A source misbehaves: name, which answers, the reason in `failures`.
SOURCES = {
    "sitemap is HTML": ("/sitemap_index.xml", raw(HEAD + b"\r\n" + PAGE), None),
    "sitemap is an entity bomb": ("/sitemap_index.xml", xml(ENTITIES), None),
    "sitemap lists itself": ("/sitemap_index.xml", xml(b"<sitemapindex>" + b"<sitemap><loc>SITE/sitemap_index.xml</loc></sitemap>" * 5 + b"</sitemapindex>"), None),
    "part of a sitemap is HTML": ("/post-sitemap.xml", raw(HEAD + b"\r\n" + PAGE), "source/unreadable"),
    "feed is HTML": ("/feed/", raw(HEAD + b"\r\n" + PAGE), None),
    "REST is HTML": ("/wp-json/wp/v2/posts", raw(HEAD + b"\r\n" + PAGE), None),
    "REST is an error object": ("/wp-json/wp/v2/posts", raw(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"code": "x"}'), None),
}  # fmt: skip
#: The whole run is hit: name, exit code, the reason in `failures`.
RUNS = {
    "nobody answers": (3, None),
    "the name cannot be resolved": (3, None),
    "robots.txt answers 503": (3, None),
    "503 that asks for an hour": (3, None),
    "a pager that never ends": (0, None),
    "a million sitemap entries": (0, None),
    "the disk is full": (6, None),
    "the database cannot be made": (6, None),
    "the database is read-only": (6, None),
    "the database is damaged": (6, None),
    "the captures' folder is missing": (0, None),
    "the captures' folder cannot be made": (6, None),
    "the captures' folder is not writable": (6, None),
    "the archive is of a newer version": (1, None),
    "the clock has gone back": (1, None),
    "another run holds the lock": (4, None),
}


def played(name, crawl, ended):
    """Check that a run ended as the table says, in sentences."""
    code, reason = RUNS[name]
    assert ended.returncode == code, ended.stderr
    assert "Traceback" not in ended.stderr
    if crawl.database.exists() and name != "the database is damaged":
        rows = crawl.query("SELECT DISTINCT reason FROM failures WHERE resolved_at IS NULL")
        assert rows == ([(reason,)] if reason else [])


def as_anybody(crawl):
    """Run without root's right to write where it is forbidden; others never have it."""
    return subprocess.run(
        crawl.command("articles"), cwd=PROJECT, capture_output=True, text=True, timeout=120,
        check=False, preexec_fn=lambda: ctypes.CDLL(None).prctl(24, 1, 0, 0, 0),
    )  # fmt: skip


@pytest.mark.parametrize("name", SOURCES)
def test_one_source_misbehaves(tmp_path, name):
    """The others carry on: every article is there, and the run ends well."""
    path, answer, reason = SOURCES[name]
    with serving(posts=many_posts(12)) as site:
        crawl = Crawl(tmp_path, site.url)
        site.raw[path] = _with_site(answer, site.url)
        ended = crawl.run()
        assert ended.returncode == 0, ended.stderr
        assert "Traceback" not in ended.stderr
        assert crawl.query("SELECT count(*) FROM articles") == [(12,)]
        assert crawl.query("SELECT reason FROM failures") == ([(reason,)] if reason else [])
        assert sum(asked.startswith(path) for asked, _ in site.requests) <= 3


def _with_site(answer, url):
    def misbehave(handler):
        write = handler.wfile.write
        handler.wfile.write = lambda data: write(data.replace(b"SITE", url.encode()))
        answer(handler)

    return misbehave


def test_a_pager_that_never_ends(tmp_path):
    """A listing that links to ever new pages of the same articles is left after one round."""
    with serving(posts=many_posts(12)) as site:
        crawl = Crawl(tmp_path, site.url)
        page = site.answer("/")[2]

        def older(number):
            body = re.sub(r"(</body>)", rf'<a class="next page-numbers" href="{site.url}/page/{number + 1}/">x</a>\1', page)  # fmt: skip
            return raw(HEAD + b"\r\n" + body.encode())

        site.raw = {f"/page/{number}/": older(number) for number in range(2, 500)}
        played("a pager that never ends", crawl, crawl.run())
        assert sum("/page/" in path for path, _ in site.requests) <= 4


@pytest.mark.parametrize("entries", [100_000, pytest.param(1_000_000, marks=pytest.mark.long)])
def test_a_million_sitemap_entries(tmp_path, entries):
    """As many as an index may name: read within memory, and no more asked for than is wanted."""
    with serving(posts=many_posts(12)) as site:
        crawl = Crawl(tmp_path, site.url)

        def part(number):
            def answer(handler):
                row = "<url><loc>%s/berita-%d/</loc><lastmod>2001-01-01</lastmod></url>"
                first = number * 50_000
                rows = (row % (site.url, first + at) for at in range(50_000))
                handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n\r\n")
                handler.wfile.write(f"<urlset>{''.join(rows)}</urlset>".encode())

            return answer

        parts = {f"/besar-{number}.xml": part(number) for number in range(entries // 50_000)}
        index = "".join(f"<sitemap><loc>{site.url}{path}</loc></sitemap>" for path in parts)
        whole = f"<sitemapindex>{index}</sitemapindex>".encode()
        site.raw = {"/sitemap_index.xml": xml(whole), **parts}
        command = crawl.command("articles", "-a", "since=2018-01-02")
        limit = 1_200_000_000  # of address space; the same crawl of 12 posts alone takes 0.7 GB
        ended = subprocess.run(
            command, cwd=PROJECT, capture_output=True, text=True, timeout=300, check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
        )  # fmt: skip
        played("a million sitemap entries", crawl, ended)
        named = crawl.query("SELECT count(*) FROM addresses WHERE source = 'sitemap'")
        assert named == [(entries,)]
        assert len(site.requests) < 80


def test_the_disk_is_full(tmp_path):
    """Exit 6 in the midst of a crawl; what was saved stays, and the next run goes on."""
    with serving(posts=many_posts(60)) as site:
        crawl = Crawl(tmp_path, site.url)
        assert crawl.run("articles", "-a", "since=2018-01-14").returncode == 0
        before = crawl.query("SELECT count(*) FROM articles")[0][0]
        biggest = max(p.stat().st_size for p in tmp_path.rglob("*") if p.is_file())
        ended = crawl.run_with_file_limit(biggest + 20_000)
        played("the disk is full", crawl, ended)
        assert "cannot be written" in ended.stderr
        assert before <= crawl.query("SELECT count(*) FROM articles")[0][0] < 60
        assert crawl.run().returncode == 0
        assert crawl.query("SELECT count(*) FROM articles") == [(60,)]
        assert crawl.scrapy("doctor").returncode == 0


@pytest.fixture
def walked(tmp_path):
    """Crawl two posts, and count anew what is asked."""
    with serving(posts=many_posts(2)) as site:
        crawl = Crawl(tmp_path, site.url)
        assert crawl.run().returncode == 0
        site.requests.clear()
        crawl.site = site
        yield crawl


def asked_nothing(crawl, before):
    """Say whether a run asked for nothing, and left what was archived."""
    return crawl.site.requests == [] and texts(crawl) == before


def test_the_database_cannot_be_made(walked):
    """Exit 6 before anything is asked."""
    ended = walked.run("articles", ARCHIVE_DB="/proc/nowhere/a.db")
    played("the database cannot be made", walked, ended)
    assert walked.site.requests == []


@pytest.mark.parametrize("closed", ["file", "folder"])
def test_the_database_is_read_only(walked, closed):
    """Exit 6 before anything is asked; reading goes on."""
    before = texts(walked)
    path, mode = (walked.database, 0o444) if closed == "file" else (walked.folder, 0o555)
    path.chmod(mode)
    ended = as_anybody(walked)
    path.chmod(0o755)
    played("the database is read-only", walked, ended)
    assert "cannot be written" in ended.stderr
    assert asked_nothing(walked, before)


def test_the_database_is_damaged(walked):
    """Exit 6, saying how to recover, and the file is left alone."""
    harmed = b"\xff" * 4096 + walked.database.read_bytes()[4096:]
    walked.database.write_bytes(harmed)
    ended = walked.run()
    played("the database is damaged", walked, ended)
    assert "run `scrapy restore FILE`" in ended.stderr
    assert (walked.database.read_bytes(), walked.site.requests) == (harmed, [])


def test_the_captures_folder_is_missing(walked):
    """It is made anew, and doctor tells which captures are gone."""
    (walked.folder / "warc").rename(walked.folder / "gone")
    played("the captures' folder is missing", walked, walked.run())
    ended = walked.scrapy("doctor")
    assert (ended.returncode, "is missing" in ended.stdout) == (5, True)


def test_the_captures_folder_cannot_be_made(walked):
    """A file stands in its place: exit 6 before anything is asked."""
    before = texts(walked)
    ended = walked.run("articles", ARCHIVE_WARC_DIR=str(walked.database / "warc"))
    played("the captures' folder cannot be made", walked, ended)
    assert asked_nothing(walked, before)


def test_the_captures_folder_is_not_writable(walked):
    """Exit 6 before anything is asked."""
    before = texts(walked)
    (walked.folder / "warc").chmod(0o555)
    ended = as_anybody(walked)
    (walked.folder / "warc").chmod(0o755)
    played("the captures' folder is not writable", walked, ended)
    assert "captures cannot be written" in ended.stderr
    assert asked_nothing(walked, before)


def test_the_archive_is_of_a_newer_version(walked):
    """Exit 1, naming what is unknown."""
    connection = walked.connect()
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('archive', 'm999_future', 'x')"
    )
    connection.commit()
    connection.close()
    before = texts(walked)
    ended = walked.run()
    played("the archive is of a newer version", walked, ended)
    assert "m999_future" in ended.stderr
    assert asked_nothing(walked, before)


def test_the_clock_has_gone_back(walked):
    """Exit 1 before anything is asked: new states would pass for old ones."""
    connection = walked.connect()
    connection.execute("UPDATE runs SET started_at = '2999-01-01T00:00:00+00:00'")
    connection.commit()
    connection.close()
    before = texts(walked)
    ended = walked.run()
    played("the clock has gone back", walked, ended)
    assert "gone back" in ended.stderr
    assert asked_nothing(walked, before)


def test_another_run_holds_the_lock(walked):
    """Exit 4, naming the process."""
    before = texts(walked)
    lock = Lock(walked.database)
    lock.acquire()
    ended = walked.run()
    lock.release()
    played("another run holds the lock", walked, ended)
    assert f"process {os.getpid()}" in ended.stderr
    assert asked_nothing(walked, before)


def test_nobody_answers(walked):
    """Exit 3, one sentence, and what is archived stays."""
    before = texts(walked)
    connection = walked.connect()
    connection.execute("UPDATE site SET url = 'http://127.0.0.1:9'")
    connection.commit()
    connection.close()
    played("nobody answers", walked, walked.run("articles", SITE_URL="http://127.0.0.1:9"))
    assert asked_nothing(walked, before)


def test_the_name_cannot_be_resolved(tmp_path):
    """Exit 3, one sentence."""
    crawl = Crawl(tmp_path, "http://nowhere.invalid")
    played("the name cannot be resolved", crawl, crawl.run())


def test_robots_txt_answers_503(walked):
    """Exit 3, and nothing else is asked."""
    before = texts(walked)
    walked.site.robots_status = 503
    played("robots.txt answers 503", walked, walked.run())
    assert {path for path, _ in walked.site.requests} == {"/robots.txt"}
    assert texts(walked) == before


def test_a_503_that_asks_for_an_hour(walked):
    """Exit 3 at once: waiting so long is for cron."""
    before = texts(walked)
    path = f"/{walked.site.posts[0].slug}/"
    walked.site.raw = {path: status("503 Service Unavailable", "Retry-After: 3600")}
    ended = walked.run("articles", "-a", "full=1")
    played("503 that asks for an hour", walked, ended)
    assert "come back in 3600 s" in ended.stderr
    assert texts(walked) == before


def test_every_fault_is_documented():
    """The docs' tables have a line for each fault that is played here, and no other."""
    docs = (PROJECT / "docs" / "operation.md").read_text(encoding="utf-8")
    section = docs.split("## Faults, and what they give\n")[1].split("\n## ")[0]
    told = dict(re.findall(r"^\| ([^|]+) \| (\d \| (?:`[^`]+`|none)) \|", section, re.MULTILINE))
    rows = {name: (0, reason) for name, (_, reason) in FAULTS.items()}
    rows |= {name: (0, reason) for name, (_, _, reason) in SOURCES.items()} | RUNS
    assert told == {
        name: f"{code} | {f'`{reason}`' if reason else 'none'}"
        for name, (code, reason) in rows.items()
    }
    source = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in RUNS if f'played("{name}"' not in source] == []
