"""A listing: headline module, list and widgets, whatever resembles them."""

import pytest

from delegasi_scraper.items import Teaser
from delegasi_scraper.pages.listing import listing_kind, parse_listing
from delegasi_scraper.urls import Site
from tests.pages.wrapped import SITE

URL = f"{SITE}/category/polkam/"


def listing(body, head="", url=URL):
    """Read a listing with a body."""
    return parse_listing(f"<html><head>{head}</head><body>{body}</body></html>", url=url)


def teaser(name, block, position, **more):
    """Return a pointer to an article; its name begins its slug."""
    slug = f"{name.lower()}-kabar"
    stated = {"title": name, "excerpt": None, **more}
    return Teaser(url=f"{SITE}/{slug}", href=f"{SITE}/{slug}/", block=block, position=position,
                  **stated)  # fmt: skip


def link(name, marked=""):
    """Return a link to an article, by its name."""
    return f"<a {marked} href='/{name.lower()}-kabar/'>{name}</a>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<h2>{link('Satu')}</h2>", [("Satu", "headline")]),
        (f"<h3>{link('Satu')}</h3>", [("Satu", "headline")]),
        (f"<p class='entry-title'>{link('Satu')}</p>", [("Satu", "headline")]),
        (f"<p class='post-title'>{link('Satu')}</p>", [("Satu", "headline")]),
        (f"<p>{link('Satu', 'rel=bookmark')}</p>", [("Satu", "headline")]),
        ("<a rel='bookmark' href='/satu-kabar/'><img src='/x.jpg'></a>", []),
        (f"<p>{link('Satu')}</p>", []),
        ("<h2><a>Satu</a><a href='/category/x/'>X</a><a href='http://[x'>Y</a></h2>", []),
        ("<a rel='bookmark'>Satu</a>", []),
        (f"<aside><h3>{link('Satu')}</h3></aside>", [("Satu", "recent")]),
        (f"<div class='widget'><h3>{link('Satu')}</h3></div>", [("Satu", "recent")]),
        (f"<div id='infinite-container'><article>{link('Satu', 'rel=bookmark')}</article></div>",
         [("Satu", "listing")]),
        (f"<main><article><h2>{link('Satu')}</h2></article></main>", [("Satu", "listing")]),
        (f"<div id='main'><article><h2>{link('Satu')}</h2></article></div>", [("Satu", "listing")]),
        (f"<div id='content'><article><h2>{link('Satu')}</h2></article></div>", [("Satu", "listing")]),
        (f"<main><article><h3>{link('Satu')}</h3></article></main>", [("Satu", "headline")]),
        (f"<div id='main'><article><h3>{link('Satu')}</h3></article></div>", [("Satu", "headline")]),
        (f"<div id='lain'><article><h2>{link('Satu')}</h2></article></div>", [("Satu", "headline")]),
        (f"<main><article>{link('Dua')}<h2>Bukan</h2><p class='entry-title'>{link('Satu')}</p></article></main>",
         [("Satu", "listing")]),
        (f"<main><article><h2><a>Bukan</a>{link('Satu')}</h2></article></main>", [("Satu", "listing")]),
        (f"<main><article><h2>Bukan</h2><p class='entry-title'><a>Bukan</a>{link('Satu')}</p></article></main>",
         [("Satu", "listing")]),
        (f"<main><article><h2>Bukan</h2>{link('Satu')}</article></main>", []),
    ],
)  # fmt: skip
def test_a_heading_that_leads_to_an_article_is_a_teaser(body, expected):
    """By where it stands: in the list, in a widget, else in the headline module."""
    assert [(found.title, found.block) for found in listing(body).teasers] == expected


def test_blocks_follow_each_other():
    """Headlines, list, widgets, wherever on the page; each article once in its block."""
    found = listing(
        f"<aside><h3>{link('Tiga')}</h3><h3>{link('Satu')}</h3></aside>"
        f"<main><article><h2>{link('Dua')}</h2></article>"
        f"<article><h2>{link('Tiga')}</h2></article><article><h2>{link('Dua')}</h2></article></main>"
        f"<h2>{link('Satu')}</h2><h3>{link('Satu')}</h3><h2>{link('Empat')}</h2>"
    )
    assert found.teasers == (
        teaser("Satu", "headline", 1),
        teaser("Empat", "headline", 2),
        teaser("Dua", "listing", 1),
        teaser("Tiga", "listing", 2),
        teaser("Tiga", "recent", 1),
        teaser("Satu", "recent", 2),
    )


PICTURE = "<a {} href='/tiga-kabar/'><img src='/x.jpg'></a>"


@pytest.mark.parametrize(
    ("untitled", "block"),
    [
        (f"<main><article>{PICTURE.format('')}<time datetime='2021-12-14'></time></article></main>", "listing"),
        (f"<article>{PICTURE.format('')}<time datetime='2021-12-14'></time></article>", "listing"),
        ("<li class='wp-block-post'><time datetime='2021-12-14'><a href='/tiga-kabar/'>kemarin</a></time></li>",
         "listing"),
        (f"<aside><article>{PICTURE.format('')}<time datetime='2021-12-14'></time></article></aside>", "recent"),
    ],
)  # fmt: skip
def test_a_post_without_a_title_is_found_by_its_picture_or_date(untitled, block):
    """It has no heading to be linked by; a titled post's picture makes no second teaser."""
    titled = (
        f"<main><article><h2>{link('Satu')}</h2><a href='/satu-kabar/'><img></a></article></main>"
    )
    found = listing(titled + untitled).teasers
    bare = teaser("Tiga", block, 2 if block == "listing" else 1, title=None, stamp="2021-12-14")
    assert found == (teaser("Satu", "listing", 1), bare)


