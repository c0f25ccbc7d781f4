"""What is decided about one visit of an article before anything of it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from archive.rows import ArticleRow, KnownArticle, StatedRow, TeaserRow

#: Who made a change: the newsroom, or this program, which reads the page otherwise than before.
Origin = Literal["site", "extractor"]
Change = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleVisit:
    """What one visit found, as rows."""

    row: ArticleRow
    seen_at: str  # UTC
    capture_id: int | None = None
    aliases: tuple[tuple[str, str], ...] = ()  # (url, kind) of every address that led to it
    teasers: tuple[TeaserRow, ...] = ()  # what its page showed of other articles
    page_url: str | None = None  # where these stood; None = the article's own address
    other_slugs: tuple[str, ...] = ()  # that redirected to the article
    stated: StatedRow | None = None  # by REST or a feed
    origin: Origin | None = None  # whose change it is, where that is known beforehand


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """Which archived article a visit is of."""

    article: KnownArticle | None = None  # None = none so far
    takes_slug: bool = False  # WordPress gave the slug of a deleted post to this one
    superseded_at: str | None = None  # when another post took the slug of this one


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """A title and body that become a revision."""

    row: ArticleRow
    origin: Origin
    change: str | None = None  # kind of the edit that led to it; None = the first, or not known
    capture_id: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OlderState:
    """What a state that was seen before the newest one changes among the revisions."""

    next_number: int  # of the revision that follows it
    state: State | None = None  # None = the following revision is this state, seen earlier
    next_change: str | None = None  # kind of the edit that leads on to the following revision
    capture_id: int | None = None  # of the earlier sight of the following revision


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """What becomes of a visit's article."""

    change: Change
    row: ArticleRow | None = None  # what the archive tells from now on; None = as before
    states: tuple[State, ...] = ()  # revisions that follow the newest one
    older: OlderState | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Copies:
    """Other articles that print the same text, or nearly."""

    similarity: dict[int, float]  # article's id: 1.0 for the same text
    bands: tuple[int, ...] = ()  # by which later articles find this one; () = too short


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """All that is decided about one visit."""

    identity: Identity
    judgement: Judgement
    copies: Copies | None = None  # None = the text is as it was
    suspect: str | None = None  # why a new article may be an intruder's
