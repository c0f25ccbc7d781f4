"""`scrapy crawl replay -a warc=PATH`: rebuild records from stored captures, without network.

The article spider runs over the captured answers, run by run. An answer goes to the callback
of the request that the spider would have sent; without such a request, its address decides.
"""

from __future__ import annotations

import asyncio
import os
from collections import deque
from collections.abc import AsyncIterator, Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, suppress
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure
from w3lib.url import safe_url_string

from delegasi_scraper.crawl.capture_recovery import capture_id, enter_capture
from delegasi_scraper.crawl.captured_records import (
    CapturedRecords,
    Parsed,
    files_by_run,
    parsed_ahead,
)
from delegasi_scraper.crawl.failure_reasons import offsite_reason
from delegasi_scraper.crawl.known_articles import KnownArticles
from delegasi_scraper.crawl.responses import failed_page, response_of
from delegasi_scraper.errors import PageError, UnreadablePage, UsageError
from delegasi_scraper.items import PagesPrinted, RunEnded
from delegasi_scraper.middlewares.robots import sitemaps_named
from delegasi_scraper.project import in_project
from delegasi_scraper.warc.containers import files_in
from delegasi_scraper.warc.foreign import ForeignCaptures
from delegasi_scraper.warc.reader import Record
from delegasi_scraper.warc.writer import is_ours
from spiders.articles import ArticlesSpider
from spiders.site import Output

if TYPE_CHECKING:
    from scrapy.http import Response

    from delegasi_scraper.urls import Site


