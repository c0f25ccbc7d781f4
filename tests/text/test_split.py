"""Body | sign-off | stubs in plain text."""

import io
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegasi_scraper.text.clean import clean_text
from delegasi_scraper.text.split import split_page, split_paragraphs

PROJECT = Path(__file__).resolve().parent.parent.parent
LEAD = "KUPANG, DELEGASI.COM–Warga kota menanam pohon di sepanjang jalan utama."
MIDDLE = "Selain itu,anak sekolah ikut menyiram, Selasa (14/12/21)."
FIFTEEN = "Kata " * 14 + "terakhir…"
STUB1 = "Belanda adalah negeri datar yang penuh kanal dan sepeda, tempat orang berjalan pagi sambil menikmati…"
STUB2 = "Delegasi.com - Petani di Kabupaten Belu memanen bawang merah lebih awal karena hujan turun deras…"
STUB3 = "Delegasi.com - Nelayan di Pulau Rote memperbaiki perahu mereka sebelum musim angin barat datang lagi…"
STUBS = [STUB1, STUB2, STUB3]
LINES = ["(*)", "Editor: Ria Lete", "BT", "//delegasi (*/BT)", "© 2024 Delegasi.com", "5 hari ago"]


def test_a_page_with_everything():
    """Body, sign-off, initials, dateline, place and stubs stand as printed."""
    text = split_paragraphs([LEAD, MIDDLE, "//delegasi (*/AT)", *STUBS])
    assert text.body == (LEAD, MIDDLE)
    assert (text.signoff, text.initials) == ("//delegasi (*/AT)", "*/AT")
    assert (text.dateline, text.place) == ("KUPANG, DELEGASI.COM–", "Kupang")
    assert text.stubs == tuple(STUBS)


@pytest.mark.parametrize(
    ("paragraphs", "body", "stubs"),
    [
        ([], 0, 0),
        ([LEAD, MIDDLE], 2, 0),
        ([LEAD, "//delegasi (*/AT)"], 1, 0),
        (STUBS, 0, 3),
        ([LEAD, MIDDLE, STUB2, STUB3], 2, 2),
        # One sign alone: fifteen words and an ellipsis, or the newsroom's name.
        ([LEAD, FIFTEEN], 2, 0),
        ([LEAD, "Delegasi.com - Kantor redaksi pindah."], 2, 0),
        ([LEAD, FIFTEEN, MIDDLE, "//delegasi (*/AT)", *STUBS], 3, 3),
        # A sign-off in mid-text, with prose after it, ends nothing.
        ([LEAD, "//delegasi (*/AT)", MIDDLE + " Panjang sekali kalimat ini sampai jauh." * 3], 3, 0),
        # A short post has no ellipsis.
        ([LEAD, "//delegasi (*/AT)", "Delegasi.com - Kantor redaksi pindah.", STUB2], 1, 2),
    ],
)  # fmt: skip
def test_several_signs_together_never_one_alone(paragraphs, body, stubs):
    """Each mixture of parts is taken apart rightly, and an absent part is no error."""
    text = split_paragraphs(paragraphs)
    assert (len(text.body), len(text.stubs)) == (body, stubs)


HEADS = [
    [
        "Kategori: Hukum",
        "Siapa Membakar Kios Itu?",
        "Avatar photo",
        "Ria Lete",
        "12 Mei 2021 09:15",
    ],
    ["Home » Hukum » Kios Terbakar", "Kios Terbakar", "Kios itu habis terbakar. Foto: Ria Lete"],
    ["Kios Terbakar"],
]
TITLES = ["Kanal Belanda Membeku", "Bawang Merah dari Belu", "Perahu Rote Siap Melaut"]
FEET = [
    ["View Non-AMP Version"],
    ["© 2019–2024 Delegasi.com. Semua hak dilindungi.", "Redaksi", "Karier"],
    ["Hak Cipta PT Delegasi Timor 2023", "Kontak"],
    [],
]
BLOCKS = [
    STUBS,
    ["Berita Terbaru", *STUBS],
    [text for pair in zip(TITLES, STUBS, strict=True) for text in pair],
    ["Berita Terbaru", *(text for title, stub in zip(TITLES, STUBS, strict=True)
      for text in ("Ekonomi", title, stub, "3 Mei 2021"))],
]  # fmt: skip


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("signoff", ["//delegasi (*/AT)", "(AT/delegasi)", "(*)", "AT", None])
@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("foot", FEET)
def test_a_whole_page_is_taken_apart(head, signoff, block, foot):
    """Lines above the dateline, among the stubs and below them are in no part."""
    text = split_paragraphs([*head, LEAD, MIDDLE, *filter(None, [signoff]), *block, *foot])
    assert text.body == (LEAD, MIDDLE)
    assert (text.signoff, text.place) == (signoff, "Kupang")
    assert text.stubs == tuple(STUBS)


