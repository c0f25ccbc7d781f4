"""Texts that other pages of the site carry word for word, where they stand around an article."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from delegasi_scraper.text.lines import is_line
from delegasi_scraper.text.witness import is_mark

_WORD = re.compile(r"[^\W\d_]{3}")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def without_digits(text: str) -> str:
    """Return a text with a hash for each number: what a counter prints, whatever it counts.

    >>> without_digits("Dibaca 1.204 kali, 5 menit lalu")
    'Dibaca # kali, # menit lalu'
    """
    return _DIGITS.sub("#", text)


def find_volatile(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    """Return the lines that differ between two looks minutes apart, without their digits.

    Sentences are none: an editor may have changed one just then.
    """
    return tuple(
        dict.fromkeys(
            without_digits(text)
            for one, other in ((first, second), (second, first))
            for text in one
            if text not in other and is_line(text) and not is_mark(text) and _WORD.search(text)
        )
    )


def find_repeated(
    paragraphs: Sequence[str], texts: Collection[str], volatile: Collection[str] = ()
) -> list[int]:
    """Return which paragraphs are the site's: known, no sentence, and not between sentences.

    Repetition alone is no sign: serial pieces repeat sentences, subheads and sign-offs. What is
    known to differ minutes apart is ``volatile``, with a hash for each number
    (:func:`without_digits`), and the site's wherever it stands.

    >>> find_repeated(["Warga panen.", "Kronologi", "Hasil naik.", "Kirim kabar"], {"Kirim kabar"})
    [3]
    >>> find_repeated(["Warga panen.", "7 suka", "Hasil naik."], (), {"# suka"})
    [1]
    """
    if not texts and not volatile:
        return []
    prose = [number for number, text in enumerate(paragraphs) if not is_line(text)]
    first, last = (prose[0], prose[-1]) if prose else (0, len(paragraphs))
    return [
        number
        for number, text in enumerate(paragraphs)
        if (without_digits(text) in volatile or (text in texts and not first <= number <= last))
        and is_line(text)
        and not is_mark(text)
    ]
