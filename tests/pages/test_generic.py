"""A page of unknown layout: trafilatura finds the text, what WordPress themes share says the rest."""

from functools import cache

import pytest

from delegasi_scraper.errors import PageTooLarge, UnreadablePage
from delegasi_scraper.extract import extract_article
from delegasi_scraper.items import Stamp, Term
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


def texts(html):
    """Return the texts of the body that a page prints."""
    return [part.text for part in printed(html).body]


def test_the_text_is_read_without_the_title():
    """A title above the text, in the same element, is no paragraph."""
    html = f"<html><body><article><h1>Judul</h1>{TEXT}</article></body></html>"
    assert texts(html) == [FIRST, SECOND]
    assert texts(html.replace("Judul", FIRST)) == [FIRST, SECOND]
    assert texts(html.replace("<h1>Judul</h1>", "")) == [FIRST, SECOND]


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


@pytest.mark.parametrize("page", ["\x89PNG", "<p>x</p>", "䠼浴㹬 戼摯㹹"])
def test_any_bytes_are_no_article(page):
    """A file, or a page in another encoding, is some text: no sentence, no title and no time."""
    with pytest.raises(UnreadablePage, match="no article was found"):
        printed(page)


def test_a_marked_post_without_text_is_read():
    """WordPress says that it is a post; a page that says nothing is unreadable."""
    html = "<html><body class='{}'></body></html>"
    assert printed(html.format("postid-7")).body == ()
    with pytest.raises(UnreadablePage):
        printed(html.format("x"))


@pytest.mark.parametrize(
    ("most", "one_more"),
    [
        (" " * 2_999_000, " " * 2_000),
        ("<i></i>" * 29_900, "<i></i>" * 200),
        ("<p>" + "<a></a>" * 5_000 + "</p>", "<p>" + "<a></a>" * 5_001 + "</p>"),
        ("<p>" + "<span></span>" * 5_000 + "</p>", "<p>" + "<span></span>" * 5_001 + "</p>"),
    ],
    ids=["3 MB", "30,000 elements", "5,000 links", "5,000 spans"],
)
def test_an_unknown_layout_is_read_up_to_its_limits(most, one_more):
    """Beyond them trafilatura needs many seconds: the page is kept and not read."""
    html = f"<html><head></head><body class='postid-7'><main>{TEXT}</main>{{}}</body></html>"
    assert printed(html.format(most)).kind == "generic"
    with pytest.raises(PageTooLarge):
        printed(html.format(most + one_more))


def test_scripts_styles_and_drawings_count_for_no_limit():
    """They are most of what a real WordPress page weighs, and trafilatura never sees them."""
    heavy = "<style>{}</style>" * 20_000 + f"<script>{'x' * 3_000_000}</script><!-- y -->"
    drawn = f"<svg>{'<path/>' * 20_000}</svg>"
    html = f"<html><head>{heavy}</head><body class='single postid-7'><main>{TEXT}</main>{drawn}"
    assert texts(html) == [FIRST, SECOND]


HEADLINE = "Warga SoE Panen Jagung – Kabar Timor"
STATEMENTS = {
    "og:title": "<meta property='og:title' content='{}'>",
    "JSON-LD": """<script type='application/ld+json'>{{"@type": "Article", "headline": "{}"}}</script>""",
    "title": "<title>{} – Delegasi.com</title>",
    "title, name first": "<title>Delegasi.com | {}</title>",
}


def title_of(body, head="", path="/kabar-hari-ini/"):
    """Return the title of a page whose site's name is stated by its feed."""
    feed = "<link type='application/rss+xml' title='Delegasi.com » Umpan'>"
    html = f"<html><head>{feed}{head}</head><body class='single postid-7'>{body}</body></html>"
    return printed(html, SITE + path).title


@pytest.mark.parametrize("stated", STATEMENTS.values(), ids=STATEMENTS)
@pytest.mark.parametrize(
    "body",
    [
        "<h1>Delegasi.com</h1><main><h1>{}</h1>{text}</main>",
        "<header><h1>Lugas dan Berimbang</h1></header><main><h1>{}</h1>{text}</main>",
        "<main><h1>Kabar Daerah</h1><h2>{}</h2>{text}</main>",
        "<div><h1>Kabar Daerah</h1></div><div><h3>{}</h3>{text}</div>",
        "<h1>Kabar Daerah</h1><article><h1>{}</h1>{text}</article>",
    ],
)
def test_the_title_is_the_heading_that_the_page_states(stated, body):
    """Whatever other h1 stands before it: the site's name, its motto, a section's name."""
    head = stated.format(HEADLINE)
    assert title_of(body.format(HEADLINE, text=TEXT), head) == HEADLINE


@pytest.mark.parametrize("stated", STATEMENTS.values(), ids=STATEMENTS)
def test_a_title_that_is_no_heading_is_what_the_page_states(stated):
    """Less the site's name; a dash within the title stays."""
    assert title_of(f"<header><h1>Delegasi.com</h1></header>{TEXT}", stated.format(HEADLINE)) == (
        HEADLINE
    )