def test_a_thumbnail_is_a_teaser_wherever_it_stands():
    """Also in a headline module that is no list; other pictures outside a list are none."""
    found = listing(PICTURE.format("class='post-thumbnail'"))
    assert found.teasers == (teaser("Tiga", "listing", 1, title=None),)
    assert listing(PICTURE.format("")).teasers == ()


@pytest.mark.parametrize("excerpt", ["entry-content", "entry-summary", "loop-excerpt"])
@pytest.mark.parametrize("category", ["cat-links", "cat-links-content"])
def test_an_item_has_excerpt_category_and_time(excerpt, category):
    """Out of their own places, past other links, times and texts of the item."""
    found = listing(
        f"<main><article><p>Bukan</p><a href='/x/'>Bukan</a><time>Bukan</time><h2>{link('Satu')}</h2>"
        f"<span class='{category}'><a href='/category/polkam/'>Polkam</a></span>"
        f"<div class='{excerpt}'>Cuplikan…</div><time datetime='2021-12-14'>kemarin</time></article></main>"
    )
    more = {"excerpt": "Cuplikan…", "category": "Polkam", "stamp": "2021-12-14"}
    assert found.teasers == (teaser("Satu", "listing", 1, **more),)


@pytest.mark.parametrize(
    ("head", "body", "next_url"),
    [
        ("", "<a class='next page-numbers' href='page/2/'>»</a>", f"{URL}page/2/"),
        ("", "<a rel='next' href='/category/polkam/page/2/'>»</a>", f"{URL}page/2/"),
        ("<link rel='next' href='page/2/'>", "", f"{URL}page/2/"),
        ("", "<a class='wp-block-query-pagination-next' href='/category/polkam/page/2/'>Lanjut</a>", f"{URL}page/2/"),
        ("<link rel='prev' href='page/0/'>", "<a href='/x/'>x</a><a class='page-numbers' href='page/3/'>3</a>"
         "<a class='next' href='/y/'>y</a>", None),
        ("", "<a rel='next' href='/category/polkam/'>»</a>", None),
        ("", "<a rel='next' href='http://[x'>»</a>", None),
        ("", "<a rel='next' href='page/2/'>»</a><a rel='next' href='page/9/'>»</a>", f"{URL}page/2/"),
    ],
)  # fmt: skip
def test_the_next_page_is_the_pagers(head, body, next_url):
    """A pager that leads to the page itself has no next one."""
    assert listing(body, head).next_url == next_url


@pytest.mark.parametrize(
    ("hrefs", "last"),
    [
        (["page/2", "page/10", "page/9"], 10),
        (["page/2/", "page/12345/"], 12345),
        (["page/3?x=1", "page/4#top"], 4),
        (["page/2/", "page/123456/", "page/7x/"], 2),
        (["tag/3/"], None),
        ([], None),
    ],
)
def test_the_last_page_is_the_highest_number(hrefs, last):
    """Of the numbers that the pager prints; 'next' and 'prev' are none of them."""
    pager = "".join(f"<a class='page-numbers' href='{URL}{href}'>x</a>" for href in hrefs)
    others = (
        "<a href='/category/polkam/page/999/'>x</a>"
        f"<a class='prev page-numbers' href='{URL}page/997/'>«</a>"
        f"<a class='next page-numbers' href='{URL}page/998/'>»</a>"
    )
    assert listing(pager + others).last_page == last


def test_a_listing_has_heading_and_further_listings():
    """The first h1 with text, and the listings that the page links to."""
    found = listing(
        "<h1> </h1><h1>Polkam</h1><a href='/tag/panen/'>x</a><a href='/satu-kabar/'>x</a>"
    )
    assert (found.title, found.listing_urls) == ("Polkam", (f"{SITE}/tag/panen/",))
    assert (found.url, found.kind) == (URL, "category")
    bare = listing("")
    assert (bare.title, bare.teasers, bare.listing_urls) == (None, (), ())


def test_a_listing_on_an_old_host_names_the_sites_addresses():
    """Where the site is given, an article has one address whatever host showed it."""
    site = Site(SITE, aliases=frozenset(["lama.example"]))
    html = f"<h2>{link('Satu')}</h2>"
    found = parse_listing(html, url="https://lama.example/", site=site)
    assert [(t.url, t.href) for t in found.teasers] == [
        (f"{SITE}/satu-kabar", "https://lama.example/satu-kabar/")
    ]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "home"),
        ("/", "home"),
        ("/page/2/", "home"),
        ("/category/polkam/page/2/", "category"),
        ("/tag/panen/", "tag"),
        ("/topic/panen/", "tag"),
        ("/author/ria/", "author"),
        ("/2021/12/", "date"),
        ("/?s=panen", "search"),
        ("/page/2/?s=panen", "search"),
        ("/berita-utama/", "category"),
    ],
)
def test_an_address_says_what_is_listed(path, kind):
    """By its first part; an address of another form is a page of a category's."""
    assert listing_kind(SITE + path) == kind
