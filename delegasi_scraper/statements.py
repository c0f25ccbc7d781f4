"""What a page cannot tell by itself: what REST or a feed states, what the site repeats; frozen."""

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


NO_CONTEXT = SiteContext()
