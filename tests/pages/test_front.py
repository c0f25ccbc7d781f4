"""WpBerita's article page: each field out of its own place, whatever stands before it."""

from functools import cache

import pytest

from delegasi_scraper.errors import NotAnArticle
from delegasi_scraper.items import BodyPart, Image, Stamp, Teaser, Term
from delegasi_scraper.text.credits import EDGE
from delegasi_scraper.text.read_also import LINK, LINK_END
from tests.pages.wrapped import SITE, page, printed

#: Before each element, one that resembles it and is not meant.
DECOYS = f"""
<html><head><link rel='canonical' href='https://WWW.delegasi.net/Warga-SoE-panen/'>
<link rel='icon' href='/?p=9'><link rel='shortlink' href='{SITE}/?p=8'>
<link rel='amphtml' href='/warga-soe-panen/amp/'>
</head><body class='single single-post'>
<article id='post-1'><h1 class='entry-title'>Bukan</h1></article>
<aside class='widget'><h2><a href='/satu-kabar/'>Satu</a></h2><h3><a href='/dua-kabar/'>Dua</a></h3>
<h3><a href='/satu-kabar/#top'>Satu</a></h3><h4><a href='/tiga-kabar/'>Tiga</a></h4>
<h3><a href='/warga-soe-panen/2/'>Ini</a></h3><h3><a href='/category/polkam/'>Polkam</a></h3>
<h3><a>Tanpa alamat</a></h3></aside>
<h2><a href='/empat-kabar/'>Empat</a></h2>
<article id='post-7' class='content-single'>
<h1>Situs</h1><h1 class='entry-title'>Judul</h1>
<p>Bukan</p><h2>Bukan</h2><{{subtitle}} class='subtitle'>Anak judul</{{subtitle}}>
<a href='/x/'>X</a><a rel='category tag' href='/category/Polkam/'>Polkam</a>
<a rel='category tag' href='/category/polkam'>POLKAM</a><a class='{{fn}}' href='/author/lain/'>Lain</a>
<span class='author vcard'><a href='/'>Foto</a><a class='{{fn}}' href='/author/ria/'>Ria Lete</a></span>
<time datetime='2020-01-01T00:00:00+08:00'>Bukan</time>
<span class='posted-on'><time class='published updated' datetime='2021-12-14T10:15:00+08:00'>14 Desember 2021</time>
<time class='updated' datetime='2021-12-15T08:00:00+08:00'>15 Desember 2021</time></span>
<figure><img src='/b.jpg'></figure>
<figure class='gmr-thumbnail-single'><img src='/a.jpg'><figcaption>Ket</figcaption></figure>
<div class='bagikan'>Bagikan</div><nav><a href='/warga-soe-panen/9/'>9</a></nav>
<div class='{{content}}'><p>Isi</p><div><a href='/warga-soe-panen/8/'>8</a></div></div>
<{{pages}} class='page-links'><a href='/warga-soe-panen/3'>3</a><a href='/warga-soe-panen/12/'>12</a>
<a href='/warga-soe-panen/2/'>2</a><a href='/warga-soe-panen/1/'>1</a><a href='/warga-soe-panen/'>1</a>
<a href='/lain-lagi-di-sini/4/'>4</a><a href='mailto:a@example.org/5'>5</a></{{pages}}>
<{{credits}} class='gmr-cf-metacontent'>Penulis: <b>Ria</b><br>Editor: Tomi<script>x()</script><!-- k -->
</{{credits}}><span>Bukan</span><div>Bukan</div>
<a rel='tag' href='/tag/x/'>Bukan</a><span class='tags-links'><a href='/tag/y/'>Bukan</a>
<a rel='tag' href='/tag/panen/'>Panen</a></span>
</article>
<div><a href='/lima-kabar/'>Lima</a></div>
<div class='gmr-related-post'><a href='/enam-kabar/'> <img src='/x.jpg'></a><a href='/enam-kabar/'>Enam</a>
<a href='/tujuh-kabar/'>Tujuh</a><a>Tanpa</a><a href='/warga-soe-panen'>Ini</a></div>
</body></html>"""
FIRST = {
    "subtitle": "p",
    "fn": "fn",
    "content": "entry-content-single",
    "pages": "div",
    "credits": "div",
}
SECOND = {
    "subtitle": "h2",
    "fn": "url",
    "content": "entry-content",
    "pages": "nav",
    "credits": "span",
}


