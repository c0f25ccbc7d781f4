"""`scrapy crawl replay -a warc=PATH`: rebuild records from stored captures, without network.

The article spider runs over the captured answers, run by run. An answer goes to the callback
of the request that the spider would have sent; without such a request, its address decides.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
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
from delegasi_scraper.errors import PageError, UsageError
from delegasi_scraper.items import PagesPrinted, RunEnded
from delegasi_scraper.middlewares.robots import sitemaps_named
from delegasi_scraper.project import in_project
from delegasi_scraper.warc.reader import Record
from spiders.articles import ArticlesSpider
from spiders.site import Output

if TYPE_CHECKING:
    from scrapy.http import Response

    from delegasi_scraper.urls import Site


class ReplaySpider(ArticlesSpider):
    """Rebuild records from stored captures, without network."""

    name = "replay"
    ARGUMENTS: ClassVar[dict[str, str]] = {"warc": "a WARC file, or a folder of them"}

    def __init__(self, *, warc: tuple[Path, ...], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.files = warc

    @classmethod
    def parse_arguments(cls, raw: dict[str, str], site: Site) -> dict[str, Any]:  # noqa: ARG003
        """Return the files to read, or raise :class:`UsageError`."""
        if "warc" not in raw:
            raise UsageError("crawl replay needs -a warc=PATH, a WARC file or a folder of them")
        path = in_project(raw["warc"], "-a warc")
        files = tuple(sorted(path.glob("*.warc.gz"))) if path.is_dir() else (path,)
        if not files or not files[0].is_file():
            raise UsageError(f"-a warc={raw['warc']}: there is no WARC file")
        return {"warc": files}

    async def start(self) -> AsyncIterator[Any]:
        """Go through the captures, run by run, and save what they hold."""
        captured = CapturedRecords(self.run)
        workers = os.cpu_count() or 1
        with ProcessPoolExecutor(workers, mp_context=get_context("forkserver")) as pool:
            for files in files_by_run(self.files):
                self._begin_run()
                last = ""
                for record, parsed in parsed_ahead(captured.read(files), pool, self.site):
                    last = record.fetched_at
                    for out in self._replay(record, parsed):
                        if isinstance(out, Request):
                            self.walk.expected.setdefault(out.url, out)
                        else:
                            await self.save_now(out)
                    await asyncio.sleep(0)  # lets a signal in
                    if self.run.stop_reason:
                        return
                if last:
                    await self.save_now(RunEnded(at=last))
        for out in ():  # Scrapy wants a generator
            yield out

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
            self.addresses = () if url in self.walk.expected else (url,)
        if expected := self.walk.expected.get(url):
            return expected
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
