"""A page's tree and links: what is too large or empty, which words stand in an element."""

import pytest

from delegasi_scraper.errors import PageTooLarge, UnreadablePage
from delegasi_scraper.pages.html import parse_document
from tests.pages.wrapped import SITE, URL, page, printed

LONGEST_TAG, LARGEST_PAGE = 65_536, 8_388_608


def attribute(length):
    """Return a tag's start, so long, without its end."""
    return "<p " + "a" * (length - 3)


@pytest.mark.parametrize(
    "html",
    [
        "x" * (LARGEST_PAGE + 1),
        attribute(LONGEST_TAG + 1),
        attribute(LONGEST_TAG + 1) + ">",
        "<b>a</b>" + attribute(LONGEST_TAG + 1) + ">",
        "x" * 70_000 + attribute(LONGEST_TAG + 1) + "><b>",
        "<b>" * 40_000 + attribute(LONGEST_TAG + 1) + "><b>",
    ],
    ids=["page", "unclosed", "alone", "after a tag", "after a text", "after tags"],
)
def test_what_would_stall_libxml2_is_too_large(html):
    """A page beyond 8 MB, and a tag beyond 64 KB wherever it stands."""
    with pytest.raises(PageTooLarge):
        parse_document(html, url=URL)


@pytest.mark.parametrize(
    "html",
    [
        "x" * LARGEST_PAGE,
        attribute(LONGEST_TAG) + ">" + "x" * 70_000,
        "x" * 40_000 + attribute(40_000) + ">",
        "x" * 70_000 + "<p>" + "y" * 70_000 + "</p>",
        "x < y" * 20_000 + ">",
        "<b>a</b>" * 20_000,
    ],
    ids=["page", "tag", "text before a tag", "texts", "signs", "tags"],
)
def test_what_is_just_small_enough_is_read(html):
    """The limits themselves, and long texts in which no tag is long."""
    assert parse_document(html, url=URL).tag == "html"


@pytest.mark.parametrize("html", ["", " \n\t"])
def test_an_empty_page_is_refused(html):
    """Nothing, and white space."""
    with pytest.raises(UnreadablePage):
        parse_document(html, url=URL)


def test_a_json_body_is_a_page_of_text():
    """A REST error under an article's address is a page without elements, no crash."""
    assert parse_document('{"code": "rest_no_route"}', url=URL).tag == "html"


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("Warga <!-- lama -->SoE <b>panen</b>", "Warga SoE panen"),
        ("Warga<style>b {}</style> <b>SoE</b> panen", "Warga SoE panen"),
        ("Warga<br>SoE", "Warga SoE"),
        ("\u00a0Warga SoE ", "Warga SoE"),
        (" <!-- lama --> ", None),
    ],
)
def test_an_elements_words_are_its_text(markup, title):
    """Without comments and code; None where there are none."""
    assert printed(page("").replace("Judul</h1>", f"{markup}</h1> ekor")).title == title


@pytest.mark.parametrize(
    ("href", "links", "listings"),
    [
        ("/lain-lagi/#top", ["/lain-lagi/"], []),
        ("/Lain-lagi/amp/?x=1", ["/Lain-lagi/amp/?x=1"], []),
        ("/category/polkam/#top", [], ["/category/polkam/"]),
        ("/category/polkam/page/2/", [], []),
        ("/category/polkam/page/12", [], []),
        ("/category/polkam/page/2/?x=1", [], []),
        ("/tag/page/", [], ["/tag/page/"]),
        ("/2021/12/", [], ["/2021/12/"]),
        ("#top", [], []),
        ("", [], []),
        ("mailto:a@example.org", [], []),
        ("http://[x", [], []),
        ("https://example.org/lain-lagi/", [], []),
        ("https://example.org/category/polkam/", [], []),
        ("/wp-login.php", [], []),
    ],
)
def test_a_page_names_articles_and_listings(href, links, listings):
    """Absolute, without fragment; later pages of a listing and other sites fall away."""
    read = printed(page(f"<a href='{href}'>x</a>"))
    assert read.links == tuple(SITE + path for path in links)
    assert read.listing_urls == tuple(SITE + path for path in listings)


def test_each_address_is_named_once():
    """In the page's order, an article by the first of its addresses."""
    hrefs = ("/dua-kabar/", "/tag/b/", "/dua-kabar/?share=x", "/satu-kabar/", "/tag/a/", "/tag/b/")
    read = printed(page("".join(f"<a href='{href}'>x</a>" for href in hrefs)))
    assert read.links == (f"{SITE}/dua-kabar/", f"{SITE}/satu-kabar/")
    assert read.listing_urls == (f"{SITE}/tag/b/", f"{SITE}/tag/a/")
