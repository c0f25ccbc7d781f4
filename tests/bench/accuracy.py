"""`make bench`: how many pages are read as they were written, beside other extractors.

``python -m tests.bench.accuracy --write`` puts the table into docs/accuracy.md, too.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from delegasi_scraper.extract import extract_article
from tests.wordpress import truth
from tests.wordpress.server import WordPress, missing
from tests.wordpress.truth import Kind, Page, Table

PROJECT = Path(__file__).resolve().parents[2]
PEERS_PYTHON = PROJECT / "build/peers/bin/python"
DOCUMENT = PROJECT / "docs/accuracy.md"
BEGIN, END = "<!-- printed by make accuracy -->\n", "<!-- end -->\n"
KINDS: tuple[Kind, ...] = ("front", "AMP", "text")
FAULTS_SHOWN = 5

Rows = dict[str, tuple[Any, Any]]


def but_for_the_signoff(page: Page, paragraphs: Iterable[str]) -> list[str]:
    """Drop the sign-off from a text: what does not know sign-offs leaves it in."""
    mark = page.truth["signoff"]
    texts = [text.removesuffix(mark).rstrip() if mark else text for text in paragraphs]
    return [text for text in texts if text]


def word_f1(page: Page, paragraphs: Iterable[str]) -> float:
    """Return how well the words of a body agree with the true ones, in any order."""
    wanted, got = truth.words_of(truth.body_wanted(page)), truth.words_of(paragraphs)
    both = (wanted & got).total()
    return 2 * both / (wanted.total() + got.total())


def peer_rows(page: Page, record: dict[str, Any]) -> Rows:
    """Return what is wanted and got of what a peer reads; a date counts by its day."""
    texts = [" ".join(text.split()) for text in record["paragraphs"]]
    texts = truth.without_either(page, filter(None, texts))
    wanted = truth.page_wanted(page)
    if "error" in record:  # not a word about how well it reads
        return {"read without an error": (None, record["error"])}
    day = (record.get("published") or "")[:10] or None
    return {
        "read without an error": (None, None),
        **truth.body_rows(page, texts),
        "body, but for the sign-off": (truth.body_wanted(page), but_for_the_signoff(page, texts)),
        "title": (wanted["title"], record.get("title")),
        "author": (wanted["author"], record.get("author")),
        "published": (wanted["published"][:10], day),
        "categories": (wanted["categories"], sorted(record.get("categories", ()))),
        "tags": (wanted["tags"], sorted(record.get("tags", ()))),
    }


def read_by_peers(pages: list[Page]) -> dict[str, list[dict[str, Any]]]:
    """Return the records of each peer, in the order of the pages; none where none is installed."""
    if not PEERS_PYTHON.exists():
        return {}
    lines = "".join(json.dumps({"url": page.url, "html": page.html}) + "\n" for page in pages)
    done = subprocess.run(
        [str(PEERS_PYTHON), "-W", "ignore", str(PROJECT / "tests/bench/peers.py")],
        input=lines, capture_output=True, text=True, check=True,
    )  # fmt: skip
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return {name: [answer[name] for answer in answers] for name in answers[0]}


def by_peer(pages: list[Page], records: list[dict[str, Any]]) -> tuple[Table, list[float]]:
    """Return a peer's table, and the word-F1 of each page."""
    of_page = dict(zip(map(id, pages), records, strict=True))
    table = truth.compare(pages, lambda page: peer_rows(page, of_page[id(page)]))
    return table, [word_f1(page, record["paragraphs"]) for page, record in
                   zip(pages, records, strict=True)]  # fmt: skip


def our_rows(page: Page) -> Rows:
    """Return the rows of a page or text, and the one that peers are compared in."""
    rows = truth.rows_of(page)
    wanted, got = rows["body"]
    rows = {"read without an error": (None, None), **rows}
    return {**rows, "body, but for the sign-off": (wanted, but_for_the_signoff(page, got))}


def share(table: Table, field: str, kind: Kind, pages: int) -> str:
    """Return how many pages are right; of how many, where a reader failed on the others."""
    right, of = table.right[field, kind], table.of[field, kind]
    return "" if not of else f"{right}" if of == pages else f"{right} of {of}"


def printed(tables: dict[str, Table], f1: dict[str, dict[Kind, float]]) -> str:
    """Return the table as Markdown."""
    first = next(iter(tables.values()))
    lines = [
        f"| field | pages | {' | '.join(tables)} |",
        f"|---|---|{'---|' * len(tables)}",
    ]
    for kind in KINDS:
        fields = [field for field, of in first.of if of == kind]
        for field in fields:
            cells = [share(table, field, kind, first.of[field, kind]) for table in tables.values()]
            lines.append(f"| {field} | {kind}, {first.of[field, kind]} | {' | '.join(cells)} |")
        means = [f"{f1[name][kind]:.4f}" if kind in f1[name] else "" for name in tables]
        lines.append(f"| body's word-F1, mean | {kind} | {' | '.join(means)} |")
    return "\n".join(lines) + "\n"


def printed_faults(table: Table) -> str:
    """Name the first faults of each field."""
    lines = []
    for kind in KINDS:
        for field in dict.fromkeys(fault.field for fault in table.faults):
            for fault in table.wrong(field, kind)[:FAULTS_SHOWN]:
                wanted, got = fault.wanted, fault.got
                if isinstance(wanted, list):
                    wanted = [text for text in fault.wanted if text not in fault.got]
                    got = [text for text in fault.got if text not in fault.wanted]
                lines.append(f"{kind} {field} {fault.name}\n  wanted {wanted}\n  got    {got}")
    return "\n".join(lines)


def f1_by_kind(pages: list[Page], values: list[float]) -> dict[Kind, float]:
    """Return the mean of each kind of page."""
    kinds = [page.kind for page in pages]
    return {
        kind: statistics.mean(v for k, v in zip(kinds, values, strict=True) if k == kind)
        for kind in set(kinds)
    }


def measure() -> tuple[str, str]:
    """Return the table and the first faults, all from one run."""
    with WordPress() as site:
        pages = truth.read_pages(site, truth.load(site))
    everything = [*pages, *truth.plain_texts()]
    tables = {"this project": truth.compare(everything, our_rows)}
    bodies = [extract_article(page.html, url=page.url).paragraphs for page in pages]
    ours = [word_f1(page, body) for page, body in zip(pages, bodies, strict=True)]
    f1 = {"this project": f1_by_kind(pages, ours)}
    for name, records in read_by_peers(pages).items():
        tables[name], values = by_peer(pages, records)
        f1[name] = f1_by_kind(pages, values)
    return printed(tables, f1), printed_faults(tables["this project"])


def write(table: str) -> None:
    """Put the table into the document, between its two marks."""
    before, rest = DOCUMENT.read_text(encoding="utf-8").split(BEGIN)
    _, after = rest.split(END)
    DOCUMENT.write_text(f"{before}{BEGIN}{table}{END}{after}", encoding="utf-8")


def main() -> None:
    """Print the table and the first faults; with --write, put the table into the document."""
    if absent := missing():
        print(f"no accuracy without {', '.join(absent)} (tests/install.sh installs them)")
        return
    table, faults = measure()
    print(f"{table}\n{faults}")
    if "--write" in sys.argv[1:]:
        write(table)


if __name__ == "__main__":
    main()
