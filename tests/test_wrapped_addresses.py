"""Addresses of public copies: the page that each is of."""

import string
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegasi_scraper.wrapped_addresses import unwrap_address

PAGE = "https://delegasi.com/warga-soe-panen/"


@pytest.mark.parametrize(
    ("wrapped", "page"),
    [
        ("https://delegasi-com.cdn.ampproject.org/c/s/delegasi.com/a-b/amp", "https://delegasi.com/a-b/amp"),
        ("https://cdn.ampproject.org/v/delegasi.com/a-b/?amp=1#x", "http://delegasi.com/a-b/?amp=1"),
        ("https://www.google.com/amp/s/delegasi.com/a-b/amp/", "https://delegasi.com/a-b/amp/"),
        ("https://google.co.id/amp/delegasi.com/a-b/amp/", "http://delegasi.com/a-b/amp/"),
        ("https://web.archive.org/web/20190102030405/https://delegasi.com/?p=12", "https://delegasi.com/?p=12"),
        ("http://web.archive.org/web/2019im_/http:/delegasi.com/a-b", "http://delegasi.com/a-b"),
        ("https://web.archive.org/web/*/delegasi.com/a-b", "https://delegasi.com/a-b"),
        ("https://www-delegasi--a-com.translate.goog/a-b/?_x_tr_sl=id&amp=1&_x_tr_tl=en",
         "https://www.delegasi-a.com/a-b/?amp=1"),
        ("https://delegasi-com.translate.goog/a-b/?_x_tr_sch=http&_x_tr_tl=en", "http://delegasi.com/a-b/"),
        (f"https://translate.google.com/translate?sl=id&tl=en&u={quote(PAGE, safe='')}", PAGE),
        (f"https://web.archive.org/web/2020/https://cdn.ampproject.org/c/s/{PAGE[8:]}", PAGE),
    ],
)  # fmt: skip
def test_a_copys_address_gives_the_pages(wrapped, page):
    """AMP caches and viewers, the Wayback Machine, translations, and one in another."""
    assert unwrap_address(wrapped) == page


@pytest.mark.parametrize(
    "url",
    [PAGE, "", "warga-soe", "https://[::1/x", "https://www.google.com/search?q=x",
     "https://web.archive.org/", "https://translate.google.com/", "https://cdn.ampproject.org/v0.js",
     "https://ampproject.org.example/c/s/delegasi.com/a", "file:///amp/s/a/b"],
)  # fmt: skip
def test_any_other_address_stays(url):
    """What shows no other page is that page's own address."""
    assert unwrap_address(url) == url


PATHS = st.text(string.ascii_lowercase + "-/%20", max_size=30).map(lambda path: f"/a{path}")


@given(PATHS, st.sampled_from(["", "20200102030405/", "2020id_/", "*/"]))
def test_every_page_comes_out_as_it_went_in(path, stamp):
    """A page's path is not changed by its wrapping."""
    page = f"https://delegasi.com{path}"
    for wrapped in (
        f"https://web.archive.org/web/{stamp}{page}",
        f"https://delegasi-com.cdn.ampproject.org/c/s/{page[8:]}",
        f"https://www.google.com/amp/s/{page[8:]}",
        f"https://delegasi-com.translate.goog{path}?_x_tr_tl=en",
    ):
        assert unwrap_address(wrapped) == page
