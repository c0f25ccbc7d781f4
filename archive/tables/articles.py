"""Articles, their categories, tags and images; writing ones are called inside a transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from archive.columns import PARSED_COLUMNS
from archive.decisions import ArticleVisit, Decision
from archive.rows import ArticleRow, ImageRow, KnownArticle
from archive.search.stems import stems_of
from archive.tables import absences, revisions, similar_articles

_KNOWN = (
    "SELECT id, url, slug, wp_id, wp_host, published_at, published_source, modified_at,"
    " last_seen_at, complete, extractor, reading_rank AS rank, first_missed_at, last_missed_at,"
    " gone_at,"
    " ifnull((SELECT x.url FROM aliases x WHERE x.article_id = articles.id"
    "   AND x.kind IN ('front', 'generic') ORDER BY x.seen_at DESC LIMIT 1), url) AS fetch_url"
    " FROM articles WHERE superseded_at IS NULL"
)
_DERIVED = ("word_count", "body_sha256", "reading_rank", "title_stems", "body_stems")
_INSERT = (
    f"INSERT INTO articles ({', '.join((*PARSED_COLUMNS, *_DERIVED))},"  # noqa: S608  # our own names
    f" first_seen_at, last_seen_at, superseded_at, suspect)"
    f" VALUES ({', '.join('?' * (len(PARSED_COLUMNS) + len(_DERIVED) + 4))})"
)
_UPDATE = (
    f"UPDATE articles SET {', '.join(f'{name} = ?' for name in (*PARSED_COLUMNS, *_DERIVED))}"  # noqa: S608  # our own names
    ", last_seen_at = max(last_seen_at, ?) WHERE id = ?"
)


def known(connection: sqlite3.Connection) -> dict[str, KnownArticle]:
    """Return every article by slug."""
    return {row["slug"]: _known(row) for row in connection.execute(_KNOWN)}


def find(connection: sqlite3.Connection, row: ArticleRow) -> KnownArticle | None:
    """Return the living article of a WordPress id, else of a slug; None where there is none."""
    if row.wp_id is not None:
        found = connection.execute(
            f"{_KNOWN} AND wp_host IS ? AND wp_id = ?", [row.wp_host, row.wp_id]
        ).fetchone()
        if found:
            return _known(found)
    return find_slug(connection, row.slug)


def find_slug(connection: sqlite3.Connection, slug: str) -> KnownArticle | None:
    """Return the living article of a slug; None where there is none."""
    found = connection.execute(f"{_KNOWN} AND slug = ?", [slug]).fetchone()
    return _known(found) if found else None


def find_superseded(connection: sqlite3.Connection, row: ArticleRow) -> KnownArticle | None:
    """Return the article of a WordPress id whose slug another post has taken."""
    found = connection.execute(
        f"{_KNOWN.replace('superseded_at IS NULL', 'superseded_at IS NOT NULL')}"
        " AND wp_host IS ? AND wp_id = ?",
        [row.wp_host, row.wp_id],
    ).fetchone()
    return _known(found) if found else None


def holdings(connection: sqlite3.Connection) -> list[dict[str, str | None]]:
    """Return what an audit compares with the site."""
    rows = connection.execute(
        "SELECT slug, published_at, gone_at FROM articles WHERE superseded_at IS NULL"
    )
    return [dict(row) for row in rows]


def row_of(connection: sqlite3.Connection, slug: str) -> ArticleRow:
    """Return an article's newest state as it could be saved."""
    found = connection.execute(
        f"SELECT id, reading_rank, {', '.join(PARSED_COLUMNS)} FROM articles"  # noqa: S608  # our own names
        " WHERE slug = ? AND superseded_at IS NULL",
        [slug],
    ).fetchone()
    (record,) = connection.execute(
        "SELECT record FROM revisions WHERE article_id = ? ORDER BY number DESC LIMIT 1",
        [found["id"]],
    ).fetchone()
    terms = {
        many: tuple(
            (row[0], row[1])
            for row in connection.execute(
                f"SELECT name, slug FROM article_{many} JOIN {many} t ON t.id = {one}_id"  # noqa: S608  # our own names
                " WHERE article_id = ? ORDER BY t.id",
                [found["id"]],
            )
        )
        for one, many in (("category", "categories"), ("tag", "tags"))
    }
    images = tuple(
        ImageRow(**dict(row))
        for row in connection.execute(
            "SELECT url, alt, caption, credit FROM images WHERE article_id = ? ORDER BY position",
            [found["id"]],
        )
    )
    columns: dict[str, Any] = {name: found[name] for name in PARSED_COLUMNS}
    columns |= {"complete": bool(found["complete"]), **terms}
    return ArticleRow(**columns, rank=found["reading_rank"], record=record, images=images)


