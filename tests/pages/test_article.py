"""Article pages: what was typed comes out, whichever rendering is read."""

import pytest

from delegasi_scraper import errors
from delegasi_scraper.extract import extract_article, extract_pages
from delegasi_scraper.items import PagesPrinted
from delegasi_scraper.pages.layouts import parse_page
from delegasi_scraper.urls import Site
from tests.pages.wrapped import SITE, page
from tests.replica import render
from tests.replica.articles import all_posts

POSTS = all_posts()
OPEN = [post for post in POSTS if not post.password]


@pytest.mark.parametrize("post", OPEN, ids=lambda post: post.slug)
def test_a_front_page_gives_what_was_typed(post):
    """Every page of a post, joined, is the text that its author typed."""
    urls = [f"{SITE}/{post.slug}/", *(f"{SITE}/{post.slug}/{n}/" for n in range(2, 9))]
    pages = tuple(
        parse_page(
            render.front(post, number + 1, SITE, POSTS), url=urls[number], site=Site.of(SITE)
        )
        for number in range(max(1, len(post.pages)))
    )
    assert len(pages[0].page_urls) == len(pages) - 1
    article = extract_pages(PagesPrinted(pages=pages, asked_further=True)).article
    assert list(article.paragraphs) == post.paragraphs
    assert article.signoff == post.signoff
    assert (article.author, article.editor) == (post.author, post.editor)
    assert article.source_credit == ("Sumber Berita" if post.source else None)
    assert (article.title or "") == post.title
    assert article.published_at == post.published
    assert article.images[0].caption == post.caption
    assert article.complete


@pytest.mark.parametrize("post", OPEN, ids=lambda post: post.slug)
def test_an_amp_page_gives_its_page_1(post):
    """AMP shows page 1; its wrong clock is mended; its six stubs are teasers, not text."""
    article = extract_article(render.amp(post, SITE, POSTS), url=f"{SITE}/{post.slug}/amp/")
    typed = post.paragraphs[: len(post.pages[0])] if post.pages else []
    assert list(article.paragraphs) == typed
    assert article.published_at == post.published
    assert article.published_source == "amp-jsonld"
    assert article.url == f"{SITE}/{post.slug}"
    assert [t.position for t in article.teasers if t.block == "stub"] == [1, 2, 3, 4, 5, 6]


def paragraphs(body):
    """Return the paragraphs that are read from a body."""
    return list(extract_article(page(body), url=f"{SITE}/warga-soe-panen/").paragraphs)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<div>Satu</div><div>Dua</div>", ["Satu", "Dua"]),
        ("Satu<br><br>Dua<br />tiga", ["Satu", "Dua tiga"]),
        ("<p>Satu<p>Dua", ["Satu", "Dua"]),
        ("<p>Satu <div class='gmr-banner-x'>Iklan</div><p>Dua", ["Satu", "Dua"]),
        ("<h3>Sub</h3><blockquote><p>Kutip</p></blockquote>", ["Sub", "Kutip"]),
        ("<ol><li>Satu</li><li>Dua</li></ol>", ["Satu", "Dua"]),
        ("<table><tr><td>A</td><td>B</td></tr><tr><td>C</td></tr></table>", ["A B", "C"]),
        ("<p>A&nbsp;&nbsp; B\u200b</p><p>&nbsp;</p>", ["A B"]),
        ("<p>Baca juga: <a href='/lain-lagi-di-sini/'>Lain</a></p><p>Isi</p>", ["Isi"]),
        ("<p><a href='/lain-lagi-di-sini/'>Lain lagi</a></p><p>Isi</p>", ["Isi"]),
        ("<p>Lihat <a href='/lain-lagi-di-sini/'>kabar lain</a> dari kota.</p>", ["Lihat kabar lain dari kota."]),
        ("<p>[irp posts='1']</p><p>Isi [sic] ini</p>", ["Isi [sic] ini"]),
        ("<p>Isi.</p><p>//Foto: Pos Kota</p>", ["Isi."]),
        ("<figure><img src='/a.jpg'><figcaption>Ket</figcaption></figure><p>Isi</p>", ["Isi"]),
        ("<p>Isi</p><script>x()</script><!-- k --> ekor", ["Isi", "ekor"]),
        ("<p>Senang <img class='wp-smiley' alt='😀' src='/x.png'></p>", ["Senang 😀"]),
    ],
)  # fmt: skip
def test_a_body_is_read_paragraph_by_paragraph(body, expected):
    """Each way in which bodies were typed or pasted gives its paragraphs."""
    assert paragraphs(body) == expected


