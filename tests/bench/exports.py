"""What an export of 100,000 articles costs in each format: seconds, memory, size."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.crawling import PROJECT
from tests.many_articles import archive_of

ARTICLES = 100_000


def run(database: Path, *arguments: str) -> tuple[float, float]:
    """Run a command; return the seconds it took, and its peak of resident memory in MB."""
    started = time.perf_counter()
    # By way of a Python of its own: the peak of children is that of the greatest so far.
    measured = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True,"
        " stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL);"
        " print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-m", "scrapy", *arguments, "-s", f"ARCHIVE_DB={database}"]
    ended = subprocess.run(
        [sys.executable, "-c", measured, *command],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return time.perf_counter() - started, int(ended.stdout) * resource_unit() / 1e6


def resource_unit() -> int:
    """Return the bytes that `ru_maxrss` counts in."""
    return 1 if sys.platform == "darwin" else 1024


def main() -> None:
    """Export each way, beside a command that only opens the archive."""
    print(f"\nexporting {ARTICLES:,} articles")
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bench.db"
        archive_of(database, ARTICLES).close()
        idle, base = run(database, "status")
        print(f"  {'scrapy status':<22} {idle:5.1f} s, peak {base:4.0f} MB")
        for name, *arguments in (
            ("a.jsonl",), ("a.csv",), ("a.parquet",), ("r.parquet", "--revisions"),
        ):  # fmt: skip
            target = Path(folder) / name
            seconds, peak = run(database, "export", str(target), *arguments)
            size = target.stat().st_size / 1e6
            label = " ".join((name, *arguments))
            print(
                f"  {label:<22} {seconds:5.1f} s, peak {peak:4.0f} MB"
                f" ({peak - base:+.0f}), {size:4.0f} MB written"
            )


if __name__ == "__main__":
    main()
