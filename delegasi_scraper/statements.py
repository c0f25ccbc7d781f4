"""What stands beside a page's text: signs of whose page it is, statements of REST or a feed, what
the site repeats; frozen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, kw_only=True, slots=True)
class Stated:
    """What REST or a feed stated of one article, and the answer in which it stood."""

    source: Literal["rest", "feed"]
    seen_at: str  # UTC
    title: str | None = None
    paragraphs: tuple[str, ...] | None = None  # clean, sign-off included; None = not stated
    published_at: datetime | date | None = None
    modified_at: datetime | date | None = None
    capture_id: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PageSigns:
    """What a page shows of whose page it is, and whether it arrived whole."""

    damage: str | None = None  # why it is not whole, in words; None = nothing says so
    identity: tuple[str, ...] = ()  # that it is its address's: 'post id', 'canonical', …
    is_article: bool = False  # a view, a type or a time says that it is one article
    canonical_slug: str | None = None  # where its canonical link names another article


@dataclass(frozen=True, kw_only=True, slots=True)
class Differences:
    """Where a page and what REST states of its text differ, inserts set aside."""

    only_on_page: tuple[str, ...] = ()  # prose: never cut
    not_on_page: tuple[str, ...] = ()  # prose that the page, or its extractor, has not


@dataclass(frozen=True, kw_only=True, slots=True)
class PostsStated:
    """What one answer of REST or a feed stated of articles, by their slugs."""

    posts: tuple[tuple[str, Stated], ...]


@dataclass(frozen=True, slots=True)
class SiteContext:
    """Texts that are the site's and no article's, clean (white space folded, NFC).

    The same page and the same context give the same record.
    """

    texts: frozenset[str] = frozenset()
    volatile: frozenset[str] = frozenset()  # differ minutes apart; a hash for each number


NO_CONTEXT = SiteContext()
