"""`make bench`: what reading a front page of about 100 KB costs."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import lxml.html
import trafilatura

from delegasi_scraper.pages.article import parse_article
from tests.replica import render
from tests.replica.articles import all_posts

SITE = "https://delegasi.com"
SIZE = 100_000
ROUNDS = 60


def large_front_page() -> str:
    """Return a replica's front page, padded with menus and comments to a real page's size."""
    posts = all_posts()
    html = render.front(posts[30], 1, SITE, posts)
    item = "<li class='menu-item'><a href='{0}/category/c-{1}/'><span>Menu {1}</span></a></li>"
    comment = (
        "<li class='comment'><p>Komentar nomor {1} tentang berita ini, ditulis warga.</p></li>"
    )
    rows, number = [], 0
    while len(html) + sum(map(len, rows)) < SIZE:
        number += 1
        rows.append((item if number % 2 else comment).format(SITE, number))
    return html.replace("</main>", f"<ul>{''.join(rows)}</ul></main>")


def seconds(task: Callable[[], object]) -> float:
    """Time one call."""
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def main() -> None:
    """Interleave the tasks, so that a busy machine slows all of them alike."""
    html = large_front_page()
    tasks: dict[str, Callable[[], object]] = {
        "lxml.html.document_fromstring": lambda: lxml.html.document_fromstring(html),
        "parse_article": lambda: parse_article(html, url=f"{SITE}/x-y-z/"),
        "trafilatura.bare_extraction": lambda: trafilatura.bare_extraction(
            html, favor_precision=True, include_comments=False, with_metadata=True
        ),
    }
    timed: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(ROUNDS):
        for name, task in tasks.items():
            timed[name].append(seconds(task))
    base = statistics.median(timed["lxml.html.document_fromstring"])
    print(f"front page of {len(html) / 1000:.0f} KB, median of {ROUNDS} interleaved rounds")
    for name, values in timed.items():
        median = statistics.median(values)
        print(f"  {name:<32} {median * 1000:7.2f} ms   ratio {median / base:5.2f}")


if __name__ == "__main__":
    main()
