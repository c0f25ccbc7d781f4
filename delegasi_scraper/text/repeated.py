"""Texts that other pages of the site carry word for word, where they stand around an article."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from delegasi_scraper.text.lines import is_line
from delegasi_scraper.text.witness import is_mark


def find_repeated(paragraphs: Sequence[str], texts: Collection[str]) -> list[int]:
    """Return which paragraphs are the site's: known, no sentence, and not between sentences.

    Repetition alone is no sign: serial pieces repeat sentences, subheads and sign-offs.

    >>> find_repeated(["Warga panen.", "Kronologi", "Hasil naik.", "Kirim kabar"], {"Kirim kabar"})
    [3]
    """
    if not texts:
        return []
    prose = [number for number, text in enumerate(paragraphs) if not is_line(text)]
    first, last = (prose[0], prose[-1]) if prose else (0, len(paragraphs))
    return [
        number
        for number, text in enumerate(paragraphs)
        if text in texts and is_line(text) and not is_mark(text) and not first <= number <= last
    ]
