"""Which known articles are asked for again, and which addresses a list names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from delegasi_scraper.errors import UsageError
from delegasi_scraper.urls import Site
from delegasi_scraper.wrapped_addresses import unwrap_address

if TYPE_CHECKING:
    from archive.rows import KnownArticle

#: A missed article is asked for again in the next nightly run.
RECHECK = timedelta(hours=20)
#: A gone article is asked for once a month: it may return.
RETURN = timedelta(days=30)
#: An address that was no article is left alone so long, unless it was modified.
REFUSED_FOR = timedelta(days=30)
#: Age in days, and days until the next visit; most edits come early.
REVISITS = ((7, 1), (60, 7), (365, 90))


def is_still_refused(reason: str, last_seen_at: str, modified: datetime | date | None) -> bool:
    """Say whether a failed address need not be asked for: nothing says that it has changed.

    What failed by network or status has its own schedule of retries.
    """
    if is_newer(modified, last_seen_at):
        return False
    refused = reason.startswith("refused/")
    return not refused or datetime.now(UTC) - _moment(last_seen_at) < REFUSED_FOR


def interval(age: timedelta) -> timedelta:
    """Return how long after a visit an article of an age is rearticle.

    >>> interval(timedelta(days=1)), interval(timedelta(days=400))
    (datetime.timedelta(days=1), datetime.timedelta(days=365))
    """
    days = (wait for oldest, wait in REVISITS if age <= timedelta(days=oldest))
    return timedelta(days=next(days, 365))


def due_by_age(known: Iterable[KnownArticle], now: datetime, limit: int) -> list[str]:
    """Return the addresses whose turn it is, longest overdue first, at most ``limit``."""
    overdue = []
    for article in known:
        tried = max(article.last_seen_at, article.last_missed_at or "")
        since = now - _moment(tried)
        published = _moment(article.published_at) if article.published_at else None
        if article.gone_at:
            wait = RETURN
        elif article.first_missed_at:
            wait = RECHECK
        else:
            wait = interval(now - published if published else timedelta(days=3650))
        if since >= wait:
            overdue.append((since / wait, article.fetch_url))
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


def one_form_each(urls: Iterable[str], site: Site) -> list[str]:
    """Return one address of each article, a front page before an AMP page, in order.

    Addresses that name no slug (``/?p=12``) are asked for each.

    >>> site = Site.of("https://delegasi.com")
    >>> one_form_each(["https://delegasi.com/a-b/amp", "https://delegasi.com/a-b"], site)
    ['https://delegasi.com/a-b']
    """
    chosen: dict[str, str] = {}
    for url in urls:
        key = site.slug_of(url) or url
        if key not in chosen or (site.is_amp(chosen[key]) and not site.is_amp(url)):
            chosen[key] = url
    return list(chosen.values())


def read_address_list(name: str, site: Site) -> tuple[str, ...]:
    """Read a file of addresses, one a line, ``#`` begins a comment; copies are unwrapped.

    Raises :class:`UsageError` for an unreadable file, and for the first line that
    is no address of the site.
    """
    try:
        text = Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"-a urls={name} cannot be read: {error}") from None
    addresses = []
    for number, line in enumerate(text.splitlines(), start=1):
        given = "" if line.lstrip().startswith("#") else line.split(" #")[0].strip()
        if not given:
            continue
        url = unwrap_address(given)
        if not site.owns(url):
            raise UsageError(f"{name}, line {number}: {given!r} is not on {site.host}")
        addresses.append(url)
    if not addresses:
        raise UsageError(f"{name} lists no address")
    return tuple(dict.fromkeys(addresses))


def _moment(text: str) -> datetime:
    value = datetime.fromisoformat(text)
    return value if value.tzinfo else datetime.combine(value.date(), time(), UTC)
