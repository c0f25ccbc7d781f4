"""`scrapy crawl wayback`: what the Internet Archive has kept of the site.

Its CDX server lists captures (https://archive.org/help/wayback_api.php), and the replay
address with `id_` gives each page as it was fetched.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from scrapy import Request

from spiders.backfill import BackfillSpider, moment
from spiders.site import Output

if TYPE_CHECKING:
    from scrapy.http import Response

#: Rows a page of the index; more follow by its resume key.
PAGE = 5000


class WaybackSpider(BackfillSpider):
    """Fetch what the Internet Archive has kept of the site."""

    name = "wayback"

    async def start(self) -> AsyncIterator[Any]:
        """Ask the index for each host of the site."""
        for host in self.hosts():
            yield self._ask_index(host, None)

    def parse_index(self, response: Response, host: str) -> Output:
        """Ask for the pages of an index, oldest first, and for its next page."""
        try:
            rows = json.loads(response.body or b"[]")
            names = rows[0] if rows else []
            key = rows[-1][0] if len(rows) > 2 and rows[-2] == [] else None
            found = [dict(zip(names, row, strict=True)) for row in rows[1 : -2 if key else None]]
        except (ValueError, IndexError, TypeError, KeyError) as error:
            message = f"no CDX answer ({error})"
            yield self.page_failed(response.url, "source/unreadable", message)
            return
        for row in found:
            at, original = moment(row.get("timestamp", "")), row.get("original", "")
            place = f"{self.setting('WAYBACK_REPLAY')}/{row.get('timestamp')}id_/{original}"
            yield from self.ask(place, self.save_response, original, at)
        if key:
            yield self._ask_index(host, key)

    def _ask_index(self, host: str, resume_key: str | None) -> Request:
        query = [
            ("url", f"{host}/*"), ("output", "json"), ("fl", "timestamp,original,digest"),
            ("filter", "statuscode:200"), ("filter", "mimetype:text/html"),
            ("collapse", "digest"), ("limit", str(PAGE)), ("showResumeKey", "true"),
        ]  # fmt: skip
        if resume_key:
            query.append(("resumeKey", resume_key))
        return Request(
            f"{self.setting('WAYBACK_CDX')}?{urlencode(query)}",
            self.parse_index,
            errback=self.failed,
            priority=1,
            cb_kwargs={"host": host},
        )
