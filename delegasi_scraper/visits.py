"""Which known articles are asked for again, and which addresses a list names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Protocol

from delegasi_scraper.errors import UsageError
from delegasi_scraper.urls import Site


class Visited(Protocol):
    """An article, as far as the next visit depends on it."""

    @property
    def fetch_url(self) -> str: ...
    @property
    def published_at(self) -> str | None: ...
    @property
    def last_seen_at(self) -> str: ...


def interval(age: timedelta) -> timedelta:
    """Return how often an article of an age is looked at again: mostly it is edited early.

    >>> interval(timedelta(days=1)), interval(timedelta(days=400))
    (datetime.timedelta(days=1), datetime.timedelta(days=365))
    """
    if age <= timedelta(days=7):
        return timedelta(days=1)
    if age <= timedelta(days=60):
        return timedelta(days=7)
    if age <= timedelta(days=365):
        return timedelta(days=90)
    return timedelta(days=365)


def due_by_age(known: Iterable[Visited], now: datetime, limit: int) -> list[str]:
    """Return the addresses whose turn it is, longest overdue first, at most ``limit``."""
    overdue = []
    for visited in known:
        since = now - _moment(visited.last_seen_at)
        published = _moment(visited.published_at) if visited.published_at else None
        wait = interval(now - published if published else timedelta(days=3650))
        if since >= wait:
            overdue.append((since / wait, visited.fetch_url))
    return [url for _, url in sorted(overdue, reverse=True)[:limit]]


def is_newer(modified: datetime | date | None, seen_at: str) -> bool:
    """Say whether a page was modified after it was last seen; a day counts to its end."""
    if modified is None:
        return False
    if not isinstance(modified, datetime):
        return modified >= datetime.fromisoformat(seen_at).date()
    if modified.tzinfo is None:
        modified = modified.replace(tzinfo=UTC)
    return modified > datetime.fromisoformat(seen_at)


def read_address_list(name: str, site: Site) -> tuple[str, ...]:
    """Read a file of addresses, one a line, ``#`` begins a comment.

    Raises :class:`UsageError` for an unreadable file, and for the first line that
    is no address of the site.
    """
    try:
        text = Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"-a urls={name} cannot be read: {error}") from None
    addresses = []
    for number, line in enumerate(text.splitlines(), start=1):
        url = "" if line.lstrip().startswith("#") else line.split(" #")[0].strip()
        if not url:
            continue
        if not site.owns(url):
            raise UsageError(f"{name}, line {number}: {url!r} is not on {site.host}")
        addresses.append(url)
    if not addresses:
        raise UsageError(f"{name} lists no address")
    return tuple(dict.fromkeys(addresses))


def _moment(text: str) -> datetime:
    value = datetime.fromisoformat(text)
    return value if value.tzinfo else datetime.combine(value.date(), time(), UTC)
