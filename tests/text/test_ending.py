"""Sign-offs of every form, what may follow them, and what only looks like one."""

import pytest

from delegasi_scraper.text.ending import find_ending

FIRST = "Warga kota menanam pohon di sepanjang jalan utama."
LAST = "Anak sekolah ikut menyiram setiap sore."
NAMED = [
    ("//delegasi (*/AT)", "*/AT"),
    ("//delegasi(maria lake)", "maria lake"),
    ("// Delegasi.net (RL)", "RL"),
    ("//delegasi – RL", "RL"),
    ("//Delegasi.com — maria", "maria"),
    ("//delegasi/RL/*", "RL/*"),
    ("///delegasi//rl", "rl"),
    ("//delegasi", None),
    ("//DELEGASI.COM", None),
    ("(Delegasi/RL)", "RL"),
    ("(delegasi.com-maria lake)", "maria lake"),
    ("( RL / Delegasi )", "RL"),
    ("[rl-bt/delegasi.net]", "rl-bt"),
    ("*(delegasi/rl)", "rl"),
]
BARE = [
    ("(*)", None),
    ("(**)", None),
    ("***", None),
    ("(RL)", "RL"),
    ("[rl/*]", "rl/*"),
    ("*(RL)", "RL"),
    ("(Maria Lake)", "Maria Lake"),
    ("(Redaksi)", "Redaksi"),
    ("(R.L.)", "R.L"),
    ("(maria)", "maria"),
]
LETTERS = [
    ("RL", "RL"),
    ("R.L.", "R.L"),
    ("rl/bt", "rl/bt"),
    ("*/rl", "rl"),
    ("**RL**", "RL"),
    ("– RL", "RL"),
    ("delegasi/rl", "rl"),
    ("RL/Delegasi.com", "RL"),
]
FOLLOWING = [
    "Editor: Tomi Bala",
    "Redaktur Pelaksana : Tomi Bala",
    "//Foto: Maria Lake",
    "(Foto: dok. Maria Lake)",
    "https://www.delegasi.com/",
    "delegasi.com",
    "Ikuti kami di kanal WhatsApp Delegasi.com",
    "Baca berita lain dari kami dengan mengikuti Google News.",
]
NOTES = [
    "Catatan redaksi: nama jalan itu diperbaiki pada Senin.",
    "(Ralat: dalam berita sebelumnya tertulis Kamis. Yang benar Jumat.)",
    "Redaksi memperbaiki angka dalam berita ini pada Senin siang.",
    "Berita ini telah diperbarui setelah lurah menjawab.",
]
PROSE = [
    "(Jumlah itu belum termasuk pohon di pulau.)",
    "[Menurut aturan, pohon itu milik kota.]",
    "(Bersambung)",
    "(Lihat foto)",
    "(14/12/21)",
    "Ketua Badan Permusyawaratan Desa (BPD)",
    "Selengkapnya di https://delegasi.com",
    "Selengkapnya di https://delegasi.com/rl",
    "Surat itu dikirim ke delegasi.com/RL.",
    "Ia berkata kepada wartawan Delegasi – dan pergi.",
    "Pohon asam di halaman kantor camat (Delegasi.com/RL)",
    "Harganya 12.000",
]


@pytest.mark.parametrize(("mark", "initials"), [*NAMED, *BARE, *LETTERS])
def test_a_mark_of_its_own_ends_the_article(mark, initials):
    """It stands as printed, what stands in it beside it, and the body ends before it."""
    ending = find_ending([FIRST, LAST, mark])
    assert ending.body == (FIRST, LAST)
    assert (ending.signed.printed, ending.signed.initials) == (mark, initials)


@pytest.mark.parametrize(("mark", "initials"), [*NAMED, *BARE])
@pytest.mark.parametrize("between", ["", " "])
def test_a_mark_behind_a_sentence_leaves_it(mark, initials, between):
    """A sign-off after the last sentence is taken off, the sentence stays."""
    ending = find_ending([FIRST, f"{LAST}{between}{mark}"])
    assert ending.body == (FIRST, LAST)
    assert (ending.signed.printed, ending.signed.initials) == (mark, initials)


@pytest.mark.parametrize("following", FOLLOWING)
@pytest.mark.parametrize(("mark", "initials"), [NAMED[0], NAMED[9], BARE[0], BARE[2], LETTERS[0]])
def test_what_follows_a_mark_is_kept_beside_the_text(mark, initials, following):
    """Editor, photo credit, address and prompt are neither body nor lost."""
    ending = find_ending([FIRST, LAST, mark, following])
    assert ending.body == (FIRST, LAST)
    assert ending.signed.initials == initials
    assert [text for text, _ in ending.aside] == [following]


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("mark", ["//delegasi (*/AT)", "(*)", "***", "RL"])
def test_an_editorial_note_stays_last(mark, note):
    """A correction is the article's, though the sign-off stands before it."""
    ending = find_ending([FIRST, LAST, mark, note, FOLLOWING[0]])
    assert ending.body == (FIRST, LAST, note)
    assert ending.signed.printed == mark


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_no_mark(text):
    """A bracketed sentence, an address, an abbreviation or a caption ends the body, whole."""
    ending = find_ending([FIRST, LAST, text])
    assert (ending.body, ending.signed) == ((FIRST, LAST, text), None)


@pytest.mark.parametrize("mark", [mark for mark, _ in [*NAMED, *BARE, *LETTERS]])
def test_a_mark_before_prose_ends_nothing(mark):
    """Stars divide an article, initials stand in a list: the text goes on."""
    texts = (FIRST, mark, LAST)
    ending = find_ending(texts)
    assert (ending.body, ending.signed) == (texts, None)


@pytest.mark.parametrize("texts", [("Yang hadir:", "PKB", "PAN"), ("PKB", "PAN"), ("PAN",)])
def test_the_last_entry_of_a_list_is_no_initials(texts):
    """Capitals alone are a sign-off only behind prose."""
    assert find_ending(texts).body == texts


def test_stars_before_lines_divide_a_text():
    """A poem has no full stops: what follows stars may be its last stanza."""
    texts = (FIRST, "***", "di bukit itu", "angin menyebut namamu")
    assert find_ending(texts).body == texts
