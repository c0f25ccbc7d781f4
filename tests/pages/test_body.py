"""A body element: its parts in the order of the page, raw, with their marks."""

import pytest

from delegasi_scraper.extract import extract_article
from delegasi_scraper.items import BodyPart, Image
from delegasi_scraper.text.boilerplate import LINE_BREAK
from delegasi_scraper.text.read_also import LINK, LINK_END
from tests.pages.wrapped import SITE, amp_page, page, printed

LINKED = f"{LINK}Lain{LINK_END}"


def text(words):
    """Return the part that is a stretch of text."""
    return BodyPart("text", words)


def caption(words):
    """Return the part that stands below a picture."""
    return BodyPart("caption", words)


def cut(words, label):
    """Return the part that is cut by an element."""
    return BodyPart("cut", words, rule=f"cut:{label}")


def picture(path, alt=None):
    """Return the part that is a picture of this site."""
    return BodyPart("picture", image=Image(url=f"{SITE}{path}", alt=alt))


def parts(body):
    """Return the parts of a body."""
    return list(printed(page(body)).body)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Satu<p>Dua</p>tiga", ["Satu", "Dua", "tiga"]),
        ("<p>Satu</p> \n <p></p><p>Dua</p>", ["Satu", "Dua"]),
        ("<p>Satu <!-- lama -->dua<?xml:namespace prefix='o'?> tiga</p>", ["Satu dua tiga"]),
        ("<p>Satu<br>dua</p>", [f"Satu{LINE_BREAK}dua"]),
        ("<table><tr><th>A</th><td>B</td></tr></table>", [" A B"]),
        ("<blockquote><p>Siap.</p><footer>— Yosi</footer></blockquote>", ["Siap.", "— Yosi"]),
        ("<blockquote>Siap.<cite>Yosi</cite></blockquote>", ["Siap.", "Yosi"]),
        ("<blockquote><p>Siap.<cite>Yosi</cite></p></blockquote>", ["Siap.", "Yosi"]),
        ("<figure><blockquote><p>Siap.</p></blockquote><figcaption>Yosi</figcaption></figure>", ["Siap.", "Yosi"]),
        ("<blockquote><p>Buku <cite>Ladang</cite> terbit.</p></blockquote>", ["Buku Ladang terbit."]),
        ("<p>Buku <cite>Ladang</cite></p>", ["Buku Ladang"]),
        ("<p>Satu <b>dua</b> tiga</p>", ["Satu dua tiga"]),
    ],
)  # fmt: skip
def test_text_ends_where_a_block_does(body, expected):
    """Comments and inline elements end nothing; what is blank is no part."""
    assert parts(body) == [text(words) for words in expected]


PARAGRAPH = " ".join(["Warga menunggu bus di halte."] * 5)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("<td><p>No</p></td><td><p>Desa</p></td>", [["No", "Desa"]]),
        ("<th><div><p>No</p></div></th><td>Desa<br><br>Lontar</td>", [["No", "Desa", "Lontar"]]),
        ("<td><ul><li>Padi</li><li>Ubi</li></ul></td><td><img src='/a.jpg'></td><td>3</td>", [["Padi", "Ubi", "3"]]),
        (f"<td><p>{PARAGRAPH}</p></td><td>3</td>", [[PARAGRAPH, "3"]]),
        ("<td><p>Satu.</p><p>Dua.</p></td>", [["Satu."], ["Dua."]]),
        ("<td><p>Satu.</p><p>Dua.</p></td><td><img src='/a.jpg'></td>", [["Satu."], ["Dua."]]),
        (f"<td><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></td><td><p>Dua.</p></td>", [[PARAGRAPH], [PARAGRAPH], ["Dua."]]),
        ("<td>A</td><td><table><tr><td><p>B</p></td><td>C</td></tr></table></td>", [["A"], ["B", "C"]]),
    ],
)  # fmt: skip
def test_a_row_of_data_is_one_line(row, expected):
    """Whatever blocks stand in its cells; a table that lays out paragraphs splits them."""
    read = parts(f"<p>Satu</p><table><tr>{row}</tr></table><p>Dua</p>")
    texts = [part.text.split() for part in read if part.kind == "text"]
    assert texts[1:-1] == [" ".join(line).split() for line in expected]


