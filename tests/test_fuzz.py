"""Whatever a site, a proxy or a broken disk gives us, no exception is raised but ours."""

import gzip
import json
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from delegasi_scraper.errors import PageError, UnreadableCapture
from delegasi_scraper.extract import extract_article
from delegasi_scraper.items import Article, Listing
from delegasi_scraper.pages.feed import parse_feed
from delegasi_scraper.pages.listing import parse_listing
from delegasi_scraper.pages.rest import parse_posts
from delegasi_scraper.pages.sitemap import parse_sitemap
from delegasi_scraper.urls import Site
from delegasi_scraper.warc.reader import end_of_whole_records, read_records
from delegasi_scraper.warc.writer import CaptureFiles
from tests.replica import render
from tests.replica.articles import all_posts
from tests.warc.one_capture import NOW, write

SITE = Site.of("https://delegasi.com")
URL = "https://delegasi.com/warga-soe/"
POSTS = all_posts()
PAGES = (
    render.front(POSTS[9], 1, SITE.url, POSTS),
    render.amp(POSTS[8], SITE.url, POSTS),
    render.listing(POSTS, 1, "/", "Delegasi", SITE.url, {"Berita", "Polkam"}),
)
FEED = (
    f"<rss><channel><item><title>a</title><link>{URL}</link><guid>{SITE.url}/?p=1</guid>"
    "<pubDate>Tue, 14 Dec 2021 02:15:00 +0000</pubDate><description>b</description></item>"
    "</channel></rss>"
)
REST = json.dumps([{"id": 1, "link": URL, "date_gmt": "2021-12-14T02:15:00", "modified_gmt": "x"}])
FRAGMENTS = st.sampled_from(
    [
        "<",
        ">",
        "</p>",
        "<p>",
        '"',
        "\x00",
        "&#0;",
        "&bogus;",
        "<![CDATA[",
        "<!--",
        "\uffff",
        "\ud7ff",
        "9" * 40,
        "2021-99-99T99:99:99",
        "https://[",
        "/?p=",
        "{",
        "null",
        "]",
        "<script>",
        "\u202e",
    ]
) | st.text(max_size=8)
BOUNDED = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def spoiled(draw, sources):
    """Take a good input, and cut, repeat and fill in until it is none."""
    text = draw(st.sampled_from(sources))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        until = draw(st.integers(at, min(len(text), at + 300)))
        text = text[:at] + draw(FRAGMENTS) + text[until:]
    return text


@BOUNDED
@given(spoiled(PAGES) | st.text(max_size=200))
def test_spoiled_pages(html):
    """An article, a listing, or an error of ours that names the address."""
    for parse, kind in ((extract_article, Article), (parse_listing, Listing)):
        try:
            assert isinstance(parse(html, url=URL, site=SITE), kind)
        except PageError as error:
            assert URL in str(error)


@BOUNDED
@given(spoiled([render.urlset(POSTS[:5], SITE.url), render.sitemap_index(POSTS, SITE.url)]))
def test_spoiled_sitemaps(text):
    """Addresses, or an error of ours; gzipped, cut gzip, and plain."""
    for body in (text.encode(errors="replace"), gzip.compress(text.encode(errors="replace"))[:-7]):
        try:
            parse_sitemap(body, url=URL)
        except PageError as error:
            assert URL in str(error)


@BOUNDED
@given(spoiled([FEED]), spoiled([REST]))
def test_spoiled_feeds_and_rest(feed, rest):
    """Entries, or an error of ours."""
    for parse, text in ((parse_feed, feed), (parse_posts, rest)):
        try:
            parse(text.encode(errors="replace"), url=URL, site=SITE)
        except PageError as error:
            assert URL in str(error)


@BOUNDED
@given(st.binary(max_size=400) | st.recursive(st.none() | st.integers() | st.text(), st.lists))
def test_anything_in_place_of_rest(value):
    """Any bytes and any JSON: a tuple of posts, or an error of ours."""
    body = value if isinstance(value, bytes) else json.dumps(value).encode(errors="replace")
    try:
        assert isinstance(parse_posts(body, url=URL, site=SITE), tuple)
    except PageError as error:
        assert URL in str(error)


@BOUNDED
@given(st.data())
def test_spoiled_captures(tmp_path_factory, data):
    """Records before the damage are read, and the damage is told with file and byte."""
    folder = tmp_path_factory.mktemp("warc")
    files = CaptureFiles(folder, started=NOW)
    for number in range(3):
        write(files, url=f"{URL}{number}/")
    files.close()
    whole = files.path.read_bytes()
    at = data.draw(st.integers(0, 2500))  # record ids differ in length from run to run
    bad = data.draw(st.binary(min_size=0, max_size=30))
    files.path.write_bytes(whole[:at] + bad + whole[at + data.draw(st.integers(0, 40)) :])
    end = end_of_whole_records(files.path)
    assert 0 <= end <= files.path.stat().st_size
    try:
        urls = [record.url for record in read_records(files.path)]
    except UnreadableCapture as error:
        assert re.search(r"byte \d+", str(error))
    else:
        assert len(urls) <= 3
