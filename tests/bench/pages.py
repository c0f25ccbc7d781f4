"""`make bench`: what reading a front page of about 100 KB costs."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import lxml.html
import trafilatura

from delegasi_scraper.extract import extract_article
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
    """Time each task turn by turn with a bare parse, so that a busy machine slows both alike.

    Not all three in one turn: trafilatura's 80 ms empty the processor's caches, which would
    be charged to whoever comes next.
    """
    html = large_front_page()

    def bare() -> object:
        return lxml.html.document_fromstring(html)

    tasks: dict[str, Callable[[], object]] = {
        "extract_article": lambda: extract_article(html, url=f"{SITE}/x-y-z/"),
        "trafilatura.bare_extraction": lambda: trafilatura.bare_extraction(
            html, favor_precision=True, include_comments=False, with_metadata=True
        ),
    }
    print(f"front page of {len(html) / 1000:.0f} KB, medians of {ROUNDS} turns")
    for name, task in tasks.items():
        turns = [(seconds(bare), seconds(task)) for _ in range(ROUNDS)]
        base, cost = (statistics.median(column) for column in zip(*turns, strict=True))
        print(f"  {name:<28} {cost * 1000:7.2f} ms, bare lxml parse {base * 1000:.2f} ms,", end=" ")
        print(f"ratio {cost / base:.2f}")


if __name__ == "__main__":
    main()
