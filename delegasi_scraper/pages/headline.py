"""The headline of a page of unknown layout: the heading that the page's own statements name.

An ``h1`` alone proves nothing: some themes print the site's name as one on every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from delegasi_scraper.pages.html import compiled, elements, first_text, strings, text_of
from delegasi_scraper.text.clean import clean_text
from delegasi_scraper.text.matching_keys import title_slug

_TITLE = compiled("/html/head/title")
_OG_TITLE = compiled("/html/*/meta[@property='og:title']/@content")
_SITE_NAME = compiled("/html/*/meta[@property='og:site_name']/@content")
#: WordPress names its feed after the site, 'Delegasi.com » Feed', whatever the theme.
_FEED_NAME = compiled("/html/*/link[@type='application/rss+xml']/@title")
_HOME_LINK = compiled("//a[@rel='home']")
_SEPARATOR = re.compile(r"\s[|»«·•–—-]\s")
#: What themes print over a post that has no title.
_UNTITLED = frozenset(["untitled", "notitle", "tanpajudul"])
#: JSON-LD and meta tags cut long headlines.
_LONG = 20


def choose_headline(
    root: etree._Element, ld: dict[str, Any], slug: str, headings: list[tuple[int, str]]
) -> str | None:
    """Return the headline as printed, None where the post has none.

    ``headings`` stand in the order in which they may be the headline, each with its level.
    """
    names = set(filter(None, map(_key, _site_names(root, ld))))
    tag = first_text(_TITLE, root) or ""
    social = next(filter(None, map(clean_text, strings(_OG_TITLE, root))), "")
    printed = clean_text(ld["headline"]) if isinstance(ld.get("headline"), str) else ""
    stated = [_without_site(text, names) for text in (social, printed, tag) if text]
    known = {_key(part) for text in stated for part in _parts(text)} - names
    known.add(_key(slug))  # WordPress makes it of the title
    own = [(level, text) for level, text in headings if _key(text) not in names]
    for _, text in own:
        if any(_agree(_key(text), key) for key in known):
            return text
    first = next((text for level, text in own if level == 1), None)
    if tag and not any(stated) and _key(first or "") in _UNTITLED:
        return None
    return next(filter(None, (first, *stated)), None)


def _site_names(root: etree._Element, ld: dict[str, Any]) -> Iterator[str]:
    yield from strings(_SITE_NAME, root)
    yield from (name.partition(" » ")[0] for name in strings(_FEED_NAME, root)[:1])
    yield from (text_of(link) or "" for link in elements(_HOME_LINK, root)[:3])
    publisher = ld.get("publisher")
    if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
        yield publisher["name"]


def _without_site(text: str, names: set[str]) -> str:
    """Take the site's name off either end of a title; '' where there is nothing else."""
    if _key(text) in names:
        return ""
    for match in _SEPARATOR.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if _key(after) in names:
            return before
        if _key(before) in names:
            return after
    return text


def _parts(text: str) -> Iterator[str]:
    """Yield a title, and what it is without its end or its beginning: a name may stand there."""
    yield text
    for match in _SEPARATOR.finditer(text):
        yield text[: match.start()]
        yield text[match.end() :]


def _agree(one: str, other: str) -> bool:
    if one == other:
        return bool(one)
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _LONG and longer.startswith(shorter)


def _key(text: str) -> str:
    return title_slug(text).replace("-", "")