def test_the_slug_names_the_heading_that_it_was_made_of():
    """Where nothing else is stated, WordPress's own rule tells the title from a section's name."""
    body = f"<div><h1>Kabar Daerah</h1><h2>Warga “SoE” Panen: 3.5 Ton</h2>{TEXT}</div>"
    assert title_of(body, path="/warga-soe-panen-3-5-ton/") == "Warga “SoE” Panen: 3.5 Ton"
    assert title_of(body) == "Kabar Daerah"


def test_a_cut_statement_names_its_heading():
    """JSON-LD and meta tags cut long headlines; a short beginning proves nothing."""
    head = "<meta property='og:title' content='{}'>"
    body = f"<main><h1>Berita</h1><h2>{HEADLINE}</h2>{TEXT}</main>"
    assert title_of(body, head.format(HEADLINE[:30])) == HEADLINE
    assert title_of(body, head.format("Berita Warga SoE Panen")) == "Berita"


def test_a_post_without_a_title_has_none():
    """Neither the site's name nor a theme's word for it; a title is lost to neither."""
    named = "<title>Delegasi.com</title>"
    assert title_of(f"<h1>Delegasi.com</h1><main>{TEXT}</main>", named) is None
    assert title_of(f"<main><h1>Untitled</h1>{TEXT}</main>", named) is None
    assert title_of(f"<main><h1>Judul</h1>{TEXT}</main>", named) == "Judul"
    assert title_of(f"<main>{TEXT}</main>") is None


def around(marks, text=TEXT):
    """Read a page with marks around its text."""
    return printed(
        f"<html><body class='single postid-7'><article id='post-7'><h1>Judul</h1>{marks}"
        f"<div class='entry-content'>{text}</div></article></body></html>"
    )


@pytest.mark.parametrize(
    ("marks", "byline"),
    [
        ("<a href='/author/ria/'>Ria Lete</a>", "Ria Lete"),
        ("<a rel='author' href='/penulis/ria/'>Ria Lete</a>", "Ria Lete"),
        ("Oleh: <a href='/author/ria/'>Ria Lete</a>", "Ria Lete"),
        ("<p>Editor: <a href='/author/a/'>Ama</a> Penulis: <a href='/author/ria/'>Ria Lete</a></p>", "Ria Lete"),
        ("<p>Editor : <a href='/author/tomi/'>Tomi Bala</a></p>", None),
        ("<p class='author'>Editor : Tomi Bala</p>", None),
        ("<span class='post-author'>by Ria Lete</span>", "Ria Lete"),
        ("<div class='author'><p class='author-avatar'>RL</p><p class='fn'>Ria Lete</p></div>", "Ria Lete"),
        ("<span itemprop='author'>Ria D’Lete</span>", "Ria D'Lete"),
        ("<p class='byline'>oleh</p>", None),
        ("<p class='author-bio'>Wartawan di SoE</p>", None),
        (f"<p class='author'>{FIRST}</p>", None),
        ("<nav><a href='/author/ria/'>Ria Lete</a></nav>", None),
        ("<div class='comments'><a href='/author/ria/'>Ria Lete</a></div>", None),
        ("<div class='related-posts'><a href='/author/ria/'>Ria Lete</a></div>", None),
        ("<div class='builder-widget-info'><a href='/author/ria/'>Ria Lete</a></div>", "Ria Lete"),
    ],
)  # fmt: skip
def test_the_byline_is_the_authors(marks, byline):
    """An author's archive, hAtom's or schema.org's word; an editor is none, nor is who comments."""
    assert around(marks).byline == byline


@pytest.mark.parametrize(
    ("marks", "categories", "tags"),
    [
        ("<a href='/category/polkam/'>Polkam</a><a href='/tag/panen/'>Panen</a>", ["polkam"], ["panen"]),
        ("<a rel='tag' href='/category/polkam/'>Polkam</a>", ["polkam"], []),
        ("<a rel='category tag' href='/kanal/polkam/'>Polkam</a>", ["polkam"], []),
        ("<a rel='tag' href='/topik/panen/'>Panen</a>", [], ["panen"]),
        ("<p class='taxonomy-category'><a rel='tag' href='/kanal/polkam/'>Polkam</a></p>", ["polkam"], []),
        ("<aside><a href='/category/polkam/'>Polkam</a></aside>", [], []),
        ("<a href='/category/'>Semua</a><a href='/category/x/'></a>", [], []),
    ],
)  # fmt: skip
def test_terms_are_links_to_their_archives(marks, categories, tags):
    """By the address or by ``rel``; a menu beside the text names no article's category."""
    read = around(marks)
    assert [term.slug for term in read.categories] == categories
    assert [term.slug for term in read.tags] == tags