@pytest.mark.parametrize(
    "tag",
    [
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "table",
        "section", "article", "pre", "dl", "dt", "dd", "center", "figure", "header", "address",
        "details", "summary", "main", "tr", "tbody", "thead",
    ],
)  # fmt: skip
def test_each_block_is_a_text_of_its_own(tag):
    """Whatever block it is, its text is not glued to what stands before and after."""
    assert parts(f"Satu<{tag}>Dua</{tag}>Tiga") == [text("Satu"), text("Dua"), text("Tiga")]
    assert parts("Satu<hr>Dua") == [text("Satu"), text("Dua")]


@pytest.mark.parametrize(
    ("link", "marked"),
    [
        ("<a href='/lain-lagi/'>Lain</a>", LINKED),
        ("<a href='/lain-lagi/'><b>La</b>in</a>", LINKED),
        ("<a href='https://www.delegasi.net/lain-lagi/amp'>Lain</a>", LINKED),
        ("<a href='https://example.org/lain-lagi/'>Lain</a>", "Lain"),
        ("<a href='/category/polkam/'>Lain</a>", "Lain"),
        ("<a href='mailto:a@example.org'>Lain</a>", "Lain"),
        ("<a name='bab-1'>Lain</a>", "Lain"),
        ("<span href='/lain-lagi/'>Lain</span>", "Lain"),
    ],
)
def test_links_to_articles_are_marked(link, marked):
    """Where a link to another article begins and ends is kept, of other links nothing is."""
    assert parts(f"<p>A {link} B {link} C</p>") == [text(f"A {marked} B {marked} C")]


@pytest.mark.parametrize("class_", ["wp-caption-text", "gmr-caption-text", "amp-wp-caption-text"])
def test_a_caption_is_no_text(class_):
    """By element or class, with what its own elements hold; an empty one is nothing."""
    expected = [text("Satu"), caption("Panen di SoE"), text("Dua")]
    assert parts(f"Satu<span class='{class_}'>Panen <b>di</b> SoE</span>Dua") == expected
    assert parts("Satu<figcaption>Panen <b>di</b> SoE</figcaption>Dua") == expected
    assert parts("Satu<figcaption> </figcaption>Dua") == [text("Satu"), text("Dua")]


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ("<img src='/a.jpg'>", [picture("/a.jpg")]),
        ("<img src='/a.jpg' alt=' Warga\u00a0 panen '>", [picture("/a.jpg", "Warga panen")]),
        ("<img src='/a.jpg' alt=' '>", [picture("/a.jpg")]),
        ("<img src='/b.jpg' data-lazy-src='/a.jpg'>", [picture("/a.jpg")]),
        ("<img src='/c.jpg' data-lazy-src='/b.jpg' data-src='/a.jpg'>", [picture("/a.jpg")]),
        ("<img src='data:image/gif;base64,R0lGOD'>", []),
        ("<img alt='Warga'>", []),
        ("<amp-img src='/a.jpg'><amp-img fallback src='/b.jpg'></amp-img></amp-img>", [picture("/a.jpg")]),
        ("<amp-anim src='/a.gif'></amp-anim>", [picture("/a.gif")]),
        ("<img src='data:x' data-original='/a.jpg'>", [picture("/a.jpg")]),
        ("<img src='/wp-content/x/blank.gif' data-srcset='/s.jpg 300w, /a.jpg 1024w, /m.jpg 640w'>", [picture("/a.jpg")]),
        ("<img srcset='/s.jpg, /a.jpg 1.5x'>", [picture("/a.jpg")]),
        ("<img src='/a.jpg' srcset='/b.jpg 2000w'>", [picture("/a.jpg")]),
        ("<picture><source srcset='/a.webp 1x'><img src='data:x'></picture>", [picture("/a.webp")]),
        ("<img src='data:x' data-gambar='/a.png?v=2'>", [picture("/a.png?v=2")]),
        ("<img src='/a.jpg' data-besar='/b.jpg'>", [picture("/a.jpg")]),
        ("<img src='/loading-dock.jpg'>", [picture("/loading-dock.jpg")]),
        ("<noscript><img src='/a.jpg'></noscript>", [picture("/a.jpg")]),
        ("<noscript><img width='1' height='1' src='/hitung.php'></noscript>", []),
    ],
)  # fmt: skip
def test_a_picture_is_named_by_its_address(element, expected):
    """Lazy loaders keep the address aside; a picture without one is none."""
    assert parts(f"<p>Satu</p>{element}<p>Dua</p>") == [text("Satu"), *expected, text("Dua")]


