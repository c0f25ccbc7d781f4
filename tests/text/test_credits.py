"""Credits: which lines they are, whom they name, and what only looks like one."""

import pytest

from delegasi_scraper.text.credits import find_credit_lines, parse_credit_line

PROSE = "Lurah Lontar membuka pasar itu kemarin pagi bersama semua pedagang ikan."


def named(text, links=None):
    """Return roles and name of each credit of a line."""
    return [(*credit.roles, credit.name) for credit in parse_credit_line(text, links)]


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("Penulis: Ria Lete", [("author", "Ria Lete")]),
        ("PENULIS :RIA LETE", [("author", "RIA LETE")]),
        ("Pewarta : Ria Lete, Tomi Bala", [("author", "Ria Lete, Tomi Bala")]),
        ("Laporan Wartawan Delegasi.com: Ria Lete", [("author", "Ria Lete")]),
        ("Laporan : bbo", [("author", "bbo")]),
        ("Kontributor Alor: Ria de Rosari", [("author", "Ria de Rosari")]),
        ("Redaktur Pelaksana: Tomi Bala, S.Pd.", [("editor", "Tomi Bala, S.Pd.")]),
        ("Penulis/Editor: Ria Lete", [("author", "editor", "Ria Lete")]),
        ("Reporter dan Editor: Ria Lete", [("author", "editor", "Ria Lete")]),
        ("Reporter: Ria Lete | Editor: Tomi", [("author", "Ria Lete"), ("editor", "Tomi")]),
        ("[Reporter: Ria • Redaktur: Tomi]", [("author", "Ria"), ("editor", "Tomi")]),
        ("Reporter: Ria (RL)/Editor: Tomi", [("author", "Ria (RL)"), ("editor", "Tomi")]),
        ("Penulis: RiaEditor: Tomi", [("author", "Ria"), ("editor", "Tomi")]),
        ("Foto: Adi; Editor: Tomi Bala", [("Adi",), ("editor", "Tomi Bala")]),
        ("Sumber: rilis Kejaksaan Tinggi NTT", [("source", "rilis Kejaksaan Tinggi NTT")]),
        ("Sumber Tulisan: Pos Kupang", [("source", "Pos Kupang")]),
    ],
)
def test_line_names_whom_it_credits(line, credits):
    """Labels as newsrooms write them, one or two on a line, with or without brackets."""
    assert named(line) == credits


@pytest.mark.parametrize(
    "line",
    [
        "Penulis: apa yang Bapak harapkan dari pasar ini?",
        "Reporter: Terima kasih atas waktunya.",
        "Sumber: mata air itu kering. Warga lalu membeli air dari truk tangki.",
        "Sumber air di desa itu: dua sumur.",
        "Sumber Dana: APBD Kabupaten",
        "Laporan Keuangan: Bank NTT",
        "Laporan itu ditulis oleh: Ria Lete",
        "Editor yang baik, kata Ria, membaca dua kali: dengan mata dan telinga.",
        "Penulisan: Ria Lete",
        "Foto: Adi Lete",
        "https://editor: 8080",
        "Kata lurah, penulis: Ria Lete",
    ],
)
def test_line_of_prose_credits_nobody(line):
    """A label with a sentence behind it, or a word that only begins like one, stays in the text."""
    assert parse_credit_line(line) == []


@pytest.mark.parametrize(
    ("line", "links", "words", "url"),
    [
        ("Sumber: Antara", {"Antara": "https://antara.example/1"}, "Antara", "https://antara.example/1"),
        ("Sumber: https://antara.example/?p=1", {}, None, "https://antara.example/?p=1"),
        ("Sumber: Antara (https://antara.example/1)", {}, "Antara", "https://antara.example/1"),
        ("Sumber: Antara – https://antara.example/1", {}, "Antara", "https://antara.example/1"),
        ("Sumber: Antara", {"Lain": "https://lain.example/"}, "Antara", None),
        ("Editor: Tomi | Sumber: Antara", {"Tomi": "https://tomi.example/"}, "Antara", None),
    ],
)  # fmt: skip
def test_source_keeps_words_and_address(line, links, words, url):
    """The address is the link's or stands there; words that are nothing but it are none."""
    source = parse_credit_line(line, links)[-1]
    assert (source.name, source.url) == (words, url)


@pytest.mark.parametrize(
    ("paragraphs", "taken"),
    [
        ([PROSE, "Penulis: Ria Lete", "Editor: Tomi Bala"], [1, 2]),
        (["Laporan: Ria Lete", PROSE], [0]),
        ([PROSE, "Editor: Tomi Bala", "Catatan redaksi: nama korban kami samarkan di sini."], [1]),
        ([PROSE, "Editor: Tomi Bala", f"Ikuti kami. {PROSE}"], [1]),
        ([PROSE, "Sumber: BPS NTT", PROSE], []),
        ([PROSE, "Editor: Tomi Bala", *[PROSE] * 5], []),
        ([PROSE, "Judul: Laut", "Penulis: Ria Lete", "Penerbit: Obor"], []),
        ([PROSE, "Penulis: Ria Lete", "Editor: Tomi Bala", "Penerbit: Obor"], []),
        ([PROSE, "Bupati: Sudah.", "Wartawan: Kapan?", "Bupati: Besok.", "Wartawan: Baik"], []),
        ([PROSE, "Dibaca: 1.204", "Editor: Tomi Bala"], [2]),
    ],
)
def test_lines_of_credits_stand_around_the_prose(paragraphs, taken):
    """Position and neighbours agree: a book's data, an interview, a table's source are text."""
    assert list(find_credit_lines(paragraphs)) == taken
