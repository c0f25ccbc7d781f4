"""Scales, bars and ticks as numbers; the templates print them as SVG.

Across, everything is in percent, so that a chart fits its column and its text stays as large
as the page's; down, in pixels.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from archive.website.formatting import MONTHS

#: Pixels down, from and to: the plot, and beneath its axis the strip to read it against.
PLOT, STRIP = (18, 198), (232, 262)
#: Labels of an axis that a phone has room for.
_ROOM = 8
_MONTHS_NAMED = 24


@dataclass(frozen=True, slots=True)
class Bar:
    """One upright bar; ``words`` say what it shows."""

    x: str
    width: str
    y: float
    height: float
    words: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """One line across, and what it says."""

    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One label of the time axis; ``seldom`` ones give way on a narrow screen."""

    x: str
    label: str
    seldom: bool


def percent(part: float) -> str:
    """Return a share of the width as SVG reads it.

    >>> percent(0.25), percent(1 / 3), percent(0)
    ('25%', '33.333%', '0%')
    """
    return f"{part * 100:.3f}".rstrip("0").rstrip(".") + "%"


def tick_values(most: float) -> list[float]:
    """Return round values from 0 to the first one that is no less than ``most``.

    >>> tick_values(47), tick_values(4), tick_values(0.034)
    ([0, 20, 40, 60], [0, 1, 2, 3, 4], [0.0, 0.01, 0.02, 0.03, 0.04])
    """
    if most <= 0:
        return [0, 1]
    size = 10.0 ** math.floor(math.log10(most))
    step = next(
        factor * size for factor in (0.1, 0.25, 0.5, 1, 2, 2.5) if factor * size * 4.0001 >= most
    )
    if most >= 1:
        step = max(1, math.ceil(step))
    count = math.ceil(most / step - 1e-9)
    return [round(step * at, 10) for at in range(count + 1)]


def ticks(values: Sequence[float], *, shares: bool) -> list[Tick]:
    """Place the values on the plot: 0 at its bottom, the last of them at its top.

    >>> ticks([0, 0.5], shares=True)
    [Tick(y=198.0, label='0 %'), Tick(y=18.0, label='50 %')]
    """
    top, bottom = PLOT
    scale = (bottom - top) / values[-1]
    return [
        Tick(round(bottom - value * scale, 2), f"{value * 100:g} %" if shares else f"{value:,g}")
        for value in values
    ]


def columns(
    values: Sequence[float],
    words: Sequence[str],
    *,
    full: float,
    within: tuple[int, int] = PLOT,
    beneath: Sequence[float] | None = None,
    kinds: Sequence[str] | None = None,
) -> list[Bar]:
    """Return a bar for each value above 0; ``full`` reaches the top, ``beneath`` is stacked on.

    >>> [bar.x for bar in columns([2, 0, 1], ["a", "b", "c"], full=2)]
    ['5%', '71.667%']
    """
    top, bottom = within
    scale, slot = (bottom - top) / full, 1 / len(values)
    bars = []
    for at, value in enumerate(values):
        if not value:
            continue
        x, width, height = percent((at + 0.15) * slot), percent(0.7 * slot), round(value * scale, 2)
        y = round(bottom - (beneath[at] * scale if beneath else 0) - height, 2)
        bars.append(Bar(x, width, y, height, words[at], kinds[at] if kinds else ""))
    return bars


def marks(periods: Sequence[str]) -> list[Mark]:
    """Return the labels of a time axis: each year at its first period; of few months, each.

    >>> [(mark.x, mark.label) for mark in marks(["2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2"])]
    [('0%', '2023'), ('50%', '2024')]
    >>> [mark.label for mark in marks(["2023-11", "2023-12", "2024-01", "2024-02"])]
    ['Nov 2023', 'Dec', '2024', 'Feb']
    """
    if len(periods) <= _MONTHS_NAMED and len(periods[0]) == 7 and "Q" not in periods[0]:
        return _months(periods)
    starts: dict[str, int] = {}
    for at, period in enumerate(periods):
        starts.setdefault(period[:4], at)
    every = math.ceil(len(starts) / _ROOM)
    return [
        Mark(percent(at / len(periods)), year, number % every != 0)
        for number, (year, at) in enumerate(starts.items())
    ]


def _months(periods: Sequence[str]) -> list[Mark]:
    every = math.ceil(len(periods) / _ROOM)
    labels = [
        period[:4] if period.endswith("-01") else MONTHS[int(period[5:]) - 1][:3]
        for period in periods
    ]
    if not periods[0].endswith("-01"):
        labels[0] += f" {periods[0][:4]}"
    return [
        Mark(percent(at / len(periods)), label, at % every != 0) for at, label in enumerate(labels)
    ]


def level(count: int, most: int, *, levels: int = 5) -> int:
    """Return how dark a cell of a heat table is: 0 for none, ``levels`` for the most.

    Not in proportion: one large town must not leave all others pale.

    >>> level(0, 100), level(1, 100), level(30, 100), level(100, 100)
    (0, 1, 3, 5)
    """
    return math.ceil(levels * (count / most) ** 0.7) if count else 0
