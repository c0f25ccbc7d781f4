"""What an export's columns are: name, kind, where each is read, and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "integer", "boolean", "list of text"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an export, as the data dictionary describes it."""

    name: str
    kind: Kind
    sql: str  # over `a`, the article, and in exports of revisions `r`
    meaning: str  # with its unit
    absent: str = "never absent"  # what an absent value says


_UTC = "ISO 8601 to the second, UTC"
_CLOCK = "ISO 8601 on the newsroom's clock (+08:00), or a bare day where no clock was stated"
_NOT_PRINTED = "not printed on the page"


def _terms(one: str, many: str) -> str:
    # By slug: an order that an archive rebuilt from its captures has, too.
    return (
        f"(SELECT json_group_array(name) FROM (SELECT t.name FROM article_{many} x"  # noqa: S608  # our own names
        f" JOIN {many} t ON t.id = x.{one}_id WHERE x.article_id = a.id ORDER BY t.slug))"
    )


_REVISIONS = "(SELECT count(*) FROM revisions n WHERE n.article_id = a.id)"
_IDENTITY = (
    Column("id", "integer", "a.id", "the article's number in this archive; another archive, also"
           " one rebuilt from the same captures, may number otherwise"),
    Column("slug", "text", "a.slug", "last part of the address, decoded, lower-case; identifies"
           " the article among those whose state is not 'superseded'"),
    Column("url", "text", "a.url", "canonical address: site, '/', slug"),
    Column("wp_id", "integer", "a.wp_id", "WordPress's number of the post on wp_host",
           "no page that was read states it"),
    Column("wp_host", "text", "a.wp_host", "host whose page states wp_id", "wp_id is absent"),
)  # fmt: skip
_PUBLISHED = (
    Column("published_at", "text", "a.published_at", f"first publication: {_CLOCK}",
           "no source that was read states it"),
    Column("published_utc", "text", "a.published_utc", "published_at to sort by: ISO 8601 in UTC,"
           " or the same bare day", "published_at is absent"),
    Column("published_source", "text", "a.published_source", "where published_at was read: rest,"
           " feed, front-time, front-meta, amp-jsonld, text", "published_at is absent"),
)  # fmt: skip
_STATE = (
    Column("duplicate_of", "text", "(SELECT o.slug FROM articles o WHERE o.id = a.duplicate_of)",
           "slug of the earliest article that prints the same text, or nearly, and has its"
           " address still",
           "no earlier article prints it"),
    Column("first_seen_at", "text", "a.first_seen_at", f"first reading of its page: {_UTC}"),
    Column("last_seen_at", "text", "a.last_seen_at", f"last reading of its page: {_UTC}"),
    Column("first_missed_at", "text", "a.first_missed_at",
           f"since when its page does not answer: {_UTC}", "its page answered when last asked for"),
    Column("gone_at", "text", "a.gone_at", f"when it counted as gone, missed twice: {_UTC}",
           "not gone, as far as is known"),
    Column("gone_state", "text", "a.gone_state", "what its page answers instead: 404, 410,"
           " soft_404, moved, password", "gone_at is absent"),
    Column("state", "text", "a.state", "present, missed (did not answer once), gone, superseded"
           " (another post took its slug)"),
)  # fmt: skip
_PRINTED = (
    ("subtitle", "line under the headline", _NOT_PRINTED),
    ("lead", "first paragraph, without its dateline", "there is no text"),
    ("dateline", "place and newsroom as printed before the first paragraph", _NOT_PRINTED),
    ("place", "the dateline's town in one spelling", "no dateline, or a town that is not known"),
    ("regency", "regency of the place, from the gazetteer", "place is absent or not in it"),
    ("author", "'Penulis' where printed, else the byline", _NOT_PRINTED),
    ("editor", "'Editor' as printed", _NOT_PRINTED),
    ("source_credit", "'Sumber Berita' as printed", _NOT_PRINTED),
    ("signoff", "closing mark as printed, as '//delegasi (*/AT)'", _NOT_PRINTED),
    ("initials", "what stands in the sign-off; '*/' marks an edited press release", _NOT_PRINTED),
    ("section", "first category printed", _NOT_PRINTED),
)
_TITLE = ("title", "headline as printed", _NOT_PRINTED)
_BODY = (
    "body",
    "the text: paragraphs joined by one blank line; with dateline, without sign-off, captions and"
    " inserted links; Unicode NFC",
)
_WORDS = "blank-separated words of body; in words"
_DIGEST = "SHA-256 of body in UTF-8; 64 hexadecimal digits"
_COMPLETE = "false where part of the text could not be had"
_EXTRACTOR = "name and version of the program part that read the page"

