"""The columns of an export, in their order: of articles, and of their revisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from archive.columns import ADDED, IN_UTC, ON_CLOCK, PARSED, Column


def _between(columns: Mapping[str, Column], first: str, last: str) -> tuple[Column, ...]:
    names = list(columns)
    return tuple(columns[name] for name in names[names.index(first) : names.index(last) + 1])


_REVISIONS = Column("revisions", "integer",
                    "(SELECT count(*) FROM revisions n WHERE n.article_id = a.id)",
                    "states of headline and text that are archived; in revisions, 1 = never seen"
                    " to change")  # fmt: skip
_PUBLISHED = (PARSED["published_at"], ADDED["published_utc"], PARSED["published_source"])
_STATE = (
    Column("duplicate_of", "text", "(SELECT o.slug FROM articles o WHERE o.id = a.duplicate_of)",
           "slug of the earliest article that prints the same text, or nearly, and has its"
           " address still", "no earlier article prints it"),
    *_between(ADDED, "first_seen_at", "state"),
)  # fmt: skip

#: One row an article, in its newest state.
ARTICLE_COLUMNS: tuple[Column, ...] = (
    ADDED["id"],
    *_between(PARSED, "slug", "tags"),
    *_PUBLISHED,
    *_between(PARSED, "modified_at", "modified_source"),
    ADDED["word_count"],
    ADDED["body_sha256"],
    PARSED["complete"],
    *_STATE,
    _REVISIONS,
    PARSED["extractor"],
)


def _recorded(column: Column) -> Column:
    sql = f"CASE WHEN json_valid(r.record) THEN json_extract(r.record, '$.{column.name}') END"
    return replace(column, sql=sql)


def _recorded_terms(many: str) -> Column:
    sql = (
        "CASE WHEN json_valid(r.record) THEN (SELECT json_group_array(name) FROM"  # noqa: S608  # our own names
        " (SELECT json_extract(e.value, '$.name') AS name"
        f" FROM json_each(r.record, '$.{many}') e ORDER BY json_extract(e.value, '$.slug')))"
        " ELSE '[]' END"
    )
    return replace(PARSED[many], sql=sql, meaning=f"{many} as printed then, sorted by their slug")


def _of_revision(name: str) -> Column:
    return replace(PARSED[name], sql=f"r.{name}")


#: One row a revision. What the page printed is what it printed then; when it was published,
#: its identity and what has become of the article are as the archive knows them today.
REVISION_COLUMNS: tuple[Column, ...] = (
    ADDED["id"],
    *_between(PARSED, "slug", "wp_host"),
    Column("revision", "integer", "r.number", "number of this state, from 1, in the order seen;"
           " later ones move up when an older state is found"),
    replace(_REVISIONS, meaning="states of the article that are archived; in revisions"),
    Column("seen_at", "text", "r.seen_at", f"when this state was first seen: {IN_UTC}"),
    Column("origin", "text", "r.origin", "who made the change to this state: site (the newsroom),"
           " extractor (this program reads the page otherwise)"),
    Column("change", "text", "r.change", "kind of the edit that led to this state",
           "the first state, or not classed"),
    _of_revision("title"),
    _of_revision("body"),
    *map(_recorded, _between(PARSED, "subtitle", "section")),
    *map(_recorded_terms, ("categories", "tags")),
    *_PUBLISHED,
    Column("modified_at", "text", "r.modified_at", f"last change as the page stated it: {ON_CLOCK}",
           "none later than published_at was stated"),
    replace(ADDED["word_count"], sql="word_count(r.body)"),
    replace(ADDED["body_sha256"], sql="r.body_sha256"),
    replace(_recorded(PARSED["complete"]), absent="not recorded"),
    *_STATE,
    _of_revision("extractor"),
)  # fmt: skip
