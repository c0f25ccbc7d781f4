"""Back off from a site that refuses: Retry-After is obeyed, ten failures in a row end the run."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from scrapy.exceptions import IgnoreRequest

from delegasi_scraper.crawl.failure_reasons import failure_reason
from delegasi_scraper.crawl.run_component import RunComponent

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

logger = logging.getLogger(__name__)

IN_A_ROW = 10
LONGEST_WAIT = 600  # seconds; a site that asks for more is left alone today


def seconds_to_wait(value: str, now: datetime) -> float | None:
    """Parse a Retry-After header: seconds, or an HTTP date; None where it is neither.

    >>> seconds_to_wait("120", datetime.now(UTC))
    120.0
    >>> seconds_to_wait("soon", datetime.now(UTC)) is None
    True
    """
    if value.strip().isascii() and value.strip().isdigit():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())


class BackoffMiddleware(RunComponent):
    """Counts refusals by 403, 429, 5xx and network errors."""

    in_a_row = 0

    def process_response(self, request: Request, response: Response) -> Response:
        """Count, and wait as long as the site asks."""
        if response.status not in (403, 429) and response.status < 500:
            self.in_a_row = 0
            return response
        self._count(f"{request.url} answered {response.status}")
        header = response.headers.get("Retry-After")
        if header and response.status in (429, 503):
            self._wait(seconds_to_wait(header.decode("latin-1"), datetime.now(UTC)))
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Count a failure of the network."""
        if not isinstance(exception, IgnoreRequest):
            self._count(f"{request.url}: {failure_reason(exception)[1]}")

    def _count(self, what: str) -> None:
        self.in_a_row += 1
        if self.in_a_row >= IN_A_ROW:
            self.run.stop(
                "refusing",
                f"{IN_A_ROW} failures in a row, the last: {what}. "
                "The site is unreachable or refuses us; the run ends. Try again later.",
            )

    def _wait(self, seconds: float | None) -> None:
        if not seconds:
            return
        if seconds > LONGEST_WAIT:
            self.run.stop(
                "refusing",
                f"the site asks us to come back in {seconds:.0f} s: the run ends. Try again later.",
            )
            return
        engine = self.crawler.engine
        logger.info("The site asks for a pause of %.0f s: obeyed", seconds)
        engine.pause()
        asyncio.get_event_loop().call_later(seconds, engine.unpause)
