"""Pointers to other articles between paragraphs: cut in every dress, and no prose with them."""

import pytest

from delegasi_scraper.text.boilerplate import LINE_BREAK, sort_text
from delegasi_scraper.text.read_also import LINK, LINK_END

TITLE = f"{LINK}Harga Jagung Turun Lagi{LINK_END}"


def kept(raw):
    """Return what stays of a raw text."""
    return [part.text for part in sort_text(raw) if part.text]


@pytest.mark.parametrize(
    "raw",
    [
        f"Baca juga: {TITLE}",
        f"Simak Pula {TITLE}",
        f"Lihat berita lainnya: {TITLE}",
        f"BACA SELENGKAPNYA : {TITLE}",
        f"See also: {TITLE}",
        f"— Berita sebelumnya: {TITLE}",
        f"Warga mengeluh: {TITLE}",
        f"({TITLE})",
        f"[ Baca berita terkait: {TITLE} ]",
        f"👉 {TITLE}",
        f"{LINK}Baca juga{LINK_END} {TITLE}",
        f"{LINK}Baca Juga: Harga Jagung Turun Lagi{LINK_END}",
        "Baca juga: Mengapa harga jagung turun?",
        "Lihat pula",
        "ARTIKEL TERKAIT :",
    ],
)
def test_a_pointer_to_an_article_is_cut(raw):
    """A label and a link, a dressed link, a label and a title, a heading of links."""
    assert kept(raw) == []
    rule = next(part.boilerplate[0].rule for part in sort_text(raw))
    assert rule in ("baca-juga", "article-link")


@pytest.mark.parametrize(
    "sentence",
    [
        "Lihat juga papan di gerbang: dilarang parkir.",
        "Baca juga sudah menjadi kegemaran anak desa itu.",
        "Baca: begitu perintah di papan tulis.",
        "Simak juga: air hanya mengalir malam hari.",
        "Baca",
        "Lihat",
    ],
)
def test_a_sentence_that_begins_like_a_label_stays(sentence):
    """Labels are words of the language, too."""
    assert kept(sentence) == [sentence]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (f"Ia {TITLE}, kata camat.", "Ia Harga Jagung Turun Lagi, kata camat."),
        (f"Camat menjawab surat itu, lihat {TITLE}.", None),
        (f"Sumber: {TITLE}", None),
        (f"{LINK}{'Petani menjual jagung ' * 9}dengan rugi.{LINK_END}", None),
    ],
)
def test_a_sentence_with_a_link_stays(raw, expected):
    """Links in prose are prose, and so are credits and whole sentences that are linked."""
    plain = raw.replace(LINK, "").replace(LINK_END, "")
    assert kept(raw) == [expected or plain]


@pytest.mark.parametrize(
    "raw",
    [
        f"Jagung murah.{LINE_BREAK}Baca juga: {TITLE}",
        f"Baca: {TITLE}{LINE_BREAK}Jagung murah.",
        f"Jagung murah. Baca juga: {TITLE}",
        f"Jagung (Baca juga: {TITLE}) murah.",
        f"Jagung{LINE_BREAK}>> {TITLE}{LINE_BREAK}murah.",
    ],
)
def test_prose_beside_a_pointer_in_one_paragraph_stays(raw):
    """A line, brackets, the end of a paragraph: the pointer alone is taken out, and kept."""
    assert kept(raw) == ["Jagung murah."]
    (part,) = sort_text(raw)
    assert "Harga Jagung Turun Lagi" in part.boilerplate[0].text
