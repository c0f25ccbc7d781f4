"""An archive of 100,000 articles, written through the real schema in big transactions.

Not through `Archive.save_article`, which looks for reposts at 3 ms an article: what it would
have stored is stored, by SQL of its own.
"""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from archive.search.stems import stems_of
from archive.store import Archive
from delegasi_scraper.newsroom import GAZETTEER
from delegasi_scraper.text.matching_keys import words_key
from tests.bench.vocabulary import sentences, vocabulary

SITE = "https://delegasi.com"
ARTICLES = 100_000
YEARS = 15
STEP = 10_000
EDITED, GONE, REPOSTS = 33, 50, 20  # one in so many: 3, 2 and 5 %
WITA = timezone(timedelta(hours=8))
START = datetime(2011, 11, 20, 6, 0, tzinfo=WITA)
APART = timedelta(days=365.25 * YEARS) / ARTICLES
SECTIONS = ("Berita", "Polkam", "Hukrim", "Ekonomi", "Budaya", "Olahraga", "Opini", "Nusantara")
AUTHORS = [f"Penulis {letter}{other}" for letter in "ABCDEFGH" for other in "abcde"]
INITIALS = ["*/AT", "*/", "BBO", "juan pesau", *(f"R{number}" for number in range(26))]
TAGS = 3_000
TEASERS, SIGHTINGS = 20_000, 10
PLACES = [(names[0], regency) for regency, names in GAZETTEER.items()]
EXTRACTORS = ("front/1", "front/2", "front/3")


