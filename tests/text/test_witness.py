"""What REST states of a text, beside what its page prints."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegasi_scraper.items import Stamp
from delegasi_scraper.newsroom import WITA
from delegasi_scraper.statements import Stated
from delegasi_scraper.text.witness import compare_texts, is_witness

MORNING = datetime(2024, 3, 3, 8, 0, tzinfo=WITA)
HOUR = timedelta(hours=1)
STAMPS = (
    Stamp("published", "front-time", MORNING.isoformat()),
    Stamp("modified", "front-time", (MORNING + HOUR).isoformat()),
)
POST = (
    "Kupang, Delegasi.com – Warga Oesapa meronda bergantian sejak pekan lalu, kata ketua RT.",
    "Jadwal Ronda",
    "“Kami berjaga sampai subuh,” ujar Marta Nubatonis di pos jaga yang baru dicat warga.",
    "Polisi menyebut angka pencurian turun separuh dalam sebulan.",
    "//delegasi (AT)",
)


def stated(*paragraphs, after=1):
    """Return what REST states of the post, modified hours after the morning."""
    return Stated(
        source="rest", seen_at="2024-03-04T00:00:00+00:00", paragraphs=paragraphs,
        published_at=MORNING, modified_at=MORNING + after * HOUR,
    )  # fmt: skip


def compared(*paragraphs, post=POST, elsewhere=(), after=1):
    """Compare a page of one part with a post."""
    return compare_texts((paragraphs,), stated(*post, after=after), elsewhere, STAMPS)


@pytest.mark.parametrize(
    "insert", ["Dilihat: 1.204", "3 menit membaca", "Ramai Dibicarakan", "Jembatan Desa Rusak Lagi"]
)
def test_what_is_no_prose_and_not_in_the_post_is_an_insert(insert):
    """A label that the post lacks goes, wherever it stands, and is kept by name."""
    found = compared(POST[0], insert, *POST[1:])
    assert found.pages == (POST,)
    assert found.inserts == (insert,)
    assert found.differences.only_on_page == found.differences.not_on_page == ()


@pytest.mark.parametrize(
    "prose",
    [
        "Ia menolak.",
        "Ikuti kami di saluran WhatsApp agar tidak ketinggalan kabar!",
        "“Tidak benar”",
        " ".join(["kata"] * 26),
    ],
)
def test_prose_that_only_the_page_has_is_listed_and_stays(prose):
    """A sentence is never cut, however short it is and whatever the post says."""
    found = compared(*POST[:3], prose, *POST[3:])
    assert found.pages == ((*POST[:3], prose, *POST[3:]),)
    assert found.differences.only_on_page == (prose,)


def test_prose_that_the_article_lacks_is_listed():
    """What of the post stands nowhere on the page is listed; a caption is somewhere."""
    assert compared(*POST[:2], *POST[3:]).differences.not_on_page == (POST[2],)
    assert compared(*POST[:2], *POST[3:], elsewhere=POST[2:3]).differences.not_on_page == ()


def test_a_page_older_than_the_post_lacks_nothing():
    """A cache's page from before an edit is no fault of the extractor's."""
    assert compared(*POST[:2], *POST[3:], after=2).differences.not_on_page == ()


def test_paragraphs_may_be_divided_otherwise():
    """Two paragraphs run together, or one divided, are the same words; dashes and quotes too."""
    run_on = f"{POST[1]} {POST[2]}".replace("“", '"').replace("”", '"')
    found = compared(POST[0].replace("–", "-"), run_on, *POST[3:])
    assert found.inserts == found.differences.only_on_page == found.differences.not_on_page == ()


@pytest.mark.parametrize("mark", ["***", "//delegasi (BBO)", "Kupang, Delegasi.com –"])
def test_sign_off_and_dateline_stay(mark):
    """What a theme prints from a field of its own is the article's all the same."""
    assert compared(*POST, mark).inserts == ()


def test_an_excerpt_cuts_nothing():
    """Where the post gives only its beginning, as behind a paywall, labels on the page stay."""
    found = compared(*POST, post=POST[:1])
    assert found.pages == (POST,)
    assert found.inserts == ()
    assert found.differences.only_on_page == POST[2:4]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (None, False),
        (stated(*POST), True),
        (stated(*POST, after=0), False),
        (stated(), False),
        (Stated(source="rest", seen_at="", paragraphs=POST), False),
    ],
)
def test_an_older_or_empty_post_is_no_witness(said, expected):
    """A post is compared only where it has a text, and is not older than its page."""
    assert is_witness(said, STAMPS) is expected


@given(st.lists(st.text(), max_size=8), st.lists(st.text(), max_size=8))
def test_no_paragraph_is_lost(page, post):
    """Paragraphs stay or are inserts, in order; none that the post has is an insert."""
    found = compared(*page, post=post)
    left = list(found.inserts)
    for text in page:
        if text in found.pages[0]:
            assert text not in found.inserts
        else:
            left.remove(text)
            assert text not in post
    assert left == []
