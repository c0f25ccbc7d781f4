"""What stands above an article's first paragraph where a whole page was copied as text.

Breadcrumb, category, title, author and share buttons: lines, no sentences. The dateline says
where they end; without one, only a line that no article has.
"""

import re
from collections.abc import Sequence

from delegasi_scraper.text.dateline import parse_dateline
from delegasi_scraper.text.lines import LONGEST_LINE, is_line, is_stub

_LONGEST_HEAD, _NAME_WORDS = 16, 4
_SIGN = re.compile(
    r"(?:avatar(?:\s+photo)?|(?:published|posted)\s+(?:on|by)\b.{0,60}|(?:oleh|by)\s*:?\s+\S.{0,40}"
    r"|(?:categor(?:y|ies)|kategori)\s*:.{0,80}|(?:beranda|home)\b.{0,200}|.{1,80}[»›].{1,200})$",
    re.IGNORECASE,
)
_CAPTION_CREDIT = re.compile(r"foto\b|\([^()]{0,40}/[^()]{0,40}\)\.?$", re.IGNORECASE)


def head_length(texts: Sequence[str]) -> int:
    """Return how many lines of a page stand above the article's text.

    >>> head_length(["Polkam", "Siapa Lurah Lontar?", "Kupang, Delegasi.com – Warga memilih."])
    2
    >>> head_length(["Warga Memilih", "Warga memilih lurah."])
    0
    """
    signed = 0
    for number, text in enumerate(texts[: _LONGEST_HEAD + 1]):
        if parse_dateline(text) is not None and not text.endswith(("…", "...")):
            return number
        if _SIGN.match(text):
            signed = number + 1
        elif not _may_stand_above(text):
            break
    # Behind the last sign may stand the author's name.
    named = signed and texts[signed : signed + 1]
    name = named and is_line(named[0]) and len(named[0].split()) <= _NAME_WORDS
    return signed + bool(name)


def _may_stand_above(text: str) -> bool:
    """Say whether a text may be a title, which may ask a question, or a caption."""
    short = len(text.split()) <= LONGEST_LINE and not is_stub(text)
    asks = text.endswith(("?", "!")) or _CAPTION_CREDIT.search(text) is not None
    return short and (is_line(text) or asks)