def test_classes_name_terms_where_no_link_does():
    """The post's own classes; the name is that of a link anywhere on the page."""
    html = (
        "<html><body class='single postid-7'><nav><a href='/category/hukrim/'>Hukrim</a>"
        "<a href='/category/polkam/'>Polkam</a><a href='/tag/ntt/'>NTT</a></nav>"
        f"<article id='post-7' class='category-polkam tag-ntt tag-x'><h1>A</h1>{TEXT}</article>"
    )
    read = printed(html)
    assert (read.categories, read.tags) == ((Term(name="Polkam", slug="polkam"),), (
        Term(name="NTT", slug="ntt"),))  # fmt: skip
    linked = html.replace("<h1>", "<a href='/category/hukrim/'>Hukrim</a><h1>")
    assert [term.slug for term in printed(linked).categories] == ["hukrim"]


def test_what_a_text_holds_tells_of_it_where_nothing_around_it_does():
    """A page builder puts everything into the text's element."""
    inside = "<a href='/author/ria/'>Ria Lete</a><time datetime='2021-12-14'></time>"
    read = around("", inside + TEXT)
    assert (read.byline, read.stamps) == (
        "Ria Lete",
        (Stamp("published", "front-time", "2021-12-14"),),
    )
    read = around("<a href='/author/ama/'>Ama</a>", inside + TEXT)
    assert (read.byline, read.stamps) == ("Ama", ())


def test_a_plain_time_is_a_date_where_none_is_marked():
    """The first around the text, then what is printed as a date."""
    plain = "<time datetime='2021-12-14'>x</time><time datetime='2020-01-01'></time>"
    assert around(plain).stamps == (Stamp("published", "front-time", "2021-12-14"),)
    printed_only = around("<p class='post-date'>14 Desember 2021</p><p class='date'>x</p>")
    assert printed_only.stamps == (Stamp("published", "text", "14 Desember 2021"),)
    marked = around(f"{plain}<meta><time itemprop='datePublished' datetime='2021-12-13'></time>")
    assert marked.stamps == (Stamp("published", "front-time", "2021-12-13"),)


def test_further_pages_are_wordpress_page_numbers():
    """In their order, after the page at hand; numbers of other posts or of comments are none."""
    numbers = "".join(
        f"<a class='post-page-numbers' href='/{path}/'>x</a>"
        for path in (
            "warga-soe-panen/3",
            "warga-soe-panen/2",
            "lain/2",
            "warga-soe-panen/comment-page-2",
        )
    )
    read = around("", TEXT + numbers)
    assert read.page_urls == (f"{SITE}/warga-soe-panen/2/", f"{SITE}/warga-soe-panen/3/")
    assert (read.complete, around("").complete) == (False, True)


@pytest.mark.parametrize("marked", ["class='entry-content'", "class='wp-block-post-content'",
                                    "itemprop='articleBody'", "class='isi'"])  # fmt: skip
def test_a_body_is_read_as_in_a_known_layout(marked):
    """Lists and tables without marks, short paragraphs, links to read also apart, pictures kept."""
    html = (
        f"<html><body class='single postid-7'><header><p>{SECOND}</p></header><main><h1>Judul</h1>"
        f"<div {marked}><p>{FIRST}</p><p>Singkat.</p><ul><li>Satu.</li></ul><img src='/a.jpg'>"
        "<p>Baca juga: <a href='/lain-sekali/'>Lain Sekali</a></p>"
        f"<table><tr><td>Desa</td><td>120</td></tr></table><p>{SECOND}</p></div></main></body></html>"
    )
    article = extract_article(html, url=f"{SITE}/warga-soe-panen/")
    assert list(article.paragraphs) == [FIRST, "Singkat.", "Satu.", "Desa 120", SECOND]
    assert [image.url for image in article.images] == [f"{SITE}/a.jpg"]
    assert [(f.text, f.rule) for f in article.furniture] == [
        ("Baca juga: Lain Sekali", "baca-juga")
    ]


def test_what_surrounds_an_unmarked_text_is_kept_apart():
    """Bylines and buttons in the text's element are cut; a sentence or a sign-off is the article's."""
    last = "Kepala desa berjanji datang lagi ke ladang itu bulan depan."
    html = (
        "<html><body class='single postid-7'><div><h1>Judul</h1><div>Kirim lewat WA</div>"
        f"{TEXT}<p>{last}</p><p>//delegasi (AT)</p><div>Suka Bagus Sedih</div></div></body></html>"
    )
    article = extract_article(html, url=f"{SITE}/warga-soe-panen/")
    assert list(article.paragraphs) == [FIRST, SECOND, last]
    assert article.signoff == "//delegasi (AT)"
    assert [f.text for f in article.furniture] == ["Kirim lewat WA", "Suka Bagus Sedih"]


def test_of_two_marked_texts_the_one_with_the_article_is_read():
    """A teaser's excerpt is marked as a text, too, before it or after it."""
    teaser = "<li><div class='entry-content'><p>Cuplikan berita lain yang pendek.</p></div></li>"
    html = f"<html><body class='single postid-7'><main>{{}}<div class='entry-content'>{TEXT}</div>{{}}</main>"
    assert texts(html.format(teaser, "")) == [FIRST, SECOND]
    assert texts(html.format("", teaser)) == [FIRST, SECOND]
