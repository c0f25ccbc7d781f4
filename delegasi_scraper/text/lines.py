"""What a line of a page is by its shape: a sentence, a mere line, an excerpt cut short."""

import re

from delegasi_scraper.newsroom import STUB_START

STUB_WORDS = 15
#: A longer text is prose, even without a full stop: a list item, a verse, a heading run on.
LONGEST_LINE = 25

_SENTENCE_END = re.compile(r"[.!?…,;”\"’][)\]”\"’]?$")


def is_line(text: str) -> bool:
    """Say whether a text is no sentence: a title, a label; where in doubt it is one.

    >>> [is_line(text) for text in ("Ia menolak.", "Dilihat: 120", "“Kami siap,” ujarnya")]
    [False, True, True]
    """
    return len(text.split()) <= LONGEST_LINE and not _SENTENCE_END.search(text)


def is_cut(text: str) -> bool:
    """Say whether a text has the shape that WordPress's excerpts have.

    A non-breaking space joins two words in WordPress's count, so up to 17 may stand there.

    >>> is_cut(" ".join(["kata"] * 15) + "…"), is_cut(" ".join(["kata"] * 14) + "…")
    (True, False)
    """
    words = text.split()
    return text.endswith(("…", "...")) and STUB_WORDS <= len(words) <= STUB_WORDS + 2


def is_stub(text: str) -> bool:
    """Say whether a text is a stub where its place is a sign already; a short post is not cut."""
    short = len(text.split()) <= STUB_WORDS + 2
    return short and (STUB_START.match(text) is not None or text.endswith(("…", "...")))
