"""What public archives have kept, served from loopback in their documented formats."""

import io
import json
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.crawling import Crawl
from tests.replica import render
from tests.replica.articles import all_posts
from tests.replica.server import serving

POSTS = all_posts()
KEPT, EDITED = POSTS[2], POSTS[11]
EARLY, NEXT, LATE = "20230601030000", "20230603030000", "20230901030000"


class PublicArchive:
    """The Internet Archive and Common Crawl, of a few captures of a site."""

    def __init__(self, site_url):
        self.requests = []
        self.captures = [
            (EARLY, f"{site_url}/{KEPT.slug}/", render.front(KEPT, 1, site_url, POSTS)),
            (EARLY, f"{site_url}/{EDITED.slug}/",
             render.front(EDITED, 1, site_url, POSTS).replace("</p>", " Dulu begitu.</p>", 3)),
            (NEXT, f"{site_url}/{EDITED.slug}/",
             render.front(EDITED, 1, site_url, POSTS).replace("</p>", " Dulu begitu.</p>", 3)),
            (LATE, f"{site_url}/category/berita/", "<html><body class='archive'>x</body></html>"),
        ]  # fmt: skip
        self.warc = b""
        self.places = []
        for stamp, url, html in self.captures:
            record = self._record(stamp, url, html)
            self.places.append((len(self.warc), len(record)))
            self.warc += record

    def _record(self, stamp, url, html):
        out = io.BytesIO()
        writer = WARCWriter(out, gzip=True)
        headers = StatusAndHeaders(
            "200 OK", [("Content-Type", "text/html; charset=UTF-8")], protocol="HTTP/1.1"
        )
        date = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        writer.write_record(
            writer.create_warc_record(
                url, "response", payload=io.BytesIO(html.encode()), length=len(html.encode()),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": f"{date:%Y-%m-%dT%H:%M:%SZ}"},
            )
        )  # fmt: skip
        return out.getvalue()

    def answer(self, path, query, span, base):
        """Return status, content type and body."""
        if path == "/robots.txt":
            return 404, "text/plain", b""
        if path == "/cdx/search/cdx":
            rows = [["timestamp", "original", "digest"]]
            if "resumeKey" not in query:  # two pages, as a large index has
                rows += [[self.captures[0][0], self.captures[0][1], "A"], [], ["next key"]]
            else:
                rows += [[stamp, url, "B"] for stamp, url, _ in self.captures[1:]]
            return 200, "application/json", json.dumps(rows).encode()
        if path.startswith("/web/"):
            stamp, _, original = path.removeprefix("/web/").partition("id_/")
            for at, url, html in self.captures:
                if (at, url) == (stamp, original):
                    return 200, "text/html; charset=UTF-8", html.encode()
        if path == "/collinfo.json":
            crawls = [{"id": name, "cdx-api": f"{base}/{name}-index"} for name in ("NEW", "OLD")]
            return 200, "application/json", json.dumps(crawls).encode()
        if path == "/NEW-index":
            lines = [
                json.dumps(
                    {"url": url, "timestamp": stamp, "status": "200", "mime": "text/html",
                     "offset": str(offset), "length": str(length), "filename": "crawl/a.warc.gz"}
                )
                for (stamp, url, _), (offset, length) in zip(
                    self.captures, self.places, strict=True
                )
            ]  # fmt: skip
            return 200, "text/x-ndjson", "\n".join([*lines, "not json"]).encode()
        if path == "/crawl/a.warc.gz":
            start, end = map(int, span.removeprefix("bytes=").split("-"))
            return 206, "application/octet-stream", self.warc[start : end + 1]
        return 404, "text/plain", b"No Captures found"


@contextmanager
def public_archive(site_url):
    """Serve it on loopback while the block runs."""
    archive = PublicArchive(site_url)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            parts = urlsplit(self.path)
            archive.requests.append(self.path)
            base = f"http://127.0.0.1:{self.server.server_address[1]}"
            status, kind, body = archive.answer(
                parts.path, parse_qs(parts.query), self.headers["Range"], base
            )
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format, *args):
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    archive.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield archive
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def world(tmp_path):
    """Serve a site that has dropped one article and edited another, and a public archive."""
    with serving() as site, public_archive(site.url) as archive:
        site.posts = [post for post in site.posts if post.slug != KEPT.slug]
        crawl = Crawl(tmp_path, site.url)
        crawl.settings |= {
            "WAYBACK_CDX": f"{archive.url}/cdx/search/cdx", "WAYBACK_REPLAY": f"{archive.url}/web",
            "COMMONCRAWL_INDEX": archive.url, "COMMONCRAWL_DATA": archive.url,
            "HTTPCACHE_DIR": str(tmp_path / "cache"),
        }  # fmt: skip
        assert crawl.run().returncode == 0
        yield crawl, archive


