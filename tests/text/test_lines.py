"""What a line is by its shape."""

import pytest

from delegasi_scraper.text.lines import is_cut, is_line, is_stub


def words(count, end=""):
    """Return so many words."""
    return " ".join(["kata"] * count) + end


@pytest.mark.parametrize(
    "end", [".", "!", "?", "…", ",", ";", "”", '"', "’", ".)", ".]", "!”", "?’", '."']
)
def test_a_sentence_ends_with_a_sign(end):
    """Whatever closes after it; in its midst, a sign ends nothing."""
    assert not is_line(f"Ia menolak{end}")
    assert is_line(f"Ia menolak{end} kemarin")


@pytest.mark.parametrize("text", ["Harga (baru)", "Pasal 5]", words(25)])
def test_a_line_ends_with_none(text):
    """A bracket alone ends no sentence."""
    assert is_line(text)


def test_a_long_text_is_prose_without_a_sign():
    """One word more than a title ever has."""
    assert not is_line(words(26))


@pytest.mark.parametrize(("count", "cut"), [(14, False), (15, True), (17, True), (18, False)])
@pytest.mark.parametrize("end", ["…", "..."])
def test_an_excerpt_has_fifteen_words_to_seventeen(count, cut, end):
    """Two pairs of words may be joined by a non-breaking space."""
    assert is_cut(words(count, end)) is cut
    assert not is_cut(words(count))


@pytest.mark.parametrize(
    ("text", "stub"),
    [
        (words(3, "…"), True),
        (words(17, "..."), True),
        (words(18, "…"), False),
        ("Delegasi.com - Petani memanen", True),
        ("Kupang, Delegasi.net – Petani memanen", True),
        (f"Delegasi.com - {words(15)}", True),
        (f"Delegasi.com - {words(16)}", False),
        (words(3, "."), False),
    ],
)
def test_a_stub_begins_with_the_newsroom_or_ends_cut(text, stub):
    """And is no longer than an excerpt."""
    assert is_stub(text) is stub