@pytest.mark.parametrize(
    ("figure", "rule"),
    [
        ("<img src='/a.jpg'>{}", ""),
        (
            "<img src='data:x' data-src='/a-300x200.jpg'><noscript><img src='/a.jpg'></noscript>{}",
            "",
        ),
        ("<figure><img src='/a.jpg'></figure><figure><img src='/b.jpg'></figure>{}", "caption"),
        ("<table><tr><td>1</td></tr></table>{}", "caption"),
        ("<iframe src='https://example.org/v'></iframe>{}", "caption"),
    ],
)
def test_a_gallerys_caption_is_of_no_single_picture(figure, rule):
    """Nor is one below a table or a film; a picture in two sizes is one."""
    html = figure.format("<figcaption>Panen</figcaption>")
    assert BodyPart("caption", "Panen", rule=rule) in parts(f"<figure>{html}</figure>")


@pytest.mark.parametrize("class_", ["wp-smiley", "emoji"])
def test_an_emoji_is_a_letter(class_):
    """It is text by its alternative; without one it is nothing."""
    assert parts(f"<p>A<img class='{class_}' alt='😀' src='/x.png'>B</p>") == [text("A😀B")]
    assert parts(f"<p>A<img class='{class_}' src='/x.png'>B</p>") == [text("AB")]


@pytest.mark.parametrize("tag", ["nav", "footer", "form", "aside", "div class='srp'"])
def test_what_is_cut_is_kept_with_its_element(tag):
    """A cut block ends the text before it, and its own elements add nothing to the text."""
    name = tag.split()[0]
    label = "srp" if name == "div" else name
    assert parts(f"Satu<{tag}>Lain <b>lagi</b></{name}>Dua") == [
        text("Satu"), cut("Lain lagi", label), text("Dua"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "tag",
    ["button", "noscript", "audio", "video", "object", "amp-iframe", "amp-ad", "amp-youtube",
     "amp-facebook", "amp-twitter", "amp-instagram", "amp-video", "amp-audio", "amp-analytics",
     "amp-auto-ads", "amp-sidebar", "amp-social-share", "iframe", "textarea"],
)  # fmt: skip
def test_a_player_is_cut_out_of_its_paragraph(tag):
    """What stands on both sides of it is one text still."""
    assert parts(f"<p>Satu <{tag}>Putar</{tag}>dua</p>") == [cut("Putar", tag), text("Satu dua")]
    options = "<select><option>Pilih</option></select>"
    assert parts(f"<p>Satu {options}<input>dua</p>") == [cut("Pilih", "select"), text("Satu dua")]


@pytest.mark.parametrize(
    "element",
    [
        "<script>x()</script>",
        "<style>p {}</style>",
        "<svg><title>Ikon</title></svg>",
        "<template><b>Templat</b></template>",
        "<div class='srp'> </div>",
    ],
)
def test_what_no_reader_sees_is_not_kept(element):
    """Code, icons and empty inserts leave nothing behind."""
    assert parts(f"<p>Satu</p>{element}<p>Dua</p>") == [text("Satu"), text("Dua")]


@pytest.mark.parametrize(
    "class_",
    [
        "gmr-banner-atas", "gmr-related-post", "gmr-social-share", "page-links", "entry-footer-x",
        "post-password-hint", "sharedaddy", "jp-relatedposts", "addtoany_content", "adsbygoogle",
        "srp", "amp-related-posts", "relatedpost", "r-pf", "amp-author",
        "ampforwp_post_pagination", "cmts", "ss-ic", "amp-ad-1", "amp-wp-footer", "code-block-2",
        "comments-area", "comment-area", "yarpp-related", "screen-reader-text", "social-share-x",
        "lwptoc_header", "gmr-cf-metacontent", "tags-links", "heateor_sss",
    ],
)  # fmt: skip
def test_each_plugins_insert_is_cut(class_):
    """By the class that the theme or plugin gives it, whole or by its beginning."""
    assert parts(f"<p>Satu</p><div class='{class_}'>X</div>") == [text("Satu"), cut("X", class_)]
    own_word = f"x-{class_}"
    assert parts(f"<div class='{own_word}'>X</div>") == [text("X")]


@pytest.mark.parametrize("class_", ["sharedaddy-x", "page-links-x", "srp-x", "r-pf-x", "cmts-x"])
def test_a_longer_class_is_another(class_):
    """A class that only begins as an insert's is none."""
    assert parts(f"<div class='{class_}'>X</div>") == [text("X")]


def test_an_insert_is_named_by_its_first_known_class():
    """In the alphabet's order, past the classes that say nothing."""
    names = "yarpp-x srp cmts ss-ic addtoany a-first relatedpost amp-author adsbygoogle"
    assert parts(f"<div class='{names}'>X</div>") == [cut("X", "addtoany")]


def test_the_body_element_itself_is_never_cut():
    """Whatever classes and name it has, it is read, and what stands behind it is not."""
    classed = page("<p>Isi</p>").replace("entry-content-single'>", "entry-content-single srp'>")
    assert printed(classed.replace("</div></article>", "</div>Ekor</article>")).body == (
        text("Isi"),
    )
    inline = amp_page("").replace("<div class='artl-cnt'><p>Isi</p></div>",
                                  "<b class='artl-cnt'>Isi</b>ekor")  # fmt: skip
    assert printed(inline).body == (text("Isi"),)


FIGURE = "<figure class='gmr-thumbnail-single'>{}</figure>"


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("<img src='/a.jpg'>", Image(url=f"{SITE}/a.jpg")),
        ("<img src='/b.jpg' data-src='/a.jpg' alt=' A\u00a0 B '><figcaption>Ket</figcaption>",
         Image(url=f"{SITE}/a.jpg", alt="A B", caption="Ket")),
        ("<amp-img src='/a.jpg'></amp-img>", Image(url=f"{SITE}/a.jpg")),
        ("<img src='data:x'><noscript><img src='/a.jpg'></noscript>", Image(url=f"{SITE}/a.jpg")),
        ("<img src='/a.jpg'><figcaption><span>Pasar</span><div>Foto: Ria</div></figcaption>",
         Image(url=f"{SITE}/a.jpg", caption="Pasar Foto: Ria")),
        ("<img src='data:image/gif;base64,R0lGOD'>", None),
        ("<img alt='A'>", None),
        ("<figcaption>Ket</figcaption>", None),
    ],
)  # fmt: skip
def test_the_featured_picture_needs_an_address(figure, expected):
    """A figure gives picture, alternative and caption; without an address it is no picture."""
    html = page("<p>Isi</p>").replace(
        "<div class='entry", f"{FIGURE.format(figure)}<div class='entry"
    )
    assert printed(html).featured == expected


