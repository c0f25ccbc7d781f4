"""Characters that nobody sees go, those that make one sign of several stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegasi_scraper.text.clean import clean_text

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@pytest.mark.parametrize(
    "invisible",
    ["\u00ad", "\u061c", "\u180e", "\u200b", "\u200d", "\u2066", "\u2069", "\u206a", "\u206f",
     "\ufffc", "\ufeff", "\U000e0001", "\U000e0041\U000e007f"],
)  # fmt: skip
def test_what_is_invisible_goes_wherever_it_stands(invisible):
    """At either end, within a word, beside a blank, between a letter and an emoji."""
    assert clean_text(f"{invisible}pa{invisible}sar {invisible} ramai{invisible}") == "pasar ramai"
    assert clean_text(f"ramai{invisible}\U0001f468") == "ramai\U0001f468"
    assert clean_text(f"\U0001f468{invisible}ramai") == "\U0001f468ramai"


@pytest.mark.parametrize(
    "emoji",
    [
        FAMILY,
        SCOTLAND,
        "\U0001f469\U0001f3fd\u200d\u2695\ufe0f",
        "\u2764\ufe0f\u200d\U0001f525",
        "\U0001f3f3\ufe0f\u200d\U0001f308",
    ],
)
def test_an_emoji_of_several_stays_one(emoji):
    """Families, trades with a colour of skin, hearts on fire, flags; two beside are two."""
    assert clean_text(f"Selamat\u200b{emoji}{emoji} semua") == f"Selamat{emoji}{emoji} semua"


@given(st.text(alphabet=st.sampled_from(f"a \u200b\u2066\u00ad\U000e0041{FAMILY}{SCOTLAND}")))
def test_cleaning_again_changes_nothing(text):
    """Whatever stands beside what goes."""
    assert clean_text(clean_text(text)) == clean_text(text)