class ReplaySpider(ArticlesSpider):
    """Rebuild records from stored captures, without network."""

    name = "replay"
    ARGUMENTS: ClassVar[dict[str, str]] = {"warc": "a file of captures, or a folder of them"}

    def __init__(self, *, warc: tuple[Path, ...], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.files = warc
        self.foreign: ForeignCaptures | None = None  # what others captured, while it is read

    @classmethod
    def parse_arguments(cls, raw: dict[str, str], site: Site) -> dict[str, Any]:  # noqa: ARG003
        """Return the files to read, or raise :class:`UsageError`."""
        if "warc" not in raw:
            raise UsageError("crawl replay needs -a warc=PATH, a WARC file or a folder of them")
        path = in_project(raw["warc"], "-a warc")
        files = tuple(files_in(path)) if path.is_dir() else (path,)
        if not files or not files[0].is_file():
            raise UsageError(f"-a warc={raw['warc']}: there is no WARC file")
        return {"warc": files}

    async def start(self) -> AsyncIterator[Any]:
        """Go through the captures, run by run, and save what they hold; others' come last."""
        captured = CapturedRecords(self.run)
        workers = os.cpu_count() or 1
        ours = [path for path in self.files if is_ours(path)]
        with ProcessPoolExecutor(workers, mp_context=get_context("forkserver")) as pool:
            for files in files_by_run(ours):
                self._begin_run()
                await self._replay_run(self._parsed(captured.read(files), pool))
            if len(ours) < len(self.files) and not self.run.stop_reason:
                self._begin_run()
                with self._foreign_captures() as foreign:
                    self.foreign = foreign
                    records = (record for record in foreign if self._is_page(record))
                    await self._replay_run(self._parsed(records, pool))
                    self._tell(foreign)
        for nothing in tuple[Request, ...]():  # Scrapy wants a generator
            yield nothing

    def _parsed(
        self, records: Iterable[Record], pool: ProcessPoolExecutor
    ) -> Iterable[tuple[Record, Parsed]]:
        return parsed_ahead(records, pool, self.site, self.run.context)

    async def _replay_run(self, records: Iterable[tuple[Record, Parsed]]) -> None:
        last = ""
        for record, parsed in records:
            if self.run.stop_reason:
                return
            last = record.fetched_at
            outputs: deque[Any] = deque(self._replay(record, parsed))
            while outputs:
                out = outputs.popleft()
                if not isinstance(out, Request):
                    await self.save_now(out)
                elif self.foreign is not None and "origin" in out.cb_kwargs:
                    outputs.extendleft(reversed(list(self._further_page(out, last))))
                else:
                    self.walk.expected.setdefault(out.url, out)
            await asyncio.sleep(0)  # lets a signal in
        for slug in list(self.walk.waiting):  # whose front page nobody captured
            for out in self.answered(slug):
                await self.save_now(out)
        if last and not self.run.stop_reason:
            await self.save_now(RunEnded(at=last))

    def _further_page(self, request: Request, fetched_at: str) -> Output:
        """Read page 2, 3, … of a post from whichever capture of it is nearest in time."""
        assert self.foreign is not None
        record = self.foreign.nearest(request.url, fetched_at)
        if record is None:
            message = "no capture holds this page of the post"
            yield from self._fail(request, UnreadablePage(message, url=request.url))
            return
        self.walk.expected[record.url] = request
        yield from self._replay(record, None)

    def _foreign_captures(self) -> closing[ForeignCaptures]:
        root = Path(os.path.commonpath([path.parent for path in self.files]))
        others = [path for path in self.files if not is_ours(path)]
        return closing(ForeignCaptures((str(p.relative_to(root)), p) for p in others))

    def _is_page(self, record: Record) -> bool:
        """Say whether another tool's capture is one that this spider asks for; count the rest."""
        url, kind = record.url, None
        first = self.site.first_page_url(url)
        if not self.site.owns(url):
            kind = "offsite"
        elif first != url:  # read with the first page
            assert self.foreign is not None
            if self.foreign.nearest(first, record.fetched_at):
                return False
            kind = "without its first page"
        elif not self.site.slug_of(url) and not self._is_of_source(url):
            kind = "asset"
        if kind is not None:
            self.inc_stat(f"capture/passed_over/{kind}")
        return kind is None

    def _is_of_source(self, url: str) -> bool:
        is_other = self.site.is_shortlink(url) or urlsplit(url).path == "/robots.txt"
        return is_other or any(source.request_for(url) for source in self.sources)

    def _tell(self, foreign: ForeignCaptures) -> None:
        for damage in foreign.damages:
            self.inc_stat("capture/unreadable")
            self.logger.error("%s", damage)
        for odd in foreign.odd:
            self.inc_stat("capture/passed_over/odd")
            self.logger.warning("%s", odd)
        for kind, number in foreign.passed.items():
            self.inc_stat(f"capture/passed_over/{kind}", number)

    def read_page(self, response: Response) -> PagesPrinted:
        """Return what a worker process has parsed."""
        parsed: Parsed = response.meta.get("parsed")
        outcome = parsed.result() if parsed else super().read_page(response)
        if isinstance(outcome, PageError):
            raise outcome
        return outcome

    def closed(self, reason: str) -> None:  # noqa: ARG002
        """Claim no walk: captures do not say whether all of the site was seen."""
        self.set_stat("walk_complete", 0)

    def _begin_run(self) -> None:
        self.known = KnownArticles(self.run.archive, self.site, full=True, since=None)
        self.begin_walk()
        self.foreign = None
        home = self.ask_home()
        self.walk.expected[home.url] = home

    def _replay(self, record: Record, parsed: Parsed) -> Output:
        """Save a capture, and read the answer where it is one of the site."""
        archive = self.run.archive
        with self.run.saving():
            row_id = capture_id(archive, record) or enter_capture(archive, record)
        if self.run.stop_reason is not None:
            return
        self.inc_stat("capture/read")
        if record.refers_to is not None and not record.body:
            self.inc_stat("capture/body_elsewhere")
            self.logger.error("%s: the body of %s is not here", record.url, record.refers_to)
        elif not self.site.owns(record.url):
            self.inc_stat("capture/offsite")
        elif urlsplit(record.url).path == "/robots.txt":
            with suppress(PageError):  # a body that cannot be unzipped: the crawl ended with it
                self.walk.sitemap_urls += sitemaps_named(response_of(record))
        else:
            request = self._request_for(record.url)
            capture = {"fetched_at": record.fetched_at, "capture_id": row_id, "parsed": parsed}
            yield from self._answer(record, request.replace(meta=request.meta | capture))

    def _request_for(self, url: str) -> Request:
        """Return the request that an answer is to, else the one that its address looks like."""
        if not self.walk.begun:
            self.walk.begun = True
            # Every run but one over a list begins with the front page, and that one follows
            # no links.
            whole_run = self.foreign is not None or url in self.walk.expected
            self.addresses = () if whole_run else (url,)
        if expected := self.walk.expected.get(url):
            return expected
        if url in self.walk.look_again and self.foreign is None:
            self.walk.look_again.remove(url)
            return self.second_look(url)
        for source in self.sources:
            if request := source.request_for(url):
                return request
        return self.page(url).replace(url=url)

    def _answer(self, record: Record, request: Request) -> Output:
        """Give an answer to the callback or errback that the crawl would have given it to."""
        try:
            response = response_of(record, request)
        except PageError as error:
            self.walk.expected.pop(record.url, None)
            yield from self._fail(request, error)
            return
        location = record.header("Location")
        if 300 <= record.status < 400 and location:
            yield from self._redirected(request, response, location)
            return
        if self._was_retried(record, request):
            meta = {**request.meta, "tried": request.meta.get("tried", 0) + 1}
            self.walk.expected[record.url] = request.replace(meta=meta)
            return
        self.walk.expected.pop(record.url, None)
        handled = request.meta.get("handle_httpstatus_list", ())
        if 200 <= record.status < 300 or record.status in handled:
            assert request.callback is not None
            yield from request.callback(response, **request.cb_kwargs)
        else:
            yield from self._fail(request, HttpError(response))

    def _fail(self, request: Request, error: Exception) -> Output:
        failure = Failure(error)  # type: ignore[no-untyped-call]  # Twisted's
        failure.request = request  # type: ignore[attr-defined]  # as Scrapy does
        assert request.errback is not None
        yield from request.errback(failure)

    def _was_retried(self, record: Record, request: Request) -> bool:
        settings = self.crawler.settings
        codes = map(int, settings.getlist("RETRY_HTTP_CODES"))
        tried = request.meta.get("tried", 0)
        return record.status in codes and tried < settings.getint("RETRY_TIMES")

    def _redirected(self, request: Request, response: Response, location: str) -> Output:
        target = urljoin(request.url, safe_url_string(location))
        self.walk.expected.pop(request.url, None)
        chain = [*request.meta.get("redirect_urls", ()), request.url]
        if self.site.owns(target):
            meta = {**request.meta, "redirect_urls": chain}
            self.walk.expected[target] = request.replace(url=target, meta=meta)
        elif not request.meta.get("optional"):
            reason, message = offsite_reason(target)
            missed = self._missed(chain[0], "moved")
            yield failed_page(response, reason, message, missed=missed)
