"""What a crawl of 20,000 pages needs of memory, and what captures cost it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from delegasi_scraper import settings
from tests.bench.pages import SIZE
from tests.crawling import PROJECT, Crawl
from tests.replica import render
from tests.replica.articles import many_posts
from tests.replica.server import HTML, Replica, serving

PAGES = 20_000
COMPARED = 1_500
CAPTURE = "delegasi_scraper.middlewares.capture.CaptureMiddleware"


def resident(pid: int) -> float:
    """Return a process's resident memory in MB."""
    text = Path(f"/proc/{pid}/status").read_text()
    match = re.search(r"VmRSS:\s+(\d+) kB", text)
    return int(match[1]) / 1024 if match else 0.0


def serve_fast(site: Replica) -> None:
    """Answer articles from their template, without looking at 20,000 posts for each."""
    by_path = {f"/{post.slug}/": post for post in site.posts}
    others = site.posts[:8]
    filler = "<li><a href='/category/c-{0}/'>Menu {0}</a><p>Komentar {0}, ditulis warga.</p></li>"
    rows = "".join(filler.format(number) for number in range(SIZE // 90))
    slow = site.answer

    def answer(path: str, query: str = "") -> tuple[int, str, str]:
        post = by_path.get(path)
        if post is None:
            return slow(path, query)
        html = render.front(post, 1, site.url, others)
        return 200, HTML, html.replace("</main>", f"<ul>{rows}</ul></main>")

    site.answer = answer  # type: ignore[method-assign]


def crawl_memory() -> None:
    """Crawl 20,000 pages of 100 KB, and print the memory on the way."""
    print(f"\ncrawling {PAGES:,} pages of {SIZE // 1000} KB, resident memory")
    with tempfile.TemporaryDirectory() as folder, serving(posts=many_posts(PAGES)) as site:
        serve_fast(site)
        crawl = Crawl(Path(folder), site.url)
        listed = Path(folder) / "list"
        listed.write_text("".join(f"{site.url}/{post.slug}/\n" for post in site.posts))
        started = time.monotonic()
        process = subprocess.Popen(
            crawl.command("articles", "-a", f"urls={listed}"),
            cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        marks = [2_000, 5_000, 10_000, 15_000, PAGES]
        peak = 0.0
        while process.poll() is None:
            try:
                now = resident(process.pid)
            except OSError:
                break
            peak = max(peak, now)
            if marks and len(site.requests) >= marks[0]:
                pace = len(site.requests) / (time.monotonic() - started)
                print(f"  page {marks.pop(0):>6,}: {now:.0f} MB, {pace:.0f} pages/s", flush=True)
            time.sleep(0.2)
        print(f"  peak {peak:.0f} MB, exit code {process.wait()}")


def seconds(site: Replica, *, captures: bool) -> tuple[float, float]:
    """Crawl some pages; return the seconds it took, and the captures' KB a page."""
    middlewares = dict(settings.DOWNLOADER_MIDDLEWARES)
    if not captures:
        middlewares[CAPTURE] = None
    with tempfile.TemporaryDirectory() as folder:
        crawl = Crawl(Path(folder), site.url)
        listed = Path(folder) / "list"
        listed.write_text("".join(f"{site.url}/{post.slug}/\n" for post in site.posts))
        started = time.perf_counter()
        command = crawl.command(
            "articles", "-a", f"urls={listed}", DOWNLOADER_MIDDLEWARES=json.dumps(middlewares)
        )
        subprocess.run(command, cwd=PROJECT, capture_output=True, check=True)
        size = sum(path.stat().st_size for path in Path(folder).glob("warc/*"))
        return time.perf_counter() - started, size / 1000 / len(site.posts)


def capture_cost() -> None:
    """Crawl the same pages with and without captures, turn by turn."""
    print(f"\ncaptures, {COMPARED:,} pages, medians of three turns")
    with serving(posts=many_posts(COMPARED)) as site:
        serve_fast(site)
        turns = [
            (seconds(site, captures=False)[0], *seconds(site, captures=True)) for _ in range(3)
        ]
    without, with_, size = (sorted(column)[1] for column in zip(*turns, strict=True))
    print(f"  {without:.1f} s without, {with_:.1f} s with: throughput {without / with_:.2f},")
    print(f"  {size:.1f} KB a page")


def main() -> None:
    """Print both."""
    capture_cost()
    crawl_memory()


if __name__ == "__main__":
    sys.exit(main())
