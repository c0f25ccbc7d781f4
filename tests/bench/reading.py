"""`make bench`: how fast the archive answers in the browser at 100,000 articles.

Real `scrapy serve`, asked over loopback by one client; a figure is the time from sending the
request to having read all of the answer, which is the server's own and what loopback adds.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.bench.crawl import resident
from tests.bench.large_archive import ARTICLES, fill
from tests.serving import Served, served

RUNS = 20
MEMORY = 250
PLACES = ("Kupang", "Ende", "Menia")


@dataclass(frozen=True)
class Question:
    """One page asked for; ``paths`` are taken in turn, so that no run repeats the last."""

    name: str
    limit: int  # ms
    paths: list[str]


def searches(words: list[str], **more: str) -> list[str]:
    """Return the addresses of searches."""
    return [f"/search?{urlencode({'q': word, **more})}" for word in words]


def questions(tables: str) -> list[Question]:
    """Return what is asked; the words are of tests/bench/vocabulary.py, by how common they are."""
    pairs = {
        "rare": ["Woreya Domigimo", "Tabuses tercara", "Tarewaku petundaan"],
        "common": ["warga sekolah", "polisi ternak", "kelompok penenun"],
        "commonest": ["di dan", "yang dan", "dari yang", "di yang"],
        "affixed": ["menjelaskan pembangunan", "mengatakan pelayaran"],
        "quoted": ['"di dan" yang', '"warga desa"', '"kepala dinas"'],
        "alternative": ["polisi OR hakim -sidang", "kabupat* OR desa"],
    }
    narrowed = {
        "a month": {"year_month": "2019-05"},
        "a small place": {"place": "Menia"},
        "what is gone": {"state": "gone"},
        "a tag": {"tag": "tanda-7"},
    }
    articles = [f"/article/berita-{number}" for number in range(32, ARTICLES, ARTICLES // 19)]
    listing = f"/{tables}/articles_list"
    counted = f"/{tables}/word_over_time.json?_shape=objects&word="
    return [
        Question("article page", 60, articles),
        *(
            Question(f"search, two {kind} words, newest", 60, searches(words))
            for kind, words in pairs.items()
        ),
        *(
            Question(f"search, two {kind} words, ranked", 250, searches(words, sort="relevance"))
            for kind, words in pairs.items()
        ),
        *(
            Question(f"search within {name}", 60, searches(["warga desa", "di yang"], **filters))
            for name, filters in narrowed.items()
        ),
        Question("all articles, with counts", 200, ["/search", "/search?duplicates=1"]),
        Question("a place's articles, with counts", 200, [f"/search?place={p}" for p in PLACES]),
        Question("front page", 200, ["/"]),
        Question("listing and its facets, JSON", 200, [f"{listing}.json"]),
        Question("listing and its facets, HTML", 200, [listing]),
        Question("word over time", 400, [counted + word for word in ("warga", "di", "polisi")]),
        Question("charts page", 400, ["/charts"]),
        Question("days looked", 400, ["/days"]),
    ]  # fmt: skip


def ask(url: str) -> tuple[float, bytes]:
    """Return the milliseconds that an answer took, and the answer."""
    began = time.perf_counter()
    with urllib.request.urlopen(url, timeout=60) as response:
        answer: bytes = response.read()
    return (time.perf_counter() - began) * 1000, answer


def measure(site: Served, question: Question) -> None:
    """Print one question's median; a page that is not there is said to be missing."""
    try:
        ask(site.url + question.paths[0])
        turns = [
            ask(site.url + question.paths[run % len(question.paths)])[0] for run in range(RUNS)
        ]
    except urllib.error.HTTPError as error:
        print(f"  {question.name:<40} answered {error.code} {error.read(300)!r}")
        return
    median = statistics.median(turns)
    verdict = "" if median <= question.limit else "  TOO SLOW"
    print(
        f"  {question.name:<40} {median:6.0f} ms of {question.limit} ms, slowest"
        f" {max(turns):.0f} ms{verdict}",
        flush=True,
    )


def look_at_facets(site: Served) -> None:
    """Raise where Datasette gave a facet up: JSON leaves it out, the page says so."""
    _, answer = ask(f"{site.tables}/articles_list.json")
    found = json.loads(answer)["facet_results"]
    # Those of metadata.yml; asked for by name again, they would be counted twice.
    missing = {"place", "section", "author", "year_month", "state"} - set(found)
    assert not missing, f"given up: {missing}"
    _, page = ask(f"{site.tables}/articles_list")
    assert b"timed out" not in page


def main(database: Path | None = None) -> None:
    """Make the archive, unless one is given, and print what each page takes."""
    with tempfile.TemporaryDirectory() as folder:
        if database is None:
            database = Path(folder) / "reading.db"
            began = time.perf_counter()
            fill(database)
            print(f"\n{ARTICLES:,} articles made in {time.perf_counter() - began:.0f} s,", end=" ")
            print(f"{database.stat().st_size / 1e6:.0f} MB")
        print(f"reading, medians of {RUNS}, over loopback to the last byte", flush=True)
        with served(database) as site:
            look_at_facets(site)
            for question in questions(database.stem):
                measure(site, question)
            print(f"  {'memory of the server':<40} {resident(site.pid):6.0f} MB of {MEMORY} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