HISTORY = (
    "SELECT number, r.seen_at, r.body LIKE '%Dulu begitu.%', c.url FROM revisions r"
    " JOIN articles a ON a.id = article_id JOIN captures c ON c.id = capture_id"
    " WHERE slug = ? ORDER BY number"
)


@pytest.mark.parametrize("name", ["wayback", "commoncrawl"])
def test_what_the_site_has_dropped_is_had_again(world, name):
    """With the day on which it was kept, and where it came from; nothing else is asked for."""
    crawl, archive = world
    ended = crawl.run(name)
    assert ended.returncode == 0, ended.stderr
    ((number, seen_at, _, source),) = crawl.query(HISTORY, KEPT.slug)
    assert (number, seen_at) == (1, "2023-06-01T03:00:00+00:00")
    assert source.startswith(archive.url)
    row = crawl.query("SELECT body, title, last_seen_at FROM articles WHERE slug = ?", KEPT.slug)
    assert row == [("\n\n".join(KEPT.paragraphs), KEPT.title, "2023-06-01T03:00:00+00:00")]
    assert len(crawl.query(HISTORY, EDITED.slug)) == 1
    archive.requests.clear()
    assert crawl.run(name).returncode == 0  # resumed: nothing is left to fetch
    assert not [path for path in archive.requests if "id_" in path or "warc.gz" in path]


@pytest.mark.parametrize("name", ["wayback", "commoncrawl"])
def test_older_states_become_older_revisions(world, name):
    """With -a all=1: the text before an edit, as two days' captures have it; the newest stays."""
    crawl, _ = world
    newest = crawl.query("SELECT body, last_seen_at FROM articles WHERE slug = ?", EDITED.slug)
    assert crawl.run(name, "-a", "all=1").returncode == 0
    rows = crawl.query(HISTORY, EDITED.slug)
    assert [(row[0], row[2]) for row in rows] == [(1, 1), (2, 0)]
    assert rows[0][1] == "2023-06-01T03:00:00+00:00"
    after = crawl.query("SELECT body, last_seen_at FROM articles WHERE slug = ?", EDITED.slug)
    assert after == newest
    witnesses = "SELECT witness FROM revisions WHERE body LIKE '%Dulu begitu.%'"
    assert crawl.query(witnesses) == [("capture",)]
    assert crawl.query("SELECT resolution FROM held_states") == [("believed",)]
    assert crawl.scrapy("doctor").returncode == 0


def test_an_older_state_of_one_capture_is_held(world):
    """Nothing says that a single capture shows what the newsroom had printed."""
    crawl, archive = world
    archive.captures = [each for each in archive.captures if each[0] != NEXT]
    assert crawl.run("wayback", "-a", "all=1").returncode == 0
    assert len(crawl.query(HISTORY, EDITED.slug)) == 1
    assert crawl.query("SELECT reason, looks, resolution FROM held_states") == [
        ("no_witness", 1, None)
    ]


def test_a_public_archive_that_is_down(world):
    """Is told by the exit code, and nothing of ours is harmed."""
    crawl, _ = world
    before = crawl.query("SELECT count(*) FROM articles")
    ended = crawl.run("wayback", WAYBACK_CDX="http://127.0.0.1:9/cdx", RETRY_TIMES="0")
    assert ended.returncode in (3, 5), ended.stderr
    assert crawl.query("SELECT count(*) FROM articles") == before


def test_arguments_are_checked(tmp_path):
    """A number where a number is due."""
    crawl = Crawl(tmp_path, "http://127.0.0.1:9")
    for arguments in (("wayback", "-a", "all=yes"), ("commoncrawl", "-a", "crawls=new")):
        assert crawl.run(*arguments).returncode == 2
