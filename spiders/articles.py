"""`scrapy crawl articles`: bring the archive up to date.

Until one run has walked all of the site, every run walks it, skipping what is
known. Afterwards a run asks for what is new or edited, and for a few articles
whose turn it is by age.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy import Request, signals
from scrapy.exceptions import DontCloseSpider

from delegasi_scraper.clock import utc_now
from delegasi_scraper.crawl.earlier_runs import (
    held_states_due,
    last_refresh,
    unresolved_failures,
    unresolved_targets,
)
from delegasi_scraper.crawl.known_articles import KnownArticles
from delegasi_scraper.crawl.revisit_schedule import due_by_age, one_form_each, read_address_list
from delegasi_scraper.crawl.stated import stated_by
from delegasi_scraper.errors import UsageError
from delegasi_scraper.items import Address, AddressesFound, Listing, Source, Teaser
from delegasi_scraper.statements import PostsStated
from spiders.article_pages import AMP_TWIN, ARTICLE, ArticlePagesSpider
from spiders.site import Output

if TYPE_CHECKING:
    from scrapy.http import Response

    from delegasi_scraper.urls import Site

#: Second looks of one run: what differs between them is no editor's doing.
LOOKS_AGAIN = 10


class ArticlesSpider(ArticlePagesSpider):
    """Bring the archive up to date with the site."""

    name = "articles"
    reads_texts = True
    ARGUMENTS: ClassVar[dict[str, str]] = {
        "full": "1 = fetch every article again",
        "since": "a date, 2024-01-01: only articles published since",
        "urls": "a file of addresses, one a line",
    }

    def __init__(
        self,
        *,
        full: bool = False,
        since: date | None = None,
        addresses: tuple[str, ...] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.known = KnownArticles(self.run.archive, self.site, full=full, since=since)
        self.walking = self.exhaustive = full or not self.run.walked_before
        refreshed = last_refresh(self.run.archive.connection)
        self.since_refresh = datetime.fromisoformat(refreshed) if refreshed else None
        self.full = full
        self.since = since
        self.addresses = addresses

    @classmethod
    def parse_arguments(cls, raw: dict[str, str], site: Site) -> dict[str, Any]:
        """Return constructor values, or raise :class:`UsageError`."""
        if raw.get("full", "0") not in ("0", "1"):
            raise UsageError(f"-a full={raw['full']}: give 1 or 0")
        since = None
        if "since" in raw:
            try:
                since = date.fromisoformat(raw["since"])
            except ValueError:
                raise UsageError(f"-a since={raw['since']}: give a date like 2024-01-31") from None
        addresses = read_address_list(raw["urls"], site) if "urls" in raw else ()
        return {"full": raw.get("full") == "1", "since": since, "addresses": addresses}

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the listed addresses, or for the front page and the sources of addresses."""
        self.crawler.signals.connect(self._look_again, signal=signals.spider_idle)
        if self.addresses:
            rows = tuple(Address(url=url, source="list") for url in self.addresses)
            await self.save_now(AddressesFound(page_url=None, addresses=rows, at=utc_now()))
            for request in self._ask_list():
                yield request
            return
        yield self.ask_home()
        again = self._ask_known() if self.full else () if self.walking else self._ask_again()
        for request in again:
            yield request

    def after_home(self, listing: Listing | None) -> Output:
        """Ask for the AMP twin of the newest article, too: its clock is watched."""
        yield from super().after_home(listing)
        teasers = listing.teasers if listing else ()
        newest = next((t.href for t in teasers if t.block in ("headline", "listing")), None)
        if newest:
            yield self.page(f"{newest.rstrip('/')}/amp/", priority=AMP_TWIN, twin=True)

    def found(self, response: Response, source: Source, addresses: Sequence[Address]) -> Output:
        """Keep what REST or a feed states of articles, too."""
        if source in ("rest", "feed"):
            posts = stated_by(response, source, addresses, self.site)
            yield PostsStated(posts=posts)
            for slug, stated in posts:
                if source == "rest" or slug not in self.walk.stated:
                    self.walk.stated[slug] = stated
        if source == "sitemap":
            for address in addresses:
                named = self.site.slug_of(address.url)
                if named is not None and address.modified_at is not None:
                    self.walk.lastmods[named] = address.modified_at
        yield from super().found(response, source, addresses)

    def take(self, addresses: Sequence[Address]) -> Output:
        """Ask for the articles that are new, or changed since they were seen."""
        for address in addresses:
            slug = self.site.slug_of(address.url)
            if slug is None:
                continue
            if slug not in self.walk.found:
                self.walk.found.add(slug)
                self.inc_stat("address/found")
            if slug in self.walk.asked:
                continue
            if reason := self.known.why_not(slug, address, walking=self.walking):
                if slug not in self.walk.skipped:
                    self.walk.skipped.add(slug)
                    self.inc_stat(f"address/{reason}")
                continue
            if address.source in ("link", "stub") and not self._may_follow():
                continue
            self.walk.asked.add(slug)
            self.inc_stat("address/asked")
            yield self.page(self.site.front_form(address.url))

    def _may_follow(self) -> bool:
        """Say whether one more article may be asked for that only a link has named."""
        self.walk.linked += 1
        if self.walk.linked <= self.crawler.settings.getint("LINKED_MAX"):
            return True
        self.inc_stat("address/not_followed")
        return False

    def is_known(self, url: str) -> bool:
        """Say whether an address is archived, or is known to be no article."""
        return self.known.covers(url)

    def is_unheard_of(self, url: str) -> bool:
        """Say whether an address is neither archived nor named by a source so far."""
        return not self.is_known(url) and self.site.slug_of(url) not in self.walk.found

    def has_news(self, teaser: Teaser) -> bool:
        """Say whether a teaser's article, wording or date is new."""
        return self.known.is_news(teaser)

    def _ask_list(self) -> Iterator[Request]:
        """Ask for one form of each article in the list; the others are its aliases."""
        chosen = one_form_each(self.addresses, self.site)
        self.inc_stat("address/found", len(chosen))
        self.inc_stat("address/asked", len(chosen))
        for number, url in enumerate(chosen):
            yield self.page(url, priority=ARTICLE - number)

    def _ask_known(self) -> Iterator[Request]:
        """Ask for every archived article, also for those that no source names any more."""
        for known in self.known:
            if self.since and not (known.published_at or "") >= self.since.isoformat():
                continue
            self.walk.asked.add(known.slug)
            self.inc_stat("address/asked")
            yield self.page(known.fetch_url)

    def _ask_again(self) -> Iterator[Request]:
        """Ask for what failed, what only teasers named, what is held, and what is due by age."""
        limit = self.crawler.settings.getint("REVISIT_MAX")
        connection = self.run.archive.connection
        held = held_states_due(connection, utc_now(), limit)
        for stat, urls in (
            ("retried", unresolved_failures(connection, utc_now(), limit)),
            ("only_in_teasers", unresolved_targets(connection, limit)),
            ("held", held),
            ("due_by_age", due_by_age(self.known, datetime.now(UTC), limit - len(held))),
        ):
            for url in urls:
                slug = self.site.slug_of(url)
                if slug is not None and slug not in self.walk.asked:
                    self.walk.asked.add(slug)
                    self.inc_stat(f"address/{stat}")
                    yield self.page(url, retry=stat == "retried")

    def _look_again(self) -> None:
        """Ask for a second look at what nobody spoke for, when there is nothing else to ask."""
        walk = self.walk
        urls, walk.look_again = walk.look_again[: LOOKS_AGAIN - walk.looked_again], []
        if not urls or self.run.stop_reason is not None:
            return
        walk.looked_again += len(urls)
        for url in urls:
            self.inc_stat("address/looked_again")
            self.crawler.engine.crawl(self.second_look(url))
        raise DontCloseSpider

    def second_look(self, url: str) -> Request:
        """Return the request for a page that this run has read before, past caches."""
        request = self.page(url)
        meta = request.meta | {"again": True}
        return request.replace(headers={"Cache-Control": "no-cache"}, meta=meta)

    def closed(self, reason: str) -> None:
        """Record which sources were open, and whether this run has seen all of the site."""
        if self.addresses:
            self.set_stat("walk_complete", 0)
            return
        self.set_source_stats()
        whole = (
            reason == "finished"
            and self.since is None
            and self.has_named_all()
            and bool(self.walk.found)
        )
        self.set_stat("refreshed", int(whole))
        self.set_stat("walk_complete", int(whole and self.walking))
        if not self.walking:
            self._log_how_edits_are_seen()

    def _log_how_edits_are_seen(self) -> None:
        if self.walk.is_open("rest"):
            told_by = "REST"
        elif self.walk.lastmod_stated:
            told_by = "sitemap lastmod"
        else:
            told_by = "revisits by age only"
            self.logger.info(
                "Neither REST nor a sitemap's lastmod tells of edits: one that changes no "
                "headline is seen when its article is revisited by age"
            )
        self.set_stat("edits/told_by", told_by)