@cache
def decoys():
    """Return what the page of either generation prints."""
    return [printed(DECOYS.format(**generation)) for generation in (FIRST, SECOND)]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("url", f"{SITE}/warga-soe-panen"),
        ("slug", "warga-soe-panen"),
        ("kind", "front"),
        ("extractor", "wpberita/3"),
        ("wp_id", 7),
        ("wp_host", "www.delegasi.net"),
        ("title", "Judul"),
        ("subtitle", "Anak judul"),
        ("categories", (Term(name="Polkam", slug="polkam"),)),
        ("tags", (Term(name="Panen", slug="panen"),)),
        ("byline", "Ria Lete"),
        ("featured", Image(url=f"{SITE}/a.jpg", caption="Ket")),
        ("body", (BodyPart("text", "Isi"), BodyPart("text", f"{LINK}8{LINK_END}"))),
        ("complete", False),
        ("page_urls", tuple(f"{SITE}/warga-soe-panen/{page}" for page in ("2/", "3", "12/"))),
        ("amp_url", f"{SITE}/warga-soe-panen/amp/"),
        ("stamps", (
            Stamp("published", "front-time", "2021-12-14T10:15:00+08:00"),
            Stamp("modified", "front-time", "2021-12-15T08:00:00+08:00"),
            Stamp("published", "text", "14 Desember 2021"),
        )),
    ],
)  # fmt: skip
def test_a_field_is_read_where_it_stands(field, expected):
    """Both generations of the theme, past elements that resemble the right one."""
    assert [getattr(read, field) for read in decoys()] == [expected, expected]


@pytest.mark.parametrize(
    ("header", "byline"),
    [
        ("<p><a class='author url fn' rel='author' href='/author/r/'>Ria</a></p>", "Ria"),
        ("<div><a class='author url fn' href='/author/r/'>Ria</a>, <a class='author url fn' href='/author/t/'>Tomi</a></div>", "Ria, Tomi"),
        ("<div><span class='author vcard'><a class='fn' href='/r/'>Ria</a></span> dan "
         "<span class='author vcard'><a class='fn' href='/t/'>Tomi</a></span></div>", "Ria, Tomi"),
        ("<div class='author'><a class='url' href='/r/'><img src='/r.jpg'></a></div>"
         "<div class='author'><a class='fn' href='/r/'>Ria</a></div>", "Ria"),
        ("<div class='author'><a class='fn' href='/r/'>Ria</a></div>"
         "<div class='author'><a class='fn' href='/t/'>Penulis lain</a></div>", "Ria"),
    ],
)  # fmt: skip
def test_authors_of_one_byline_are_joined(header, byline):
    """Plugins for several authors link each; a box of authors in the text is no byline."""
    box = "<div class='author'><a class='fn' href='/k/'>Kotak</a></div>"
    html = page(f"<p>Isi</p>{box}").replace("</h1>", f"</h1>{header}")
    assert printed(html).byline == byline


@pytest.mark.parametrize("tag", ["p", "h2", "h3", "div", "span"])
def test_a_subtitle_stands_above_the_text(tag):
    """In whatever element; a subhead of the text with such a class is none."""
    line = f"<{tag} class='subtitle'>Anak judul</{tag}>"
    assert printed(page("<p>Isi</p>").replace("</h1>", f"</h1>{line}")).subtitle == "Anak judul"
    assert printed(page(f"{line}<p>Isi</p>")).subtitle is None


def test_other_articles_are_teasers():
    """Related ones in their box, recent ones in widgets; each once, and never the article."""

    def teaser(title, block, position):
        slug = f"{title.lower()}-kabar"
        return Teaser(url=f"{SITE}/{slug}", title=title, excerpt=None, block=block,
                      position=position, href=f"{SITE}/{slug}/")  # fmt: skip

    assert decoys()[0].teasers == (
        teaser("Enam", "related", 1),
        teaser("Tujuh", "related", 2),
        teaser("Satu", "recent", 1),
        teaser("Dua", "recent", 2),
    )


