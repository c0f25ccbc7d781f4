"""Addresses of public copies, as people hand them in: which page of the site each is of.

Used for `-a urls=FILE`, `scrapy cite` and `scrapy extract --url` only: in a crawl an address is
what a page prints.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

_AMP_CACHE = re.compile(r"/[cvr]/(?P<secure>s/)?(?P<address>[^/]+/.*)", re.DOTALL)
_AMP_VIEWER = re.compile(r"/amp/(?P<secure>s/)?(?P<address>[^/]+/.*)", re.DOTALL)
_GOOGLE = re.compile(r"(?:www\.)?google(?:\.[a-z]{2,3}){1,2}")
_WAYBACK = re.compile(
    r"/web/(?:(?:\d{1,14}|\*)(?:[a-z]{2}_)?/)?(?P<scheme>https?:/{1,2})?(?P<address>[^/]+/.*)",
    re.DOTALL | re.IGNORECASE,
)
#: What Google's translation adds to a page's own query.
_TRANSLATION = re.compile(r"(?:^|&)_x_tr_[^&]*")
#: A copy of a copy of a copy is as far as anybody goes.
_DEEPEST = 3


def unwrap_address(url: str) -> str:
    """Return the address that an AMP cache's, the Wayback Machine's or a translation's shows.

    Any other address is returned as it is.

    >>> unwrap_address("https://delegasi-com.cdn.ampproject.org/c/s/delegasi.com/warga-soe/amp/")
    'https://delegasi.com/warga-soe/amp/'
    >>> unwrap_address("https://web.archive.org/web/2021id_/http://delegasi.com/warga-soe")
    'http://delegasi.com/warga-soe'
    """
    for _ in range(_DEEPEST):
        try:
            inner = _unwrapped(url)
        except ValueError:
            return url
        if inner is None:
            break
        url = inner
    return url


def _unwrapped(url: str) -> str | None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return None
    host = (parts.hostname or "").lower()
    shown = f"{parts.path}?{parts.query}" if parts.query else parts.path
    if host == "cdn.ampproject.org" or host.endswith(".cdn.ampproject.org"):
        return _amp(_AMP_CACHE, shown)
    if host in ("web.archive.org", "wayback.archive.org"):
        match = _WAYBACK.fullmatch(shown)
        return f"{_scheme(match['scheme'])}://{match['address']}" if match else None
    if host.endswith(".translate.goog"):
        return _translated(host.removesuffix(".translate.goog"), parts.path, parts.query)
    if host in ("translate.google.com", "translate.googleusercontent.com"):
        return next(iter(parse_qs(parts.query).get("u", ())), None)
    return _amp(_AMP_VIEWER, shown) if _GOOGLE.fullmatch(host) else None


def _amp(form: re.Pattern[str], shown: str) -> str | None:
    match = form.fullmatch(shown)
    if match is None:
        return None
    return f"{'https' if match['secure'] else 'http'}://{match['address']}"


def _scheme(printed: str | None) -> str:
    return (printed or "https").rstrip(":/").lower()


def _translated(host: str, path: str, query: str) -> str:
    """Return a page that Google translates: in its host '-' is a dot, and '--' a hyphen."""
    host = host.replace("--", "\0").replace("-", ".").replace("\0", "-")
    scheme = parse_qs(query).get("_x_tr_sch", ["https"])[0]
    own = _TRANSLATION.sub("", query).lstrip("&")
    return f"{scheme}://{host}{path}{'?' + own if own else ''}"
