"""What stands above the first paragraph of a page that was copied as text."""

import pytest

from delegasi_scraper.text.head import head_length

DATELINE = "KUPANG, DELEGASI.COM–Warga kota menanam pohon."
PROSE = "Warga kota menanam pohon."
TITLE = "Pohon Baru di Kota"


@pytest.mark.parametrize(
    "sign",
    [
        "Avatar", "AVATAR PHOTO", "Published on 12 Mei 2021", "Posted by Ria Lete", "posted on",
        "Published by Ria Lete", "Oleh: Ria Lete", "By Ria Lete", "Oleh Ria Lete", "By : Ria Lete",
        "Category: Hukum", "Categories: Hukum, Politik", "Kategori: Hukum", "Kategori : Hukum",
        "Beranda", "Home Hukum", "Hukum » Kios", "Hukum › Kios",
    ],
)  # fmt: skip
def test_a_line_that_no_article_has_ends_the_head(sign):
    """Without a dateline, the title above such a line is no text, nor is the line."""
    assert head_length([TITLE, sign, PROSE]) == 2
    assert head_length([TITLE, sign, "Ria Lete", PROSE]) == 3


@pytest.mark.parametrize(
    "line",
    [
        "Avatars", "Avatar photo besar", "Posted", "Published once", "Oleh", "Olehnya", "Bypass kota",
        "Kategori", "Categoriesasi: Hukum", "Berandal muda", "Homer Lete", "Kios»", "»Kios",
        "Ini Kategori: Hukum",
        # As long as no such line is.
        "Posted on " + "a" * 70, "Oleh: " + "a" * 50, "Kategori: " + "a" * 90, "Home " + "a" * 210,
    ],
)  # fmt: skip
def test_a_line_with_some_of_its_words_does_not(line):
    """A word more or less, and it may be a subhead of the article's."""
    assert head_length([TITLE, line, PROSE]) == 0


@pytest.mark.parametrize(
    ("texts", "length"),
    [
        # All before the dateline: titles, questions, captions with their credit.
        ([TITLE, DATELINE], 1),
        (["Siapa Menanam?", "Ayo Menanam!", DATELINE], 2),
        (["Camat menanam pohon. Foto: Ria", DATELINE], 1),
        (["Camat menanam pohon di taman. (Delegasi/Ria)", DATELINE], 1),
        (["Camat menanam pohon di taman. (Delegasi/Ria).", DATELINE], 1),
        ([*[TITLE] * 16, DATELINE], 16),
        # Not one line more, nor prose.
        ([*[TITLE] * 17, DATELINE], 0),
        ([PROSE, DATELINE], 0),
        (["Camat menanam. Fotonya bagus.", DATELINE], 0),
        (["Camat menanam (Senin/Selasa) pohon itu.", DATELINE], 0),
        (["kata " * 25 + "(a/b)", DATELINE], 0),
        (["Delegasi.com - Petani memanen bawang?", DATELINE], 0),
        # A stub has a dateline's words, and is none.
        ([TITLE, "Kupang, Delegasi.com – Warga kota menanam…", PROSE], 0),
        ([TITLE, "Kupang, Delegasi.com – Warga kota menanam...", PROSE], 0),
        # Behind the last sign, the author's name, of four words at most.
        (["Avatar photo", "Maria Goreti Lete Bala", PROSE], 2),
        (["Avatar photo", "Maria Goreti Lete Bala Tomi", PROSE], 1),
        (["Avatar photo", "Ria menanam.", PROSE], 1),
        (["Avatar photo"], 1),
        (["Avatar photo", "Ria Lete", "Home » Kota", PROSE], 3),
    ],
)  # fmt: skip
def test_the_head_ends_where_the_text_begins(texts, length):
    """At the dateline; without one, after the last line that no article has."""
    assert head_length(texts) == length
