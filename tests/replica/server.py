"""Serve the replica on loopback, and count what is asked of it."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import lru_cache
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from tests.replica import render
from tests.replica.articles import WITA, Post, all_posts

Answer = tuple[int, str, str]  # status, content type, text; of a redirect, the target
HTML, XML = "text/html; charset=UTF-8", "application/xml; charset=UTF-8"
JSON = "application/json; charset=UTF-8"
OLD_SLUG = "panen-jagung-lama"


@lru_cache(maxsize=2_000)
def packed(text: str) -> bytes:
    """Return a text's gzip, the same each time, as servers make it."""
    return gzip.compress(text.encode(), 1, mtime=0)


def just_now() -> datetime:
    """Return the moment after what a crawl has seen so far: it counts whole seconds."""
    return datetime.now(WITA).replace(microsecond=0) + timedelta(seconds=1)


class Replica:
    """The site's state; tests edit it between two runs."""

    def __init__(self, posts: list[Post] | None = None) -> None:
        self.url = ""
        self.posts = all_posts() if posts is None else posts
        self.rest_open = False
        self.theme_html = ""  # what the theme prints in each text, and REST does not
        self.noise: Callable[[str], str] | None = None  # what plugins make of an article
        self.cut_by_theme: str | None = None  # a paragraph that no page prints
        self.totals = 0, 0  # posts and pages, as REST's headers state them
        self.requests: list[tuple[str, int]] = []
        self.robots_status = 200
        self.robots_txt: str | None = None  # in place of the usual one
        self.sitemap_path = "/sitemap_index.xml"
        self.page_status: int | None = None  # every article answers so
        self.broken: set[str] = set()  # paths that answer 500
        self.unknown_theme = False
        self.amp_mended = False
        self.plain_pager = False  # listings page by /?paged=2, as without pretty permalinks
        self.crawl_delay: int | None = None
        self.retry_after: int | None = None  # seconds that a 503 asks for
        self.moved_to: str | None = None  # every article redirects there
        self.raw: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}  # path: misbehaviour

    @property
    def public(self) -> list[Post]:
        """The posts that anybody may read."""
        return [post for post in self.posts if not post.password]

    def post(self, slug: str) -> Post:
        """Return the post of a slug."""
        return next(post for post in self.posts if post.slug == slug)

    def edit(self, slug: str, paragraph: str, when: timedelta | None = None) -> None:
        """Append a paragraph, as an editor would: now, or so long after it was published."""
        post = self.post(slug)
        post.pages[-1] = [*post.pages[-1], paragraph]
        post.modified = post.published + when if when else just_now()

    def publish(self, slug: str, title: str) -> Post:
        """Publish a post now."""
        now = datetime.now(WITA).replace(microsecond=0)
        text = [
            f"Kabar tentang {title} baru diterima redaksi pagi ini.",
            f"Nomor berkasnya {title}.",
        ]
        post = replace(
            self.posts[0], id=max(post.id for post in self.posts) + 1, slug=slug, title=title,
            pages=[text], published=now, modified=None, extra_html=[],
        )  # fmt: skip
        self.posts.append(post)
        return post

    def answer(self, path: str, query: str = "") -> Answer:
        """Answer one request."""
        if path in self.broken:
            return 500, HTML, render.plain("Galat", "", "Galat")
        if path == "/robots.txt":
            delay = f"Crawl-delay: {self.crawl_delay}\n" if self.crawl_delay else ""
            text = f"User-agent: *\nDisallow: /wp-admin/\n{delay}Sitemap: {self.url}/sitemap_index.xml\n"
            return self.robots_status, "text/plain", self.robots_txt or text
        if path == self.sitemap_path:
            return 200, XML, render.sitemap_index(self.posts, self.url)
        if match := re.fullmatch(r"/post-sitemap(\d*)\.xml", path):
            part = render.sitemap_part(self.posts, int(match[1] or 1))
            return (200, XML, render.urlset(part, self.url)) if part else self._missing()
        if path == "/wp-json/wp/v2/posts" and self.rest_open:
            return self._rest(query)
        if path == "/feed/":
            return 200, XML, self._feed()
        if path == "/" and (match := re.search(r"(?:^|&)p=(\d+)", query)):
            slug = next((post.slug for post in self.posts if post.id == int(match[1])), None)
            return (301, HTML, f"{self.url}/{slug}/") if slug else self._missing()
        if self.plain_pager and path == "/" and (match := re.search(r"(?:^|&)paged=(\d+)", query)):
            path = f"/page/{match[1]}/"
        newest = list(reversed(self.posts))
        names = {post.category for post in self.posts}
        if match := re.fullmatch(r"(/(?:category/([\w-]+)/)?)(?:page/(\d+)/)?", path):
            shown = [p for p in newest if not match[2] or render.slugify(p.category) == match[2]]
            page = int(match[3] or 1)
            if not shown[(page - 1) * render.PER_PAGE :]:
                return self._missing()
            heading = match[2] or "Delegasi"
            html = render.listing(shown, page, match[1], heading, self.url, names)
            if self.plain_pager:
                html = html.replace(
                    f'href="{self.url}/page/{page + 1}/"', f'href="/?paged={page + 1}"'
                )
            return 200, HTML, html
        return self._article(path)

    def _article(self, path: str) -> Answer:
        if path.startswith("/wp-json/"):
            return self._missing()
        if not path.endswith("/"):
            return 301, HTML, f"{self.url}{path}/"
        parts = unquote(path).strip("/").lower().split("/")
        if parts[0] == OLD_SLUG:
            return 301, HTML, f"{self.url}/{self.posts[0].slug}/"
        if parts[0] == "tentang-kami":
            return 200, HTML, render.plain("Tentang Kami", "page page-id-2", "Redaksi di Kupang.")
        if parts[0] == "foto-lampiran":
            return 200, HTML, render.plain("Foto", "attachment single single-attachment", "Foto")
        post = next((post for post in self.posts if post.slug == parts[0]), None)
        if post is None:
            return self._missing()
        if self.moved_to:
            return 301, HTML, self.moved_to
        if self.page_status:
            return self.page_status, HTML, render.plain("Galat", "", "Galat")
        if parts[1:] == ["amp"]:
            if not post.amp or post.password:
                return 301, HTML, f"{self.url}/{post.slug}/"
            return 200, HTML, render.amp(post, self.url, self.posts, mended=self.amp_mended)
        page = int(parts[1]) if len(parts) == 2 and parts[1].isdigit() else 1
        if page > max(1, len(post.pages)):
            return 301, HTML, f"{self.url}/{post.slug}/"
        html = render.front(post, page, self.url, self.posts)
        body = 'entry-content entry-content-single">'
        html = html.replace(body, body + self.theme_html, 1)
        html = self.noise(html) if self.noise else html
        html = html.replace(f"<p>{self.cut_by_theme}</p>", "", 1)
        if self.unknown_theme:
            html = html.replace("entry-content-single", "isi").replace("content-single", "berita")
            html = html.replace("entry-content", "isi")
        return 200, HTML, html

    def _rest(self, query: str) -> Answer:
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        after = datetime.fromisoformat(asked.get("modified_after", "1970-01-01T00:00:00Z"))
        posts = [(post.modified or post.published, post) for post in self.posts]
        posts = sorted((p for p in posts if p[0] > after), key=lambda p: p[0], reverse=True)
        page, size = int(asked.get("page", 1)), int(asked.get("per_page", 10))
        start = int(asked.get("offset", (page - 1) * size))  # in WordPress, it wins over page
        here = posts[start : start + size]
        if page > 1 and not here:
            return 400, JSON, '{"code": "rest_post_invalid_page_number"}'
        self.totals = len(posts), -(-len(posts) // size)
        wanted = asked.get("_fields", "id,link,date_gmt,modified_gmt,title,content").split(",")
        rows = [
            {
                "id": post.id, "link": f"{self.url}/{post.slug}/",
                "date_gmt": f"{post.published.astimezone(UTC):%Y-%m-%dT%H:%M:%S}",
                "modified_gmt": f"{modified.astimezone(UTC):%Y-%m-%dT%H:%M:%S}",
                "title": {"rendered": escape(post.title, quote=False)},
                "content": {
                    "rendered": "" if post.password else render.content(post, self.url, self.posts),
                    "protected": post.password,
                },
            }
            for modified, post in here
        ]  # fmt: skip
        return 200, JSON, json.dumps([{name: row[name] for name in wanted} for row in rows])

    def _missing(self) -> Answer:
        return 404, HTML, render.plain("Halaman tidak ditemukan", "error404", "Tidak ada.")

    def _feed(self) -> str:
        rows = "".join(
            f"<item><title>{escape(p.title, quote=False)}</title><link>{self.url}/{p.slug}/</link>"
            f"<guid>{self.url}/?p={p.id}</guid><pubDate>{format_datetime(p.published)}</pubDate></item>"
            for p in list(reversed(self.public))[:10]
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel>{rows}</channel></rss>'


@contextmanager
def serving(
    port: int = 0, posts: list[Post] | None = None, tls: ssl.SSLContext | None = None
) -> Iterator[Replica]:
    """Serve a fresh replica on loopback while the block runs; over TLS with a context."""
    replica = Replica(posts)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body in one segment: apart, each answer waits 40 ms for an acknowledgement.
        wbufsize = -1
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if misbehave := replica.raw.get(parts.path):
                replica.requests.append((self.path, 0))
                misbehave(self)
                self.wfile.flush()
                self.close_connection = True
                return
            status, kind, text = replica.answer(parts.path, parts.query)
            tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:16]}"'
            if parts.path == "/feed/" and self.headers["If-None-Match"] == tag:
                status, text = 304, ""
            replica.requests.append((self.path, status))
            redirect = status in (301, 302)
            body = b"" if redirect or status == 304 else packed(text)
            self.send_response(status)
            if redirect:
                self.send_header("Location", text)
            elif status != 304:
                self.send_header("Content-Encoding", "gzip")
            if parts.path == "/feed/":
                self.send_header("ETag", tag)
            if kind == JSON and status == 200:
                self.send_header("X-WP-Total", str(replica.totals[0]))
                self.send_header("X-WP-TotalPages", str(replica.totals[1]))
            if status == 503 and replica.retry_after:
                self.send_header("Retry-After", str(replica.retry_after))
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet: the requests are counted above."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    replica.url = f"http{'s' if tls else ''}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield replica
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


if __name__ == "__main__":
    with serving(int(sys.argv[1]) if len(sys.argv) > 1 else 8000) as site:
        print(f"The replica is at {site.url}; end it with Ctrl-C.")
        threading.Event().wait()
