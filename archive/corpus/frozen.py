"""Corpora: which state of which article a study is about, frozen with a digest over all."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, astuple, dataclass, fields
from typing import Any, get_type_hints

from archive.errors import ArchiveError
from archive.export.where_clause import chosen_articles
from archive.tables.revisions import sha256


class CorpusError(ArchiveError):
    """A corpus that is not there, is there already, or is none."""


@dataclass(frozen=True, slots=True)
class Member:
    """One state of one article, by what another archive knows it by, too."""

    slug: str
    url: str
    wp_host: str | None  # None = not known when frozen
    wp_id: int | None
    revision: int  # number when frozen; shifts when an older state is found
    seen_at: str  # UTC
    title_sha256: str | None  # hex; None = no headline
    body_sha256: str  # hex

    @property
    def line(self) -> str:
        """What the digest takes of a member: what no backfill and no rebuilding changes."""
        return member_line(
            self.url, self.wp_host, self.wp_id, self.title_sha256, self.body_sha256
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Corpus:
    """A frozen corpus."""

    name: str  # of a-z, 0-9 and hyphens
    condition: str
    duplicates: bool  # True = articles that repeat an earlier one are members, too
    frozen_at: str  # UTC
    version: str  # of the program
    members_sha256: str  # hex
    members: tuple[Member, ...]  # in the order of their lines

    def as_json(self) -> str:
        """Return the manifest: all but the texts, which are the newsroom's."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def member_line(
    url: str, wp_host: str | None, wp_id: int | None, title_sha256: str | None, body_sha256: str
) -> str:
    """Return a member's line of the digest, without its line end.

    >>> member_line("https://delegasi.com/a", None, None, None, "00ff")
    'https://delegasi.com/a\\t\\t\\t\\t00ff'
    """
    return "\t".join(
        ["" if part is None else str(part) for part in (url, wp_host, wp_id, title_sha256)]
        + [body_sha256]
    )


def digest(lines: list[str]) -> str:
    """Return the SHA-256 of lines, sorted by their bytes, each ended by a line feed; hex."""
    return hashlib.sha256(b"".join(sorted(f"{line}\n".encode() for line in lines))).hexdigest()


def title_sha256(title: str | None) -> str | None:
    """Return a headline's digest, hex; None where there is no headline."""
    return None if title is None else sha256(title)


def frozen(
    connection: sqlite3.Connection,
    name: str,
    condition: str,
    *,
    duplicates: bool,
    frozen_at: str,
    version: str,
) -> Corpus:
    """Return the newest state of every article that a condition chooses, as a corpus.

    ``connection`` is one for reading. Raises
    :class:`archive.export.where_clause.ConditionError`, or :class:`CorpusError` where nothing is
    chosen.
    """
    chosen = chosen_articles(connection, condition, duplicates=duplicates)
    if not chosen:
        raise CorpusError(f"no article fits --where {condition!r}: there is nothing to freeze")
    members = sorted(_newest(connection, chosen), key=lambda member: member.line.encode())
    return Corpus(
        name=name,
        condition=condition,
        duplicates=duplicates,
        frozen_at=frozen_at,
        version=version,
        members_sha256=digest([member.line for member in members]),
        members=tuple(members),
    )


def _newest(connection: sqlite3.Connection, chosen: list[int]) -> Iterator[Member]:
    for row in connection.execute(
        "SELECT a.slug, a.url, a.wp_host, a.wp_id, r.number, r.seen_at, r.title, r.body"
        " FROM json_each(?) k CROSS JOIN articles a ON a.id = k.value"
        " CROSS JOIN revisions r ON r.article_id = a.id AND r.number ="
        " (SELECT max(number) FROM revisions n WHERE n.article_id = a.id)",
        [json.dumps(chosen)],
    ):
        yield Member(
            slug=row["slug"],
            url=row["url"],
            wp_host=row["wp_host"],
            wp_id=row["wp_id"],
            revision=row["number"],
            seen_at=row["seen_at"],
            title_sha256=title_sha256(row["title"]),
            body_sha256=sha256(row["body"]),
        )


_MEMBER = tuple(field.name for field in fields(Member))


def save_corpus(connection: sqlite3.Connection, corpus: Corpus) -> None:
    """Save a corpus; called inside a transaction. Raises :class:`CorpusError` for a known name."""
    if find(connection, corpus.name) is not None:
        raise CorpusError(
            f"there is a corpus {corpus.name!r} already, and what is frozen stays: "
            "give another name, as with a year or a number behind it"
        )
    cursor = connection.execute(
        "INSERT INTO corpora (name, condition, duplicates, frozen_at, version, members,"
        " members_sha256) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            corpus.name, corpus.condition, int(corpus.duplicates), corpus.frozen_at,
            corpus.version, len(corpus.members), corpus.members_sha256,
        ],
    )  # fmt: skip
    connection.executemany(
        f"INSERT INTO corpus_members (corpus_id, position, {', '.join(_MEMBER)})"  # noqa: S608  # our own names
        f" VALUES (?, ?, {', '.join('?' * len(_MEMBER))})",
        (
            (cursor.lastrowid, position, *astuple(member))
            for position, member in enumerate(corpus.members, start=1)
        ),
    )


def listed(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return every corpus without its members, the newest last."""
    return [
        dict(row)
        for row in connection.execute("SELECT * FROM corpora ORDER BY frozen_at, id")
    ]  # fmt: skip


def find(connection: sqlite3.Connection, name: str) -> Corpus | None:
    """Return a corpus by its name, None where there is none."""
    row = connection.execute("SELECT * FROM corpora WHERE name = ?", [name]).fetchone()
    if row is None:
        return None
    members = connection.execute(
        f"SELECT {', '.join(_MEMBER)} FROM corpus_members WHERE corpus_id = ? ORDER BY position",  # noqa: S608  # our own names
        [row["id"]],
    )
    return Corpus(
        **{name: row[name] for name in ("name", "condition", "frozen_at", "version")},
        duplicates=bool(row["duplicates"]),
        members_sha256=row["members_sha256"],
        members=tuple(Member(*member) for member in members),
    )


def from_json(text: str | bytes) -> Corpus:
    """Return the corpus that a manifest describes; raises :class:`CorpusError` where it is none."""
    try:
        given = json.loads(text)
        members = tuple(Member(**member) for member in given.pop("members"))
        corpus = Corpus(**given, members=members)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise CorpusError(
            f"no manifest of a corpus, as `corpus show --json` prints it: {error}"
        ) from None
    records: list[Corpus | Member] = [corpus, *members]
    for record in records:
        hints = get_type_hints(type(record))
        for field in fields(record):
            if field.name != "members" and not isinstance(
                getattr(record, field.name), hints[field.name]
            ):
                raise CorpusError(f"no manifest of a corpus: {field.name} is of another kind")
    return corpus
