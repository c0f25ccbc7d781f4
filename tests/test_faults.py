"""What goes wrong, the exit code it gives, the row in `failures`, and that nothing is lost.

The table in docs/operation.md is the one that runs here.
"""

import contextlib
import gzip
import re
import resource
import socket
import struct
import subprocess
import time
import zlib

import pytest

from tests.crawling import PROJECT, Crawl
from tests.replica.articles import many_posts
from tests.replica.server import serving

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\n"


def raw(data):
    """Answer with these very bytes."""
    return lambda handler: handler.wfile.write(data)


def reset(handler):
    """Reset the connection."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.wfile = open("/dev/null", "wb")  # noqa: SIM115, PTH123  # closed by the server


def slow(handler):
    """Send a byte now and then."""
    handler.wfile.write(HEAD + b"Content-Length: 10000\r\n\r\n")
    with contextlib.suppress(OSError):
        for _ in range(40):
            handler.wfile.write(b".")
            handler.wfile.flush()
            time.sleep(0.2)


def huge(handler):
    """Announce and begin a page of 200 MB."""
    handler.wfile.write(HEAD + b"Content-Length: 209715200\r\n\r\n")
    with contextlib.suppress(OSError):
        for _ in range(200):
            handler.wfile.write(b"x" * (1 << 20))


def redirect(to):
    """Redirect."""
    return raw(f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode())


def status(line, *headers):
    """Answer with a status."""
    lines = [f"HTTP/1.1 {line}", *headers, "Content-Length: 0", "", ""]
    return raw("\r\n".join(lines).encode())


def gzipped(body):
    """Answer with a body that calls itself gzip."""
    return raw(
        HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    )  # fmt: skip


def bomb():
    """Return 300 KB of gzip that unfold to 300 MB."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return b"".join(squeeze.compress(b"\0" * (1 << 20)) for _ in range(300)) + squeeze.flush()


PAGE = b"<html><body class='single'>" + b"<p>x</p>" * 50

