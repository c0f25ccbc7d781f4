"""Every column of an article, once: name, kind, meaning, what absent means, where it is read.

A parse sets the fields of :class:`ArticleColumns`, the archive adds :data:`ADDED`. Rows, the
statements on `articles`, exports (archive/export/columns.py) and their data dictionary,
Datasette's notes and the tables of docs/exports.md are made from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

Kind = Literal["text", "integer", "boolean", "list of text"]
NEVER = "never absent"
_NOT_PRINTED = "not printed on the page"
IN_UTC = "ISO 8601 to the second, UTC"
ON_CLOCK = "ISO 8601 on the newsroom's clock (+08:00), or a bare day where no clock was stated"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table `articles`, or of an export."""

    name: str
    kind: Kind
    sql: str  # over `a`, the article, and in exports of revisions `r`
    meaning: str  # with its unit
    absent: str = NEVER  # what an absent value says
    note: str = ""  # for Datasette, where what is stored needs other words

    @property
    def sentence(self) -> str:
        """Return the note that Datasette shows: the meaning, and what NULL says."""
        if self.note:
            return self.note
        first = self.meaning.split()[0]
        meaning = self.meaning if "_" in first else self.meaning[0].upper() + self.meaning[1:]
        return f"{meaning}." if self.absent == NEVER else f"{meaning}. NULL = {self.absent}."


# fmt: off
@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleColumns:
    """What a parse sets, in the order of an export; times are ISO 8601 text.

    Beside each type: the meaning, what absent means, and a note where Datasette needs another.
    """

    slug: Annotated[str,
        "last part of the address, decoded, lower-case; identifies the article among those whose"
        " state is not 'superseded'"]
    url: Annotated[str, "canonical address: site, '/', slug"]
    wp_id: Annotated[int | None,
        "WordPress's number of the post on wp_host", "no page that was read states it"] = None
    wp_host: Annotated[str | None,
        "host whose page states wp_id", "wp_id is absent"] = None
    title: Annotated[str | None, "headline as printed", _NOT_PRINTED] = None
    body: Annotated[str,
        "the text: paragraphs joined by one blank line; with dateline, without sign-off, captions"
        " and inserted links; Unicode NFC",
        NEVER, "Text as printed last, paragraphs joined by one blank line; with dateline; without"
        " headline, captions, sign-off, teasers and advertisements. Empty = a picture without"
        " text."]
    subtitle: Annotated[str | None, "line under the headline", _NOT_PRINTED] = None
    lead: Annotated[str | None,
        "first paragraph, without its dateline", "there is no text"] = None
    dateline: Annotated[str | None,
        "place and newsroom as printed before the first paragraph", _NOT_PRINTED] = None
    place: Annotated[str | None,
        "the dateline's town in one spelling", "no dateline, or a town that is not known"] = None
    regency: Annotated[str | None,
        "regency of the place, from the gazetteer", "place is absent or not in it"] = None
    author: Annotated[str | None,
        "'Penulis' or 'Reporter' where printed, else the byline", _NOT_PRINTED,
        "'Penulis' or 'Reporter' where printed, else the byline. NULL = nobody is named. Often an"
        " account ('Redaksi'), not a person."] = None
    editor: Annotated[str | None, "'Editor' as printed", _NOT_PRINTED] = None
    source_credit: Annotated[str | None, "'Sumber Berita' as printed", _NOT_PRINTED] = None
    source_url: Annotated[str | None,
        "address of the stated source, its link's or printed", "no address is stated"] = None
    signoff: Annotated[str | None,
        "closing mark as printed, as '//delegasi (*/AT)'", _NOT_PRINTED] = None
    initials: Annotated[str | None,
        "what stands in the sign-off; '*/' marks an edited press release", _NOT_PRINTED] = None
    section: Annotated[str | None, "first category printed", _NOT_PRINTED] = None
    categories: Annotated[tuple[tuple[str, str], ...],  # (name, slug)
        "categories as printed, sorted by their slug", "never absent; an empty list = none"] = ()
    tags: Annotated[tuple[tuple[str, str], ...],
        "tags as printed, sorted by their slug", "never absent; an empty list = none"] = ()
    published_at: Annotated[str | None,
        f"first publication: {ON_CLOCK}", "no source that was read states it"] = None
    published_source: Annotated[str | None,
        "where published_at was read: rest, feed, front-time, front-meta, amp-jsonld, text",
        "published_at is absent"] = None
    modified_at: Annotated[str | None,
        f"last change as the page or REST states it: {ON_CLOCK}",
        "none later than published_at is stated",
        "Last change that the page or REST states, on the newsroom's clock. NULL = none later than"
        " publication; an edit may be unstated."] = None
    modified_source: Annotated[str | None,
        "where modified_at was read, as published_source; 'rest' is WordPress's own modified_gmt",
        "modified_at is absent, or was read before its source was kept"] = None
    complete: Annotated[bool,
        "false where part of the text is missing, or may be",
        NEVER, "1 = the whole text is here; 0 = part of it is missing, or may be."] = True
    extractor: Annotated[str, "name and version of the program part that read the page"]
    # Not exported: what teasers are compared with.
    title_key: Annotated[str | None,
        "words of the title, folded to compare with teasers", "no title"] = None
    lead_key: Annotated[str | None,
        "first 40 words without dateline, folded to compare with teasers", "no text"] = None
    title_slug: Annotated[str | None,
        "the slug that WordPress would make of the present title; another slug hints at an earlier"
        " headline", "no title"] = None
