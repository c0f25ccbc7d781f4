"""A page of unknown layout: text by trafilatura, the rest by what WordPress themes share."""

from functools import cache

import pytest

from delegasi_scraper.errors import PageTooLarge, UnreadablePage
from delegasi_scraper.items import BodyPart, Stamp, Term
from tests.pages.wrapped import SITE, printed

FIRST = "Warga Desa Oinlasi memanen jagung di ladang mereka pada hari Selasa pagi bersama-sama."
SECOND = "Hasil panen tahun ini lebih baik dari tahun lalu, kata kepala desa kepada wartawan."
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p>"

#: Before each element, one that resembles it and is not meant.
PAGE = f"""
<html><head><link rel='canonical' href='https://WWW.delegasi.net/warga-soe-panen/'>
<link rel='amphtml' href='/warga-soe-panen/amp/'></head><body class='{{body}}'>
<a rel='category' href='/category/x/'>X</a><a rel='tag' href='/tag/x/'>X</a>
<time class='published' datetime='2020-01-01'></time><time class='updated' datetime='2020-01-02'></time>
<a href='/author/lain/'>Lain</a><article id='lama-3'></article>
<{{around}} id='{{id}}'><h1 class='entry-title'>Judul</h1>
<time datetime='2020-01-03'></time><time class='{{time}}' datetime='2021-12-14'></time>
<time class='updated published' datetime='2021-12-14'></time><time class='updated' datetime='2021-12-15'></time>
<span class='{{author}}'><a href='/'>Foto</a><a href='/author/ria/'>Ria Lete</a></span>
<a href='/y/'>Y</a><a rel='category tag' href='/category/polkam/'>Polkam</a>
<a rel='tag' href='/tag/panen/'>Panen</a>
<div>{TEXT}</div></{{around}}></body></html>"""
ARTICLE = PAGE.format(around="article", time="published", author="byline", id="post-7", body="")
MAIN = PAGE.format(around="main", time="entry-date", author="author", id="", body="postid-7 x")


@cache
def decoys():
    """Return what the page prints, whichever of its elements a theme has."""
    return [printed(ARTICLE), printed(MAIN)]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("url", f"{SITE}/warga-soe-panen"),
        ("slug", "warga-soe-panen"),
        ("kind", "generic"),
        ("extractor", "trafilatura-generic/2"),
        ("wp_id", 7),
        ("wp_host", "www.delegasi.net"),
        ("title", "Judul"),
        ("byline", "Ria Lete"),
        ("categories", (Term(name="Polkam", slug="polkam"),)),
        ("tags", (Term(name="Panen", slug="panen"),)),
        ("amp_url", f"{SITE}/warga-soe-panen/amp/"),
        ("stamps", (
            Stamp("published", "front-time", "2021-12-14"),
            Stamp("modified", "front-time", "2021-12-15"),
        )),
    ],
)  # fmt: skip
def test_a_field_is_read_where_themes_print_it(field, expected):
    """In the article or in main, past elements that resemble the right one."""
    assert [getattr(read, field) for read in decoys()] == [expected, expected]


def test_the_text_is_lines_without_the_title():
    """A title that trafilatura repeats above the text is no paragraph."""
    lines = (BodyPart("line", FIRST), BodyPart("line", SECOND))
    html = f"<html><body><article><h1>Judul</h1>{TEXT}</article></body></html>"
    assert printed(html).body == lines
    named = html.replace("Judul", FIRST)
    assert [part.text for part in printed(named).body][-1] == SECOND
    assert printed(html.replace("<h1>Judul</h1>", "")).body == lines


def test_a_page_without_wordpress_marks_has_no_id():
    """Then no host is stated for it, and JSON-LD names the author where it does."""
    head = (
        """<script type='application/ld+json'>{"@type": "Article", "author": "Ria L."}</script>"""
    )
    html = (
        f"<html><head>{head}</head><body class='post-7'><main><h1>A</h1>{TEXT}</main></body></html>"
    )
    read = printed(html.replace(" class='post-7'", ""))
    assert (read.wp_id, read.wp_host, read.byline) == (None, None, "Ria L.")
    read = printed(html, "https://Delegasi.com/warga-soe-panen/")
    assert (read.wp_id, read.wp_host) == (7, "delegasi.com")


@pytest.mark.parametrize("name", ["postid-123456789012", "post-123456789012"])
def test_an_id_is_at_most_twelve_digits(name):
    """By a class of the body, whole."""
    html = f"<html><body class='single {name}'><main>{TEXT}</main></body></html>"
    assert printed(html).wp_id == 123456789012
    for other in (f"{name}3", f"{name}-x", f"x-{name}"):
        assert printed(html.replace(name, other)).wp_id is None


def test_a_marked_post_without_text_is_read():
    """WordPress says that it is a post; a page that says nothing is unreadable."""
    html = "<html><body class='{}'></body></html>"
    assert printed(html.format("postid-7")).body == ()
    with pytest.raises(UnreadablePage):
        printed(html.format("x"))


def test_an_unknown_layout_is_read_up_to_its_limits():
    """300,000 characters or 20,000 elements and comments; beyond, trafilatura stalls."""
    html = f"<html><head></head><body class='postid-7'><main>{TEXT}</main></body></html>"
    padded = html + " " * (300_000 - len(html))
    assert printed(padded).kind == "generic"
    with pytest.raises(PageTooLarge):
        printed(padded + " ")
    six_elements = html.replace("</main>", "<!---->" * 19_994 + "</main>")
    assert printed(six_elements).kind == "generic"
    with pytest.raises(PageTooLarge):
        printed(six_elements.replace("</main>", "<!----></main>"))