#: One row an article, in its newest state.
ARTICLE_COLUMNS: tuple[Column, ...] = (
    *_IDENTITY,
    Column(_TITLE[0], "text", "a.title", *_TITLE[1:]),
    Column(_BODY[0], "text", "a.body", _BODY[1]),
    *(Column(name, "text", f"a.{name}", *said) for name, *said in _PRINTED),
    Column("categories", "list of text", _terms("category", "categories"),
           "categories as printed, sorted by their slug", "never absent; an empty list = none"),
    Column("tags", "list of text", _terms("tag", "tags"),
           "tags as printed, sorted by their slug", "never absent; an empty list = none"),
    *_PUBLISHED,
    Column("modified_at", "text", "a.modified_at", f"last change as the page states it: {_CLOCK}",
           "none later than published_at is stated"),
    Column("word_count", "integer", "a.word_count", _WORDS),
    Column("body_sha256", "text", "a.body_sha256", _DIGEST),
    Column("complete", "boolean", "a.complete", _COMPLETE),
    *_STATE,
    Column("revisions", "integer", _REVISIONS, "states of headline and text that are archived;"
           " in revisions, 1 = never seen to change"),
    Column("extractor", "text", "a.extractor", _EXTRACTOR),
)  # fmt: skip


def _recorded(name: str) -> str:
    return f"CASE WHEN json_valid(r.record) THEN json_extract(r.record, '$.{name}') END"


def _recorded_terms(many: str) -> str:
    return (
        "CASE WHEN json_valid(r.record) THEN (SELECT json_group_array(name) FROM"  # noqa: S608  # our own names
        " (SELECT json_extract(e.value, '$.name') AS name"
        f" FROM json_each(r.record, '$.{many}') e ORDER BY json_extract(e.value, '$.slug')))"
        " ELSE '[]' END"
    )


#: One row a revision. What the page printed is what it printed then; when it was published,
#: its identity and what has become of the article are as the archive knows them today.
REVISION_COLUMNS: tuple[Column, ...] = (
    *_IDENTITY,
    Column("revision", "integer", "r.number", "number of this state, from 1, in the order seen;"
           " later ones move up when an older state is found"),
    Column("revisions", "integer", _REVISIONS, "states of the article that are archived;"
           " in revisions"),
    Column("seen_at", "text", "r.seen_at", f"when this state was first seen: {_UTC}"),
    Column("origin", "text", "r.origin", "who made the change to this state: site (the newsroom),"
           " extractor (this program reads the page otherwise)"),
    Column("change", "text", "r.change", "kind of the edit that led to this state",
           "the first state, or not classed"),
    Column(_TITLE[0], "text", "r.title", *_TITLE[1:]),
    Column(_BODY[0], "text", "r.body", _BODY[1]),
    *(Column(name, "text", _recorded(name), *said) for name, *said in _PRINTED),
    *(Column(many, "list of text", _recorded_terms(many), f"{many} as printed then, sorted by"
             " their slug", "never absent; an empty list = none")
      for many in ("categories", "tags")),
    *_PUBLISHED,
    Column("modified_at", "text", "r.modified_at", f"last change as the page stated it: {_CLOCK}",
           "none later than published_at was stated"),
    Column("word_count", "integer", "word_count(r.body)", _WORDS),
    Column("body_sha256", "text", "r.body_sha256", _DIGEST),
    Column("complete", "boolean", _recorded("complete"), _COMPLETE, "not recorded"),
    *_STATE,
    Column("extractor", "text", "r.extractor", _EXTRACTOR),
)  # fmt: skip