def test_what_is_cut_is_kept():
    """Captions, credits and inserts stand in their own places."""
    article = extract_article(
        page(
            "<figure><img src='/a.jpg' alt='A'><figcaption>Ket</figcaption></figure>"
            "<p>Isi</p><p>//Foto: Pos Kota</p><p>Baca juga: <a href='/x-y-z/'>X</a></p>"
        ),
        url=f"{SITE}/warga-soe-panen/",
    )
    assert [(i.caption, i.credit) for i in article.images] == [("Ket", "Pos Kota")]
    assert [(f.rule, f.text) for f in article.furniture] == [
        ("photo-credit", "//Foto: Pos Kota"),
        ("baca-juga", "Baca juga: X"),
    ]


def test_a_picture_in_several_sizes_is_one():
    """A lazy loader's, its copy without scripts and a server's of pictures; nothing said is lost."""
    body = (
        "<p>Isi</p><figure><img src='data:x' data-src='/u/pasar-300x200.jpg' alt='Pasar'>"
        "<noscript><img src='/u/pasar.jpg'></noscript><figcaption>Ramai. Foto: Ria</figcaption></figure>"
        "<img src='https://i0.wp.com/delegasi.com/u/pasar-scaled.jpg?w=600'><img src='/v/pasar.jpg'>"
        "<img src='/g.php?id=1'><img src='/g.php?id=2'>"
    )
    images = extract_article(page(body), url=f"{SITE}/warga-soe-panen/").images
    assert [(image.url.removeprefix(SITE), image.alt, image.caption) for image in images] == [
        ("/u/pasar-300x200.jpg", "Pasar", "Ramai. Foto: Ria"),
        ("/v/pasar.jpg", None, None),
        ("/g.php?id=1", None, None),
        ("/g.php?id=2", None, None),
    ]


@pytest.mark.parametrize(
    ("html", "error"),
    [
        (page("x", "home blog"), errors.ListingPage),
        (page("x", "archive category"), errors.ListingPage),
        (page("x", "attachment single"), errors.AttachmentPage),
        (page("x", "page page-id-2"), errors.StaticPage),
        (page("<form class='post-password-form'></form>"), errors.PasswordForm),
        (page("x", "error404"), errors.SoftNotFound),
        ("<html><head><title>Just a moment...</title></head><body>x</body>", errors.CheckPage),
        ("<html><head><title>Halaman tidak ditemukan</title></head><body>x", errors.SoftNotFound),
        ("", errors.UnreadablePage),
    ],
)
def test_what_is_no_article_has_its_own_error(html, error):
    """Each kind of page that is no article is refused by name."""
    with pytest.raises(error):
        extract_article(html, url=f"{SITE}/warga-soe-panen/")


