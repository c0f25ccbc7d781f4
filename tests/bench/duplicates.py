"""What it costs to save an article, duplicates looked for, as the archive grows to 100,000."""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

from archive.rows import ArticleRow
from archive.store import Archive
from tests.saving import save_article

SITE = "https://delegasi.com"
ARTICLES = 100_000
STEP = 10_000
WORDS = [
    first + second + third
    for first in ("pa", "ku", "se", "la", "me", "to", "ri", "da", "be", "ja")
    for second in ("ran", "bu", "ten", "kas", "mo", "li", "gu")
    for third in ("an", "kan", "i", "nya", "")
]
BOILERPLATE = "Redaksi menerima tulisan dari pembaca dengan nama dan nomor telepon yang jelas."


def body(number: int) -> str:
    """Return a text of about 2.5 KB: one in ten ends alike, one in fifty is a repost."""
    draw = random.Random(number - 7 if number % 50 == 49 else number)
    paragraphs = [" ".join(draw.choices(WORDS, k=60)).capitalize() + "." for _ in range(6)]
    if number % 50 == 49:
        paragraphs[2] = " ".join(random.Random(number).choices(WORDS, k=30)).capitalize() + "."
    if number % 10 == 4:
        paragraphs.append(BOILERPLATE)
    return "\n\n".join(paragraphs)


def main() -> None:
    """Save and time; the ratio is of the last 10,000 articles to the first."""
    print(f"\nsaving {ARTICLES:,} articles, duplicates looked for")
    steps = []
    with (
        tempfile.TemporaryDirectory() as folder,
        Archive.open(Path(folder) / "bench.db", site_url=SITE) as archive,
    ):
        for start in range(0, ARTICLES, STEP):
            rows = [
                ArticleRow(
                    url=f"{SITE}/berita-{number}", slug=f"berita-{number}", body=body(number),
                    title=f"Berita {number}", extractor="bench/1", record="{}", rank=3,
                    published_at=f"{2000 + number // 5000}-01-01",
                )
                for number in range(start, start + STEP)
            ]  # fmt: skip
            began = time.perf_counter()
            for row in rows:
                save_article(archive, row, seen_at="2024-05-01T01:00:00+00:00")
            steps.append((time.perf_counter() - began) / STEP * 1000)
            print(f"  {start + STEP:>7,}: {steps[-1]:.2f} ms an article", flush=True)
        (found,) = archive.connection.execute(
            "SELECT count(*) FROM articles WHERE duplicate_of IS NOT NULL"
        ).fetchone()
    print(f"  last 10,000 to first 10,000: ratio {steps[-1] / steps[0]:.2f}")
    print(f"  {found:,} of {ARTICLES // 50:,} reposts found")
