"""What a crawl of 20,000 pages needs of memory, and what captures cost it."""

from __future__ import annotations

import json
import random
import re
import resource
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
from tests.replica.server import HTML, Replica, packed, serving

PAGES = 20_000
COMPARED = 1_500
CAPTURE = "delegasi_scraper.middlewares.capture.CaptureMiddleware"


def resident(pid: int) -> float:
    """Return a process's resident memory in MB."""
    text = Path(f"/proc/{pid}/status").read_text()
    match = re.search(r"VmRSS:\s+(\d+) kB", text)
    return int(match[1]) / 1024 if match else 0.0


def serve_fast(site: Replica, *, remember: bool = False) -> None:
    """Answer articles from their template, without looking at 20,000 posts for each.

    With ``remember`` from memory, so that the server's own time hides no cost of the crawl's.
    """
    by_path = {f"/{post.slug}/": post for post in site.posts}
    others = site.posts[:8]
    filler = "<li><a href='/category/c-{0}/'>Menu {0}</a><p>Komentar {0}, ditulis warga.</p></li>"
    # Real pages of this size are 17 to 18 KB gzipped; rows of one pattern alone would be 8.
    noise = random.Random(1).randbytes(10_000).hex()
    rows = "".join(filler.format(number) for number in range((SIZE - len(noise)) // 90))
    slow = site.answer
    remembered: dict[str, tuple[int, str, str]] = {}

    def answer(path: str, query: str = "") -> tuple[int, str, str]:
        post = by_path.get(path)
        if post is None:
            return slow(path, query)
        if path in remembered:
            return remembered[path]
        html = render.front(post, 1, site.url, others)
        end = f"<ul>{rows}</ul><script>var x = '{noise}'</script></main>"
        told = 200, HTML, html.replace("</main>", end)
        if remember:
            remembered[path] = told
            packed(told[2])
        return told

    site.answer = answer  # type: ignore[method-assign]
    if remember:
        for path in by_path:
            answer(path)


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
        now = at_2000 = 0.0
        while process.poll() is None:
            try:
                now = resident(process.pid)
            except OSError:
                break
            peak = max(peak, now)
            if marks and len(site.requests) >= marks[0]:
                pace = len(site.requests) / (time.monotonic() - started)
                at_2000 = at_2000 or now
                print(f"  page {marks.pop(0):>6,}: {now:.0f} MB, {pace:.0f} pages/s", flush=True)
            time.sleep(0.2)
        print(f"  peak {peak:.0f} MB, exit code {process.wait()}")
        grown, share = now - at_2000, now / at_2000
        print(f"  from page 2,000 to the last: {grown:+.0f} MB, {share:.2f} times")


def seconds(site: Replica, *, captures: bool) -> tuple[float, float, float]:
    """Crawl some pages; return seconds, seconds of the processor, and the captures' KB a page."""
    middlewares = dict(settings.DOWNLOADER_MIDDLEWARES)
    if not captures:
        middlewares[CAPTURE] = None
    with tempfile.TemporaryDirectory() as folder:
        crawl = Crawl(Path(folder), site.url)
        listed = Path(folder) / "list"
        listed.write_text("".join(f"{site.url}/{post.slug}/\n" for post in site.posts))
        started, busy = time.perf_counter(), processor()
        command = crawl.command(
            "articles", "-a", f"urls={listed}", DOWNLOADER_MIDDLEWARES=json.dumps(middlewares)
        )
        subprocess.run(command, cwd=PROJECT, capture_output=True, check=True)
        size = sum(path.stat().st_size for path in Path(folder).glob("warc/*"))
        took = time.perf_counter() - started
        return took, processor() - busy, size / 1000 / len(site.posts)


def processor() -> float:
    """Return the processor seconds of all the crawls so far: other people's work is not in them."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def capture_cost() -> None:
    """Crawl the same pages with and without captures, turn by turn."""
    print(f"\ncaptures, {COMPARED:,} pages, medians of three turns")
    with serving(posts=many_posts(COMPARED)) as site:
        serve_fast(site, remember=True)
        turns = [
            (*seconds(site, captures=False)[:2], *seconds(site, captures=True)) for _ in range(3)
        ]
    columns = (sorted(column)[1] for column in zip(*turns, strict=True))
    without, busy_without, with_, busy_with, size = columns
    print(f"  {without:.1f} s without, {with_:.1f} s with: throughput {without / with_:.2f}")
    share = busy_without / busy_with
    print(f"  processor {busy_without:.1f} s without, {busy_with:.1f} s with: {share:.2f}")
    print(f"  {size:.1f} KB a page")


def main() -> None:
    """Print both."""
    capture_cost()
    crawl_memory()


if __name__ == "__main__":
    sys.exit(main())
