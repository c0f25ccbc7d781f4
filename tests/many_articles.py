"""Many articles at once, for what must hold of a large archive; every column is used."""

from __future__ import annotations

import hashlib
import random
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from archive.store import Archive

SITE = "https://delegasi.com"
WITA = timezone(timedelta(hours=8))
WORDS = [
    first + second + third
    for first in ("pa", "ku", "se", "la", "me", "to", "ri", "da", "be", "ja")
    for second in ("ran", "bu", "ten", "kas", "mo", "li", "gu")
    for third in ("an", "kan", "i", "nya", "")
]
COLUMNS = (
    "id", "url", "slug", "wp_id", "wp_host", "title", "subtitle", "body", "lead", "dateline",
    "place", "regency", "author", "editor", "source_credit", "source_url", "signoff", "initials",
    "section",
    "published_at", "published_source", "modified_at", "modified_source", "word_count",
    "body_sha256", "complete",
    "duplicate_of", "first_seen_at", "last_seen_at", "first_missed_at", "gone_at", "gone_state",
    "extractor", "reading_rank", "superseded_at",
)  # fmt: skip


def article(number: int) -> dict[str, object]:
    """Return the row of article ``number``, from 1: absent values, odd letters, every state."""
    draw = random.Random(number)
    lead = " ".join(draw.choices(WORDS, k=40)).capitalize() + "."
    paragraphs = [lead, *(" ".join(draw.choices(WORDS, k=60)) + " “Ya,” é." for _ in range(5))]
    dateline = "Kupang, Delegasi.com – " if number % 3 else ""
    body = dateline + "\n\n".join(paragraphs)
    published = datetime(2015, 1, 1, 8, tzinfo=WITA) + timedelta(hours=number * 7 % 90_000)
    seen = datetime(2024, 5, 1, tzinfo=UTC) + timedelta(seconds=number)
    missed, gone = number % 17 == 0, number % 34 == 0
    return {
        "id": number, "url": f"{SITE}/berita-{number}", "slug": f"berita-{number}",
        "wp_id": None if number % 11 == 0 else number + 10_000,
        "wp_host": None if number % 11 == 0 else "delegasi.com",
        "title": None if number % 19 == 0 else f"Berita “{number}”; ujar warga",
        "subtitle": "Di bawah judul" if number % 5 == 0 else None,
        "body": body, "lead": lead, "dateline": dateline.strip() or None,
        "place": "Kupang" if dateline else None, "regency": "Kota Kupang" if dateline else None,
        "author": ("Juan Pesau", "Redaksi", None)[number % 3],
        "editor": "Ama Tobi" if number % 4 == 0 else None,
        "source_credit": "Humas" if number % 13 == 0 else None,
        "source_url": "https://humas.example/?a=1&b" if number % 13 == 0 else None,
        "signoff": "//delegasi (*/AT)" if number % 2 else None,
        "initials": "*/AT" if number % 2 else None, "section": "Berita",
        "published_at": None if number % 23 == 0
        else f"{published:%Y-%m-%d}" if number % 29 == 0 else published.isoformat(),
        "published_source": None if number % 23 == 0 else "rest",
        "modified_at": (published + timedelta(hours=1)).isoformat() if number % 31 == 0 else None,
        "modified_source": "rest" if number % 31 == 0 else None,
        "word_count": len(body.split()), "body_sha256": hashlib.sha256(body.encode()).hexdigest(),
        "complete": int(number % 37 != 0),
        "duplicate_of": number - 1 if number % 50 == 49 else None,
        "first_seen_at": seen.isoformat(), "last_seen_at": seen.isoformat(),
        "first_missed_at": seen.isoformat() if missed else None,
        "gone_at": (seen + timedelta(days=1)).isoformat() if gone else None,
        "gone_state": "404" if gone else None, "extractor": "wpberita/1", "reading_rank": 3,
        "superseded_at": seen.isoformat() if number % 41 == 0 else None,
    }  # fmt: skip


def fill(archive: Archive, count: int) -> None:
    """Put articles 1 to ``count`` into an empty archive, each with one revision and its terms.

    Past `save_article`, which looks for duplicates: 100,000 take half a minute, not several.
    """
    marks = ", ".join(f":{name}" for name in COLUMNS)
    with archive.connection as connection:
        for many in ("categories", "tags"):
            connection.executemany(
                f"INSERT INTO {many} (id, name, slug) VALUES (?, ?, ?)",
                [(1, "Berita", "berita"), (2, "Ekonomi, Bisnis", "ekonomi"), (3, "Adat", "adat")],
            )
        for number in range(1, count + 1):
            row = article(number)
            connection.execute(f"INSERT INTO articles ({', '.join(COLUMNS)}) VALUES ({marks})", row)
            connection.execute(
                "INSERT INTO revisions (article_id, number, seen_at, title, body, body_sha256,"
                " record, origin, extractor) VALUES (:id, 1, :first_seen_at, :title, :body,"
                " :body_sha256, '{}', 'site', :extractor)",
                row,
            )
            connection.execute("INSERT INTO article_categories VALUES (?, ?)", [number, 1])
            if number % 2:
                connection.executemany(
                    "INSERT INTO article_tags VALUES (?, ?)", [(number, 2), (number, 3)]
                )


def archive_of(path: Path, count: int) -> Archive:
    """Make an archive of ``count`` articles, and leave it open."""
    archive = Archive.open(path, site_url=SITE)
    fill(archive, count)
    return archive
