"""`make demo`: three nights at the replica, into data/demo.db; its newsroom works in between."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.replica.newsroom import three_nights
from tests.replica.server import serving

PROJECT = Path(__file__).resolve().parent.parent.parent
QUERY = "select place, count(*) as articles from articles_list group by place order by 2 desc"
COUNTS = (
    ("articles", "select count(*) from articles"),
    ("their revisions", "select count(*) from revisions"),
    ("edited by the newsroom", "select count(distinct article_id) from revisions where number > 1 and origin = 'site'"),
    ("gone from the site", "select count(*) from articles where state = 'gone'"),
    ("printed a second time", "select count(*) from articles where duplicate_of is not null"),
    ("stubs of other articles", "select count(distinct teaser_id) from sightings where block = 'stub'"),
    ("captured responses", "select count(*) from captures"),
)  # fmt: skip


def main() -> int:
    """Crawl the replica and print what was found; return the crawl's exit code."""
    for name in ("demo.db", "demo.db-wal", "demo.db-shm", "demo.db.lock"):
        (PROJECT / "data" / name).unlink(missing_ok=True)
    shutil.rmtree(PROJECT / "data/demo-warc", ignore_errors=True)
    with serving() as site:
        print(f"Serving a replica of the site at {site.url}.")
        print("Nights are played: the archive's times are set back by a day after each.")
        print("It is our own server, so the polite delay of 2 s is left out.", flush=True)
        settings = {
            "SITE_URL": site.url, "SITE_ALIASES": "", "ARCHIVE_DB": "data/demo.db",
            "ARCHIVE_WARC_DIR": "data/demo-warc", "DOWNLOAD_DELAY": "0",
            "CONTACT": "demo@localhost",
        }  # fmt: skip
        options = [part for pair in settings.items() for part in ("-s", "=".join(pair))]
        names = iter(("First night", "Its teasers", "Second night", "Its teasers", "Third night"))

        def crawl(*arguments: str) -> int:
            print(f"\n{next(names)}: scrapy crawl {' '.join(arguments)}", flush=True)
            command = [sys.executable, "-m", "scrapy", "crawl", *arguments, *options]
            return subprocess.run(command, cwd=PROJECT, check=False).returncode

        _, code = three_nights(site, PROJECT / "data/demo.db", crawl)
    if code:
        print(f"\nThe crawl ended with exit code {code}.", file=sys.stderr)
        return code
    print("\nIn data/demo.db:")
    connection = sqlite3.connect(PROJECT / "data/demo.db")
    for label, query in COUNTS:
        print(f"  {connection.execute(query).fetchone()[0]:>5} {label}")
    connection.close()
    print("\nTry next:")
    print("  .venv/bin/scrapy serve -s ARCHIVE_DB=data/demo.db -s ARCHIVE_WARC_DIR=data/demo-warc")
    print(f'  .venv/bin/sqlite-utils data/demo.db "{QUERY}" --table')
    print("  .venv/bin/scrapy status -s ARCHIVE_DB=data/demo.db")
    return 0


if __name__ == "__main__":
    sys.exit(main())
