"""Sitemaps: WordPress core's and the SEO plugins', index or list, gzipped or not."""

from __future__ import annotations

from delegasi_scraper.errors import UnreadableSitemap
from delegasi_scraper.items import Sitemap, SitemapEntry
from delegasi_scraper.pages.xml import local_name, parse_xml
from delegasi_scraper.text.dates import parse_iso


def parse_sitemap(body: bytes, *, url: str) -> Sitemap:
    """Read a sitemap or an index of them; image entries are no pages and fall away.

    Raises :class:`UnreadableSitemap` for what is no sitemap: HTML, broken XML, a gzip bomb.
    """
    root = parse_xml(body, url=url)
    kind = local_name(root)
    if kind not in ("sitemapindex", "urlset"):
        raise UnreadableSitemap(f"no sitemap but <{kind}>", url=url)
    entries = []
    for node in root:
        values = {local_name(child): (child.text or "").strip() for child in node}
        if address := values.get("loc"):
            entries.append(SitemapEntry(url=address, lastmod=parse_iso(values.get("lastmod", ""))))
    return Sitemap(url=url, is_index=kind == "sitemapindex", entries=tuple(entries))
