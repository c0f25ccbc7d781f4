"""What an intruder posts is suspected; what a newsroom prints about gambling is not."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.rows import ArticleRow
from delegasi_scraper.pipelines.intruders.advertising import CALLS, NAMES, wording_of
from delegasi_scraper.pipelines.intruders.suspicion import History, suspicion, wording_and_language
from tests.replica.intruder import english, indonesian, other_letters

PIECES = [
    piece
    for file in sorted((Path(__file__).parents[2] / "gambling_news").glob("*.json"))
    for piece in json.loads(file.read_text(encoding="utf-8"))
]
SPAM = [*indonesian(), *english(), *other_letters()]
NEWS = "Warga Kupang memanen jagung di ladang, dan hasilnya dijual ke pasar pada pagi hari."
GROWN = History(articles=100, author=False, category=False, signed=0.95, recent=[NEWS] * 100)
SPAMMED = ArticleRow(
    slug="x", url="https://delegasi.com/x", extractor="x/1", record="{}", rank=3,
    title="Link Alternatif Naga777, Slot Gacor Hari Ini", author="adm1n",
    categories=(("Promo", "promo"),),
    body="Daftar sekarang di situs slot Naga777 yang gampang menang, klaim bonus dan raih maxwin.",
)  # fmt: skip
ENGLISH = replace(
    SPAMMED, title="Ferry to Lembata Runs Again", author="Redaksi",
    dateline="LEMBATA, DELEGASI.COM–",
    body="The ferry is back on the water and the people who were waiting for it are at sea again"
    " with their goods, as the harbour master had told them that it would be.",
)  # fmt: skip


def of(row, history=GROWN):
    """Return why a post is suspected in an archive."""
    odd = wording_and_language(row)
    return suspicion(row, *odd, history) if odd else None


def spammed(spam):
    """Return an intruder's post as the archive reads it."""
    return replace(
        SPAMMED, title=spam.title, author=spam.author, body="\n\n".join(spam.paragraphs),
        categories=((spam.category, spam.category.lower()),),
    )  # fmt: skip


@pytest.mark.parametrize("spam", SPAM, ids=lambda spam: spam.slug)
def test_spam_by_an_unknown_author_in_an_unknown_section_is_suspected(spam):
    """Slots in Indonesian, casinos in English, shops and bets in Thai, Chinese and Japanese."""
    assert of(spammed(spam))


@pytest.mark.parametrize("spam", indonesian() + english(), ids=lambda spam: spam.slug)
def test_spam_by_a_stolen_account_is_suspected(spam):
    """A known author and section do not save an advertisement without the newsroom's marks."""
    assert of(spammed(spam), replace(GROWN, author=True, category=True))


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece["title"][:40])
def test_news_about_gambling_is_not_suspected(piece):
    """Not even by a new author in a new section, with no mark of the newsroom."""
    row = replace(
        SPAMMED, title=piece["title"], author=piece["author"], body="\n\n".join(piece["body"])
    )
    known = piece.get("kind") == "written in English"
    assert of(row, replace(GROWN, author=known, category=known)) is None
    assert of(row, replace(GROWN, articles=10)) is None


def test_the_reason_is_in_words():
    """Whoever reads it knows what was foreign, and what was named."""
    assert of(SPAMMED) == (
        "in the unknown category Promo, by the unknown author adm1n, without dateline and sign-off;"
        " names daftar sekarang, link alternatif, gacor hari ini, situs slot, slot gacor"
    )


def test_an_english_piece_alone_is_not_suspected():
    """A new language, a new author or a new section is one sign; two are no proof either."""
    for known in (
        {"author": True, "category": True},
        {"author": True},
        {"category": True},
    ):
        assert of(ENGLISH, replace(GROWN, **known)) is None
    assert of(replace(ENGLISH, dateline=None)) == (
        "in English, in the unknown category Promo, by the unknown author adm1n,"
        " without dateline and sign-off"
    ).replace("adm1n", "Redaksi")


def test_a_language_that_the_newsroom_prints_is_not_foreign():
    """Three English pieces among the last hundred are a habit."""
    recent = [*[NEWS] * 97, *[ENGLISH.body] * 3]
    assert of(replace(ENGLISH, dateline=None), replace(GROWN, recent=recent)) is None


def test_a_young_archive_suspects_advertisements_only():
    """Everything is new to an archive of a few articles."""
    young = replace(GROWN, articles=49, recent=[NEWS] * 49)
    assert of(replace(ENGLISH, dateline=None), young) is None
    assert of(SPAMMED, young)


def test_what_is_not_printed_is_no_sign():
    """A page that names neither author nor category is a poor page, and no intruder's for it."""
    bare = replace(ENGLISH, author=None, categories=(), dateline=None)
    assert of(bare) is None


def test_what_is_quoted_is_not_said():
    """News cites what advertisements say."""
    cited = wording_of("Slot", 'Di layar tertulis “daftar sekarang, klaim bonus” dan "slot gacor".')
    assert (cited.names, cited.calls) == (("slot",), ())


@given(st.sets(st.sampled_from(CALLS)), st.sets(st.sampled_from(NAMES)))
def test_every_phrase_in_the_text_is_found(calls, names):
    """White space, case and punctuation do not hide a phrase."""
    text = "; ".join(phrase.upper().replace(" ", " \n") for phrase in [*calls, *names])
    found = wording_of(None, text)
    assert calls <= set(found.calls)
    assert names <= set(found.names)
