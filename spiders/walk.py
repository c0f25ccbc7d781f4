"""What one run has asked for and met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

    from delegasi_scraper.items import PagesPrinted
    from delegasi_scraper.statements import Stated


@dataclass(kw_only=True, slots=True)
class Walk:
    """The state of one run, made new for each; a replay makes one for each captured run.

    A spider keeps nothing else between two of its pages, so that no captured run is read
    with what an earlier one has met.
    """

    # Articles, by slug
    asked: set[str] = field(default_factory=set)
    found: set[str] = field(default_factory=set)  # named by a source
    skipped: set[str] = field(default_factory=set)  # found, and need not be asked for
    stated: dict[str, Stated] = field(default_factory=dict)  # by REST or the feed
    lastmods: dict[str, datetime | date] = field(default_factory=dict)  # by a sitemap
    look_again: list[str] = field(default_factory=list)  # addresses, for the end of the run
    looked_again: int = 0
    linked: int = 0  # articles asked for that only links on others have named
    fronts: set[str] = field(default_factory=set)  # of which the front page was asked for
    # AMP pages of articles that are not archived, until their front page has answered
    waiting: dict[str, tuple[PagesPrinted, Response]] = field(default_factory=dict)

    # Sources of addresses
    states: dict[str, str] = field(default_factory=dict)  # source: 'open', or why it is closed
    broken: set[str] = field(default_factory=set)  # open sources of which a part is missing
    damaged: set[str] = field(default_factory=set)  # open sources that had to be mended, or more
    source_urls: set[str] = field(default_factory=set)  # pages asked of any source
    sitemap_urls: list[str] = field(default_factory=list)  # as robots.txt names them
    lastmod_stated: bool = False  # a sitemap of articles stated modified times
    rest_size: int = 100  # posts an answer; fewer where the server is slow
    rest_texts: bool = True  # False = it failed when asked for texts
    rest_total: int | None = None  # posts, as X-WP-Total states it
    shown: dict[str, set[str | None]] = field(default_factory=dict)  # by the pages of a listing

    # Replay only
    expected: dict[str, Request] = field(default_factory=dict)  # what would have been asked for
    begun: bool = False  # an answer of the captured run was read

    def is_open(self, source: str) -> bool:
        """Say whether a source has answered in this run."""
        return self.states.get(source) == "open"

    def show(self, root: str, urls: Sequence[str | None]) -> set[str | None]:
        """Return what a listing's pages show for the first time in this run."""
        before = self.shown.setdefault(root, set())
        new = set(urls) - before
        before |= new
        return new