@pytest.mark.parametrize(
    ("markup", "raw"),
    [
        ("Satu<br>dua", "Satu\n\ndua"),
        ("Satu<b>dua</b>tiga", f"Satu{EDGE}dua{EDGE}tiga"),
        ("<p>Satu</p><li>dua</li>", "\nSatu\n\ndua\n"),
        ("Satu<!-- k -->dua<style>p {}</style>tiga", f"Satudua{EDGE}{EDGE}tiga"),
    ],
)
def test_credits_keep_the_edges_of_their_elements(markup, raw):
    """A line's end and an element's edge tell one credit from the next."""
    html = page(f"<span class='gmr-cf-metacontent'>{markup}</span>")
    assert printed(html).credit_lines == (f"{EDGE}{raw}{EDGE}",)
    block = page(f"<div class='gmr-cf-metacontent'>{markup}</div>")
    assert printed(block).credit_lines == (f"\n{raw}\n",)


@pytest.mark.parametrize(
    ("id_", "shortlink", "wp_id"),
    [
        ("post-123456789012", "/?p=8", 123456789012),
        ("post-7-lama", "/?p=8", 8),
        ("xpost-7", "/?lang=id&p=123", 123),
        ("", "/?p=8&lang=id", None),
        ("", "/warga-soe-panen/", None),
    ],
)
def test_the_id_is_the_articles_or_the_shortlinks(id_, shortlink, wp_id):
    """WordPress's number of the post, and the host that gave it."""
    html = page("<p>Isi</p>", head=f"<link rel='shortlink' href='{shortlink}'>")
    html = html.replace("id='post-7'", f"id='{id_}'")
    read = printed(html, "https://Delegasi.com/warga-soe-panen/")
    assert (read.wp_id, read.wp_host) == (wp_id, "delegasi.com" if wp_id else None)


@pytest.mark.parametrize(
    ("address", "further", "complete"),
    [
        ("", ["2/", "3", "12/"], False),
        ("2/", ["3", "12/"], False),
        ("3", ["12/"], False),
        ("12/", [], False),
    ],
)
def test_further_pages_follow_the_present_one(address, further, complete):
    """By their numbers, not by their letters; a later page is never the whole text."""
    pages = "".join(f"<a href='/warga-soe-panen/{n}'>x</a>" for n in ("12/", "3", "2/"))
    html = page(f"<p>Isi</p><div class='page-links'>{pages}</div>")
    read = printed(html, f"{SITE}/warga-soe-panen/{address}")
    assert list(read.page_urls) == [f"{SITE}/warga-soe-panen/{number}" for number in further]
    assert read.complete is complete


def test_a_page_alone_is_complete():
    """Without links to further pages the text is all there; without a body it is empty."""
    whole = printed(page("<p>Isi</p>"))
    assert (whole.complete, whole.page_urls) == (True, ())
    bare = printed("<article class='content-single'><h1 class='entry-title'>A</h1></article>")
    assert (bare.kind, bare.body, bare.title, bare.byline) == ("front", (), "A", None)
    inside = page("<p>Isi</p>").replace(" class='content-single'", "")
    assert printed(inside) == whole


@pytest.mark.parametrize(
    ("around", "stamps"),
    [
        ("<div class='posted-on'>14 Desember 2021</div>", [("published", "text", "14 Desember 2021")]),
        ("<time class='published' datetime='2021-12-14'></time><div class='posted-on'>Selasa</div>",
         [("published", "front-time", "2021-12-14"), ("published", "text", "Selasa")]),
        ("<time class='published'>Selasa</time><time class='updated'>Rabu</time>",
         [("published", "text", "Selasa")]),
        ("", []),
    ],
)  # fmt: skip
def test_a_printed_date_is_kept_beside_the_stated_one(around, stamps):
    """The time element's text, else what stands where the date is printed."""
    html = page("<p>Isi</p>").replace("</h1>", f"</h1>{around}")
    assert printed(html).stamps == tuple(Stamp(*stamp) for stamp in stamps)


def test_a_byline_that_is_not_printed_is_json_lds():
    """The printed name comes first."""
    head = """<script type='application/ld+json'>
    {"@type": "NewsArticle", "author": {"name": "Ria L."}}</script>"""
    html = page("<p>Isi</p>", head=head)
    assert printed(html).byline == "Ria L."
    author = "</h1><span class='author'><a class='fn'>Ria Lete</a></span>"
    assert printed(html.replace("</h1>", author)).byline == "Ria Lete"


def test_a_page_without_an_address_of_its_own_is_no_article():
    """An id alone does not say which article it is."""
    with pytest.raises(NotAnArticle):
        printed(page("<p>Isi</p>"), f"{SITE}/?p=12")