def fill(path: Path, articles: int = ARTICLES) -> None:
    """Make the archive."""
    with Archive.open(path, site_url=SITE) as archive:
        connection = archive.connection
        connection.execute("PRAGMA synchronous = OFF")
        pool = sentences(vocabulary())
        _terms(connection)
        for start in range(0, articles, STEP):
            _save(connection, list(_articles(start, min(start + STEP, articles), pool)))
        _teasers(connection, articles)
        _runs(connection)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _articles(start: int, stop: int, pool: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    for number in range(start, stop):
        repost = number % REPOSTS == REPOSTS - 1
        draw = random.Random(number - 7 if repost else number)
        chosen = draw.choices(pool, k=22)
        title, _ = draw.choice(pool)
        title = " ".join(title.split()[:9]).rstrip(".").title()
        place, regency = PLACES[min(int(draw.expovariate(0.25)), len(PLACES) - 1)]
        texts = [" ".join(text for text, _ in chosen[at : at + 4]) for at in range(0, 22, 4)]
        dateline = f"{place.upper()}, DELEGASI.COM–"
        body = "\n\n".join((dateline + texts[0], *texts[1:]))
        when = START + APART * number
        seen = _utc(when + timedelta(hours=20))
        gone = number % GONE == 1
        yield {
            "id": number + 1, "slug": f"berita-{number}", "url": f"{SITE}/berita-{number}",
            "wp_id": number + 10, "wp_host": "delegasi.com", "title": title, "body": body,
            "lead": texts[0], "dateline": dateline, "place": place, "regency": regency,
            "author": AUTHORS[min(int(draw.expovariate(0.12)), 39)],
            "signoff": "//delegasi", "initials": draw.choice(INITIALS) if number % 3 else None,
            "section": SECTIONS[min(int(draw.expovariate(0.5)), 7)],
            "published_at": when.isoformat(timespec="seconds"), "published_source": "front time",
            "word_count": len(body.split()), "complete": int(number % 200 != 0),
            "body_sha256": hashlib.sha256(body.encode()).hexdigest(),
            "duplicate_of": number - 6 if repost and number > 7 else None,
            "first_seen_at": seen, "last_seen_at": seen, "reading_rank": 3,
            "first_missed_at": seen if gone else None, "gone_at": seen if gone else None,
            "gone_state": "404" if gone else None,
            "extractor": EXTRACTORS[number * 3 // ARTICLES % 3],
            "title_key": words_key(title), "lead_key": words_key(" ".join(texts[0].split()[:40])),
            "title_slug": f"berita-{number}", "title_stems": stems_of(title),
            "body_stems": " ".join(stems for _, stems in chosen if stems),
        }  # fmt: skip


def _save(connection: sqlite3.Connection, rows: list[dict[str, Any]]) -> None:
    names = list(rows[0])
    with connection:
        connection.executemany(
            f"INSERT INTO articles ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
            [list(row.values()) for row in rows],
        )
        connection.executemany(
            "INSERT INTO captures (id, url, fetched_at, status, digest, warc_file, warc_offset)"
            " VALUES (?, ?, ?, 200, ?, ?, ?)",
            [
                (row["id"], f"{row['url']}/", row["first_seen_at"], f"sha256:{row['body_sha256']}",
                 f"{row['published_at'][:7]}.warc.gz", row["id"] * 9_000)
                for row in rows
            ],
        )  # fmt: skip
        connection.executemany(
            "INSERT INTO revisions (article_id, number, seen_at, title, body, body_sha256, record,"
            " change, origin, extractor, capture_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'site', ?, ?)",
            [revision for row in rows for revision in _revisions(row)],
        )
        connection.executemany(
            "INSERT INTO aliases (url, article_id, kind, seen_at) VALUES (?, ?, 'front', ?)",
            [(f"{row['url']}/", row["id"], row["first_seen_at"]) for row in rows],
        )
        connection.executemany(
            "INSERT INTO images (article_id, position, url, alt, caption) VALUES (?, 1, ?, ?, ?)",
            [(row["id"], f"{SITE}/u/{row['id']}.jpg", row["title"], row["title"]) for row in rows],
        )
        connection.executemany(
            "INSERT INTO article_categories (article_id, category_id) VALUES (?, ?)",
            [(row["id"], SECTIONS.index(row["section"]) + 1) for row in rows],
        )
        connection.executemany(
            "INSERT OR IGNORE INTO article_tags (article_id, tag_id) VALUES (?, ?)",
            [
                (row["id"], 1 + int(TAGS * random.Random(row["id"] * 3 + at).random() ** 3))
                for row in rows
                for at in range(3)
            ],
        )
        connection.executemany(
            "INSERT INTO similar_articles (article_id, other_id, similarity) VALUES (?, ?, 1.0)",
            [
                pair
                for row in rows
                if (other := row["duplicate_of"])
                for pair in ((row["id"], other), (other, row["id"]))
            ],
        )
        connection.executemany(
            "INSERT INTO absences (article_id, first_missed_at, last_missed_at, gone_at, state)"
            " VALUES (?, ?, ?, ?, '404')",
            [(row["id"], *[row["gone_at"]] * 3) for row in rows if row["gone_at"]],
        )


def _revisions(row: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    record = json.dumps({name: row[name] for name in ("title", "body", "lead", "author")})
    edited = row["id"] % EDITED == 0
    before = row["body"].replace(" yang ", " yg ") if edited else row["body"]
    for number, body in enumerate((before, row["body"])[: 1 + edited], start=1):
        yield (
            row["id"], number, row["first_seen_at"], row["title"], body,
            hashlib.sha256(body.encode()).hexdigest(), record,
            "text" if number > 1 else None, row["extractor"], row["id"],
        )  # fmt: skip


def _terms(connection: sqlite3.Connection) -> None:
    with connection:
        connection.executemany(
            "INSERT INTO categories (name, slug) VALUES (?, ?)",
            [(name, name.lower()) for name in SECTIONS],
        )
        connection.executemany(
            "INSERT INTO tags (name, slug) VALUES (?, ?)",
            [(f"Tanda {number}", f"tanda-{number}") for number in range(TAGS)],
        )


def _teasers(connection: sqlite3.Connection, articles: int) -> None:
    """Show an article in five on ten days' front pages; one in twenty by another headline."""
    with connection:
        connection.execute(
            "INSERT INTO teasers (id, url, title, title_key, article_id, resolved_by)"
            " SELECT id, url, iif(id % 20, title, 'Dulu ' || title),"
            " iif(id % 20, title_key, 'dulu ' || title_key), id, 'link'"
            " FROM articles WHERE id % ? = 0",
            [max(1, articles // TEASERS)],
        )
        connection.executemany(
            "INSERT INTO sightings (teaser_id, page_url, block, position, seen_at)"
            " SELECT t.id, ?, 'listing', t.id % 10 + 1,"
            " strftime('%Y-%m-%dT%H:%M:%S+00:00', a.published_utc, ? || ' days')"
            " FROM teasers t JOIN articles a ON a.id = t.article_id",
            [(f"{SITE}/", str(day)) for day in range(SIGHTINGS)],
        )


def _runs(connection: sqlite3.Connection) -> None:
    """Look every night, but for one in nine; one in forty looks fails."""
    nights = [night for night in range(int(365.25 * YEARS)) if night % 9]
    with connection:
        connection.executemany(
            "INSERT INTO runs (spider, started_at, finished_at, outcome, exit_code, walk_complete,"
            " stats) VALUES ('articles', ?, ?, ?, ?, 1, ?)",
            [
                (
                    _utc(START + timedelta(days=night)),
                    _utc(START + timedelta(days=night, hours=1)),
                    *(("unreachable", 3) if night % 40 == 0 else ("fine", 0)),
                    json.dumps({"page/article": 20, "refreshed": 1}),
                )
                for night in nights
            ],
        )  # fmt: skip


def _utc(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds")
