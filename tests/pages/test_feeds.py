"""Feeds, sitemaps and the REST interface: what they name, and what they are not."""

import gzip
import json
from datetime import date, datetime

import pytest

from delegasi_scraper.errors import UnreadableSitemap
from delegasi_scraper.items import Address, FeedEntry, SitemapEntry, Teaser
from delegasi_scraper.pages import xml
from delegasi_scraper.pages.feed import parse_feed
from delegasi_scraper.pages.rest import parse_posts
from delegasi_scraper.pages.sitemap import parse_sitemap
from delegasi_scraper.urls import Site
from tests.pages.wrapped import SITE

FEED = f"{SITE}/feed/"
POSTS = f"{SITE}/wp-json/wp/v2/posts"
MAP = f"{SITE}/sitemap.xml"


def feed(items, url=FEED):
    """Read an RSS feed with items."""
    body = f"<rss><channel>{items}</channel></rss>".encode()
    return parse_feed(body, url=url, site=Site.of(SITE)).entries


def entry(position=1, *, slug="satu-kabar", title=None, excerpt=None, **more):
    """Return one post of a feed."""
    return FeedEntry(
        teaser=Teaser(
            url=f"{SITE}/{slug}", title=title, excerpt=excerpt, block="feed", position=position,
            href=f"{SITE}/{slug}/",
        ),
        **more,
    )  # fmt: skip


LINK = f"<link>{SITE}/satu-kabar/</link>"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("", {}),
        ("<title>Warga &amp;amp; &lt;b&gt;SoE&lt;/b&gt;</title>", {"title": "Warga & SoE"}),
        ("<title> Warga \n SoE </title>", {"title": "Warga SoE"}),
        ("<title> </title>", {}),
        ("<description><![CDATA[<p>Cuplikan […]</p>]]></description>", {"excerpt": "Cuplikan […]"}),
        ("<pubDate>Tue, 14 Dec 2021 02:15:00 +0000</pubDate>",
         {"published_at": datetime.fromisoformat("2021-12-14T10:15:00+08:00")}),
        ("<pubDate>Tue, 14 Dec 2021 02:15:00 -0000</pubDate>", {}),
        ("<pubDate>kemarin</pubDate>", {}),
        ("<pubDate>Fri, 31 Dec 9999 23:59:59 +0000</pubDate>", {}),
        (f"<guid>{SITE}/?p=12</guid>", {"wp_id": 12}),
        (f"<guid>\n{SITE}/?post_type=post&amp;p=123456789012\n\n</guid>", {"wp_id": 123456789012}),
        (f"<guid>{SITE}/?p=12&amp;x=1</guid>", {}),
        (f"<guid>{SITE}/satu-kabar/</guid>", {}),
    ],
)  # fmt: skip
def test_an_item_of_a_feed_names_a_post(fields, expected):
    """Title and excerpt hold HTML as text; the clock is the newsroom's, and no zone is none."""
    (found,) = feed(f"<item>{LINK}{fields}</item>")
    assert found == entry(**expected)
    stated = found.published_at
    assert stated is None or stated.isoformat() == "2021-12-14T10:15:00+08:00"


def test_an_item_that_names_no_article_falls_away():
    """Without a link, or with one that leads elsewhere; the others are numbered on."""
    links = (LINK, "", "<link> </link>", "<link>https://example.org/x/</link>",
             "<link>http://[x</link>", "<link>/dua-kabar/</link>")  # fmt: skip
    items = "".join(f"<item>{link}</item>" for link in links)
    expected = (entry(1), entry(2, slug="dua-kabar"))
    assert feed(items) == expected
    assert feed(items, url=f"{SITE}/lima-kabar/feed/") == expected


def test_each_kind_of_feed_is_a_feed():
    """RDF has its items beside the channel, and Atom names its links otherwise."""
    rdf = f"<rdf:RDF xmlns:rdf='r' xmlns='http://purl.org/rss/1.0/'><item>{LINK}</item></rdf:RDF>"
    atom = f"<feed xmlns='a'><entry><link href='{SITE}/satu-kabar/'/></entry></feed>"
    found = [parse_feed(body.encode(), url=FEED, site=Site.of(SITE)) for body in (rdf, atom)]
    assert [(feed.url, feed.entries) for feed in found] == [(FEED, (entry(),))] * 2


@pytest.mark.parametrize("body", [b"<html><body/></html>", b"<urlset/>", b"<rss", b"", b"{}"])
def test_what_is_no_feed_is_refused(body):
    """HTML, another XML, and what is no XML."""
    with pytest.raises(UnreadableSitemap):
        parse_feed(body, url=FEED, site=Site.of(SITE))


@pytest.mark.parametrize(
    ("children", "expected"),
    [
        (f"<loc> {SITE}/a/\n</loc>", [(f"{SITE}/a/", None)]),
        (f"<loc>{SITE}/a/</loc><lastmod> 2021-12-14 </lastmod>", [(f"{SITE}/a/", date(2021, 12, 14))]),
        (f"<!-- k --><loc>{SITE}/a/</loc><lastmod/>", [(f"{SITE}/a/", None)]),
        (f"<i:image xmlns:i='i'><i:loc>{SITE}/a.jpg</i:loc></i:image><loc>{SITE}/a/</loc>",
         [(f"{SITE}/a/", None)]),
        ("<loc> </loc>", []),
        ("<lastmod>2021-12-14</lastmod>", []),
    ],
)  # fmt: skip
def test_an_entry_of_a_sitemap_is_an_address(children, expected):
    """With its day where it is stated; images are no pages."""
    body = f"<!-- k -->\n<urlset xmlns='s'><!-- k --><url>{children}</url></urlset>".encode()
    found = parse_sitemap(b" \n" + body, url=MAP)
    assert found.entries == tuple(SitemapEntry(url=url, lastmod=day) for url, day in expected)
    assert (found.url, found.is_index) == (MAP, False)
    assert parse_sitemap(gzip.compress(body), url=MAP) == found


