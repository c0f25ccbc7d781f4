"""What a new extractor changes, told before anything is changed."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

#: Above this share of articles changed, a report asks to be read first.
MOST_CHANGED = 0.05
WORST = 10


@dataclass(frozen=True, slots=True)
class Difference:
    """One article that is read otherwise."""

    slug: str
    similarity: float  # of the bodies, 0 to 1
    words_before: int
    words_after: int


@dataclass(kw_only=True)
class Report:
    """The comparison of two readings of every article."""

    articles: int = 0
    not_in_captures: int = 0  # their captures are elsewhere, or not readable
    gained: list[str] = field(default_factory=list)  # slugs that were no article before
    dates_changed: int = 0
    stubs_gained: int = 0
    stubs_lost: int = 0
    changed: list[Difference] = field(default_factory=list)

    @property
    def is_large(self) -> bool:
        """Say whether so much would change that somebody should look first."""
        return len(self.changed) + self.dates_changed > MOST_CHANGED * max(1, self.articles)

    def as_text(self) -> str:
        """Return the report as it is printed."""
        lengths = [change.words_after - change.words_before for change in self.changed]
        mean = statistics.mean(lengths) if lengths else 0
        worst = sorted(self.changed, key=lambda change: change.similarity)[:WORST]
        return "\n".join(
            [
                f"articles compared      {self.articles:>7}",
                f"not in the captures    {self.not_in_captures:>7}",
                f"articles gained        {len(self.gained):>7}",
                f"bodies changed         {len(self.changed):>7}, {mean:+.1f} words on average",
                f"dates changed          {self.dates_changed:>7}",
                f"stubs gained, lost     {self.stubs_gained:>7}, {self.stubs_lost}",
                *(
                    f"  {change.similarity:.2f} alike, {change.words_before} -> "
                    f"{change.words_after} words: {change.slug}"
                    for change in worst
                ),
            ]
        )


def compare(
    before: Iterable[Mapping[str, Any]],
    after: Mapping[str, Mapping[str, Any]],
    *,
    stubs: tuple[int, int] = (0, 0),
) -> Report:
    """Compare rows (slug, title, body, published_at) with those of a new reading.

    ``stubs`` are those that the new reading has more, and those that it has not.
    """
    report = Report(stubs_gained=stubs[0], stubs_lost=stubs[1])
    known = set()
    for old in before:
        known.add(old["slug"])
        new = after.get(old["slug"])
        if new is None:
            report.not_in_captures += 1
            continue
        report.articles += 1
        report.dates_changed += old["published_at"] != new["published_at"]
        if old["body"] != new["body"]:
            one, other = old["body"].split(), new["body"].split()
            alike = SequenceMatcher(None, one, other, autojunk=False).ratio()
            report.changed.append(Difference(old["slug"], alike, len(one), len(other)))
    report.gained = sorted(after.keys() - known)
    return report
