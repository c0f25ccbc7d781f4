"""Posts that try to run, to load and to calculate, in every text that a newsroom can write."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.replica.articles import Post, many_posts

#: A spreadsheet would calculate these.
FORMULAS = ('=HYPERLINK("http://a.example/","Klik")', "+1+1", "@SUM(1)", "-2+3")
SHORT = "<svg onload=PWNED=1>"


@dataclass
class Canary:
    """A server that nobody should ask anything."""

    url: str = ""
    asked: list[str] = field(default_factory=list)


@contextmanager
def canary() -> Iterator[Canary]:
    """Listen on loopback while the block runs."""
    bird = Canary()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            bird.asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet: the requests are counted above."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    bird.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield bird
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def attacks(bird: str) -> tuple[str, ...]:
    """Return what would change a title, set `PWNED`, or ask the canary."""
    run = f"document.title='PWNED';window.PWNED=1;new Image().src='{bird}/run'"
    return (
        f"<script>{run}</script>",
        f'<img src=x onerror="{run}">',
        f'<svg onload="{run}"></svg>',
        f"</textarea></title></script><script>{run}</script>",
        f'"><script>{run}</script>',
        f"' onmouseover='{run}' autofocus onfocus='{run}' x='",
        f"<style>@import url({bird}/css);body{{background:url({bird}/background)}}</style>",
        f'<link rel="stylesheet" href="{bird}/link"><a href="javascript:{run}" id="js">Baca</a>',
        "{{ 7 * 7 }}{% raw %}${7*7}",
        *FORMULAS,
    )


def raw_html(bird: str) -> list[str]:
    """Return HTML that does it on the newsroom's own page, and so stands in the capture."""
    run = f"document.title='PWNED';window.PWNED=1;new Image().src='{bird}/raw'"
    return [
        f"<script>{run}</script>",
        f'<p><img src="/x" onerror="{run}"><svg onload="{run}"></svg></p>',
        f"<style>@import url({bird}/css); p {{background:url({bird}/background)}}</style>",
        f'<p style="background:url({bird}/style)">Gaya</p>',
        f'<p><a href="javascript:{run}" id="js">Klik di sini</a></p>',
        f'<iframe src="{bird}/frame"></iframe><object data="{bird}/object"></object>',
        '<iframe srcdoc="&lt;script&gt;parent.PWNED=1&lt;/script&gt;"></iframe>',
        f'<video poster="{bird}/poster" src="{bird}/video"></video><embed src="{bird}/embed">',
        f'<form action="{bird}/form"><button formaction="javascript:{run}">Kirim</button></form>',
        f'<link rel="stylesheet" href="{bird}/link"><link rel="prefetch" href="{bird}/prefetch">',
        f'<math><mtext><style><img src="{bird}/math" onerror="{run}"></style></mtext></math>',
        f'<noscript><p title="</noscript><img src={bird}/mutant onerror={run}>"></noscript>',
    ]


def posts(bird: str) -> list[Post]:
    """Return a post for each attack, which stands in each of its texts."""
    made = []
    wicked = attacks(bird)
    for model, attack in zip(many_posts(len(wicked)), wicked, strict=True):
        # Typed text is escaped by the site, as WordPress does; the terms are printed as they are.
        printed = escape(attack)
        short = escape(attack if len(attack) < 6 else SHORT)  # what a sign-off takes
        made.append(
            replace(
                model, slug=f"serangan-{len(made)}", title=attack, category=printed,
                tags=(printed, "Jagung"), author=printed, signoff=f"//delegasi ({short})",
                caption=attack, extra_html=raw_html(bird),
                pages=[[attack, *model.pages[0], attack]], dateline="",
            )
        )  # fmt: skip
    return made
