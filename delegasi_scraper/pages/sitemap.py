"""Sitemaps: WordPress core's and the SEO plugins', index or list, gzipped or not."""

from __future__ import annotations

import gzip
import io
import zlib

from lxml import etree

from delegasi_scraper.errors import UnreadableSitemap
from delegasi_scraper.items import Sitemap, SitemapEntry
from delegasi_scraper.text.dates import parse_iso

#: The protocol's own limit, uncompressed (sitemaps.org).
LARGEST = 50 * 1024 * 1024


def parse_sitemap(body: bytes, *, url: str) -> Sitemap:
    """Read a sitemap or an index of them; image entries are no pages and fall away.

    Raises :class:`UnreadableSitemap` for what is no sitemap: HTML, broken XML, a gzip bomb.
    """
    if body[:2] == b"\x1f\x8b":
        body = _unzip(body, url)
    # No entities, no network, no DTD: a sitemap needs none, and an entity bomb does.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(body.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSitemap(f"no sitemap ({error})", url=url) from None
    kind = _local(root)
    if kind not in ("sitemapindex", "urlset"):
        raise UnreadableSitemap(f"no sitemap but <{kind}>", url=url)
    entries = []
    for node in root:
        values = {_local(child): (child.text or "").strip() for child in node}
        if address := values.get("loc"):
            entries.append(SitemapEntry(url=address, lastmod=parse_iso(values.get("lastmod", ""))))
    return Sitemap(url=url, is_index=kind == "sitemapindex", entries=tuple(entries))


def _unzip(body: bytes, url: str) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as file:
            unzipped = file.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableSitemap(f"broken gzip ({error})", url=url) from None
    if len(unzipped) > LARGEST:
        raise UnreadableSitemap("more than 50 MB unzipped", url=url)
    return unzipped


def _local(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""
