"""A word diff tells both texts whole, names little where little changed, and ends."""

import time

from hypothesis import given
from hypothesis import strategies as st

from archive.website.article.word_diff import Part, word_diff

WORDS = st.text(alphabet="ab \n", max_size=60)


def words(diff, *kinds):
    """Return the words of some kinds, in order."""
    return [
        word
        for paragraph in diff
        for part in paragraph
        if part.kind in kinds
        for word in part.text.split()
    ]


@given(WORDS, WORDS)
def test_both_texts_are_there(old, new):
    """What stayed and what was removed is the old text, what stayed and what was added the new."""
    diff = word_diff(old, new)
    assert words(diff, "same", "removed") == old.split()
    assert words(diff, "same", "added") == new.split()


@given(WORDS)
def test_a_text_against_itself(text):
    """Nothing changed, and paragraphs are as they were."""
    told = [" ".join(part.text for part in paragraph) for paragraph in word_diff(text, text)]
    assert told == [" ".join(each.split()) for each in text.split("\n\n") if each.split()]
    assert words(word_diff(text, text), "added", "removed") == []


def test_a_paragraph_in_front():
    """The ones that follow are the same, each by itself."""
    assert word_diff("Satu dua.\n\nTiga.", "Nol.\n\nSatu dua.\n\nTiga.") == [
        [Part("added", "Nol.")],
        [Part("same", "Satu dua.")],
        [Part("same", "Tiga.")],
    ]
    assert word_diff("Nol.\n\nSatu.", "Satu.") == [
        [Part("removed", "Nol.")],
        [Part("same", "Satu.")],
    ]


def test_a_paragraph_that_was_divided():
    """A break is white space: no word changed."""
    assert words(word_diff("Satu dua. Tiga empat.", "Satu dua.\n\nTiga empat."), "added") == []


def test_a_long_text_with_few_edits():
    """Of 60,000 words, the three that changed are named."""
    old = [f"Kata {number} dari {number % 9} hari." for number in range(12_000)]
    new = list(old)
    for place in (5, 6_000, 11_999):
        new[place] = new[place].replace("Kata", "Ucapan")
    diff = word_diff("\n\n".join(old), "\n\n".join(new))
    assert words(diff, "removed") == ["Kata"] * 3
    assert words(diff, "added") == ["Ucapan"] * 3


def test_long_texts_that_share_words_only_by_chance():
    """What would take minutes to compare is shown whole; the paragraph before it is the same."""
    old, new = (f"Awal.\n\n{word * 60_000}" for word in ("a b ", "b a a "))
    began = time.process_time()
    diff = word_diff(old, new)
    assert time.process_time() - began < 5
    assert diff[0] == [Part("same", "Awal.")]
    assert [[part.kind for part in each] for each in diff[1:]] == [["removed"], ["added"]]
