"""A small archive of known contents, made as a crawl makes one."""

import json

from archive.rows import ArticleRow, CaptureRow, MissRow, TeaserRow
from archive.store import Archive
from archive.tables import runs
from archive.tables.absences import save_misses
from archive.tables.captures import save_capture
from archive.tables.teasers import save_teasers
from delegasi_scraper.text.matching_keys import title_slug, words_key
from tests.saving import save_article

SITE = "https://delegasi.com"
DAY1, DAY2, DAY3 = (f"2024-05-0{day}T01:00:00+00:00" for day in (1, 2, 3))
#: slug, title, body, time, place, author, initials, category
ARTICLES = (
    ("panen-jagung", "Panen Jagung", "Warga memanen jagung.", "2024-01-10T08:00:00+08:00",
     "Kupang", "Juan Pesau", "*/AT", "Berita"),
    ("dana-desa-disidik", "Dana Desa Disidik", "Jaksa menyidik korupsi dana desa itu sejak lama.",
     "2024-01-20T08:00:00+08:00", "SoE", "Redaksi", "BBO", "Hukrim"),
    ("dana-itu-lenyap", "Dana Itu Lenyap", "Dana itu dikorupsi, kata jaksa.",
     "2024-02-05T08:00:00+08:00", "Kupang", "Juan Pesau", "BBO", "Hukrim"),
    # 23.00 UTC of the day before
    ("kasus-turun", "Kasus Turun", "Kasus covid-19 turun.", "2024-02-29T07:00:00+08:00",
     "SoE", "Redaksi", "*/JP", "Berita"),
    ("disidik-lagi", "Disidik Lagi", "Jaksa menyidik korupsi dana desa itu sejak lama.",
     "2024-02-29T09:00:00+08:00", "SoE", "Redaksi", "BBO", "Hukrim"),  # a repost
    ("tanpa-tanggal", "Tanpa Tanggal", "Perkara korupsi ini tanpa tanggal.", None, None, None,
     None, "Berita"),
    ("akan-hilang", "Akan Hilang", "Kabar ini akan dicabut.", "2024-03-01T08:00:00+08:00",
     "Kupang", "Redaksi", None, "Berita"),
)  # fmt: skip


def row(slug, title, body, published_at, place, author, initials, category):
    """Return an article's row."""
    return ArticleRow(
        url=f"{SITE}/{slug}", slug=slug, title=title, body=body, published_at=published_at,
        published_source="rest" if published_at else None, place=place, author=author,
        initials=initials, section=category, categories=((category, category.lower()),),
        title_key=words_key(title), title_slug=title_slug(title), extractor="wpberita/1",
        record="{}", rank=3,
    )  # fmt: skip


def teaser(slug, title, position, block="listing"):
    """Return a teaser's row."""
    return TeaserRow(
        url=f"{SITE}/{slug}", title=title, excerpt=None, block=block, position=position,
        title_key=words_key(title),
    )  # fmt: skip


def capture(address, fetched_at, offset):
    """Return the row of a response to an address."""
    return CaptureRow(
        url=address, fetched_at=fetched_at, status=200, digest="sha256:00",
        warc_file="a.warc.gz", warc_offset=offset,
    )  # fmt: skip


def build(path):
    """Make the archive."""
    with Archive.open(path, site_url=SITE) as archive:
        with archive.transaction() as connection:
            first = save_capture(connection, capture(f"{SITE}/panen-jagung/", DAY1, 0))
        _run(archive, DAY1, 0, {"page/article": 7, "refreshed": 1})
        for values in ARTICLES:
            known = values[0] == "panen-jagung"
            save_article(archive,
                row(*values), seen_at=DAY1,
                capture_id=first if known else None,
                aliases=((f"{SITE}/{values[0]}/", "front"),),
            )  # fmt: skip
        shown = (teaser("panen-jagung", "Panen Jagung", 1), teaser("rahasia", "Rahasia", 2))
        with archive.transaction() as connection:
            save_teasers(connection, shown, page_url=f"{SITE}/", seen_at=DAY1)
        _run(archive, DAY2, 5, {"page/article": 2})
        edited = list(ARTICLES[0])
        edited[1:3] = "Panen Jagung Naik", "Warga memanen 12 ton jagung."
        with archive.transaction() as connection:
            second = save_capture(connection, capture(f"{SITE}/panen-jagung/", DAY2, 500))
        save_article(archive,
            row(*edited), seen_at=DAY2, capture_id=second
        )  # fmt: skip
        for day in (DAY2, "2024-05-03T00:00:00+00:00"):
            with archive.transaction() as connection:
                save_misses(
                    connection,
                    (MissRow(slug="akan-hilang", state="404", seen_at=day),),
                    alarm=False,
                )
        # 4 May, 1.00 in Kupang
        later = (teaser("dana-itu-lenyap", "Dana Itu Lenyap", 1, "headline"),)
        with archive.transaction() as connection:
            save_teasers(
                connection, later, page_url=f"{SITE}/", seen_at="2024-05-03T17:00:00+00:00"
            )


def _run(archive, at, exit_code, stats):
    with archive.transaction() as connection:
        run = runs.start(connection, "articles", at)
        runs.finish(
            connection, run, finished_at=at, outcome="fine" if exit_code == 0 else "untrusted",
            exit_code=exit_code, walk_complete=exit_code == 0, stats=json.dumps(stats),
        )  # fmt: skip
