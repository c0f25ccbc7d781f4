"""Indonesian news text by the kilobyte: the replica's words, their affixed forms, made-up names.

The k-th word is drawn with a weight of 1 / (k + 2.7), as words are in real text: the first
stand in nearly every article, most in a handful.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from itertools import accumulate, product

from archive.search.stems import stems_of
from tests.replica.articles import TOPICS

SENTENCES = 20_000
WORDS = 30_000
_NAMES = (
    ("Ba", "Ke", "La", "Ma", "Na", "Ta", "Wo", "Sa", "Li", "Do"),
    ("bu", "ro", "ne", "ti", "lo", "ka", "pu", "mi", "sa", "re"),
    ("", "la", "ko", "nu", "di", "se", "wa", "to", "gi", "ma"),
    ("ng", "n", "t", "s", "k", "bi", "lu", "ri", "no", "ya", "h", "ba", "mo", "si", "ku", "le"),
)


def vocabulary() -> list[str]:
    """Return the words, the commonest first."""
    text = " ".join(" ".join((title, *texts)) for _, title, _, _, texts in TOPICS)
    printed = re.sub(r"\{\w+\}", " ", text)  # without the pieces' blanks
    counted = Counter(word.lower() for word in re.findall(r"[A-Za-z]{2,}", printed))
    plain = [word for word, _ in counted.most_common()]
    roots = [word for word in plain if len(word) > 3]
    affixed = [
        form
        for root in roots
        for form in (
            f"{root}nya", f"di{root}", f"{root}kan", f"ber{root}", f"me{root}", f"di{root}kan",
            f"pe{root}an", f"{root}i", f"ter{root}", f"ke{root}an",
        )
    ]  # fmt: skip
    names = ["".join(parts) for parts in product(*_NAMES)]
    random.Random(1).shuffle(affixed)
    random.Random(2).shuffle(names)
    return list(dict.fromkeys((*plain, *affixed, *names)))[:WORDS]


def sentences(words: list[str], *, seed: int = 3) -> list[tuple[str, str]]:
    """Return sentences of nine to twenty words, each with its stems."""
    draw = random.Random(seed)
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(1, len(words) + 1)))
    made = []
    for _ in range(SENTENCES):
        chosen = draw.choices(words, cum_weights=weights, k=draw.randint(9, 20))
        text = " ".join(chosen)
        made.append((f"{text[0].upper()}{text[1:]}.", stems_of(text)))
    return made
