"""Addresses: one article has one key, however it is reached."""

import string
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegasi_scraper.errors import AddressError
from delegasi_scraper.urls import RESERVED, Site

SITE = Site.of("https://delegasi.com")
WORDS = st.text(string.ascii_lowercase + string.digits, min_size=2, max_size=9)
SLUGS = st.lists(WORDS, min_size=3, max_size=16).map("-".join).filter(lambda s: s not in RESERVED)
HOSTS = st.sampled_from(["delegasi.com", "www.delegasi.com", "delegasi.net", "www.delegasi.net"])
TAILS = st.sampled_from(["", "/", "/amp", "/amp/", "/2/", "/feed/", "/amp/amp/", "/comment-page-3"])
EXTRAS = st.sampled_from(
    ["", "?amp", "?amp=1", "?utm_source=x", "?fbclid=1", "?share=wa", "?replytocom=5", "#top"]
)


@given(SLUGS, HOSTS, TAILS, EXTRAS, st.sampled_from(["http", "https"]), st.booleans())
def test_one_article_has_one_key(slug, host, tail, extra, scheme, upper):
    """Every way to reach an article gives one key, and a key is its own key."""
    printed = slug.upper() if upper else slug
    key = SITE.canonical_article_url(f"{scheme}://{host}/{printed}{tail}{extra}")
    assert key == f"https://delegasi.com/{slug}"
    assert SITE.canonical_article_url(key) == key


@given(SLUGS, SLUGS)
def test_two_articles_have_two_keys(one, other):
    """Two slugs never share a key."""
    same = SITE.canonical_article_url(SITE.article_url(one)) == SITE.article_url(other)
    assert same == (one == other)


@given(st.text(min_size=1).map(lambda s: "https://delegasi.com/" + quote(s, safe="")))
def test_percent_encoded_slugs_are_stable(url):
    """A percent-encoded slug gives a key that is its own key, or an error of ours."""
    try:
        key = SITE.canonical_article_url(url)
    except AddressError:
        return
    assert SITE.canonical_article_url(key) == key


@pytest.mark.parametrize(
    "path",
    [
        "", "category/polkam", "tag/x/page/2", "author/at", "2021/12", "2021", "page/3", "?p=12",
        "?s=x", "wp-content/uploads/a.jpg", "wp-json/wp/v2/posts", "feed", "robots.txt",
        "wp-sitemap.xml", "a/b/c",
    ],
)  # fmt: skip
def test_what_is_no_article_has_no_key(path):
    """Listings, files and WordPress's own addresses name no article."""
    with pytest.raises(AddressError):
        SITE.canonical_article_url(f"https://delegasi.com/{path}")


def test_another_host_is_not_ours():
    """An address of another host is refused, naming our host."""
    with pytest.raises(AddressError, match=r"not on delegasi\.com"):
        SITE.canonical_article_url("https://example.org/warga-soe")


@pytest.mark.parametrize(
    "url", ["", "delegasi.com", "ftp://delegasi.com", "https://x/y", "http://[1"]
)
def test_a_site_is_scheme_and_host(url):
    """A setting that is no site's address is refused with the reason."""
    with pytest.raises(AddressError):
        Site.at(url)


def test_listings_are_told_from_articles():
    """Front page, categories and dates are listings; an article is not."""
    assert SITE.is_listing("https://delegasi.com/")
    assert SITE.is_listing("https://delegasi.com/category/polkam/page/2/")
    assert SITE.is_listing("https://delegasi.com/2021/12/")
    assert not SITE.is_listing("https://delegasi.com/warga-soe")
