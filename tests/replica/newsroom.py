"""What the newsroom does between two looks at the replica, and the nights in between."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tests.replica.articles import WITA
from tests.replica.server import Replica, just_now

#: Whose times are set back; captures keep theirs, which their WARC records state as well.
_TIMES = {
    "articles": ("first_seen_at", "last_seen_at", "first_missed_at", "last_missed_at", "gone_at"),
    "absences": ("first_missed_at", "last_missed_at", "gone_at"),
    "revisions": ("seen_at",),
    "held_states": ("seen_at", "last_seen_at"),
    "sightings": ("seen_at",),
    "aliases": ("seen_at",),
    "addresses": ("first_seen_at", "last_seen_at"),
    "listings": ("first_seen_at", "last_seen_at"),
    "runs": ("started_at", "finished_at"),
}


@dataclass(frozen=True)
class Work:
    """Which articles the newsroom touched, by slug."""

    edited: str
    renamed: str
    removed: str
    published: str
    reposted: str  # a new post with an older one's text


def work(site: Replica) -> Work:
    """Correct a text, change a headline, remove an article, publish one, print one again."""
    edited, renamed, removed, old = (site.posts[at] for at in (6, -5, 20, 2))
    site.edit(edited.slug, "Ralat: jumlah yang benar 14, bukan 41.")
    renamed.title = f"{renamed.title}, Warga Lega"
    renamed.modified = just_now()
    site.posts.remove(removed)
    published = site.publish("kabar-terbaru-dari-teluk", "Kabar Terbaru dari Teluk")
    repost = replace(
        old, id=published.id + 1, slug=f"{old.slug}-lagi", title=f"Sekali Lagi: {old.title}",
        published=datetime.now(WITA).replace(microsecond=0), modified=None,
    )  # fmt: skip
    site.posts.append(repost)
    return Work(edited.slug, renamed.slug, removed.slug, published.slug, repost.slug)


def a_night_passes(database: Path) -> None:
    """Set what the archive remembers back by a day: two misses must be 20 hours apart."""
    connection = sqlite3.connect(database)
    with connection:
        for table, columns in _TIMES.items():
            connection.execute(
                f"UPDATE {table} SET "
                + ", ".join(
                    f"{name} = strftime('%Y-%m-%dT%H:%M:%S+00:00', {name}, '-1 day')"
                    for name in columns
                )
            )
    connection.close()


def three_nights(site: Replica, database: Path, crawl: Callable[..., int]) -> tuple[Work, int]:
    """Look, let the newsroom work, look again twice; return its work and the last exit code.

    ``crawl`` runs one `scrapy crawl` with the arguments it is given, and returns its exit code.
    """
    code = crawl("articles") or crawl("teasers")
    done = work(site)
    for arguments in (("articles", "-a", "full=1"), ("teasers",), ("articles", "-a", "full=1")):
        if code:
            break
        if arguments[0] == "articles":
            a_night_passes(database)
        code = crawl(*arguments)
    return done, code
