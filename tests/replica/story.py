"""The replica over four days: what researchers ask about happens on it.

Day 1: everything is crawled. Then a headline is changed, a paragraph added, a number corrected,
one article taken away and one printed again. Day 2: that is seen. Day 3: nobody looks. Day 4:
the article that was taken away is still missing, so it counts as gone.
"""

from __future__ import annotations

import sqlite3
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from tests.crawling import PROJECT, Crawl
from tests.replica.articles import WITA
from tests.replica.server import Replica, serving

#: When the crawls are said to have been, UTC: at 3.17 of the next day in Kupang, as from cron.
LOOKS = tuple(f"2024-{day}T19:17:00+00:00" for day in ("07-31", "08-01", "08-03"))
TAKEN_AWAY = "kapal-kupang-tunda-berlayar"


def play(folder: Path) -> Path:
    """Crawl the replica on three days into a folder; return the archive's path.

    Raises :class:`RuntimeError` with what the crawl said, where one did not end well.
    """
    with serving() as site:
        crawl = Crawl(folder, site.url)
        for number, look in enumerate(LOOKS):
            if number == 1:
                _change(site)
            began = datetime.now().astimezone().isoformat(timespec="seconds")
            for arguments in (("articles", "-a", "full=1"), ("teasers",)):
                ended = crawl.run(*arguments)
                if ended.returncode:
                    raise RuntimeError(ended.stdout + ended.stderr)
            _date_back(crawl.database, began, look)
    return crawl.database


def _change(site: Replica) -> None:
    """Do what a newsroom does the day after."""
    morning = datetime(2024, 8, 1, 9, 30, tzinfo=WITA)
    police = site.post("polisi-soe-amankan-pencuri-sapi")
    police.title = "Polisi SoE Tahan Dua Terduga Pencuri Sapi"
    police.modified = morning
    water = site.post("air-bersih-larantuka-mengalir-lagi")
    water.pages[0][0] = water.pages[0][0].replace("64 rumah", "46 rumah")
    water.modified = morning
    council = site.post("dprd-kupang-bahas-anggaran-puskesmas")
    correction = "Ralat: rapat dilanjutkan hari Jumat."
    site.edit(council.slug, correction, when=morning - council.published)
    site.posts.remove(site.post(TAKEN_AWAY))
    again = replace(
        site.post("tenun-kupang-tampil-di-pameran"), id=950, slug="tenun-kupang-laris-di-pameran",
        title="Tenun Kupang Laris di Pameran", author="Redaksi",
        published=morning,
    )  # fmt: skip
    site.posts.append(again)


def _date_back(database: Path, began: str, look: str) -> None:
    """Let what was just written have been written at ``look``; the crawler's clock is real."""
    connection = sqlite3.connect(database)
    tables = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    for table in tables:
        for column in connection.execute(f"PRAGMA table_info({table})").fetchall():
            name = column[1]
            if name.endswith("_at") and name not in ("published_at", "modified_at", "applied_at"):
                connection.execute(
                    f"UPDATE OR IGNORE {table} SET {name} = ?"
                    f" WHERE julianday({name}) >= julianday(?) - 0.0001",
                    [look, began],
                )
    # What two crawls of one day saw in the same place is one showing now.
    connection.execute("DELETE FROM sightings WHERE julianday(seen_at) > julianday(?)", [look])
    connection.commit()
    connection.close()


if __name__ == "__main__":
    target = PROJECT / "data/story"
    target.mkdir(parents=True, exist_ok=True)
    if (target / "a.db").exists():
        sys.exit(f"{target} is there already: move it away, and say it again")
    print(play(target))