#: One page misbehaves: name, how, the reason in `failures` (the docs' table has these names).
FAULTS = {
    "connection reset": (reset, "network"),
    "slow loris": (slow, "network"),
    "truncated body": (raw(HEAD + b"Content-Length: 9999\r\n\r\n" + PAGE), "network"),
    "200 MB page": (huge, "network"),
    "gzip bomb": (gzipped(bomb()), "too_large"),
    "broken gzip": (gzipped(gzip.compress(PAGE)[:-30] + b"xxxx"), "unreadable"),
    "endless redirect": (redirect("/satu-lagi/"), "endless_redirect"),
    "redirect to another scheme": (redirect("ftp://127.0.0.1/x"), "http_302"),
    "redirect off-site": (redirect("http://localhost:9/x-y-z/"), "offsite"),
    "403": (status("403 Forbidden"), "http_403"),
    "429 without Retry-After": (status("429 Too Many Requests"), "http_429"),
    "429 with Retry-After": (status("429 Too Many Requests", "Retry-After: 1"), "http_429"),
    "503 without Retry-After": (status("503 Service Unavailable"), "http_503"),
    "an image": (raw(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 4\r\n\r\n\x89PNG"), "unreadable"),
    "empty page": (raw(HEAD + b"Content-Length: 0\r\n\r\n"), "unreadable"),
    "wrong charset": (raw(HEAD.replace(b"UTF-8", b"utf-16") + b"\r\n" + PAGE + b"<p>x</p>"), "unreadable"),
    "one endless tag": (raw(HEAD + b"\r\n<html><a " + b"x=1 " * 60_000 + b">"), "too_large"),
}  # fmt: skip


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """Crawl a dozen posts; each fault meets the same archive in turn."""
    with serving(posts=many_posts(12)) as site:
        crawl = Crawl(tmp_path_factory.mktemp("faults"), site.url)
        crawl.settings |= {"DOWNLOAD_TIMEOUT": "2", "RETRY_TIMES": "1"}
        assert crawl.run().returncode == 0
        crawl.site = site
        yield crawl


def texts(crawl):
    """Return what must not be lost."""
    return crawl.query("SELECT slug, title, body, gone_at FROM articles ORDER BY slug")


@pytest.mark.parametrize("name", FAULTS)
def test_one_page_misbehaves(crawled, name):
    """The page is listed with its reason, the others are read, and nothing archived changes."""
    misbehave, reason = FAULTS[name]
    before = texts(crawled)
    path = f"/{crawled.site.posts[4].slug}/"
    crawled.site.raw = {path: misbehave, "/satu-lagi/": misbehave}
    ended = crawled.run("articles", "-a", "full=1")
    crawled.site.raw = {}
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    url = f"{crawled.site.url}{path}"
    rows = crawled.query("SELECT reason, resolved_at FROM failures WHERE url = ?", url)
    assert rows == [(reason, None)]
    assert texts(crawled) == before
    assert crawled.run("articles", "-a", "full=1").returncode == 0
    assert crawled.query("SELECT count(*) FROM failures WHERE resolved_at IS NULL") == [(0,)]


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><urlset><url><loc>&j;</loc></url></urlset>"
)


def xml(body):
    """Answer with XML."""
    return raw(b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n\r\n" + body)


SOURCES = {
    "sitemap is HTML": {"/sitemap_index.xml": raw(HEAD + b"\r\n" + PAGE)},
    "sitemap is an entity bomb": {"/sitemap_index.xml": xml(ENTITIES)},
    "sitemap lists itself": {
        "/sitemap_index.xml": xml(b"<sitemapindex>" + b"<sitemap><loc>SITE/sitemap_index.xml</loc></sitemap>" * 5 + b"</sitemapindex>")
    },
    "feed is HTML": {"/feed/": raw(HEAD + b"\r\n" + PAGE)},
    "REST is HTML": {"/wp-json/wp/v2/posts": raw(HEAD + b"\r\n" + PAGE)},
    "REST is an error object": {"/wp-json/wp/v2/posts": raw(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"code": "x"}')},
}  # fmt: skip


@pytest.mark.parametrize("name", SOURCES)
def test_one_source_misbehaves(tmp_path, name):
    """The others carry on: every article is there, and the run ends well."""
    with serving(posts=many_posts(12)) as site:
        crawl = Crawl(tmp_path, site.url)
        for path, answer in SOURCES[name].items():
            site.raw[path] = _with_site(answer, site.url)
        ended = crawl.run()
        assert ended.returncode == 0, ended.stderr
        assert "Traceback" not in ended.stderr
        assert crawl.query("SELECT count(*) FROM articles") == [(12,)]
        assert sum(path.startswith(tuple(SOURCES[name])) for path, _ in site.requests) <= 3


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

        def endless(number):
            body = re.sub(r"(</body>)", rf'<a class="next page-numbers" href="{site.url}/page/{number + 1}/">x</a>\1', page)  # fmt: skip
            return raw(HEAD + b"\r\n" + body.encode())

        site.raw = {f"/page/{number}/": endless(number) for number in range(2, 500)}
        assert crawl.run().returncode == 0
        assert sum("/page/" in path for path, _ in site.requests) <= 4


def test_a_million_sitemap_entries(tmp_path):
    """The crawl stays within memory, and asks only for what it was limited to."""
    with serving(posts=many_posts(12)) as site:
        crawl = Crawl(tmp_path, site.url)
        rows = b"".join(
            b"<url><loc>%s/berita-%d/</loc><lastmod>2001-01-01</lastmod></url>"
            % (site.url.encode(), number)
            for number in range(500_000)
        )
        site.raw = {"/post-sitemap.xml": xml(b"<urlset>" + rows + b"</urlset>")}
        ended = crawl.run("articles", "-a", "since=2018-01-02", DOWNLOAD_TIMEOUT="60")
        assert ended.returncode == 0, ended.stderr
        assert len(site.requests) < 60


def limited(crawl, size):
    """Run with a limit on the size of files, as a full disk would set."""
    return subprocess.run(
        crawl.command("articles"), cwd=PROJECT, capture_output=True, text=True, timeout=120,
        check=False, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )  # fmt: skip


def test_the_disk_is_full(tmp_path):
    """Exit 6 in the midst of a crawl; what was saved stays, and the next run goes on."""
    with serving(posts=many_posts(60)) as site:
        crawl = Crawl(tmp_path, site.url)
        assert crawl.run("articles", "-a", "since=2018-01-14").returncode == 0
        before = crawl.query("SELECT count(*) FROM articles")[0][0]
        biggest = max(p.stat().st_size for p in tmp_path.rglob("*") if p.is_file())
        ended = limited(crawl, biggest + 20_000)
        assert ended.returncode == 6, ended.stderr
        assert "cannot be written" in ended.stderr
        assert before <= crawl.query("SELECT count(*) FROM articles")[0][0] < 60
        assert crawl.run().returncode == 0
        assert crawl.query("SELECT count(*) FROM articles") == [(60,)]
        assert crawl.scrapy("doctor").returncode == 0


def test_the_database_cannot_be_made(tmp_path):
    """Exit 6 before anything is asked."""
    with serving(posts=many_posts(2)) as site:
        crawl = Crawl(tmp_path, site.url)
        ended = crawl.run("articles", ARCHIVE_DB="/proc/nowhere/a.db")
        assert (ended.returncode, site.requests) == (6, [])


def test_the_archive_is_of_a_newer_version(tmp_path):
    """Exit 1, naming what is unknown."""
    with serving(posts=many_posts(2)) as site:
        crawl = Crawl(tmp_path, site.url)
        assert crawl.run().returncode == 0
        connection = crawl.connect()
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('archive', 'm999_future', 'x')"
        )
        connection.commit()
        connection.close()
        ended = crawl.run()
        assert (ended.returncode, "m999_future" in ended.stderr) == (1, True)


def test_the_clock_has_gone_back(tmp_path):
    """Exit 1 before anything is asked: new states would pass for old ones."""
    with serving(posts=many_posts(2)) as site:
        crawl = Crawl(tmp_path, site.url)
        assert crawl.run().returncode == 0
        connection = crawl.connect()
        connection.execute("UPDATE runs SET started_at = '2999-01-01T00:00:00+00:00'")
        connection.commit()
        connection.close()
        site.requests.clear()
        ended = crawl.run()
        assert (ended.returncode, "gone back" in ended.stderr) == (1, True)
        assert site.requests == []


def test_the_name_cannot_be_resolved(tmp_path):
    """Exit 3, one sentence."""
    ended = Crawl(tmp_path, "http://nowhere.invalid").run()
    assert ended.returncode == 3
    assert "Traceback" not in ended.stderr


def test_every_fault_is_documented():
    """The docs' table has a line for each fault that is played here."""
    table = (PROJECT / "docs" / "operation.md").read_text(encoding="utf-8")
    for name, (_, reason) in FAULTS.items():
        assert re.search(rf"^\| {re.escape(name)} \| 0 \| `{reason}` \|$", table, re.MULTILINE), (
            name
        )
