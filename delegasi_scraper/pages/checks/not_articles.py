"""Recognise what is no article, by the classes that every WordPress theme prints."""

from __future__ import annotations

import re

from lxml import etree

from delegasi_scraper.errors import (
    AttachmentPage,
    CheckPage,
    ListingPage,
    PasswordForm,
    SoftNotFound,
    StaticPage,
)
from delegasi_scraper.pages.html import classes, compiled, elements, first, first_text

_BODY = compiled("//body")
_TITLE = compiled("//head/title")
_PASSWORD = compiled("//form[class~post-password-form or contains(@action, 'action=postpass')]")
_HEADINGS = compiled("//h1")
_CHECK = re.compile(
    r"just a moment|checking your browser|attention required|access denied|verify you are human|"
    r"are you a robot|captcha|before you continue|cookie consent|under maintenance|"
    r"sedang dalam perbaikan|briefly unavailable",
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(
    r"(?:page|halaman|artikel)\s+(?:not found|tidak ditemukan)|^404\b|nothing found", re.IGNORECASE
)
_LISTINGS = frozenset(
    ["home", "blog", "archive", "category", "tag", "author", "date", "search", "search-results"]
)


def refuse_what_is_no_article(root: etree._Element, *, url: str) -> None:
    """Raise the :class:`~delegasi_scraper.errors.PageError` that names what the page is."""
    body = first(_BODY, root)
    marked = classes(body) if body is not None else frozenset[str]()
    if elements(_PASSWORD, root):
        raise PasswordForm("a post behind a password", url=url)
    if "error404" in marked:
        raise SoftNotFound("WordPress's not-found page", url=url)
    if "attachment" in marked:
        raise AttachmentPage("the page of an uploaded file", url=url)
    single = "single" in marked or "single-post" in marked or "amp-single" in marked
    if not single and marked & _LISTINGS:
        raise ListingPage("a listing", url=url)
    if not single and ("page" in marked or "page-template-default" in marked):
        raise StaticPage("a static page", url=url)
    title = first_text(_TITLE, root) or ""
    if not single and _CHECK.search(title):
        raise CheckPage(f"a check page ({title!r}) where the article should be", url=url)
    if not single and (
        _NOT_FOUND.search(title) or _NOT_FOUND.search(first_text(_HEADINGS, root) or "")
    ):
        raise SoftNotFound(f"a not-found page ({title!r}) under status 200", url=url)
