"""Addresses: one article has one key, however it is reached."""

import string
import unicodedata
from urllib.parse import quote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegasi_scraper.errors import AddressError
from delegasi_scraper.urls import RESERVED, Site, absolute, host_of

SITE = Site.of("https://delegasi.com")
WORDS = st.text(string.ascii_lowercase + string.digits, min_size=2, max_size=9)
SLUGS = st.lists(WORDS, min_size=3, max_size=16).map("-".join).filter(lambda s: s not in RESERVED)
HOSTS = st.sampled_from(["delegasi.com", "www.delegasi.com", "delegasi.net", "www.delegasi.net"])
TAILS = st.sampled_from(
    ["", "/", "/amp", "/amp/", "/2/", "/page/2/", "/feed/", "/amp/amp/", "/comment-page-3"]
)
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


@given(
    SLUGS,
    st.sampled_from(["https://delegasi.com:443", "http://www.delegasi.net:80", "https://delegasi.com:"]),
    st.sampled_from(["/", "//", "/index.php/", "/./", "/x/../", "/%2E/", "//index.php//"]),
    st.sampled_from(["", "%20", "%20/", "/%20", "%3F", "%3Fa=x", ".", "),", "%E2%80%9D", "%23"]),
    st.sampled_from(["", "/amp/", "/2/"]),
)  # fmt: skip
def test_harmless_spellings_name_the_same_article(slug, host, before, behind, tail):
    """As WordPress resolves them, and what was copied along with an address."""
    escaped = "".join(f"%{ord(letter):02X}" for letter in slug)
    for spelled in (slug, escaped):
        assert SITE.slug_of(f"{host}{before}{spelled}{behind}{tail}") == slug
        assert SITE.slug_of(f"{host}{before}{spelled}{tail}{behind}") == slug


@given(st.text("aeiouçñéạ-\u0301\u0323\u0308", min_size=1))
def test_accents_are_compared_composed(slug):
    """Letter and accent, apart or as one, in either case, are one slug."""
    forms = (unicodedata.normalize(form, slug) for form in ("NFC", "NFD"))
    keys = {SITE.slug_of(f"https://delegasi.com/{quote(form)}/") for form in forms}
    assert len(keys) == 1
    assert (key := keys.pop()) is None or unicodedata.is_normalized("NFC", key)


@pytest.mark.parametrize(
    "host", ["delegasi.com:80", "delegasi.com:8443", "a@delegasi.com", "a:443@delegasi.com"]
)
def test_another_port_or_a_user_is_another_site(host):
    """Only the scheme's own port is no port."""
    assert SITE.slug_of(f"https://{host}/warga-soe") is None


def test_a_sites_own_port_is_left_out_of_its_address():
    """One site has one address, whichever form a setting has."""
    assert Site.at("https://delegasi.com:443/") == Site.at("https://delegasi.com")
    assert Site.of("http://localhost:8080/x").url == "http://localhost:8080"


def test_page_two_behind_index_php_is_a_page_of_its_post():
    """Its first page is asked for by the same form."""
    url = "https://delegasi.com/index.php/warga-soe/2/"
    assert SITE.first_page_url(url) == "https://delegasi.com/index.php/warga-soe/"


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
    assert SITE.is_listing("https://delegasi.com:443//index.php/category/polkam/")
    assert not SITE.is_listing("https://delegasi.com/warga-soe")


@given(
    st.sampled_from(["http", "https"]),
    st.sampled_from(["delegasi.com", "www.delegasi.com", "delegasi.com.example", "127.0.0.1"]),
    st.sampled_from(["", ":80", ":443", ":8080"]),
    st.lists(st.sampled_from(["category", "page", "2", "amp", "..", ".", "", "warga-soe", "a.php",
                              "index.php", "%20", "x~", "2024"]), max_size=5),
)  # fmt: skip
def test_a_plain_address_is_read_as_any_other(scheme, host, port, segments):
    """Most links take a shorter way; a fragment makes them take the long one."""
    site = Site.of("https://delegasi.com")
    url = f"{scheme}://{host}{port}/{'/'.join(segments)}"
    for ask in (site.owns, site.slug_of, site.is_listing, host_of):
        assert ask(url) == ask(f"{url}#x")
    assert absolute(url, "https://delegasi.com/x/") == urljoin("https://delegasi.com/x/", url)
