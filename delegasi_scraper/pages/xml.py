"""From XML bytes to a tree, without entities, network or DTD."""

from __future__ import annotations

import gzip
import io
import zlib

from lxml import etree

from delegasi_scraper.errors import UnreadableSitemap

#: The sitemap protocol's own limit, uncompressed (sitemaps.org).
LARGEST = 50 * 1024 * 1024


def parse_xml(body: bytes, *, url: str) -> etree._Element:
    """Return the root; gzip is undone.

    Raises :class:`UnreadableSitemap` for HTML, broken XML or a gzip bomb.
    """
    if body[:2] == b"\x1f\x8b":
        body = _unzip(body, url)
    # A sitemap or feed needs no entities, network or DTD, and an entity bomb does.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(body.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSitemap(f"no XML ({error})", url=url) from None


def local_name(node: etree._Element) -> str:
    """Return an element's name without its namespace, '' for a comment."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _unzip(body: bytes, url: str) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as file:
            unzipped = file.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableSitemap(f"broken gzip ({error})", url=url) from None
    if len(unzipped) > LARGEST:
        raise UnreadableSitemap("more than 50 MB unzipped", url=url)
    return unzipped