# fmt: on


def _kind(hint: Any) -> Kind:
    if get_origin(hint) is tuple:
        return "list of text"
    kinds: dict[Any, Kind] = {str: "text", int: "integer", bool: "boolean"}
    return kinds[next(iter(get_args(hint)), hint)]


def _terms(one: str, many: str) -> str:
    # By slug: an order that an archive rebuilt from its captures has, too.
    return (
        f"(SELECT json_group_array(name) FROM (SELECT t.name FROM article_{many} x"  # noqa: S608  # our own names
        f" JOIN {many} t ON t.id = x.{one}_id WHERE x.article_id = a.id ORDER BY t.slug))"
    )


def _declared() -> dict[str, Column]:
    lists = {"categories": _terms("category", "categories"), "tags": _terms("tag", "tags")}
    columns = {}
    for name, hint in get_type_hints(ArticleColumns, include_extras=True).items():
        kind, *words = get_args(hint)
        columns[name] = Column(name, _kind(kind), lists.get(name, f"a.{name}"), *words)
    return columns


#: By name, in the order of an export.
PARSED = _declared()
#: What a parse sets in the table `articles` itself.
PARSED_COLUMNS = tuple(name for name, each in PARSED.items() if each.kind != "list of text")

_ADDED = (
    Column("id", "integer", "a.id", "the article's number in this archive; another archive, also"
           " one rebuilt from the same captures, may number otherwise"),
    Column("published_utc", "text", "a.published_utc", "published_at to sort by: ISO 8601 in UTC,"
           " or the same bare day", "published_at is absent"),
    Column("word_count", "integer", "a.word_count", "blank-separated words of body; in words"),
    Column("body_sha256", "text", "a.body_sha256",
           "SHA-256 of body in UTF-8; 64 hexadecimal digits"),
    Column("duplicate_of", "integer", "a.duplicate_of", "the earliest published article that prints"
           " the same text or nearly; a superseded one only where all of them are superseded",
           "this is no repost, or the first of its group"),
    Column("first_seen_at", "text", "a.first_seen_at", f"first reading of its page: {IN_UTC}",
           note="UTC time at which the archive first read the article; its publication may lie"
           " years before."),
    Column("last_seen_at", "text", "a.last_seen_at", f"last reading of its page: {IN_UTC}"),
    Column("first_missed_at", "text", "a.first_missed_at",
           f"since when its page does not answer: {IN_UTC}",
           "its page answered when last asked for"),
    Column("gone_at", "text", "a.gone_at", f"when it counted as gone, missed twice: {IN_UTC}",
           "not gone, as far as is known",
           "UTC time of the second miss, at least 20 hours after the first, from when it counts as"
           " gone. NULL = not gone. The removal lies between last_seen_at and first_missed_at."),
    Column("gone_state", "text", "a.gone_state", "what its page answers instead: 404, 410,"
           " soft_404, moved, password", "gone_at is absent"),
    Column("state", "text", "a.state", "present, missed (did not answer once), gone, superseded"
           " (another post took its slug)",
           note="present = its page answered last; missed = it did not, once; gone = it did not,"
           " twice, 20 hours apart; superseded = another post has its address."),
    Column("suspect", "text", "a.suspect", "why this may be an intruder's post and not the"
           " newsroom's", "nothing speaks for it"),
    # Not exported: how the archive works.
    Column("reading_rank", "integer", "a.reading_rank", "how good the page was that it was read"
           " from; 3 = front page of the article, 2 = AMP page, 1 = unknown layout"),
    Column("superseded_at", "text", "a.superseded_at", "UTC time at which another post was found"
           " at this address", "the address is still the article's"),
    Column("last_missed_at", "text", "a.last_missed_at", "UTC time at which its page was last"
           " asked for in vain", "it answered last time"),
    Column("title_stems", "text", "a.title_stems", "stems of the title's affixed words, for"
           " searching", "none, as empty text"),
    Column("body_stems", "text", "a.body_stems", "stems of the body's affixed words, for"
           " searching", "none, as empty text"),
    Column("search_rowid", "integer", "a.search_rowid", "row number in the search index, made of"
           " seconds since 1970 and id, so that newer articles have higher ones"),
    Column("year_month", "text", "a.year_month", "month of publication on the newsroom's clock, as"
           " 2021-12", "no date"),
    Column("seen_again", "integer", "a.seen_again", "1 = its page answered again after the first"
           " time; 0 = it was seen once, so that an edit could not be seen"),
)  # fmt: skip
#: What the archive adds to a parse, by name, in the order of an export.
ADDED = {each.name: each for each in _ADDED}
#: Every column of the table `articles`.
STORED_COLUMNS = (ADDED["id"], *(PARSED[name] for name in PARSED_COLUMNS), *_ADDED[1:])
