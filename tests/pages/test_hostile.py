"""Whatever a page is, a parser gives a record or an error of ours."""

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegasi_scraper.errors import PageError, PageTooLarge, UnreadableSitemap
from delegasi_scraper.extract import extract_article
from delegasi_scraper.pages.feed import parse_feed
from delegasi_scraper.pages.listing import parse_listing
from delegasi_scraper.pages.rest import parse_posts
from delegasi_scraper.pages.sitemap import parse_sitemap
from delegasi_scraper.urls import Site
from tests.replica import render
from tests.replica.articles import all_posts

URL = "https://delegasi.com/warga-soe-panen/"
SITE = Site.of(URL)
POSTS = all_posts()
WHOLE = [
    render.front(POSTS[3], 1, SITE.url, POSTS),
    render.front(POSTS[30], 1, SITE.url, POSTS),
    render.amp(POSTS[3], SITE.url, POSTS),
    render.listing(POSTS, 1, "/", "Delegasi", SITE.url, {"Berita"}),
]
TAGS = st.sampled_from(
    ["<p>", "</p>", "<div class='gmr-banner-x'>", "<article id='post-1' class='content-single'>",
     "<div class='entry-content-single'>", "<br>", "<!--", "-->", "<script>", "<img src=//[>", "\x00",
     "<a href='http://[x'>", "<time class='published' datetime='x'>", "<html amp>", "<table><tr><td>",
     "<div class='artl-cnt'>", "[irp x=1]", "//Foto: ", "&#x110000;", "<base href='::'>",
     "<link rel=canonical href='https://delegasi.com/%ff'>",
     "<script type='application/ld+json'>{\"@type\":[1],\"author\":[]}</script>"]
)  # fmt: skip
SOUP = st.lists(st.one_of(TAGS, st.text(max_size=30)), max_size=40).map("".join)


@st.composite
def damaged(draw):
    """Cut a real page off, or put something into it."""
    page = draw(st.sampled_from(WHOLE))
    at = draw(st.integers(0, len(page)))
    return page[:at] + draw(SOUP) + (page[at:] if draw(st.booleans()) else "")


@settings(max_examples=150, deadline=None)
@given(st.one_of(SOUP, damaged()))
def test_html_gives_a_record_or_our_error(html):
    """Broken, cut and hostile HTML raises nothing but errors of ours."""
    for parse in (extract_article, parse_listing):
        try:
            parse(html, url=URL)
        except PageError:
            continue


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200), SOUP.map(str.encode), st.binary(max_size=99).map(gzip.compress)
    )
)
def test_xml_and_json_give_a_record_or_our_error(body):
    """What is no sitemap, and what is no list of posts, is refused by name."""
    for parse in (
        lambda: parse_sitemap(body, url=URL),
        lambda: parse_feed(body, url=URL, site=SITE),
        lambda: parse_posts(body, url=URL, site=SITE),
    ):
        try:
            parse()
        except UnreadableSitemap:
            continue


@pytest.mark.parametrize(
    "html",
    [
        "<p " + "a=1 " * 30_000 + ">x</p>",
        "<p>" + "<br>" * 100_000,
        "<p>x</p>" * 31_000,
        "<div>" * 500 + "x" * 3_100_000,
    ],
)
def test_what_would_stall_a_parser_is_refused(html):
    """A tag over 64 KB, and an unknown layout beyond 3 MB or 30,000 elements, are too large."""
    with pytest.raises(PageTooLarge):
        extract_article(html, url=URL)


def test_a_gzip_bomb_is_refused():
    """A sitemap that unzips beyond the protocol's limit is refused."""
    with pytest.raises(UnreadableSitemap, match="50 MB"):
        parse_sitemap(gzip.compress(b" " * (51 * 1024 * 1024)), url=URL)


def test_an_entity_bomb_does_not_expand():
    """Entities in a sitemap are not expanded."""
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><urlset><url><loc>&b;</loc></url></urlset>'
    assert parse_sitemap(bomb, url=URL).entries == ()
