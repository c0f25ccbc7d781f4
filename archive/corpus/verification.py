"""Whether an archive still has every text of a corpus: found again, and its digest recomputed."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from archive.corpus.frozen import Corpus, Member, digest, title_sha256
from archive.export.articles import revision_rows
from archive.export.columns import REVISION_COLUMNS
from archive.export.formats import Rows
from archive.tables.revisions import sha256


@dataclass(frozen=True, slots=True)
class Found:
    """Where in this archive a member's state is today."""

    member: Member
    article_id: int
    number: int


@dataclass(frozen=True, slots=True)
class Check:
    """What came of looking for every member."""

    found: tuple[Found, ...]  # in the members' order
    problems: tuple[str, ...]  # sentences
    members_sha256: str  # recomputed from the texts that were found

    @property
    def reproduces(self) -> bool:
        """Say whether every text is there, as it was frozen."""
        return not self.problems


def check(connection: sqlite3.Connection, corpus: Corpus) -> Check:
    """Look for every member, by the text itself and not by what is noted of it."""
    superseded = _superseded(connection)
    found, problems, lines = [], [], []
    if digest([member.line for member in corpus.members]) != corpus.members_sha256:
        problems.append("the list of members is not the one that was frozen: its digest differs")
    for member in corpus.members:
        states = _states(connection, member, superseded)
        fitting = [state for state in states if _fits(state, member)]
        if not fitting:
            problems.append(_problem(member, states))
            continue
        state = _frozen_one(fitting, member)
        found.append(Found(member, state["article_id"], state["number"]))
        recomputed = replace(
            member, title_sha256=title_sha256(state["title"]), body_sha256=sha256(state["body"])
        )
        lines.append(recomputed.line)
    recomputed_sha256 = digest(lines)
    if not problems and recomputed_sha256 != corpus.members_sha256:
        problems.append("the digest over all members differs")
    return Check(tuple(found), tuple(problems), recomputed_sha256)


def frozen_rows(connection: sqlite3.Connection, found: tuple[Found, ...]) -> Iterator[Rows]:
    """Yield the frozen states as rows of an export, under the identity they were frozen by."""
    names = [column.name for column in REVISION_COLUMNS]
    places = [(each.article_id, each.number) for each in found]
    members = iter(found)
    for rows in revision_rows(connection, places):
        yield [
            tuple(_identity(next(members).member, dict(zip(names, row, strict=True))).values())
            for row in rows
        ]


def _identity(member: Member, row: dict[str, Any]) -> dict[str, Any]:
    return row | {
        "slug": member.slug, "url": member.url, "wp_id": member.wp_id,
        "wp_host": member.wp_host, "revision": member.revision, "seen_at": member.seen_at,
    }  # fmt: skip


def _superseded(connection: sqlite3.Connection) -> dict[object, list[int]]:
    """Return the articles whose slug was reused, by address and by number: no index has them."""
    found = defaultdict[object, list[int]](list)
    for row in connection.execute(
        "SELECT id, url, wp_host, wp_id FROM articles WHERE superseded_at IS NOT NULL"
    ):
        found[row["url"]].append(row["id"])
        if row["wp_id"] is not None:
            found[row["wp_host"], row["wp_id"]].append(row["id"])
    return found


def _states(
    connection: sqlite3.Connection, member: Member, superseded: dict[object, list[int]]
) -> list[sqlite3.Row]:
    """Return every state of the articles that a member may be, without texts of another post."""
    asked = {"url": member.url, "wp_host": member.wp_host, "wp_id": member.wp_id}
    ids = {
        row[0]
        for row in connection.execute(
            "SELECT id FROM articles WHERE wp_host = :wp_host AND wp_id = :wp_id"
            " AND superseded_at IS NULL"
            " UNION SELECT id FROM articles WHERE url = :url AND superseded_at IS NULL"
            " UNION SELECT article_id FROM aliases WHERE url = :url",
            asked,
        )
    }
    ids.update(superseded.get(member.url, ()))
    ids.update(superseded.get((member.wp_host, member.wp_id), ()))
    return [
        row
        for article_id in sorted(ids)
        for row in connection.execute(
            "SELECT r.article_id, r.number, r.seen_at, r.title, r.body FROM revisions r"
            " JOIN articles a ON a.id = r.article_id WHERE r.article_id = :id"
            # A known number that is another one: another post under the same slug.
            " AND NOT ifnull(a.wp_host = :wp_host AND a.wp_id <> :wp_id, 0) ORDER BY r.number",
            asked | {"id": article_id},
        )
    ]


def _fits(state: sqlite3.Row, member: Member) -> bool:
    return (title_sha256(state["title"]), sha256(state["body"])) == (
        member.title_sha256,
        member.body_sha256,
    )


def _frozen_one(fitting: list[sqlite3.Row], member: Member) -> sqlite3.Row:
    """Of states with one text (A, B, A again) return the one that was seen when frozen, or last.

    An older sighting of the same text, found since, moves ``seen_at`` back and never on.
    """
    same = [state for state in fitting if state["seen_at"] == member.seen_at]
    earlier = [state for state in fitting if state["seen_at"] <= member.seen_at]
    return (same or earlier or fitting[:1])[-1]


def _problem(member: Member, states: list[sqlite3.Row]) -> str:
    if not states:
        return f"missing: {member.url} is not in this archive"
    titles = {title_sha256(state["title"]) for state in states}
    bodies = {sha256(state["body"]) for state in states}
    differs = " and ".join(
        name
        for name, known, wanted in (
            ("headline", titles, member.title_sha256),
            ("text", bodies, member.body_sha256),
        )
        if wanted not in known
    )
    what = f"the frozen {differs}" if differs else "the frozen headline and text together"
    return (
        f"altered: {member.url}: none of its {len(states)} revisions has {what} "
        f"(revision {member.revision}, seen {member.seen_at})"
    )