@pytest.mark.parametrize(
    "insert",
    [
        "<a href='/lain/'><div><span>Baca juga</span></div><div>Jagung turun</div></a>",
        "<p><a href='/?p=12'>Jagung turun</a></p>",
        "<a href='/lain/'><h4>Baca Juga</h4><p>Jagung turun</p></a>",
        "<h3>Berita lainnya</h3><ul><li><a href='/lain/'>Jagung turun</a></li></ul>",
    ],
)
def test_pointers_to_articles_are_cut_however_they_are_built(insert):
    """A link around blocks, an address by number, a heading and a list of links."""
    article = extract_article(page(f"<p>Satu.</p>{insert}<p>Dua.</p>"), url=f"{SITE}/warga/")
    assert article.paragraphs == ("Satu.", "Dua.")


def test_labels_are_cut_but_for_items_of_lists():
    """A counter is a paragraph; the same words in a list, table or subhead may be the article's."""
    body = (
        "<p>Satu.</p><div><b>7</b> kali dibaca</div><ul><li>7 pengunjung</li></ul><h3>8 suka</h3>"
    )
    article = extract_article(page(body), url=f"{SITE}/warga/")
    assert article.paragraphs == ("Satu.", "7 pengunjung", "8 suka")
    assert [part.rule for part in article.furniture] == ["counter"]


def test_a_prompt_is_known_by_the_link_in_its_line():
    """Of several lines in a paragraph, the one with the channel's link is the prompt."""
    body = "<p>Satu.<br>Ikuti kami di <a href='https://news.example/1'>Google News</a></p>"
    article = extract_article(page(body), url=f"{SITE}/warga/")
    assert article.paragraphs == ("Satu.",)
    assert [part.rule for part in article.furniture] == ["prompt"]
