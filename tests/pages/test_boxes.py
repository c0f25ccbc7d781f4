"""Boxes of plugins in a body are no text of it, by how they are made and what they say."""

import pytest

from delegasi_scraper.extract import extract_article
from tests.pages.wrapped import page

PROSE = (
    "Warga Desa Oelnasi menanam kembali mangrove di pesisir yang terkikis ombak sejak Januari.",
    "Mereka bekerja bergantian setiap Sabtu pagi, kata ketua kelompok, Yosina Manafe.",
)


def read(box):
    """Return the paragraphs of an article with a box between its two, and what was set apart."""
    article = extract_article(
        page(f"<p>{PROSE[0]}</p>{box}<p>{PROSE[1]}</p>"), url="https://delegasi.com/warga-tanam/"
    )
    return article.paragraphs, {each.rule: each.text for each in article.furniture}


@pytest.mark.parametrize(
    ("box", "rule"),
    [
        # Contents: links to the page itself.
        ("<div class='isi-kotak'><b>Dalam berita ini</b><ol><li><a href='#a'>Bibit dari Semau</a></li><li><a href='#b'>Upah harian</a></li></ol></div>", "contents"),
        ("<section><h4>Ringkasan bagian</h4><ul><li><a href='#satu'>Siapa menanam</a></li><li><a href='#dua'>Kapan panen</a></li></ul></section>", "contents"),
        ("<div class='isi'><p>Daftar Isi</p><ul><li><a href='#satu'>Siapa menanam</a></li></ul></div>", "contents"),
        # Ratings and reactions: a number, and a question or a control.
        ("<div id='nilai-77'><p>Apakah artikel ini bermanfaat? Beri nilai</p><span>Ya 31</span><span>Tidak 4</span></div>", "rating"),
        ("<p><i class='ikon-mata'></i> 1.204</p>", "counter"),
        ("<div class='jajak'><p>Siapa pilihan Anda?</p><ul><li>Satu</li></ul><p>Total Voters: 12</p></div>", "rating"),
        ("<div class='x1'><button>Suka</button><i>88</i></div>", "rating"),
        ("<div class='kk'><div>★★★★☆</div><div>4,2 dari 5 (19 votes)</div></div>", "rating"),
        # Advertisements: the label above, or the element's own name.
        ("<div class='r9'><span>Iklan</span><p>Ojek Lontar antar sampai Penfui, pesan sekarang juga.</p></div>", "advertisement"),
        ("<div id='adv-tengah'>Kredit motor tanpa uang muka di Oesapa</div>", "advertisement"),
        ("<div class='slot_iklan_2'><a href='https://toko.example/'>Beras Adan lima kilo</a></div>", "advertisement"),
        # About the author: a heading that says so, or the link to all their articles.
        ("<div class='bio'><h4>Tentang Penulis</h4><p>Ria meliput pesisir sejak lulus sekolah.</p></div>", "about-author"),
        ("<div class='pg'><a href='https://delegasi.com/author/ria/'>Ria Lete</a><p>Meliput laut dan kampung.</p></div>", "about-author"),
        # Embeds, until their script has run.
        ("<blockquote class='t' cite='https://video.example/@warga/1'><section><a href='https://video.example/@warga'>@warga</a></section></blockquote>", "embed"),
        ("<blockquote><p>Mangrove baru!</p>— Warga (@warga_oelnasi) <a href='https://kicau.example/w/1'>3 Mei</a></blockquote>", "embed"),
    ],
)  # fmt: skip
def test_a_box_is_set_apart(box, rule):
    """The text is as without the box, and the box is kept with its rule."""
    paragraphs, furniture = read(box)
    assert paragraphs == PROSE
    assert rule in furniture


@pytest.mark.parametrize(
    ("box", "text"),
    [
        # A block of prose, in whatever it is wrapped.
        ("<div class='wp-block-group'><p>Bibit didatangkan dari Semau, dan 31 di antaranya mati.</p></div>", "Bibit didatangkan dari Semau, dan 31 di antaranya mati."),
        ("<div dir='auto'>Ombak naik sampai 2 meter.</div>", "Ombak naik sampai 2 meter."),
        # A quotation, also one whose link leads elsewhere.
        ("<blockquote><p>Kami tidak menunggu bantuan.</p></blockquote>", "Kami tidak menunggu bantuan."),
        ("<blockquote><p>Kami tidak menunggu <a href='https://lain.example/'>bantuan</a>.</p></blockquote>", "Kami tidak menunggu bantuan."),
        # Numbers of a vote, a list of names, a table of contents that a court read out.
        ("<p><b>1.204</b></p>", "1.204"),
        ("<ul><li>Golkar 1.204 suara</li><li>PDIP 987 suara</li></ul>", "Golkar 1.204 suara"),
        ("<div><p>Iklan rokok di dekat sekolah harus turun sebelum Agustus, tulis bupati dalam surat edarannya.</p></div>", "Iklan rokok di dekat sekolah harus turun sebelum Agustus, tulis bupati dalam surat edarannya."),
        ("<div class='penilaian'><p>Juri menilai 12 peserta sampai sore.</p></div>", "Juri menilai 12 peserta sampai sore."),
        ("<div class='catatan'><h4>Kronologi</h4><p>Perahu berangkat pukul 5 pagi.</p></div>", "Perahu berangkat pukul 5 pagi."),
    ],
)  # fmt: skip
def test_prose_in_an_element_of_its_own_stays(box, text):
    """Two signs are needed: a short text in a box is a paragraph all the same."""
    paragraphs, _ = read(box)
    assert text in paragraphs
    assert paragraphs[0] == PROSE[0]
    assert paragraphs[-1] == PROSE[1]


def test_a_short_article_in_one_element_is_no_box():
    """Where hardly a word stands outside, the element is the text."""
    article = extract_article(
        page("<div class='iklan-1'><p>Iklan</p><p>Lelang kapal sitaan dibuka Senin.</p></div>"),
        url="https://delegasi.com/lelang/",
    )
    assert "Lelang kapal sitaan dibuka Senin." in article.paragraphs


@pytest.mark.parametrize(
    "box",
    [
        "<div class='promo-text'><p>Camat menolak iklan rokok itu.</p></div>",
        "<div><p>Camat menolak iklan rokok itu.</p><p><a href='/author/ria/'>Ria</a></p></div>",
        "<blockquote cite='https://x.example/1'><p>Camat menolak iklan rokok itu.</p>"
        "<a href='https://x.example/1'>Sumber</a></blockquote>",
    ],
)
def test_a_sentence_in_what_looks_like_a_box_stays(box):
    """A class, a byline below a text, the source of a quotation: none of them makes prose a box."""
    paragraphs, _ = read(box)
    assert "Camat menolak iklan rokok itu." in paragraphs
