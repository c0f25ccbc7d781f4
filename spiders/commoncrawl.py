"""`scrapy crawl commoncrawl`: what Common Crawl has kept of the site.

`collinfo.json` lists its crawls; each has an index that answers one JSON object a line, with
file, offset and length of a WARC record, which a ranged request then reads
(https://index.commoncrawl.org).
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

from scrapy import Request
from scrapy.http import Headers, TextResponse
from scrapy.responsetypes import responsetypes
from scrapy.spidermiddlewares.httperror import HttpError
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from delegasi_scraper.errors import UsageError
from delegasi_scraper.items import Fetched
from spiders.backfill import BackfillSpider, moment
from spiders.site import Output

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from delegasi_scraper.urls import Site


class CommonCrawlSpider(BackfillSpider):
    """Fetch what Common Crawl has kept of the site."""

    name = "commoncrawl"
    ARGUMENTS: ClassVar[dict[str, str]] = BackfillSpider.ARGUMENTS | {
        "crawls": "how many crawls, the newest first; all by default"
    }

    def __init__(self, *, crawls: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.crawls = crawls

    @classmethod
    def parse_arguments(cls, raw: dict[str, str], site: Site) -> dict[str, Any]:
        """Return constructor values, or raise :class:`UsageError`."""
        number = raw.get("crawls")
        if number is not None and not (number.isascii() and number.isdigit()):
            raise UsageError(f"-a crawls={number}: give a number")
        return super().parse_arguments(raw, site) | {"crawls": int(number) if number else None}

    async def start(self) -> AsyncIterator[Any]:
        """Ask which crawls there are."""
        url = f"{self.setting('COMMONCRAWL_INDEX')}/collinfo.json"
        yield Request(url, self.parse_crawls, errback=self.failed, priority=2)

    def parse_crawls(self, response: Response) -> Output:
        """Ask each crawl's index."""
        try:
            indexes = [str(crawl["cdx-api"]) for crawl in json.loads(response.body)]
        except (ValueError, TypeError, KeyError) as error:
            message = f"no list of crawls ({error})"
            yield self.page_failed(response.url, "source/unreadable", message)
            return
        for index in indexes[: self.crawls]:
            for host in self.hosts():
                query = {"url": f"{host}/*", "output": "json", "filter": "=status:200"}
                url = f"{index}?{urlencode(query)}"
                yield Request(url, self.parse_index, errback=self.index_failed, priority=1)

    def index_failed(self, failure: Failure) -> Output:
        """Take a 404 for what it means here: this crawl has nothing of the host."""
        error = failure.value
        if isinstance(error, HttpError) and error.response and error.response.status == 404:
            self.inc_stat("crawl/without_the_site")
            return
        yield from self.failed(failure)

    def parse_index(self, response: Response) -> Output:
        """Ask for the records that are wanted; a line that is no JSON is counted."""
        for line in response.body.splitlines():
            try:
                row = json.loads(line)
                url, at = str(row["url"]), moment(str(row["timestamp"]))
                start, length = int(row["offset"]), int(row["length"])
                part = f"bytes={start}-{start + length - 1}"
                file = f"{self.setting('COMMONCRAWL_DATA')}/{row['filename']}"
            except (ValueError, TypeError, KeyError):
                self.inc_stat("crawl/unreadable_line")
                continue
            # The fragment is not sent; it tells the records of one file apart.
            yield from self.ask(
                f"{file}#{part}", self.parse_record, url, at, headers={"Range": part}
            )

    def parse_record(self, response: Response, kept: Fetched) -> Output:
        """Read the page out of one WARC record."""
        try:
            record = next(iter(ArchiveIterator(BytesIO(response.body))))
            body = record.content_stream().read()
            names = record.http_headers.headers
        except (ArchiveLoadFailed, StopIteration, EOFError, ValueError, AttributeError) as error:
            yield self.page_failed(response.url, "unreadable", f"no WARC record ({error})")
            return
        headers = Headers({name: value for name, value in names if name.lower() == "content-type"})
        kind = responsetypes.from_args(headers=headers, url=kept.url, body=body)
        page = kind(url=kept.url, headers=headers, body=body)
        if isinstance(page, TextResponse):
            yield from self.save(page.text, kept, response)
        else:
            self.inc_stat("page/refused/file")
