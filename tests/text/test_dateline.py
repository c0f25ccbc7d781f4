"""Datelines in every spelling that was seen on the site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegasi_scraper.newsroom import GAZETTEER
from delegasi_scraper.text.dateline import find_dateline, lead_of, parse_dateline
from delegasi_scraper.text.places import find_place


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        ("KUPANG, DELEGASI.COM–", "Kupang"),
        ("KUPANG, DELEGASI.COM- ", "Kupang"),
        ("KUPANG, Delegasi.Com – ", "Kupang"),
        ("Kupang, Delegasi.com- ", "Kupang"),
        ("LARANTUKA, DELEGASI.COM –", "Larantuka"),
        ("SoE, Delegasi.com – ", "SoE"),
        ("Labuan Bajo, Delegasi.Com – ", "Labuan Bajo"),
        ("Delegasi.com – ", None),
        ("SOE, TTS, NTT, DELEGASI.COM – ", "SoE"),
        ("Kefamenanu (Kab. TTU) | Delegasi.net: ", "Kefamenanu"),
        ("LEWOLEBA/DELEGASI.COM –", "Lewoleba"),
        ("(Bajawa) – Delegasi.com –", "Bajawa"),
        ("KUPANG (DELEGASI.COM) –", "Kupang"),
        ("MAUMERE DELEGASI.COM –", "Maumere"),
        ("waingapu, delegasi.com –", "Waingapu"),
        ("DELEGASI.COM, SOE, TTS –", "SoE"),
        ("Delegasi. Net (Niki-Niki), –", "Niki-Niki"),
        ("Delegasi.com – Ruteng – ", "Ruteng"),
        ("DELEGASI.COM/BA’A: ", "Ba'a"),
        ("DELEGASI.COM | Oesapa | ", "Oesapa"),
        ("DELEGASI.COM | ", None),
    ],
)
def test_each_spelling_is_read(printed, place):
    """The dateline stands as printed, the place in one spelling, the lead without it."""
    dateline = parse_dateline(printed + "Warga menanam pohon.")
    assert dateline.printed == printed.strip()
    assert dateline.lead == "Warga menanam pohon."
    named = dateline.place_printed
    assert (find_place(named).name if named else None) == place


@pytest.mark.parametrize(
    "paragraph",
    [
        "Belgia adalah negara yang kaya.",
        "Delegasi.com menerima surat itu kemarin.",
        "“Kami senang,” ujarnya kepada Delegasi.com – kemarin.",
        "Delegasi.com: Mengapa Bapak maju lagi?",
        "Wartawan Delegasi.com – yang hadir sejak pagi – dilarang masuk.",
        "Delegasi.com, kata lurah itu – seraya tertawa – selalu datang terlambat.",
        "Di Ruteng – kota yang dingin – Delegasi.com membuka kantor.",
        "KUPANG dan SoE – dua kota itu – sepi.",
        "Menurut warga itu, Delegasi.com – bukan media lain – yang datang.",
        "",
    ],
)
def test_a_sentence_is_no_dateline(paragraph):
    """The newsroom's name in a sentence is no dateline."""
    assert parse_dateline(paragraph) is None


def test_a_paragraph_of_its_own_is_no_lead():
    """A dateline that stands alone is not the lead, nor is a kicker before it."""
    paragraphs = ["Hukum dan Kriminal", "RUTENG, DELEGASI.COM", "Warga menanam pohon.", "Pagi."]
    number, dateline = find_dateline(paragraphs)
    assert (number, dateline.printed, dateline.lead) == (1, "RUTENG, DELEGASI.COM", "")
    assert lead_of(paragraphs) == "Warga menanam pohon."
    assert lead_of(paragraphs[:2]) is None


def test_no_prose_stands_before_a_dateline():
    """A place in the middle of an article is none, and the lead is the first paragraph."""
    paragraphs = ["Warga menanam pohon.", "KUPANG, DELEGASI.COM – Siang itu panas."]
    assert find_dateline(paragraphs) is None
    assert lead_of(paragraphs) == paragraphs[0]


def test_what_stands_beside_an_unknown_town_is_its_regency():
    """A village is not in the gazetteer; the regency printed with it is."""
    dateline = parse_dateline("WAIRIANG (LEMBATA), DELEGASI.COM – Warga menanam pohon.")
    assert find_place(dateline.place_printed, dateline.beside).regency == "Lembata"
    assert find_place("Tarus", "Kab. Kupang").regency == "Kabupaten Kupang"


@given(st.sampled_from([name for names in GAZETTEER.values() for name in names]), st.booleans())
def test_spellings_of_a_place_are_one(name, upper):
    """A place is one place in capitals and in small letters."""
    assert find_place(name.upper() if upper else name.lower()) == find_place(name)


def test_the_gazetteer_has_all_regencies():
    """NTT has 22 regencies, the city of Kupang among them."""
    assert len(GAZETTEER) == 22


def test_an_unknown_place_stays_as_printed():
    """A place outside NTT is kept, without a regency."""
    assert find_place("Jakarta").regency is None
