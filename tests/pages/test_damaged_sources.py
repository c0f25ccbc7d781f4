"""Sitemaps, feeds and REST answers that limp: what is whole is taken, and damage is told."""

import gzip
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from delegasi_scraper.errors import PageError
from delegasi_scraper.pages.feed import parse_feed
from delegasi_scraper.pages.rest import read_posts
from delegasi_scraper.pages.sitemap import parse_sitemap
from delegasi_scraper.urls import Site
from tests.pages.wrapped import SITE

SLUGS = [f"kabar-{chr(97 + number)}" for number in range(8)]
HIT = "kabar-d"
DECLARED = "<?xml version='1.0' encoding='UTF-8'?>\n"
MAP = DECLARED + "<urlset xmlns='s'>{}</urlset>".format(
    "".join(f"<url><loc>{SITE}/{slug}/</loc></url>\n" for slug in SLUGS)
)
FEED = DECLARED + "<rss version='2.0'><channel><title>x</title>{}</channel></rss>".format(
    "".join(f"<item><title>y</title><link>{SITE}/{slug}/</link></item>\n" for slug in SLUGS)
)
REST = json.dumps([{"id": n, "link": f"{SITE}/{slug}/"} for n, slug in enumerate(SLUGS, 1)])


def read_map(body):
    """Return the slugs of a sitemap, and what damage did."""
    found = parse_sitemap(body, url=f"{SITE}/sitemap.xml")
    return [Site.of(SITE).slug_of(entry.url) for entry in found.entries], found.damage


def read_feed(body):
    """Return the slugs of a feed, and what damage did."""
    found = parse_feed(body, url=f"{SITE}/feed/", site=Site.of(SITE))
    return [entry.teaser.url.rpartition("/")[2] for entry in found.entries], found.damage


def read_rest(body):
    """Return the slugs of a REST answer, and what damage did."""
    found, damage = read_posts(body, url=f"{SITE}/wp-json/wp/v2/posts", site=Site.of(SITE))
    return [Site.of(SITE).slug_of(post.url) for post in found], damage


