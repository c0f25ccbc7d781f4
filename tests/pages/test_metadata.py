"""What a page states of itself: canonical link, JSON-LD, meta tags, terms."""

import json

import pytest

from delegasi_scraper.errors import AddressError, NotAnArticle
from delegasi_scraper.items import Stamp, Term
from delegasi_scraper.pages.html import parse_document
from delegasi_scraper.pages.metadata import json_ld_article, stated_address
from tests.pages.wrapped import SITE, page, printed


def canonical(href):
    """Return a canonical link."""
    return f"<link rel='canonical' href='{href}'>"


def script(text, type_="application/ld+json"):
    """Return a script element."""
    return f"<script type='{type_}'>{text}</script>"


@pytest.mark.parametrize(
    ("links", "slug", "host"),
    [
        (canonical("https://WWW.delegasi.net/Judul-Asli/"), "judul-asli", "www.delegasi.net"),
        (canonical("/judul-asli/2/"), "judul-asli", "delegasi.com"),
        (canonical("http://[x") + canonical("/judul-asli/"), "judul-asli", "delegasi.com"),
        (canonical("/category/polkam/") + canonical("/judul-asli/"), "judul-asli", "delegasi.com"),
        ("<link rel='next' href='/judul-asli/'>", None, "delegasi.com"),
        (canonical("https://example.org/judul-asli/"), None, "delegasi.com"),
    ],
)
def test_the_first_canonical_link_to_an_article_names_it(links, slug, host):
    """Where the address does not; a link that cannot be resolved or names none is passed by."""
    html = page("<p>Isi</p>", head=links)
    if slug is None:
        with pytest.raises(NotAnArticle):
            printed(html, url=f"{SITE}/?p=12")
    else:
        read = printed(html, url=f"{SITE}/?p=12")
        assert (read.slug, read.url, read.wp_host) == (slug, f"{SITE}/{slug}", host)
    own = printed(html)
    assert (own.slug, own.wp_host) == ("warga-soe-panen", host)
    assert own.signs.canonical_slug == slug


@pytest.mark.parametrize("address", [f"{SITE}/x/", "http://delegasi.com/x/"])
def test_a_stored_page_states_its_address(address):
    """As it is printed, past links that are not absolute."""
    head = f"<link rel='next' href='{SITE}/y/'>{canonical('/x/')}{canonical(address)}"
    assert stated_address(page("", head=head)) == address


@pytest.mark.parametrize("head", ["", canonical("/x/"), canonical("ftp://delegasi.com/x/")])
def test_a_page_without_address_asks_for_it(head):
    """A relative link does not say where the page was."""
    with pytest.raises(AddressError, match="--url"):
        stated_address(page("", head=head))


ARTICLE = {"@type": "NewsArticle", "headline": "A"}


@pytest.mark.parametrize(
    "scripts",
    [
        script(json.dumps(ARTICLE)),
        script(json.dumps({"@type": "WebSite"})) + script(json.dumps(ARTICLE)),
        script(json.dumps([1, "x", {"@type": "Person"}, ARTICLE])),
        script(json.dumps({"@graph": ["x", {"@type": "WebPage"}, {}, ARTICLE]})),
        script("{") + script("") + script("[" * 100_000) + script(json.dumps(ARTICLE)),
        script(json.dumps({"@type": 5}) ) + script(json.dumps(ARTICLE)),
        script(json.dumps({**ARTICLE, "headline": "B"}), "application/json") + script(json.dumps(ARTICLE)),
    ],
    ids=["alone", "other type", "list", "graph", "broken", "number", "other script"],
)  # fmt: skip
def test_json_ld_is_found_among_others(scripts):
    """The first object of an article's type, in lists and graphs, past what is broken."""
    assert json_ld_article(parse_document(page("", head=scripts), url=SITE)) == ARTICLE


@pytest.mark.parametrize("kind", ["Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle"])
def test_each_type_of_article_is_known(kind):
    """Alone or among other types."""
    for stated in (kind, ["Thing", ["x"], kind]):
        head = script(json.dumps({"@type": stated, "author": "Ria"}))
        assert printed(page("", head=head)).byline == "Ria"
    assert (
        printed(page("", head=script('{"@type": ["Thing", "Person"], "author": "Ria"}'))).byline
        is None
    )


