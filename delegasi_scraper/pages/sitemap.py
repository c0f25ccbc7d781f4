"""Sitemaps: WordPress core's and the SEO plugins', index or list, gzipped or not."""

from __future__ import annotations

from delegasi_scraper.errors import UnreadableSitemap
from delegasi_scraper.items import Sitemap, SitemapEntry
from delegasi_scraper.pages.xml import address_in, local_name, parse_xml
from delegasi_scraper.text.dates import parse_iso


def parse_sitemap(body: bytes, *, url: str) -> Sitemap:
    """Read a sitemap or an index of them; image entries are no pages and fall away.

    Raises :class:`UnreadableSitemap` for what is no sitemap: HTML, no XML, a gzip bomb.
    """
    document = parse_xml(body, url=url)
    if document.kind not in ("sitemapindex", "urlset"):
        raise UnreadableSitemap(f"no sitemap but <{document.kind}>", url=url)
    entries = []
    for node in document.entries:
        values = {local_name(child): (child.text or "").strip() for child in node}
        if address := address_in(values.get("loc", ""), url):
            entries.append(SitemapEntry(url=address, lastmod=parse_iso(values.get("lastmod", ""))))
    is_index = document.kind == "sitemapindex"
    return Sitemap(url=url, is_index=is_index, entries=tuple(entries), damage=document.damage)