def test_a_head_without_a_dateline_needs_a_sign():
    """A title alone may be a subhead; one above an author's picture is the page's."""
    assert split_paragraphs(["Kios Terbakar", MIDDLE]).body == ("Kios Terbakar", MIDDLE)
    page = ["Kios Terbakar", "Avatar photo", "Ria Lete", MIDDLE]
    assert split_paragraphs(page).body == (MIDDLE,)


def test_an_excerpt_by_hand_is_known_by_its_neighbours():
    """One that has neither the newsroom's name nor an ellipsis stands where the others have theirs."""
    by_hand = "Ringkasan yang ditulis redaksi"
    stubs = (STUB1, STUB2, by_hand, STUB3)
    titles = [*TITLES, "Kabar dari Pasar"]
    block = [text for pair in zip(titles, stubs, strict=True) for text in pair]
    text = split_paragraphs([LEAD, MIDDLE, *block])
    assert (text.body, text.stubs) == ((LEAD, MIDDLE), stubs)


def test_a_list_that_ends_an_article_stays():
    """Without stubs or a page's foot, lines at the end are the article's."""
    goods = ["Beras", "Jagung", "Garam"]
    assert split_paragraphs([LEAD, MIDDLE, *goods]).body == (LEAD, MIDDLE, *goods)
    assert split_paragraphs([LEAD, *goods, *STUBS]).body == (LEAD, *goods)


def test_an_inline_signoff_leaves_its_sentence():
    """A sign-off after the last sentence is taken off, the sentence stays."""
    text = split_paragraphs([LEAD, "Hasilnya baik.//delegasi(juan pesau)", STUB2])
    assert text.body[-1] == "Hasilnya baik."
    assert text.initials == "juan pesau"
    assert text.stubs == (STUB2,)


@given(st.lists(st.one_of(st.sampled_from([LEAD, MIDDLE, *STUBS, FIFTEEN, *LINES]), st.text())))
def test_nothing_is_lost(paragraphs):
    """Whatever comes in stands in body, sign-off, stubs or beside them, with its rule."""
    text, aside = split_page(paragraphs)
    parts = [*text.body, text.signoff or "", *text.stubs, *(each for each, _ in aside)]
    whole = "".join(map(clean_text, paragraphs))
    assert Counter("".join("".join(parts).split())) == Counter("".join(whole.split()))
    assert all(rule for _, rule in aside)


def split_command(*arguments, given=None):
    """Run `scrapy split`."""
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "split", *arguments],
        cwd=PROJECT, input=given, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_command_prints_exactly_six_keys(tmp_path):
    """`scrapy split` reads a file or standard input and prints the same JSON."""
    path = tmp_path / "page.txt"
    path.write_text("\n".join([LEAD, MIDDLE, "//delegasi (*/AT)", *STUBS]))
    from_file = split_command(str(path))
    from_input = split_command("-", given=path.read_text())
    assert from_file.stdout == from_input.stdout
    record = json.load(io.StringIO(from_file.stdout))
    assert list(record) == ["body", "signoff", "initials", "dateline", "place", "stubs"]
    assert record["stubs"] == STUBS


def test_the_command_takes_an_empty_file(tmp_path):
    """Nothing in gives empty parts, not an error."""
    path = tmp_path / "empty.txt"
    path.write_text("")
    assert json.loads(split_command(str(path)).stdout) == {
        "body": [], "signoff": None, "initials": None, "dateline": None, "place": None, "stubs": [],
    }  # fmt: skip


@pytest.mark.parametrize(("arguments", "code"), [(("/nowhere",), 1), ((), 2), (("--x",), 2)])
def test_the_command_says_what_is_wrong(arguments, code):
    """An unreadable file exits 1, a wrong use 2, each with a sentence."""
    ended = split_command(*arguments)
    assert ended.returncode == code
    assert "Traceback" not in ended.stderr
    assert ended.stderr.strip()