KINDS = {"sitemap": (read_map, MAP), "feed": (read_feed, FEED), "rest": (read_rest, REST)}
NOTICE = b"<br />\n<b>Notice</b>: Undefined index [2] in <b>/a.php</b> on line <b>3</b><br />\n"
AROUND = {
    "PHP notice": lambda body: NOTICE + body,
    "text": lambda body: b"Warning: 1 < 2\n" + body,
    "white space": lambda body: b"\r\n \n" + body,
    "byte order marks": lambda body: b"\xef\xbb\xbf\xef\xbb\xbf" + body,
    "comment after": lambda body: body + b"\n<!-- cached -- page -->",
    "script after": lambda body: body + b"<script>if (a && b < c) {}</script>",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("around", AROUND)
def test_what_stands_around_a_source_costs_nothing(kind, around):
    """All entries are there, and no part is missing."""
    read, body = KINDS[kind]
    assert read(AROUND[around](body.encode())) == (SLUGS, None)


WITHIN = {
    "control character": lambda body: body.replace(b"kabar-d", b"kabar-d\x0b"),
    "NUL": lambda body: body.replace(b"/kabar-d", b"/\x00kabar-d"),
    "bare ampersand": lambda body: body.replace(b"kabar-d/", b"kabar-d/?a=1&b=2"),
    "entity of HTML": lambda body: body.replace(b"kabar-d/", b"kabar-d/&nbsp;"),
    "another encoding": lambda body: body.replace(b"kabar-d/", b"kabar-d/?q=\xe9\x93"),
    "no UTF-16": lambda body: body.replace(b"UTF-8", b"UTF-16"),
    "unknown encoding": lambda body: body.replace(b"UTF-8", b"utf8mb4-x"),
    "undeclared prefix": lambda body: body.replace(b"</loc>", b"</loc><i:i>x</i:i>").replace(b"</link>", b"</link><i:i>x</i:i>"),
    "second document": lambda body: body + body,
}  # fmt: skip


#: What the declaration says is not needed where all else is well-formed.
UNSEEN = ("no UTF-16", "unknown encoding")


@pytest.mark.parametrize("kind", ["sitemap", "feed"])
@pytest.mark.parametrize("within", WITHIN)
def test_damage_that_can_be_read_over_costs_nothing(kind, within):
    """Every article is named, and what had to be mended is told."""
    read, body = KINDS[kind]
    slugs, damage = read(WITHIN[within](body.encode()))
    assert list(dict.fromkeys(slugs)) == SLUGS
    assert damage == (None if within in UNSEEN else "mended")


COSTLY = {
    "half a character": lambda body: body.replace(b"/kabar-d", b"/&#xD800;kabar-d"),
    "an element that does not end": lambda body: body.replace(b"kabar-d/", b"<![CDATA[kabar-d/"),
    "a tag without its end": lambda body: body.replace(b"kabar-d/</loc", b"").replace(b"kabar-d/</link", b""),
}  # fmt: skip


@pytest.mark.parametrize("kind", ["sitemap", "feed"])
@pytest.mark.parametrize("damage", COSTLY)
def test_damage_costs_the_entry_that_it_is_in(kind, damage):
    """Those before and behind it are taken, and the source says that a part failed."""
    read, body = KINDS[kind]
    slugs, told = read(COSTLY[damage](body.encode()))
    assert told in ("mended", "missing")
    assert [slug for slug in slugs if slug in SLUGS] in (SLUGS, [s for s in SLUGS if s != HIT])


@pytest.mark.parametrize(
    ("post", "found"),
    [
        ({"id": 1, "link": f"{SITE}/satu-\ud800/"}, []),
        ({"id": 10**30, "link": f"{SITE}/satu/"}, []),
        ({"id": 1, "link": ""}, []),
        ({"id": 1, "link": "/satu/"}, ["satu"]),
        ({"id": 1, "link": f"{SITE.partition('//')[2]}/satu/"}, ["satu"]),
        ({"id": 1, "link": f"//{SITE.partition('//')[2]}/satu/"}, ["satu"]),
        ({"id": 1, "link": f"{SITE}/satu/", "date_gmt": "9999-12-31T23:59:59"}, ["satu"]),
    ],
)
def test_one_odd_post_costs_at_most_itself(post, found):
    """Addresses without a host or scheme are resolved; the posts beside it are taken."""
    fine = {"id": 2, "link": f"{SITE}/dua/"}
    assert read_rest(json.dumps([post, fine]).encode()) == ([*found, "dua"], None)


def test_a_damaged_answer_of_rest_gives_its_other_posts():
    """A quote that is not escaped costs its post; the bytes of another encoding cost no address."""
    broken = REST.replace("kabar-d/", 'kabar-d/", "x": "a"b')
    assert read_rest(broken.encode()) == ([slug for slug in SLUGS if slug != HIT], "missing")
    assert read_rest(REST.encode().replace(b"kabar-d/", b"kabar-d/?\xe9")) == (SLUGS, "mended")
    assert read_rest(REST.encode().replace(b"kabar-d/", b"kabar-d/?\x01")) == (SLUGS, "mended")


def test_gzip_with_a_tail_and_gzip_without_its_end():
    """What follows the last member is no part; what was unzipped before damage is taken."""
    zipped = gzip.compress(MAP.encode(), mtime=0)
    assert read_map(zipped + b"\0\0tail") == (SLUGS, None)
    slugs, damage = read_map(zipped[:-12])
    assert (slugs, damage) == (SLUGS[: len(slugs)], "missing")
    assert len(slugs) >= 6


@pytest.mark.parametrize("kind", KINDS)
@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(data=st.data())
def test_any_damage_costs_at_most_what_it_touches(kind, data):
    """No exception but ours, and every entry that ends before the damage is taken."""
    read, text = KINDS[kind]
    body = text.encode()
    start = body.index(SLUGS[0].encode()) - 60
    at = data.draw(st.integers(max(start, 60), len(body)))
    until = data.draw(st.integers(at, min(at + 40, len(body))))
    spoiled = body[:at] + data.draw(st.binary(max_size=12)) + body[until:]
    end = b"}" if kind == "rest" else b"</url>" if kind == "sitemap" else b"</item>"
    before = [slug for slug in SLUGS if body.index(end, body.index(slug.encode())) + len(end) <= at]
    try:
        slugs, _ = read(spoiled)
    except PageError:
        slugs = []
    assert slugs[: len(before)] == before


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(at=st.integers(0, 100_000))
def test_an_early_end_loses_only_what_is_behind_it(at):
    """Of a gzipped sitemap that is cut anywhere, no entry is half an address."""
    zipped = gzip.compress(MAP.encode(), mtime=0)
    try:
        slugs, _ = read_map(zipped[: at % len(zipped)])
    except PageError:
        return
    assert slugs == SLUGS[: len(slugs)]
