"""Articles that print the same text, or nearly: reposts, found by shingles.

Candidates come from MinHash bands kept in the archive, so that a new article is compared
with the few that share a band and not with all; each candidate is verified by its true
similarity. Nothing is merged: `duplicate_of` points to the root, and `similar_articles`
says how alike two are. Lists leave out what has a root, and what is superseded: so the root is
one that is not, and each text stands in them once.
"""

from __future__ import annotations

import re
import sqlite3
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from archive.decisions import Copies

if TYPE_CHECKING:
    from datasketch import MinHash

#: Words of a shingle. A repost with 5 % of its words changed keeps 0.75 of three-word
#: shingles in common, of five-word ones 0.63.
SHINGLE = 3
#: Two texts of similarity 0.75 share one of 20 bands of 5 rows with probability 0.995,
#: of 0.6 with 0.80; unrelated ones that share a paragraph (0.1) with 0.0002.
BANDS, ROWS = 20, 5
#: Common shingles of all shingles, from which on a text is a repost.
SIMILAR = 0.6
#: Fewer words say too little: such texts are compared letter by letter.
SHORTEST = 20
#: A template printed a thousand times must not cost a thousand comparisons.
MOST_CANDIDATES = 50

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_NAME = re.compile(r"(?<=[^\W\d_] )[A-Z][\w'’-]+")


@cache
def _empty() -> MinHash:
    """Return a signature of nothing; its permutations are drawn once and shared.

    The seed is datasketch's default and fixed. Imported here: with SciPy behind it datasketch
    costs more than half a second, and most commands compare no texts.
    """
    from datasketch import MinHash

    return MinHash(num_perm=BANDS * ROWS, seed=1)


def shingles(body: str) -> frozenset[str]:
    """Return a text's word shingles, without case and punctuation.

    >>> sorted(shingles("Warga Kupang, panen jagung."))
    ['kupang panen jagung', 'warga kupang panen']
    """
    words = _WORD.findall(body.casefold())
    return frozenset(
        " ".join(words[at : at + SHINGLE]) for at in range(max(0, len(words) - SHINGLE + 1))
    )


def similarity(one: str, other: str) -> float:
    """Return the share of shingles that two texts have in common (Jaccard), 0 to 1."""
    a, b = shingles(one), shingles(other)
    return len(a & b) / len(a | b) if a or b else 0.0


def same_facts(one: str, other: str) -> bool:
    """Say whether two texts on one template report the same.

    A serial piece repeats its wording with other numbers and names; an edited repost
    repeats most of both.

    >>> same_facts("Ada 12 sembuh, 7 dirawat, 3 pulang.", "Ada 15 sembuh, 8 dirawat, 4 pulang.")
    False
    """
    for pattern in (_NUMBER, _NAME):
        a, b = set(pattern.findall(one)), set(pattern.findall(other))
        if min(len(a), len(b)) >= 2 and len(a & b) < 0.5 * max(len(a), len(b)):
            return False
    return True


def find(connection: sqlite3.Connection, body: str, sha256: str, article_id: int | None) -> Copies:
    """Return which other articles print a text, or nearly; ``article_id`` is its own, if any."""
    found = {
        row[0]: 1.0
        for row in connection.execute(
            "SELECT id FROM articles WHERE body_sha256 = ? AND body <> '' AND id IS NOT ?",
            [sha256, article_id],
        )
    }
    if len(_WORD.findall(body)) < SHORTEST:
        return Copies(similarity=found)
    bands = _bands(body)
    for other_id, other in _candidates(connection, bands, article_id):
        alike = similarity(body, other)
        if alike >= SIMILAR and same_facts(body, other):
            found.setdefault(other_id, round(alike, 4))
    return Copies(similarity=found, bands=bands)


def save(connection: sqlite3.Connection, article_id: int, copies: Copies) -> None:
    """Save which articles an article, as it now is, resembles; called inside a transaction."""
    before = _neighbours(connection, article_id)
    connection.execute(
        "DELETE FROM similar_articles WHERE ?1 IN (article_id, other_id)", [article_id]
    )
    connection.execute("DELETE FROM shingle_bands WHERE article_id = ?", [article_id])
    connection.executemany(
        "INSERT INTO shingle_bands (band, value, article_id) VALUES (?, ?, ?)",
        [(band, value, article_id) for band, value in enumerate(copies.bands)],
    )
    connection.executemany(
        "INSERT OR REPLACE INTO similar_articles (article_id, other_id, similarity)"
        " VALUES (?, ?, ?)",
        [
            row
            for other_id, alike in copies.similarity.items()
            for row in ((article_id, other_id, alike), (other_id, article_id, alike))
        ],
    )
    if before or copies.similarity:
        for member in (article_id, *before):
            set_root(connection, member)


def set_root(connection: sqlite3.Connection, article_id: int) -> None:
    """Point an article's group to its earliest published one, of equal ones to the lowest id.

    Superseded and suspected ones come last, and point to the root, too: a selection that takes
    them in and leaves reposts out (`scrapy export`, `scrapy corpus`) would have the text twice.
    Called inside a transaction, also when a member has been superseded, or accepted.
    """
    connection.execute(
        "WITH RECURSIVE alike (id) AS (SELECT :id UNION"
        "   SELECT other_id FROM alike JOIN similar_articles ON article_id = id),"
        " root AS (SELECT a.id FROM alike JOIN articles a USING (id)"
        "   ORDER BY a.superseded_at IS NOT NULL, a.suspect IS NOT NULL,"
        "     published_utc IS NULL, published_utc, a.id"
        "   LIMIT 1)"
        " UPDATE articles SET duplicate_of = nullif((SELECT id FROM root), id)"
        " WHERE id IN (SELECT id FROM alike)",
        {"id": article_id},
    )


def _neighbours(connection: sqlite3.Connection, article_id: int) -> list[int]:
    rows = connection.execute(
        "SELECT other_id FROM similar_articles WHERE article_id = ?", [article_id]
    )
    return [row[0] for row in rows]


def _bands(body: str) -> tuple[int, ...]:
    signature = _empty().copy()
    signature.update_batch([shingle.encode() for shingle in shingles(body)])
    rows = signature.hashvalues.reshape(BANDS, ROWS)
    # Seven bytes: SQLite's integers are signed.
    return tuple(
        int.from_bytes(blake2b(row.astype("<u8").tobytes(), digest_size=7).digest()) for row in rows
    )


def _candidates(
    connection: sqlite3.Connection, bands: tuple[int, ...], article_id: int | None
) -> list[tuple[int, str]]:
    pairs = ", ".join(["(?, ?)"] * len(bands))
    rows = connection.execute(
        f"WITH bands (band, value) AS (VALUES {pairs})"  # noqa: S608  # placeholders only
        " SELECT a.id, a.body FROM (SELECT s.article_id, count(*) AS shared FROM bands"
        "   JOIN shingle_bands s USING (band, value) WHERE s.article_id IS NOT ?"
        "   GROUP BY s.article_id"
        "   ORDER BY shared DESC, s.article_id DESC LIMIT ?)"
        " JOIN articles a ON a.id = article_id",
        [part for pair in enumerate(bands) for part in pair] + [article_id, MOST_CANDIDATES],
    )
    return [(row[0], row[1]) for row in rows]
