"""`scrapy crawl replay -a warc=PATH`: rebuild records from stored captures, without network.

The article spider is driven over the captured answers, run by run: what it would have asked
for tells how the next answer is read, and what no request foresaw is read by its address.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections import deque
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import parse_qs, urljoin, urlsplit

from scrapy import Request
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure
from w3lib.url import safe_url_string

from delegasi_scraper.captures import run_of
from delegasi_scraper.errors import PageError, UnreadableCapture, UsageError
from delegasi_scraper.items import Article, PageFailed, RunEnded
from delegasi_scraper.knowledge import Knowledge
from delegasi_scraper.middlewares.robots import sitemaps_named
from delegasi_scraper.paths import in_project
from delegasi_scraper.responses import article_on, fetched_from, response_of
from delegasi_scraper.rows import capture_row
from delegasi_scraper.warc import Record, read_record, read_records, with_body_of
from spiders.articles import ArticlesSpider
from spiders.sources import Output

if TYPE_CHECKING:
    from scrapy.http import Response

    from delegasi_scraper.urls import Site

#: Records read ahead while the other core parses.
AHEAD = 64
_RETRIED = (500, 502, 503, 504, 522, 524, 408, 429)


class ReplaySpider(ArticlesSpider):
    """Reads captures in place of the site."""

    name = "replay"
    ARGUMENTS: ClassVar[dict[str, str]] = {"warc": "a WARC file, or a folder of them"}

    def __init__(self, *, warc: tuple[Path, ...], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.files = warc
        self.expected: dict[str, Request] = {}  # what the spider asked for in this run
        self.places: dict[tuple[str, str], tuple[Path, int]] = {}  # where revisits' bodies are
        self.begun = False  # the present run has read an answer

    @classmethod
    def understand(cls, given: dict[str, str], site: Site) -> dict[str, Any]:  # noqa: ARG003
        """Return the files to read, or raise :class:`UsageError`."""
        if "warc" not in given:
            raise UsageError("crawl replay needs -a warc=PATH, a WARC file or a folder of them")
        path = in_project(given["warc"], "-a warc")
        files = tuple(sorted(path.glob("*.warc.gz"))) if path.is_dir() else (path,)
        if not files or not files[0].is_file():
            raise UsageError(f"-a warc={given['warc']}: there is no WARC file")
        return {"warc": files}

    async def start(self) -> AsyncIterator[Any]:
        """Go through the captures, run by run, and save what they hold."""
        workers = os.cpu_count() or 1
        with ProcessPoolExecutor(workers, mp_context=get_context("forkserver")) as pool:
            for _, files in groupby(self.files, key=run_of):
                self._begin_run()
                last = ""
                for record, parsed in self._ahead(self._records(list(files)), pool):
                    last = record.fetched_at
                    for out in self._replay(record, parsed):
                        if isinstance(out, Request):
                            self.expected.setdefault(out.url, out)
                        else:
                            await self.save_now(out)
                    await asyncio.sleep(0)  # lets a signal in
                    if self.run.stop_reason:
                        return
                if last:
                    await self.save_now(RunEnded(at=last))
        for out in ():  # Scrapy wants a generator
            yield out

    def read_article(self, response: Response) -> Article:
        """Return what the other core has parsed."""
        parsed: Future[Article | PageError] | None = response.meta.get("parsed")
        outcome = parsed.result() if parsed else article_on(response, self.site)
        if isinstance(outcome, PageError):
            raise outcome
        return outcome

    def closed(self, reason: str) -> None:  # noqa: ARG002
        """Claim no walk: captures do not say whether all of the site was seen."""
        self.tell("walk_complete", 0)

    def _begin_run(self) -> None:
        self.known = Knowledge(self.run.archive, self.site, full=True, since=None)
        self.states, self.broken = {}, set()
        self.asked, self.met, self.passed, self.stated = set(), set(), set(), {}
        self.asked_of_sources = set()
        self.run.sitemap_urls = []
        self.begun = False
        home = self.ask_home()
        self.expected = {home.url: home}

    def _records(self, files: list[Path]) -> Iterator[Record]:
        """Yield a run's records; of a request that was tried again, its last answer last."""
        for path in files:
            try:
                for record in read_records(path):
                    if record.refers_to is None:  # a revisit may be of the same second
                        self.places[record.url, record.fetched_at] = path, record.offset
                    yield record
            except UnreadableCapture as error:
                self.count("capture/unreadable")
                self.logger.error("%s", error)

    def _ahead(
        self, records: Iterator[Record], pool: ProcessPoolExecutor
    ) -> Iterator[tuple[Record, Future[Article | PageError] | None]]:
        """Yield records in order, with what another core makes of an article meanwhile."""
        window: deque[tuple[Record, Future[Article | PageError] | None]] = deque()
        for record in records:
            whole = self._with_body(record)
            parsed = None
            if whole.status == 200 and self.site.slug_of(whole.url):
                parsed = pool.submit(parse_record, whole, self.site)
            window.append((whole, parsed))
            if len(window) >= AHEAD:
                yield window.popleft()
        yield from window

    def _with_body(self, record: Record) -> Record:
        if record.refers_to is None:
            return record
        place = self.places.get(record.refers_to) or self._archived_place(record.refers_to)
        try:
            return with_body_of(record, read_record(*place)) if place else record
        except UnreadableCapture as error:
            self.logger.error("%s", error)
            return record

    def _archived_place(self, body: tuple[str, str]) -> tuple[Path, int] | None:
        """Return where a body stands that an earlier run captured, whose files are not read."""
        place = self.run.archive.body_place(*body)
        if place is None or self.run.captures is None:
            return None
        return self.run.captures.folder / place[0], place[1]

    def _replay(self, record: Record, parsed: Future[Article | PageError] | None) -> Output:
        """Read one answer as the request foresaw that asked for it, or by its address."""
        archive = self.run.archive
        capture_id = archive.capture_id(record.file, record.offset)
        if capture_id is None:
            with self.run.saving():
                capture_id = archive.save_capture(capture_row(archive, record))
            if self.run.stop_reason is not None:
                return
        self.count("capture/read")
        if record.refers_to is not None and not record.body:
            self.count("capture/body_elsewhere")
            self.logger.error("%s: the body of %s is not here", record.url, record.refers_to)
            return
        path = urlsplit(record.url).path
        if path == "/robots.txt":
            self.run.sitemap_urls = sitemaps_named(response_of(record))
            return
        if not self.site.owns(record.url):
            self.count("capture/offsite")
            return
        if not self.begun:
            self.begun = True
            # Every run but one over a list begins with the front page, and that one follows
            # no links.
            self.addresses = () if record.url in self.expected else (record.url,)
        request = self.expected.get(record.url) or self._by_form(record.url)
        request = request.replace(
            meta={
                **request.meta,
                "fetched_at": record.fetched_at,
                "capture_id": capture_id,
                "parsed": parsed,
            }
        )
        try:
            response = response_of(record, request)
        except PageError as error:
            self.expected.pop(record.url, None)
            yield from self._fail(request, error)
            return
        location = record.header("Location")
        if 300 <= record.status < 400 and location:
            yield from self._redirected(request, response, location)
        elif record.status in _RETRIED and request.meta.get("tried", 0) < self._tries():
            tried = request.meta.get("tried", 0) + 1
            self.expected[record.url] = request.replace(meta={**request.meta, "tried": tried})
        elif 200 <= record.status < 300 or record.status in request.meta.get(
            "handle_httpstatus_list", ()
        ):  # fmt: skip
            self.expected.pop(record.url, None)
            assert request.callback is not None
            yield from request.callback(response, **request.cb_kwargs)
        else:
            self.expected.pop(record.url, None)
            yield from self._fail(request, HttpError(response))

    def _fail(self, request: Request, error: Exception) -> Output:
        failure = Failure(error)  # type: ignore[no-untyped-call]  # Twisted's
        failure.request = request  # type: ignore[attr-defined]  # as Scrapy does
        assert request.errback is not None
        yield from request.errback(failure)

    def _tries(self) -> int:
        return self.crawler.settings.getint("RETRY_TIMES")

    def _redirected(self, request: Request, response: Response, location: str) -> Output:
        target = urljoin(request.url, safe_url_string(location))
        self.expected.pop(request.url, None)
        chain = [*request.meta.get("redirect_urls", ()), request.url]
        if self.site.owns(target):
            self.expected[target] = request.replace(
                url=target, meta={**request.meta, "redirect_urls": chain}
            )
        elif not request.meta.get("optional"):
            yield PageFailed(
                url=chain[0],
                reason="offsite",
                message=f"leads to {target}, which is not on the site",
                fetched=fetched_from(response),
                missed="moved" if self.known.article(chain[0]) else None,
            )

    def _by_form(self, url: str) -> Request:
        """Return the request that an address looks like, where none was foreseen."""
        parts = urlsplit(url)
        page = parse_qs(parts.query)
        if parts.path.startswith("/wp-json/"):
            number = int(page.get("page", ["1"])[0])
            return self.ask_rest(number, None).replace(url=url)
        if parts.path.endswith((".xml", ".xml.gz")):
            named = url in self.run.sitemap_urls or parts.path == "/wp-sitemap.xml"
            return next(iter(self._ask_sitemap(url, entrance=named)), self._page(url))
        if parts.path == "/feed/":
            return self.ask_feed(int(page.get("paged", ["1"])[0])).replace(url=url)
        if self.site.is_listing(url):
            root = re.sub(r"page/\d+/?$", "", url)
            return self.ask_listing(url, root=root, in_a_row=0)
        return self._page(url).replace(url=url)


def parse_record(record: Record, site: Site) -> Article | PageError:
    """Parse an article's capture; for another process."""
    try:
        return article_on(response_of(record), site)
    except PageError as error:
        return error
