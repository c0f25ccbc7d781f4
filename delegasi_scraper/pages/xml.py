"""From the bytes of a sitemap or feed to its entries, without entities, network or DTD.

Strictly first. What is not well-formed is read entry by entry: an entry ends with its own
closing tag, so that damage costs the entry that it is in. (Measured on 24 kinds of damage:
lxml's recovery alone loses all behind a notice before the root, feedparser reads no sitemaps,
ultimate-sitemap-parser stops at the first fault.)
"""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from html.entities import html5
from urllib.parse import urlsplit

from lxml import etree

from delegasi_scraper.errors import UnreadableSitemap
from delegasi_scraper.items import Damage
from delegasi_scraper.urls import absolute

#: The sitemap protocol's own limit, uncompressed (sitemaps.org).
LARGEST = 50 * 1024 * 1024
_ROOT = re.compile(rb"<(?:\w{1,20}:)?(urlset|sitemapindex|rss|feed|RDF)(?=[\s>/])")
_ENTRIES = ("url", "sitemap", "item", "entry")
_ENTRY_TAG = re.compile(rb"<(/?)(?:\w{1,20}:)?(?:url|sitemap|item|entry)(?=[\s>/])")
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9a-fA-Fx]{1,8});)([a-zA-Z]{2,30};)?")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Document:
    """A sitemap or feed: the name of its root, and its entries."""

    kind: str
    entries: tuple[etree._Element, ...]
    damage: Damage | None = None


def parse_xml(body: bytes, *, url: str) -> Document:
    """Return what can be read; gzip is undone, and what stands around the root is passed over.

    Raises :class:`UnreadableSitemap` for HTML, a gzip bomb, and damage that leaves no entry.
    """
    unzipped, unzipped_all = _unzip(body, url) if body[:2] == b"\x1f\x8b" else (body, True)
    try:
        root = _strictly(unzipped.strip())
        document = Document(local_name(root), _entries_of(root))
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        document = _tolerantly(unzipped, error, url)
    if unzipped_all:
        return document
    if not document.entries:
        raise UnreadableSitemap("broken gzip", url=url)
    return replace(document, damage="missing")


def local_name(node: etree._Element) -> str:
    """Return an element's name without its namespace or prefix, '' for a comment."""
    return node.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(node.tag, str) else ""


def address_in(text: str, url: str) -> str | None:
    """Return an address that a source names, also without its host or scheme.

    >>> address_in("delegasi.com/warga-soe/", "https://delegasi.com/feed/")
    'https://delegasi.com/warga-soe/'
    """
    text = text.strip()
    here = urlsplit(url)
    if text.lower().startswith(f"{here.netloc}/"):
        text = f"{here.scheme}://{text}"
    return absolute(text, url) if text else None


def _strictly(body: bytes) -> etree._Element:
    # A sitemap or feed needs no entities, network or DTD, and an entity bomb does.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(body, parser)


def _entries_of(root: etree._Element) -> tuple[etree._Element, ...]:
    return tuple(node for node in root.iter("{*}*") if local_name(node) in _ENTRIES)


def _tolerantly(body: bytes, error: Exception, url: str) -> Document:
    if body[:2] in _UTF_16:
        body = body.decode("utf-16", "replace").encode()
    root = _ROOT.search(body)
    if root is None or b"<!ENTITY" in body[: root.start()]:  # a bomb, most likely
        raise UnreadableSitemap(f"no XML ({error})", url=url) from None
    kind = root[1].decode()
    end = re.compile(rb"</(?:\w{1,20}:)?" + root[1] + rb"\s{0,9}>")
    ends = [match.end() for match in end.finditer(body, root.end())]
    if len(ends) == 1:  # else it ends early, or a second document follows
        with suppress(etree.XMLSyntaxError, ValueError):
            return Document(kind, _entries_of(_strictly(body[root.start() : ends[0]])))
    found = list(_one_by_one(body[root.start() :]))
    entries = tuple(entry for entry in found if entry is not None)
    if not entries:
        raise UnreadableSitemap(f"no XML ({error})", url=url) from None
    missing = not ends or len(entries) < len(found)
    return Document(kind, entries, "missing" if missing else "mended")


def _one_by_one(body: bytes) -> Iterator[etree._Element | None]:
    """Yield each entry, None where it has no end or cannot be read."""
    begun = None
    for tag in _ENTRY_TAG.finditer(body):
        if not tag[1]:
            if begun is not None:
                yield None
            begun = tag.start()
        elif begun is not None:
            yield _entry(body[begun : tag.start()] + tag[0] + b">")
            begun = None
    if begun is not None:
        yield None


def _entry(fragment: bytes) -> etree._Element | None:
    try:
        text = fragment.decode()
    except UnicodeDecodeError:
        text = fragment.decode("cp1252", "replace")
    if "<![CDATA[" not in text:
        text = _BARE.sub(lambda found: html5.get(found[1] or "", "&amp;" + (found[1] or "")), text)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        node = etree.fromstring(text.encode(), parser)
        "".join(map(str, node.itertext()))  # half a character raises
    except (etree.XMLSyntaxError, ValueError, AttributeError):
        return None
    return node if local_name(node) in _ENTRIES else None


def _unzip(body: bytes, url: str) -> tuple[bytes, bool]:
    """Return what can be unzipped, and whether that is all; a tail that is no gzip is no part."""
    text, whole = b"", True
    while body[:2] == b"\x1f\x8b":
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            text += member.decompress(body, LARGEST - len(text) + 1)
        except zlib.error:
            return text + _before_damage(body, LARGEST - len(text) + 1), False
        if len(text) > LARGEST:
            raise UnreadableSitemap("more than 50 MB unzipped", url=url)
        whole, body = member.eof, member.unused_data
    return text, whole


def _before_damage(body: bytes, most: int) -> bytes:
    """Return what a damaged member gives before its damage."""
    member, text = zlib.decompressobj(zlib.MAX_WBITS | 16), b""
    try:
        for at in range(0, len(body), 64):
            text += member.decompress(body[at : at + 64], max(most - len(text), 1))
            if len(text) >= most:
                break
    except zlib.error:
        pass
    return text
