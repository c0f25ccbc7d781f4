"""Why an address gave no record, in the words of the table `failures`."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError

from delegasi_scraper.errors import PageError


def failure_reason(error: BaseException | None) -> tuple[str, str]:
    """Return the reason and the message of what a request ended with.

    >>> failure_reason(IgnoreRequest("Forbidden by robots.txt"))
    ('ignored', 'Forbidden by robots.txt')
    >>> failure_reason(TimeoutError())
    ('network', 'TimeoutError')
    """
    if isinstance(error, PageError):
        return error.reason, str(error)
    if isinstance(error, HttpError) and error.response is not None:
        return f"http_{error.response.status}", f"answered {error.response.status}"
    if isinstance(error, IgnoreRequest):
        return _why_dropped(str(error)), str(error)
    return "network", str(error) or type(error).__name__


def offsite_reason(target: str) -> tuple[str, str]:
    """Return the reason and the message of an address that redirects to another host."""
    return "offsite", f"leads to {target}, which is not on the site"


def _why_dropped(message: str) -> str:
    """Return why Scrapy dropped a request: redirects, size, or robots.txt."""
    message = message.lower()
    if "redirect" in message:
        return "endless_redirect"
    return "too_large" if "bytes" in message or "size" in message else "ignored"
