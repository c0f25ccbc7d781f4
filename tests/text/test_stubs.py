"""The stubs at the end of a page, and what stands among and under them."""

import pytest

from delegasi_scraper.text.stubs import find_stubs, is_foot

BODY = "Warga kota menanam pohon di sepanjang jalan utama, Selasa (14/12/21)."
LABEL = "Lima kata di atas stub"  # longer than a heading over stubs
ONE = "Delegasi.com - Petani di Kabupaten Belu memanen bawang merah lebih awal karena hujan turun deras…"
TWO = "Delegasi.com - Nelayan di Pulau Rote memperbaiki perahu mereka sebelum musim angin barat datang lagi…"
THREE = "Pedagang di Pasar Inpres menata lagi kios mereka yang pekan lalu habis terbakar oleh api…"
FOUR = "Belanda adalah negeri datar yang penuh kanal dan sepeda, tempat orang berjalan pagi sambil menikmati…"


@pytest.mark.parametrize(
    "text",
    [
        "© 2024 Delegasi.com", "- Copyright PT Delegasi Timor", "HAK CIPTA PT Delegasi Timor",
        "Hak dilindungi undang-undang", "Semua hak dilindungi undang-undang.",
        "All Rights Reserved", "View AMP Version", "View Non-AMP Version", "Kembali ke atas",
        "Back to top",
        # Sentences, that say more of a right.
        "Hak cipta 2023 pada redaksi.", "Copyright © redaksi.", "Hak cipta pada redaksi DILINDUNGI.",
        "Copyright redaksi, all rights Reserved.",
        "Hak cipta ada pada " + "kata " * 10 + "redaksi",
    ],
)  # fmt: skip
def test_a_foot_is_known_by_its_first_words(text):
    """Each wording of a page's foot, in small and large letters."""
    assert is_foot(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hak ciptaan warga", "Copyrights warga", "Hak cipta 3 lagu itu milik warga.",
        "Copyright itu milik warga.", "Hak cipta ada pada " + "kata " * 11 + "redaksi",
        "Naik kembali ke atas",
    ],
)  # fmt: skip
def test_prose_about_rights_is_no_foot(text):
    """A sentence without a year, other words, and one that is too long."""
    assert not is_foot(text)


def test_what_is_no_stub_is_kept_with_its_rule():
    """Heading and titles are lines among stubs, all from the foot's first sign on is the foot."""
    block = find_stubs(
        [
            BODY,
            "Berita Terbaru",
            "Bawang Merah",
            ONE,
            "Perahu Rote",
            TWO,
            "© 2024 Delegasi.com",
            "Iklan",
        ]
    )
    assert (block.start, block.stubs) == (1, (ONE, TWO))
    assert block.aside == (
        ("Berita Terbaru", "stub-line"),
        ("Bawang Merah", "stub-line"),
        ("Perahu Rote", "stub-line"),
        ("© 2024 Delegasi.com", "page-foot"),
        ("Iklan", "page-foot"),
    )


@pytest.mark.parametrize(
    ("texts", "start", "stubs"),
    [
        # One stub is known where nothing else is there.
        ([ONE], 0, [ONE]),
        ([ONE, "© 2024 Delegasi.com"], 0, [ONE]),
        ([ONE, "Perahu Rote"], 2, []),
        ([BODY, ONE], 2, []),
        # Without the newsroom's name in one of them, they are prose that ends in an ellipsis.
        ([BODY, THREE, FOUR], 3, []),
        # A foot's sign with prose after it is none.
        ([BODY, "© 2024 Delegasi.com", BODY, "Kontak"], 4, []),
        # A heading is the stubs' only where a body stands before it.
        ([BODY, "Berita Terbaru", ONE, TWO], 1, [ONE, TWO]),
        (["Kios Terbakar", ONE, TWO], 1, [ONE, TWO]),
        # Where stubs follow each other, a line between two is no stub.
        ([BODY, ONE, TWO, "Kabar Pasar", THREE], 1, [ONE, TWO, THREE]),
    ],
)  # fmt: skip
def test_stubs_are_told_from_prose(texts, start, stubs):
    """Where the block begins, and which of its lines are stubs."""
    block = find_stubs(texts)
    assert (block.start, list(block.stubs)) == (start, stubs)


@pytest.mark.parametrize(
    ("texts", "start"),
    [
        # As many lines as most stubs have above them: two, then two, then one.
        ([BODY, "Terbaru", "Ekonomi", "Judul", ONE, "Hukum", "Judul", TWO, "Hukum", "Judul", THREE,
          "Judul", FOUR], 1),
        # Two and one: the fewer.
        ([BODY, "Label", "Ekonomi", "Judul", ONE, "Hukum", "Judul", TWO, "Judul", THREE], 3),
        # The day stands under its stub, so there is none above the first.
        ([BODY, LABEL, ONE, "3 Mei 2021", TWO, "4 Mei 2021", THREE, "5 Mei 2021"], 2),
        ([BODY, LABEL, "Judul", ONE, "3 hari ago", "Judul", TWO, "5 hari ago", "Judul", THREE], 2),
        # A title with a number is no day, nor is a day in the body one of the stubs'.
        ([BODY, LABEL, "Judul", ONE, "Sebanyak 40 kios terbakar habis", TWO], 2),
        ([BODY, "Tahun 2021", BODY, LABEL, "Judul", ONE, "Judul", TWO], 4),
    ],
)  # fmt: skip
def test_the_first_stub_has_its_lines_above_it(texts, start):
    """Its title and category are no body, and what stands above these is."""
    assert find_stubs(texts).start == start
