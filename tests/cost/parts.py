"""What the guard on cost counts: one table of named parts, each with its yardstick.

A part that changes is changed here; then `make cost-baseline`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import lxml.html

from archive.rows import ArticleRow
from archive.store import Archive
from delegasi_scraper.extract import extract_article
from delegasi_scraper.pipelines.archive_rows import article_row, teaser_rows
from tests.saving import save_article

STORED = Path(__file__).parent.parent / "pages"
#: A real page of the site has about 100 KB; most of it is menus, comments and widgets.
SIZE = 100_000

Task = Callable[[], object]


@dataclass(frozen=True)
class Part:
    """One thing to count, and what its instructions are divided by.

    The yardstick does the same kind of work without code of this project, so that another
    libc, lxml, SQLite or Python moves both.
    """

    task: Task
    yardstick: Task
    rounds: int = 1  # of each; more where a round is short beside what switching costs


def stored_page(case: str) -> tuple[str, str]:
    """Return a stored page and its address."""
    folder = STORED / case
    address = json.loads((folder / "case.json").read_text(encoding="utf-8"))["address"]
    return (folder / "page.html").read_text(encoding="utf-8"), address


def of_full_size(html: str) -> str:
    """Pad a page with menus and comments to the size of a real one."""
    menu = "<li class='menu-item'><a href='/category/c-{0}/'><span>Menu {0}</span></a></li>"
    comment = "<li class='comment'><p>Komentar nomor {0} tentang berita ini.</p></li>"
    rows: list[str] = []
    length = len(html)
    while length < SIZE:
        rows.append((comment if len(rows) % 2 else menu).format(len(rows)))
        length += len(rows[-1])
    return html.replace("</body>", f"<ul>{''.join(rows)}</ul></body>")


def page_part(html: str, address: str) -> Part:
    """Extract one article from a page; beside it, parse the page and visit its elements."""

    def visit() -> int:
        root = lxml.html.document_fromstring(html)
        return sum(len((element.text or "").split()) for element in root.iter())

    return Part(lambda: extract_article(html, url=address), visit)


def save_parts(folder: Path) -> dict[str, Part]:
    """Save new articles, then one again; beside it, insert rows into bare tables."""
    html, address = stored_page("front/newer_generation")
    article = extract_article(html, url=address)
    row, teasers = article_row(article), teaser_rows(article.teasers)
    archive = Archive.open(folder / "archive.db", site_url="https://delegasi.com")
    numbers = count(1)

    def save(row: ArticleRow) -> object:
        return save_article(
            archive,
            row,
            seen_at="2024-10-04T01:00:00+00:00",
            aliases=((f"{row.url}/", "front"),),
            teasers=teasers,
            page_url=f"{row.url}/",
        )

    def save_new() -> object:
        number = next(numbers)
        words = row.body.split(" ")
        turned = words[number % len(words) :] + words[: number % len(words)]
        return save(
            replace(
                row,
                url=f"{row.url}-{number}",
                slug=f"{row.slug}-{number}",
                wp_id=10_000 + number,
                title=f"{row.title} {number}",
                body=" ".join(f"{word}{number}" for word in turned),
            )
        )

    yardstick = bare_insert(folder, row)
    return {
        "save of a new article": Part(save_new, yardstick, rounds=10),
        "save of an unchanged article": Part(lambda: save(row), yardstick, rounds=10),
    }


def bare_insert(folder: Path, row: ArticleRow) -> Task:
    """Insert a text and index its words, with nothing around it.

    Rolled back: FTS5 merges its segments now and then, and a yardstick must not vary.
    """
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("CREATE TABLE texts (id INTEGER PRIMARY KEY, title, body, record)")
    connection.execute("CREATE INDEX titles ON texts (title)")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5 (title, body)")

    def insert() -> None:
        connection.execute("BEGIN")
        connection.execute(
            "INSERT INTO texts (title, body, record) VALUES (?, ?, ?)",
            (row.title, row.body, row.record),
        )
        connection.execute("INSERT INTO words VALUES (?, ?)", (row.title, row.body))
        connection.execute("ROLLBACK")

    return insert


def parts(folder: Path) -> dict[str, Part]:
    """Return all parts by name; ``folder`` is where archives may be made."""
    front, front_address = stored_page("front/newer_generation")
    amp, amp_address = stored_page("amp/swift")
    return {
        "front page": page_part(of_full_size(front), front_address),
        "AMP page": page_part(of_full_size(amp), amp_address),
        "body pasted from Word": page_part(*stored_page("front/pasted_from_word")),
        **save_parts(folder),
    }