def published(connection: sqlite3.Connection, url: str) -> tuple[str | None, str | None]:
    """Return an article's time and its source, (None, None) where it is not archived."""
    row = connection.execute(
        "SELECT published_at, published_source FROM articles"
        " WHERE url = ? AND superseded_at IS NULL",
        [url],
    ).fetchone()
    return (row["published_at"], row["published_source"]) if row else (None, None)


def newest_states(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Yield what a parse has set of every article, and when it was last seen, by slug."""
    for row in connection.execute(
        f"SELECT {', '.join(PARSED_COLUMNS)}, last_seen_at FROM articles"  # noqa: S608  # our own names
        " WHERE superseded_at IS NULL ORDER BY slug"
    ):
        yield dict(row)


def write(connection: sqlite3.Connection, visit: ArticleVisit, decision: Decision) -> int | None:
    """Write what was decided about a visit, and return the article's id.

    None where its first state is held: there is no article yet.
    """
    identity, judgement = decision.identity, decision.judgement
    found = identity.article
    if (judgement.hold is not None and found is None) or not judgement.seen:
        return found.id if found else None
    if identity.takes_slug:
        _supersede(connection, visit.row.slug, visit.seen_at)
    if found is None:
        article_id = _insert(connection, visit, identity.superseded_at, decision.suspect)
    else:
        article_id = found.id
        if visit.seen_at < found.last_seen_at:
            revisions.add_older(connection, article_id, visit.seen_at, judgement.older)
        else:
            _update(connection, visit, decision, article_id)
    for state in judgement.states:
        revisions.add(connection, article_id, state, visit.seen_at)
    if decision.copies is not None:
        similar_articles.save(connection, article_id, decision.copies)
    return article_id


def _insert(
    connection: sqlite3.Connection,
    visit: ArticleVisit,
    superseded_at: str | None,
    suspect: str | None,
) -> int:
    values = [*_values(visit.row), visit.seen_at, visit.seen_at, superseded_at, suspect]
    article_id = int(connection.execute(_INSERT, values).lastrowid or 0)
    _save_parts(connection, article_id, visit.row)
    return article_id


def _update(
    connection: sqlite3.Connection, visit: ArticleVisit, decision: Decision, article_id: int
) -> None:
    if visit.origin != "extractor":
        absences.end(connection, article_id, visit.seen_at)
    row = decision.judgement.row
    if row is None:
        connection.execute(
            "UPDATE articles SET last_seen_at = max(last_seen_at, ?) WHERE id = ?",
            [visit.seen_at, article_id],
        )
        return
    if decision.identity.superseded_at is None:
        _supersede(connection, row.slug, visit.seen_at, by=article_id)
    connection.execute(_UPDATE, [*_values(row), visit.seen_at, article_id])
    _save_parts(connection, article_id, row)


def _known(row: sqlite3.Row) -> KnownArticle:
    return KnownArticle(**{**dict(row), "complete": bool(row["complete"])})


def _supersede(
    connection: sqlite3.Connection, slug: str, seen_at: str, *, by: int | None = None
) -> None:
    """Note that another post has a slug; what repeats the one before stands for itself now."""
    superseded = connection.execute(
        "UPDATE articles SET superseded_at = ?"
        " WHERE slug = ? AND id IS NOT ? AND superseded_at IS NULL RETURNING id",
        [seen_at, slug, by],
    ).fetchall()
    for (article_id,) in superseded:
        similar_articles.set_root(connection, article_id)


def _values(row: ArticleRow) -> list[Any]:
    columns = asdict(row) | {"complete": int(row.complete)}
    return [
        *(columns[name] for name in PARSED_COLUMNS),
        len(row.body.split()),
        revisions.sha256(row.body),
        row.rank,
        stems_of(row.title),
        stems_of(row.body),
    ]


def _save_parts(connection: sqlite3.Connection, article_id: int, row: ArticleRow) -> None:
    for one, many, terms in (
        ("category", "categories", row.categories),
        ("tag", "tags", row.tags),
    ):
        connection.execute(f"DELETE FROM article_{many} WHERE article_id = ?", [article_id])  # noqa: S608
        for name, slug in terms:
            term_id = connection.execute(
                f"INSERT INTO {many} (name, slug) VALUES (?, ?)"  # noqa: S608
                " ON CONFLICT (slug) DO UPDATE SET name = excluded.name RETURNING id",
                [name, slug],
            ).fetchone()[0]
            connection.execute(
                f"INSERT OR IGNORE INTO article_{many} (article_id, {one}_id) VALUES (?, ?)",  # noqa: S608
                [article_id, term_id],
            )
    connection.execute("DELETE FROM images WHERE article_id = ?", [article_id])
    connection.executemany(
        "INSERT INTO images (article_id, position, url, alt, caption, credit)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [
            (article_id, position, image.url, image.alt, image.caption, image.credit)
            for position, image in enumerate(row.images, start=1)
        ],
    )
