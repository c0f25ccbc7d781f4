"""What a page says of itself outside its text: canonical link, JSON-LD, meta tags."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from delegasi_scraper.errors import AddressError
from delegasi_scraper.items import Stamp, Term
from delegasi_scraper.pages.html import (
    compiled,
    elements,
    parse_document,
    strings,
    target_of,
    text_of,
)
from delegasi_scraper.text.clean import clean_text
from delegasi_scraper.urls import Site, absolute, host_of

# Below html only, and not '//': a search of the whole page costs a twentieth of a parse each.
_CANONICAL = compiled("/html/*/link[@rel='canonical']/@href")
_AMP = compiled("/html/*/link[@rel='amphtml']/@href")
_JSON_LD = compiled("//script[@type='application/ld+json']")
_META_TIME = compiled(
    "/html/*/meta[@property='article:published_time' or @itemprop='datePublished']/@content"
)
_META_MODIFIED = compiled("/html/*/meta[@property='article:modified_time']/@content")

ARTICLE_TYPES = frozenset(["Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle"])


def identity(root: etree._Element, *, url: str, site: Site) -> tuple[str, str, str | None]:
    """Return canonical address, slug, and the host that the canonical link states.

    A page is its address's; editors point the link at another article on purpose. It decides
    where the address names no article (``/?p=12``). Raises :class:`AddressError` where neither
    names one.
    """
    own = site.slug_of(url)
    for href in strings(_CANONICAL, root):
        target = absolute(href, url)
        if target and (slug := site.slug_of(target)) is not None:
            return site.article_url(own or slug), own or slug, host_of(target)
    if own is None:
        raise AddressError(f"no article path in {url!r}; follow its redirect first")
    return site.article_url(own), own, None


def stated_address(html: str) -> str:
    """Return the address that a stored page states of itself.

    Raises :class:`AddressError` where it has no absolute canonical link.
    """
    root = parse_document(html, url="the page")
    for href in strings(_CANONICAL, root):
        if href.startswith(("http://", "https://")):
            return href
    raise AddressError("the page does not say where it was; give its address by --url")


def amp_url(root: etree._Element, *, url: str) -> str | None:
    """Return the address of the AMP twin that a front page names."""
    return next((absolute(href, url) for href in strings(_AMP, root)), None)


def json_ld_article(root: etree._Element) -> dict[str, Any]:
    """Return the JSON-LD object that describes the article, {} where there is none.

    Its authors are a list, each as the page describes it: SEO plugins name them by reference.
    """
    article = next((node for _, _, node in _json_ld_articles(root)), {})
    if not (stated := article.get("author")):
        return article
    authors = _listed(stated)
    if any(isinstance(author, dict) and "name" not in author for author in authors):
        objects = (node for _, _, node in _json_ld_objects(root))
        named = {str(node.get("@id")): node for node in objects if node.get("name")}
        authors = [
            named.get(str(author.get("@id")), author) if isinstance(author, dict) else author
            for author in authors
        ]
    return {**article, "author": authors}


def is_by_seo_plugin(root: etree._Element) -> bool:
    """Say whether the JSON-LD of an AMP page's article is another plugin's than AMPforWP's.

    AMPforWP (its public source, 2026) prints one object, in a script without class or id, under the
    context ``http://schema.org``, and its ``mainEntityOfPage`` is a plain address. Each of the
    SEO plugins differs in one of these at least.
    """
    for script, value, node in _json_ld_articles(root):
        return (
            value is not node
            or bool({"class", "id"} & set(script.keys()))
            or str(node.get("@context")).startswith("https:")
            or isinstance(node.get("mainEntityOfPage"), dict)
        )
    return False


def _json_ld_articles(root: etree._Element) -> Iterator[tuple[etree._Element, Any, dict[str, Any]]]:
    """Yield each object that describes an article, before it what its script holds."""
    for script, value, node in _json_ld_objects(root):
        if _types(node) & ARTICLE_TYPES:
            yield script, value, node


def _json_ld_objects(root: etree._Element) -> Iterator[tuple[etree._Element, Any, dict[str, Any]]]:
    for script in elements(_JSON_LD, root):
        try:
            value = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for candidate in _listed(value):
            graph = candidate.get("@graph") if isinstance(candidate, dict) else None
            for node in graph if isinstance(graph, list) else [candidate]:
                if isinstance(node, dict):
                    yield script, value, node


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def time_stamps(
    published: etree._Element | None, updated: etree._Element | None
) -> Iterator[Stamp]:
    """Yield what an article's own time elements state."""
    if published is not None and (text := published.get("datetime")):
        yield Stamp("published", "front-time", text)
    if updated is not None and (text := updated.get("datetime")):
        yield Stamp("modified", "front-time", text)


def meta_stamps(root: etree._Element, ld: dict[str, Any]) -> Iterator[Stamp]:
    """Yield what meta tags, then JSON-LD, state of the times."""
    for text in strings(_META_TIME, root)[:1]:
        yield Stamp("published", "front-meta", text)
    for text in strings(_META_MODIFIED, root)[:1]:
        yield Stamp("modified", "front-meta", text)
    if isinstance(stated := ld.get("datePublished"), str):
        yield Stamp("published", "front-meta", stated)
    if isinstance(stated := ld.get("dateModified"), str):
        yield Stamp("modified", "front-meta", stated)


def author_name(ld: dict[str, Any]) -> str | None:
    """Return the authors that JSON-LD names."""
    authors = _listed(ld.get("author"))
    names = [author.get("name") if isinstance(author, dict) else author for author in authors]
    return joined_names(
        # Plugins escape what WordPress has escaped; schema.org allows an address for a name.
        unescape(unescape(name))
        for name in names
        if isinstance(name, str) and not name.startswith(("http:", "https:"))
    )


def joined_names(names: Iterable[str | None]) -> str | None:
    """Return the names of an article's authors as one text, each once."""
    cleaned = (clean_text(name) for name in names if name)
    return ", ".join(dict.fromkeys(filter(None, cleaned))) or None


def terms(links: list[etree._Element], *, url: str) -> tuple[Term, ...]:
    """Return the categories or tags that links lead to; the slug is the path's last part."""
    found: dict[str, Term] = {}
    for link in links:
        path = urlsplit(target_of(link, url) or "").path.lower().strip("/")
        slug = path.removesuffix("/amp").rpartition("/")[2]
        if (name := text_of(link)) and slug:
            found.setdefault(slug, Term(name=name, slug=slug))
    return tuple(found.values())


def _types(node: dict[str, Any]) -> set[str]:
    return {name for name in _listed(node.get("@type")) if isinstance(name, str)}
