"""The credits below an article: who wrote it, who edited it, where it was taken from.

WpBerita prints them as adjacent spans with nothing between; older pages print a line each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from delegasi_scraper.text.clean import clean_text

#: Where an inline element begins or ends: a field ends there, a name in bold does not.
EDGE = "\x1e"
_FIELD = re.compile(
    r"(?<![^\W_])(?=(?i:penulis|editor|sumber(?:\s+berita)?)[\s\x1e]*:)"
    # With a capital, also glued to the name before it.
    r"|(?=(?:Penulis|Editor|Sumber(?:\s+Berita)?)[\s\x1e]*:)"
    # The theme links the source: the address is the link's, the text is always this.
    r"|(?=Sumber\s+Berita\s*(?:[\n\x1e]|$))"
    # A label that is not known here, in an element of its own; no 'https:'.
    r"|(?<=\x1e)(?=\s*[^\W\d][^:\n\x1e]{0,40}:(?!//))"
    r"|\n"
)
_SEPARATORS = " |·•;,–—"


@dataclass(frozen=True, slots=True)
class Credit:
    """One credit."""

    label: str  # 'penulis', lower-case
    name: str  # as printed; the label's own words where a link has no others
    printed: str  # 'Penulis: Ama Beding'


def parse_credits(text: str) -> list[Credit]:
    r"""Split a text into its credits, glued together or not; what has no label falls away.

    >>> [credit.name for credit in parse_credits("Penulis: Ria LeteEditor: Tomi Bala")]
    ['Ria Lete', 'Tomi Bala']
    >>> parse_credits("Sumber Berita")
    [Credit(label='sumber berita', name='Sumber Berita', printed='Sumber Berita')]
    """
    credits = []
    for field in _FIELD.split(text):
        # Two edges without a text between are two elements, one edge may be within a word.
        printed = clean_text(re.sub(f"{EDGE}{{2,}}", " ", field).replace(EDGE, ""))
        printed = printed.rstrip(_SEPARATORS)
        label, colon, name = (part.strip() for part in printed.partition(":"))
        if not colon and label.casefold() == "sumber berita":
            name = label
        if name:
            credits.append(Credit(label.lower(), name, printed))
    return credits