def test_an_index_of_sitemaps_is_one():
    """Its addresses are sitemaps, not pages."""
    body = f"<sitemapindex><sitemap><loc>{SITE}/a.xml</loc></sitemap></sitemapindex>".encode()
    found = parse_sitemap(body, url=MAP)
    assert (found.is_index, found.entries) == (True, (SitemapEntry(url=f"{SITE}/a.xml"),))


ZIPPED = gzip.compress(b"<urlset/>" * 50)


@pytest.mark.parametrize(
    "body",
    [b"<html/>", b"<rss/>", b"", b"x", ZIPPED[:-9], ZIPPED[:2], ZIPPED[:10] + b"\xff" * 20],
    ids=["html", "feed", "empty", "text", "cut off", "two bytes", "damaged"],
)  # fmt: skip
def test_what_is_no_sitemap_is_refused(body):
    """Other XML, no XML, and gzip that is cut off or damaged."""
    with pytest.raises(UnreadableSitemap):
        parse_sitemap(body, url=MAP)


def test_a_sitemap_has_at_most_50_mb(monkeypatch):
    """The limit of sitemaps.org, in bytes unzipped; just as large is allowed."""
    assert xml.LARGEST == 52_428_800
    monkeypatch.setattr(xml, "LARGEST", 20)
    assert parse_sitemap(gzip.compress(b"<urlset/>" + b" " * 11), url=MAP).entries == ()
    with pytest.raises(UnreadableSitemap, match="50 MB"):
        parse_sitemap(gzip.compress(b"<urlset/>" + b" " * 12), url=MAP)


def test_entities_are_not_expanded():
    """Nor is a DTD loaded: an entity bomb stays small."""
    body = f"<!DOCTYPE x [<!ENTITY a '{SITE}/a/'>]><urlset><url><loc>&a;</loc></url></urlset>"
    assert parse_sitemap(body.encode(), url=MAP).entries == ()


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        ({"date_gmt": "2021-12-14T02:15:00", "modified_gmt": "2021-12-15T00:00:00"},
         ("2021-12-14T10:15:00+08:00", "2021-12-15T08:00:00+08:00")),
        ({}, (None, None)),
        ({"date_gmt": None, "modified_gmt": "kemarin"}, (None, None)),
        ({"date_gmt": "9999-12-31T23:00:00"}, (None, None)),
    ],
)  # fmt: skip
def test_a_posts_clock_is_utc(post, expected):
    """Without a zone; what is no time, or beyond the calendar, is none."""
    body = json.dumps([{"id": 7, "link": f"{SITE}/satu-kabar/", **post}]).encode()
    (found,) = parse_posts(body, url=POSTS, site=Site.of(SITE))
    published, modified = (moment and datetime.fromisoformat(moment) for moment in expected)
    assert found == Address(
        source="rest",
        wp_id=7,
        url=f"{SITE}/satu-kabar/",
        published_at=published,
        modified_at=modified,
    )
    stated = [moment and moment.isoformat() for moment in (found.published_at, found.modified_at)]
    assert tuple(stated) == expected


def test_what_names_no_article_is_no_post():
    """An entry without number or link, or with a link that leads elsewhere."""
    link = f"{SITE}/satu-kabar/"
    value = ["x", {}, {"id": 7}, {"id": "7", "link": link}, {"link": link}, {"id": 7, "link": 5},
             {"id": 7, "link": "https://example.org/x/"}, {"id": 8, "link": link}]  # fmt: skip
    found = parse_posts(json.dumps(value).encode(), url=POSTS, site=Site.of(SITE))
    assert found == (Address(wp_id=8, url=link, source="rest"),)


@pytest.mark.parametrize(
    ("title", "content", "expected"),
    [
        ({"rendered": "Panen &amp; <em>Ronda</em>"}, {"rendered": "<p>Satu.</p>"},
         ("Panen & Ronda", ["Satu."])),
        ({"rendered": "Setengah \ud83d"}, {"rendered": "<p>Satu \udc00.</p>"},
         ("Setengah ?", ["Satu ?."])),
        ({"rendered": ""}, {"rendered": "\n"}, (None, None)),
        ({"rendered": "Sandi"}, {"rendered": "<p>Satu.</p>", "protected": True}, ("Sandi", None)),
        ({"rendered": 7}, {"rendered": None}, (None, None)),
        ("Judul", ["Satu."], (None, None)),
        ({"rendered": "<b></b>"}, {"rendered": f"<p {'x' * 70_000}>Satu.</p>"}, (None, None)),
    ],
)  # fmt: skip
def test_rest_states_title_and_text(title, content, expected):
    """As a page's are read; protected, empty, no text or too large is not stated."""
    post = {"id": 7, "link": f"{SITE}/satu-kabar/", "title": title, "content": content}
    (found,) = parse_posts(json.dumps([post]).encode(), url=POSTS, site=Site.of(SITE))
    body = None if found.body is None else [part.text for part in found.body]
    assert (found.title, body) == expected


@pytest.mark.parametrize(
    "body", [b"<html>", b"", b'{"code": "rest_no_route"}', b"7", b"[" * 100_000]
)
def test_what_is_no_list_of_posts_is_refused(body):
    """HTML, an error object, and JSON that is too deep."""
    with pytest.raises(UnreadableSitemap):
        parse_posts(body, url=POSTS, site=Site.of(SITE))
