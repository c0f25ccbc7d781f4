"""Which articles are archived, and which addresses are therefore asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from archive.tables import articles, failures, teasers
from archive.tables import stated as statements
from delegasi_scraper.crawl.revisit_schedule import is_newer, is_still_refused
from delegasi_scraper.crawl.stated import stated_of
from delegasi_scraper.items import Address, Teaser
from delegasi_scraper.statements import Stated
from delegasi_scraper.text.dates import parse_iso

if TYPE_CHECKING:
    from archive.rows import KnownArticle
    from archive.store import Archive
    from delegasi_scraper.urls import Site

#: Sources that may name what is gone; any other lists what is on the site now.
MAY_BE_OUTDATED = ("tag", "author", "date", "link", "stub", "list")


class KnownArticles:
    """The articles archived at the start of a run; ``since`` and ``full`` are its arguments."""

    def __init__(self, archive: Archive, site: Site, *, full: bool, since: date | None) -> None:
        self._archive = archive
        self._site = site
        self._articles = articles.known(archive.connection)
        self._failed = {  # slug: reason and last time
            site.slug_of(url): (reason, last_seen_at)
            for url, reason, last_seen_at in failures.failed(archive.connection)
        }
        self._full = full
        self._since = since
        self._news: dict[Teaser, bool] = {}

    def __iter__(self) -> Iterator[KnownArticle]:
        """Go through every archived article."""
        return iter(self._articles.values())

    def article(self, url: str) -> KnownArticle | None:
        """Return the archived article that an address names."""
        return self._articles.get(self._site.slug_of(url) or "")

    def stated(self, slug: str, in_this_run: Stated | None, seen_at: str) -> Stated | None:
        """Return what is stated of an article: in this run by REST, else what is archived.

        A run asks REST of what was modified since, and a feed has the newest posts only. What
        was stated later than a page was seen is of that page only where nothing was modified
        between: public archives have pages from years before.
        """
        if in_this_run is not None and in_this_run.paragraphs is not None:
            return in_this_run
        archived = stated_of(statements.nearest(self._archive.connection, slug, seen_at))
        if archived is None or archived.source != "rest":
            return in_this_run  # an archived date stays without it
        if archived.seen_at > seen_at and is_newer(archived.modified_at, seen_at):
            return in_this_run
        if in_this_run is not None and is_newer(in_this_run.modified_at, archived.seen_at):
            return in_this_run
        return archived

    def covers(self, url: str) -> bool:
        """Say whether an address is archived, or is known to be no article."""
        slug = self._site.slug_of(url)
        return slug is not None and (slug in self._articles or slug in self._failed)

    def is_before_since(self, published: datetime | date | None) -> bool:
        """Say whether a run that was limited by date leaves an article out."""
        if self._since is None or published is None:
            return False
        day = published.date() if isinstance(published, datetime) else published
        return day < self._since

    def why_not(self, slug: str, address: Address, *, walking: bool) -> str | None:
        """Return why an article need not be asked for, None where it is to be asked for.

        'before_since', 'refused_before' or 'known'.
        """
        if self.is_before_since(address.published_at or address.modified_at):
            return "before_since"
        known = self._articles.get(slug)
        if known is None:
            if self._full or slug not in self._failed:
                return None
            refused = is_still_refused(*self._failed[slug], address.modified_at)
            return "refused_before" if refused else None
        missed = known.last_missed_at is not None and address.source not in MAY_BE_OUTDATED
        reworded = address.has_news and not walking
        edited = is_newer(address.modified_at, known.last_seen_at)
        return None if self._full or missed or reworded or edited else "known"

    def is_news(self, teaser: Teaser) -> bool:
        """Say whether a teaser's article, wording or date is new; the first answer is kept.

        Once a listing is saved its wordings are known, and its news would be none.
        """
        if teaser not in self._news:
            self._news[teaser] = self._tells_news(teaser)
        return self._news[teaser]

    def _tells_news(self, teaser: Teaser) -> bool:
        slug = self._site.slug_of(teaser.href or teaser.url or "")
        known = self._articles.get(slug or "")
        if known is None:
            return slug is not None and slug not in self._failed
        if teaser.block == "recent":
            return False
        stamp = parse_iso(teaser.stamp or "")
        if is_newer(stamp, known.last_seen_at):
            return True
        shown = teasers.find(self._archive.connection, teaser.url, teaser.title, teaser.excerpt)
        return shown is None
