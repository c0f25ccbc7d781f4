"""Datelines in every spelling that was seen on the site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegasi_scraper.newsroom import GAZETTEER
from delegasi_scraper.text.dateline import parse_dateline
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
        "",
    ],
)
def test_a_sentence_is_no_dateline(paragraph):
    """The newsroom's name in a sentence is no dateline."""
    assert parse_dateline(paragraph) is None


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
