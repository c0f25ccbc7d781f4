"""WordPress's REST interface: which posts there are, when each was modified, and its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from lxml import etree

from delegasi_scraper.errors import PageError, UnreadableSitemap
from delegasi_scraper.items import Address, BodyPart, Damage
from delegasi_scraper.newsroom import WITA
from delegasi_scraper.pages.body import read_body
from delegasi_scraper.pages.html import parse_document, text_of
from delegasi_scraper.pages.xml import address_in
from delegasi_scraper.urls import Site

#: SQLite's largest number.
LARGEST_ID = 2**63 - 1
_LIST = re.compile(r"\[\s{0,99}(?=[{\]])")
_OBJECT = re.compile(r'\{\s{0,99}"')
#: Objects that cannot be read, after which no more are looked for.
MOST_DAMAGED = 100
_STRICT = json.JSONDecoder()
_LENIENT = json.JSONDecoder(strict=False)  # control characters in strings are let through


def parse_posts(body: bytes, *, url: str, site: Site) -> tuple[Address, ...]:
    """Read one page of ``wp/v2/posts``.

    Raises :class:`UnreadableSitemap` where something else answers: HTML, an error object.
    """
    return read_posts(body, url=url, site=site)[0]


def read_posts(body: bytes, *, url: str, site: Site) -> tuple[tuple[Address, ...], Damage | None]:
    """Return the posts of one page, and what damage did to it.

    Raises as :func:`parse_posts`.
    """
    values, damage = _read_list(body, url)
    addresses = (_address(value, url=url, site=site) for value in values)
    return tuple(address for address in addresses if address is not None), damage


def _address(post: Any, *, url: str, site: Site) -> Address | None:
    if not isinstance(post, dict):
        return None
    number, link = post.get("id"), post.get("link")
    if not isinstance(number, int) or not isinstance(link, str) or not 0 < number <= LARGEST_ID:
        return None
    try:
        link.encode()
    except UnicodeEncodeError:  # half a character
        return None
    address = address_in(link, url)
    if address is None or site.slug_of(address) is None:
        return None
    return Address(
        url=address,
        source="rest",
        wp_id=number,
        published_at=_gmt(post.get("date_gmt")),
        modified_at=_gmt(post.get("modified_gmt")),
        title=_title(post.get("title")),
        body=_body(post.get("content"), url=address, site=site),
    )


def _title(value: Any) -> str | None:
    root = _rendered(value, url="")
    return text_of(root) if root is not None else None


def _body(value: Any, *, url: str, site: Site) -> tuple[BodyPart, ...] | None:
    root = _rendered(value, url=url)
    return read_body(root, url=url, site=site) or None if root is not None else None


def _rendered(value: Any, *, url: str) -> etree._Element | None:
    """Return what a field renders; None where it is protected, empty, or cannot be read."""
    if not isinstance(value, dict) or value.get("protected"):
        return None
    if not isinstance(markup := value.get("rendered"), str) or not markup.strip():
        return None
    if "\ufffd" in markup:  # bytes were damaged: what is left is not what the site states
        return None
    # JSON can hold half a character, which neither a parser nor a database takes.
    markup = markup.encode(errors="replace").decode()
    try:
        return parse_document(f"<body>{markup}</body>", url=url)
    except PageError:
        return None


def _gmt(value: Any) -> datetime | None:
    """Read a UTC clock without zone, onto the newsroom's clock."""
    try:
        return datetime.fromisoformat(value).replace(tzinfo=UTC).astimezone(WITA)
    except (TypeError, ValueError, OverflowError):
        return None


def _read_list(body: bytes, url: str) -> tuple[list[Any], Damage | None]:
    """Return a list's values, and what damage did; what stands around it is passed over."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return _tolerantly(body, url)
    if not isinstance(value, list):
        raise UnreadableSitemap("no list of posts", url=url)
    return value, None


def _tolerantly(body: bytes, url: str) -> tuple[list[Any], Damage | None]:
    encoding = json.detect_encoding(body)
    text = body.decode(encoding, "replace")
    odd: Damage | None = None if text.encode(encoding, "replace") == body else "mended"
    for begin in islice(_LIST.finditer(text), MOST_DAMAGED):
        for decoder, damage in ((_STRICT, odd), (_LENIENT, "mended")):
            try:
                value, end = decoder.raw_decode(text, begin.start())
            except (ValueError, RecursionError):
                continue
            if any(map(_is_post, value)) or (not value and not text[end:].strip()):
                return value, damage
            break
        else:
            if value := list(_one_by_one(text, begin.end())):
                return value, "missing"
            break
    raise UnreadableSitemap("no JSON", url=url)


def _is_post(value: Any) -> bool:
    return isinstance(value, dict) and "id" in value and "link" in value


def _one_by_one(text: str, at: int) -> Iterator[Any]:
    """Yield the posts that can be read, from a place on."""
    failed = 0
    while failed < MOST_DAMAGED and (begin := _OBJECT.search(text, at)):
        try:
            value, at = _LENIENT.raw_decode(text, begin.start())
        except (ValueError, RecursionError):
            at, failed = begin.start() + 1, failed + 1
            continue
        if _is_post(value):
            yield value
