"""Prose that has no mark of an insert passes through cleaning and splitting word for word."""

from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from delegasi_scraper.extract import extract_article
from delegasi_scraper.text.split import split_paragraphs
from tests.pages.wrapped import amp_page, page

URL = "https://delegasi.com/warga-soe-panen/"
#: Of any article, and of those that marks are made of: alone none of them is a mark.
WORDS = [
    "warga",
    "desa",
    "lurah",
    "camat",
    "pasar",
    "jembatan",
    "air",
    "kebun",
    "jagung",
    "sekolah",
    "anak",
    "ibu",
    "petani",
    "nelayan",
    "kapal",
    "hujan",
    "banjir",
    "harga",
    "beras",
    "naik",
    "turun",
    "kata",
    "ujarnya",
    "bahwa",
    "dan",
    "atau",
    "karena",
    "untuk",
    "dari",
    "di",
    "ke",
    "pada",
    "baca",
    "lihat",
    "juga",
    "simak",
    "berita",
    "artikel",
    "terkait",
    "iklan",
    "penulis",
    "editor",
    "reporter",
    "sumber",
    "redaksi",
    "foto",
    "menit",
    "membaca",
    "dilihat",
    "kali",
    "orang",
    "suka",
    "bintang",
    "nilai",
    "suara",
    "daftar",
    "isi",
    "ikuti",
    "saluran",
    "whatsapp",
    "google",
    "news",
    "kanal",
    "catatan",
    "komentar",
    "bagikan",
    "halaman",
    "unduh",
    "peringatan",
    "warning",
    "delegasi",
    "kupang",
    "soe",
    "12",
    "30.000",
    "2024",
    "(BPD)",
    "DPRD",
    "Rp",
    "5",
    "“kami",
    "siap”",
    "TTS,",
    "Oesapa;",
    "Mei:",
    "satu-satu",
    "d’Ornay",
    "naik/turun",
]
#: Who asks to follow the newsroom names it and a channel: those two together are a mark.
CHANNELS = {"saluran", "whatsapp", "google", "kanal"}
VOCABULARIES = (
    [word for word in WORDS if word not in CHANNELS],
    [word for word in WORDS if word != "delegasi"],
)
SENTENCES = st.builds(
    lambda words, end: f"{words[0][:1].upper()}{words[0][1:]} {' '.join(words[1:])}{end}",
    st.sampled_from(VOCABULARIES).flatmap(
        lambda words: st.lists(st.sampled_from(words), min_size=12, max_size=40)
    ),
    st.sampled_from([".", "!", "?", ".”"]),
)
PROSE = st.lists(SENTENCES, min_size=1, max_size=6)


@given(PROSE)
@settings(max_examples=300, derandomize=True)
def test_prose_is_neither_cut_nor_changed(paragraphs):
    """On a front page, on an AMP page, and as plain text."""
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    for html in (page(body), amp_page("", body=body)):
        assert list(extract_article(html, url=URL).paragraphs) == paragraphs
    split = split_paragraphs(paragraphs)
    assert (list(split.body), split.signoff, split.stubs) == (paragraphs, None, ())