def test_what_stands_on_later_pages_is_joined():
    """Pictures, inserts and sign-off of page 2 follow those of page 1; a picture counts once."""
    more = "<div class='page-links'><a href='/warga-soe-panen/2/'>2</a></div>"
    pages = tuple(
        parse_page(page(body), url=f"{SITE}/warga-soe-panen/{number}", site=Site.of(SITE))
        for body, number in (
            (f"<img src='/a.jpg'><p>Satu</p><p>Bagikan</p>{more}", ""),
            (
                "<img src='/a.jpg'><img src='/b.jpg'><p>Dua</p>"
                "<p>Baca juga: <a href='/x-y-z/'>X</a></p><p>//delegasi (*/AT)</p>",
                "2/",
            ),
        )
    )
    article = extract_pages(PagesPrinted(pages=pages, asked_further=True)).article
    assert article.paragraphs == ("Satu", "Dua")
    assert (article.signoff, article.initials) == ("//delegasi (*/AT)", "*/AT")
    assert [image.url for image in article.images] == [f"{SITE}/a.jpg", f"{SITE}/b.jpg"]
    assert [(text.rule, text.text) for text in article.furniture] == [
        ("share-bar", "Bagikan"),
        ("cut:page-links", "2"),
        ("baca-juga", "Baca juga: X"),
    ]
    assert (article.complete, article.page_urls) == (True, ())


def test_a_canonical_link_to_the_front_page_is_not_believed():
    """A broken plugin's canonical link does not change whose page it is."""
    html = page("<p>Isi</p>", head=f"<link rel='canonical' href='{SITE}/'>")
    assert extract_article(html, url=f"{SITE}/warga-soe-panen/").slug == "warga-soe-panen"
    html = page("<p>Isi</p>", head="<link rel='canonical' href='https://example.org/curi'>")
    assert extract_article(html, url=f"{SITE}/warga-soe-panen/").slug == "warga-soe-panen"


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("Warga <b><i>SoE</i></b> panen", "Warga SoE panen"),
        ("<strong>Warga<br>SoE <!-- lama --><em>panen</em></strong> lagi", "Warga SoE panen lagi"),
        ("Warga<script>x</script> SoE", "Warga SoE"),
    ],
)
def test_words_of_a_title_stand_in_their_order(markup, title):
    """Whatever elements stand around the words of a headline."""
    html = page("<p>Isi</p>").replace("Judul</h1>", f"{markup}</h1>")
    assert extract_article(html, url=f"{SITE}/warga-soe-panen/").title == title


@pytest.mark.parametrize(
    "markup",
    [
        "<span>Penulis: Ria Lete</span><span>Editor: Tomi Bala</span><span><a href='https://humas.example/'>Sumber Berita</a></span>",
        "<span>Penulis: Ria Lete</span> <span>Editor: Tomi Bala</span> <a href='https://humas.example/'>Sumber Berita</a>",
        "<span>Penulis:</span><b>Ria Lete</b><span>Editor:</span><b>Tomi Bala</b><i>Sumber Berita</i>",
        "<em>Penulis</em>: Ria <u>Lete</u> | <em>Editor</em> : Tomi Bala | <em>Sumber Berita</em>",
        "Penulis: Ria LeteEditor: Tomi BalaSumber Berita",
        "<p>Penulis: Ria Lete</p><p>Editor: Tomi Bala<br>Sumber Berita</p>",
        "<span>Penulis: Ria Lete</span><span>Foto: Adi</span><span>Editor: Tomi Bala</span><span>Sumber Berita</span>",
        "<table><tr><th>Penulis</th><td>Ria Lete</td></tr><tr><th>Editor</th><td>Tomi Bala</td></tr></table>Sumber Berita",
    ],
)
def test_each_credit_is_its_own(markup):
    """Credits in whatever inline elements, with blanks between or glued, are kept apart."""
    article = extract_article(
        page(f"<p>Isi</p><div class='gmr-cf-metacontent'>{markup}</div>"),
        url=f"{SITE}/warga-soe-panen/",
    )
    credits = (article.author, article.editor, article.source_credit)
    assert credits == ("Ria Lete", "Tomi Bala", "Sumber Berita")
    assert article.paragraphs == ("Isi",)