def test_a_line_break_in_json_is_read():
    """Plugins print a headline's line break as it was typed."""
    head = script('{"@type": "Article", "author": "Ria\nLete"}')
    assert printed(page("", head=head)).byline == "Ria Lete"


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Ria", "Ria"),
        (" Ria ", "Ria"),
        (" ", None),
        ({"name": "Ria"}, "Ria"),
        ([{"name": "Ria"}, {"name": "Tomi"}], "Ria, Tomi"),
        (["Ria", {"name": "Tomi"}, "Ria", {}], "Ria, Tomi"),
        ({"name": "Yan D&#8217;Ornay &amp; Ria"}, "Yan D’Ornay & Ria"),
        ({"name": "Yan D&amp;#039;Ornay"}, "Yan D'Ornay"),
        ("https://delegasi.com/author/ria/", None),
        ({"@id": "#ria"}, "Ria Lete"),
        ([{"@id": "#tomi"}, {"@id": "#ria"}, {"@id": "#siapa"}], "Tomi Bala, Ria Lete"),
        ({"@id": "#ria", "name": "Ria"}, "Ria"),
        ([], None),
        ({"name": 5}, None),
        (5, None),
        (None, None),
    ],
)
def test_the_author_is_whom_json_ld_names(author, name):
    """A name, an object with a name, a reference to one elsewhere on the page, or several."""
    head = script(json.dumps({"@type": "Article", "author": author}))
    tomi = {"@type": "Person", "@id": "#tomi", "name": "Tomi Bala"}
    head += script(json.dumps({"@graph": [{"@type": "WebPage", "@id": "#x"}, tomi]}))
    head += script(json.dumps({"@type": "Person", "@id": "#ria", "name": "Ria Lete"}))
    assert printed(page("", head=head)).byline == name


def meta(key, value, content):
    """Return a meta tag."""
    return f"<meta {key}='{value}' content='{content}'>"


def front(states, text):
    """Return a time that the head states."""
    return Stamp(states, "front-meta", text)


@pytest.mark.parametrize(
    ("head", "stamps"),
    [
        (meta("property", "article:published_time", "A") + meta("property", "article:modified_time", "B"),
         (front("published", "A"), front("modified", "B"))),
        (meta("property", "article:published_time", "A") * 2 + meta("property", "article:modified_time", "B") * 2,
         (front("published", "A"), front("modified", "B"))),
        (meta("itemprop", "datePublished", "A"), (front("published", "A"),)),
        (meta("property", "og:updated_time", "A"), ()),
        (script('{"@type": "Article", "datePublished": "A", "dateModified": "B"}'),
         (front("published", "A"), front("modified", "B"))),
        (script('{"@type": "Article", "datePublished": 5, "dateModified": ["B"]}'), ()),
        (meta("itemprop", "datePublished", "A") + script('{"@type": "Article", "datePublished": "C"}'),
         (front("published", "A"), front("published", "C"))),
    ],
)  # fmt: skip
def test_the_head_states_times(head, stamps):
    """Meta tags first, one each, then JSON-LD; what is no text is no time."""
    assert printed(page("", head=head)).stamps == stamps


@pytest.mark.parametrize(
    ("link", "terms"),
    [
        ("<a rel='category' href='/category/Polkam/'>Polkam</a>", [("Polkam", "polkam")]),
        ("<a rel='category' href='/category/berita/polkam/amp/'>Polkam</a>", [("Polkam", "polkam")]),
        ("<a rel='category' href='/category/X/'>X</a>", [("X", "x")]),
        ("<a rel='category' href='/category/X/'>X</a><a rel='category' href='/category/x/'>Y</a>", [("X", "x")]),
        ("<a rel='category' href='/category/polkam/'><img src='/a.png'></a>", []),
        ("<a rel='category' href='/'>Beranda</a>", []),
        ("<a rel='category' href='http://[x'>Polkam</a>", []),
        ("<a rel='category'>Polkam</a>", []),
    ],
)  # fmt: skip
def test_a_term_has_name_and_slug(link, terms):
    """The slug is the last part of the link's path; each slug counts once."""
    html = page("").replace("</h1>", f"</h1>{link}")
    assert printed(html).categories == tuple(Term(name=name, slug=slug) for name, slug in terms)
