"""What is decided about one visit of an article before anything of it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from archive.rows import ArticleRow, KnownArticle, StatedRow, TeaserRow

#: Who made a change: the newsroom, or this program, which reads the page otherwise than before.
Origin = Literal["site", "extractor"]
Change = Literal["new", "changed", "unchanged", "held"]
#: Why a change is believed to be the newsroom's (column `revisions.witness`).
Witness = Literal["rest", "sitemap", "modified", "second_look", "capture"]
#: Why what was read is not believed (column `held_states.reason`), and what that means.
HOLD_REASONS = {
    "not_whole": "the page did not arrive whole",
    "lost_half": "more than half of the text is missing, and nobody says that it was changed",
    "not_own": "nothing on the page says that it is this article's",
    "stale": "the page is older than what is archived: a copy of a cache",
    "earlier_again": "it is an earlier state again, and nobody says that it was put back",
    "unknown_layout": "only a page of an unknown layout shows it",
    "no_witness": "nobody says that the article was changed",
}
HoldReason = Literal[
    "not_whole", "lost_half", "not_own", "stale", "earlier_again", "unknown_layout", "no_witness"
]
#: How a held state ended (column `held_states.resolution`).
Resolution = Literal["believed", "refuted", "unproven"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """What speaks for a visit's page, beside the text on it; times as the archive writes them."""

    damage: str | None = None  # why it did not arrive whole, in words
    own: bool = True  # a sign on it, or REST, says that it is the article's
    made_at: str | None = None  # UTC: when the site made it, as a cache's headers say
    modified_at: str | None = None  # as the page itself states
    lastmod: str | None = None  # as a sitemap of this run states
    rest_agrees: bool = False  # REST states its very title, or all of its text
    again: bool = False  # a second look within one run
    volatile: frozenset[str] = frozenset()  # lines that are known to differ minutes apart


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
    evidence: Evidence = field(default_factory=Evidence)


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
    witness: Witness | None = None  # None = the first state, or no change of the newsroom's
    seen_at: str | None = None  # UTC: the first look, where it was held since; None = this visit


@dataclass(frozen=True, kw_only=True, slots=True)
class Hold:
    """A state that is not believed, and why."""

    row: ArticleRow
    reason: HoldReason
    message: str  # in words


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldState:
    """A state that an earlier look held, and that is not decided."""

    id: int
    seen_at: str  # UTC: the first look
    last_seen_at: str
    looks: int
    reason: HoldReason
    title: str | None
    body: str
    modified_at: str | None
    capture_id: int | None


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
    hold: Hold | None = None
    resolved: tuple[tuple[int, Resolution], ...] = ()  # held states that this visit decides
    volatile: tuple[str, ...] = ()  # texts that differ minutes apart, a hash for each number
    seen: bool = True  # False = it does not tell that the article was there at that time


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