@pytest.mark.parametrize(
    "below",
    [
        "<footer><dl><dt>Penulis</dt><dd>Ria Lete</dd><dt>Editor</dt><dd>Tomi Bala</dd><dt></dt><dd>{}</dd></dl></footer>",
        "<footer><a rel='tag' href='/tag/x/'>X</a><ul><li><b>Penulis</b> : Ria Lete</li><li>Editor:Tomi Bala</li><li>{}</li></ul></footer>",
        "<footer><p><small>Reporter: Ria Lete</small><br><small>Redaktur: Tomi Bala</small><br>{}</p></footer>",
        "<div class='gmr-cf-metacontent'><span>Penulis:Ria Lete</span><span>Editor:Tomi Bala</span>{}</div>",
        "<p><b>Pewarta</b>: Ria Lete<br><i>Editor : Tomi Bala</i></p><footer>{}</footer>",
    ],
)  # fmt: skip
def test_credits_below_a_text_are_found_by_their_labels(below):
    """In whatever element: a list, terms, a paragraph, the text's last lines; source and address."""
    source = "<a href='https://humas.example/7'>Sumber Berita</a>"
    html = page(f"<p>Isi.</p>{below.format(source)}")
    article = extract_article(html, url=f"{SITE}/warga-soe-panen/")
    assert (article.author, article.editor) == ("Ria Lete", "Tomi Bala")
    assert (article.source_credit, article.source_url) == (
        "Sumber Berita",
        "https://humas.example/7",
    )
    assert article.paragraphs == ("Isi.",)


@pytest.mark.parametrize("kind", ["", "amp"])
def test_last_lines_that_are_credits_are_no_text(kind):
    """They go where credits go, also after a single line break, and none of them is lost."""
    body = (
        "<p>Isi berita.</p><p>Lurah membuka pasar.<br>Reporter: Ria Lete<br>(Editor: Tomi)</p>"
        "<p>Sumber: <a href='https://antara.example/1'>Antara</a></p>"
    )
    html = page(body)
    if kind:
        html = f"<html amp><body class='single-post'><h1>J</h1><div class='artl-cnt'>{body}</div>"
    article = extract_article(html, url=f"{SITE}/warga-soe-panen/{kind}")
    assert article.paragraphs == ("Isi berita.", "Lurah membuka pasar.")
    assert (article.author, article.editor) == ("Ria Lete", "Tomi")
    assert (article.source_credit, article.source_url) == ("Antara", "https://antara.example/1")
    assert [text.text for text in article.furniture if text.rule == "credit-line"] == [
        "Reporter: Ria Lete",
        "(Editor: Tomi)",
        "Sumber: Antara",
    ]


def test_designs_1_to_3_are_read():
    """The older AMP designs have another body and another title."""
    html = (
        "<html amp><head></head><body class='single-post'><main><article>"
        "<h1 class='amp-wp-title'>Judul</h1><div class='amp-wp-content the_content'><p>Isi</p>"
        "<div class='relatedpost'><ul><li><a href='/x-y-z/amp'>X</a></li></ul></div></div>"
        "</article></main></body></html>"
    )
    article = extract_article(html, url=f"{SITE}/warga-soe-panen/amp")
    assert (article.title, article.paragraphs) == ("Judul", ("Isi",))
    assert [(t.block, t.title) for t in article.teasers] == [("related", "X")]


def test_short_paragraph_beside_a_linked_one_is_no_furniture():
    """Paragraphs that line breaks divide are judged each by its own links."""
    html = page(
        "<p>Warga menunggu.<br><br><b>Baca Juga: <a href='/berita-lain-hari-ini/'>Berita Lain"
        " Hari Ini di Kupang</a></b><br><br>Selesai.<br><br>//delegasi (BBO)</p>"
    )
    article = extract_article(html, url=f"{SITE}/judul-berita/")
    assert (article.paragraphs, article.signoff) == (
        ("Warga menunggu.", "Selesai."),
        "//delegasi (BBO)",
    )
