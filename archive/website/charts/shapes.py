"""The charts' shapes, made of their numbers; `_charts.html` prints them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from archive.newsroom import REGENCIES, Regency
from archive.website.charts.queries import Counted, Shares
from archive.website.charts.scales import (
    PLOT,
    STRIP,
    Bar,
    Mark,
    Tick,
    columns,
    level,
    marks,
    percent,
    tick_values,
    ticks,
)
from archive.website.crawl_days import Coverage
from archive.website.formatting import counted
from archive.website.periods import worded

#: A share of fewer articles than this is drawn hollow.
FEW = 10
SECTIONS_SHOWN = 6
PLACES_SHOWN = 15
#: The map's edges in degrees, with room for names, and its largest dot (of the width).
WEST, EAST, NORTH, SOUTH, DOT = 118.3, 126.1, -7.7, -11.5, 0.026


@dataclass(frozen=True, slots=True)
class TimeChart:
    """Bars over time; ``layers`` lie one on the other, ``strip`` is beneath the axis."""

    layers: list[tuple[str, list[Bar]]]  # (what, bars)
    ticks: list[Tick]
    marks: list[Mark]
    strip: list[Bar] = field(default_factory=list)
    strip_most: int = 0  # what its tallest bar stands for


#: One layer of stacked bars: what it is, a count for each period, and words for each.
Layer = tuple[str, list[int], list[str]]


def _stacked(periods: Sequence[str], layers: Sequence[Layer]) -> TimeChart:
    """Draw layers on top of each other, the first at the bottom."""
    totals = [sum(counts[at] for _, counts, _ in layers) for at in range(len(periods))]
    values = tick_values(max(totals))
    drawn, beneath = [], [0] * len(periods)
    for what, counts, words in layers:
        drawn.append((what, columns(counts, words, full=values[-1], beneath=beneath)))
        beneath = [sum(pair) for pair in zip(beneath, counts, strict=True)]
    return TimeChart(layers=drawn, ticks=ticks(values, shares=False), marks=marks(periods))


def articles_chart(
    periods: Sequence[str], counts: Mapping[str, Counted], covered: Sequence[Coverage]
) -> TimeChart:
    """Draw articles, reposts on top of them, and beneath whether the site was crawled."""
    found = [counts.get(period, Counted(0, 0)) for period in periods]
    words = [
        f"{worded(period)}: {counted(each.articles, 'article')}, {counted(each.reposts, 'repost')}"
        for period, each in zip(periods, found, strict=True)
    ]
    articles = ("articles", [each.articles for each in found], words)
    reposts = ("reposts", [each.reposts for each in found], words)
    chart = _stacked(periods, (articles, reposts))
    return replace(chart, strip=_coverage_strip(periods, covered))


def _coverage_strip(periods: Sequence[str], covered: Sequence[Coverage]) -> list[Bar]:
    """Draw neighbours of one kind as one bar: tall, half, hollow or hatched."""
    bars, at = [], 0
    for kind, group in groupby(covered, key=lambda each: each.kind):
        alike = list(group)
        first, last = worded(periods[at]), worded(periods[at + len(alike) - 1])
        when = first if first == last else f"{first} to {last}"
        words = Coverage(kind, sum(c.crawled for c in alike), sum(c.days for c in alike)).words
        top, bottom = STRIP
        height = (bottom - top) / (2 if kind in ("some", "before") else 1)
        x, width = percent(at / len(periods)), percent(len(alike) / len(periods))
        bars.append(Bar(x, width, bottom - height, height, f"{when}: {words}", kind))
        at += len(alike)
    return bars


def sections_chart(
    periods: Sequence[str], counts: Mapping[str | None, Mapping[str, int]]
) -> tuple[TimeChart, list[str], list[list[int]]]:
    """Stack the sections; return chart, sections, and a row of counts for each period.

    The largest are named, the others summed up; what has no section comes last.
    """
    by_size = sorted(
        (n for n in counts if n is not None), key=lambda n: (-sum(counts[n].values()), n)
    )
    groups: list[tuple[str, list[str | None]]] = [(n, [n]) for n in by_size[:SECTIONS_SHOWN]]
    if rest := by_size[SECTIONS_SHOWN:]:
        groups.append(("other sections", [*rest]))
    if None in counts:
        groups.append(("no section printed", [None]))
    layers: list[Layer] = []
    for number, (label, names) in enumerate(groups, 1):
        row = [sum(counts[name].get(period, 0) for name in names) for period in periods]
        words = [
            f"{worded(period)}, {label}: {counted(n, 'article')}"
            for period, n in zip(periods, row, strict=True)
        ]
        layers.append((f"s{number}", row, words))
    table = [[row[at] for _, row, _ in layers] for at in range(len(periods))]
    return _stacked(periods, layers), [label for label, _ in groups], table


def share_chart(
    periods: Sequence[str], shares: Mapping[str, Shares], *, part: str, whole: str
) -> TimeChart:
    """Draw a share per period, and beneath of how many; what nobody can know is hatched.

    ``part`` and ``whole`` name fields of :class:`Shares`.
    """
    found = [shares.get(period, Shares(0, 0, 0, 0)) for period in periods]
    parts: list[int] = [getattr(each, part) for each in found]
    wholes: list[int] = [getattr(each, whole) for each in found]
    quotients = [n / of if of else 0.0 for n, of in zip(parts, wholes, strict=True)]
    values = tick_values(max(quotients))
    when = [worded(period) for period in periods]
    bars = columns(
        quotients,
        [f"{p}: {n:,} of {of:,}" for p, n, of in zip(when, parts, wholes, strict=True)],
        full=values[-1],
        kinds=["few" if of < FEW else "enough" for of in wholes],
    )
    unknown = [int(p in shares and not of) for p, of in zip(periods, wholes, strict=True)]
    hatched = [f"{period}: nobody can know" for period in when]
    of_how_many = [f"{p}: of {counted(of, 'article')}" for p, of in zip(when, wholes, strict=True)]
    return TimeChart(
        layers=[
            ("share", bars),
            ("unknown", columns(unknown, hatched, full=1, within=(PLOT[1] - 6, PLOT[1]))),
        ],
        ticks=ticks(values, shares=True),
        marks=marks(periods),
        strip=columns(wholes, of_how_many, full=max(*wholes, 1), within=STRIP),
        strip_most=max(wholes),
    )


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One place: its counts by year, each with how dark it is drawn, and their sum."""

    place: str
    cells: list[tuple[int, int]]  # (articles, level)
    total: int


def heat_rows(
    counts: Mapping[str | None, Mapping[str, int]], years: Sequence[str]
) -> list[HeatRow]:
    """Return the places of most articles; darkness is relative to the fullest cell."""
    most = max((count for row in counts.values() for count in row.values()), default=0)
    chosen = sorted(counts.items(), key=lambda item: (-sum(item[1].values()), item[0] or ""))
    rows = []
    for place, row in chosen[:PLACES_SHOWN]:
        cells = [(row.get(year, 0), level(row.get(year, 0), most)) for year in years]
        rows.append(HeatRow(str(place), cells, sum(row.values())))
    return rows


@dataclass(frozen=True, slots=True)
class Dot:
    """One regency on the map; ``offset`` is the dot's radius in pixels on a wide screen."""

    number: int  # by articles, from 1
    regency: Regency
    articles: int
    x: str
    y: str
    radius: str
    offset: float


def dots(counts: Mapping[str | None, int]) -> list[Dot]:
    """Place all regencies, those of most articles first; a dot's area follows the count."""
    most = max((counts.get(each.name, 0) for each in REGENCIES), default=0)
    ordered = sorted(REGENCIES, key=lambda each: (-counts.get(each.name, 0), each.name))
    placed = []
    for number, each in enumerate(ordered, 1):
        articles = counts.get(each.name, 0)
        radius = max(DOT * (articles / most) ** 0.5, 0.006) if articles else 0.004
        x, y = _across(each.longitude), _down(each.latitude)
        placed.append(Dot(number, each, articles, x, y, percent(radius), radius * 770))
    return placed


def _across(longitude: float) -> str:
    return percent((longitude - WEST) / (EAST - WEST))


def _down(latitude: float) -> str:
    return percent((latitude - NORTH) / (SOUTH - NORTH))


def graticule() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the map's whole degrees, east and south, each where its line runs."""
    east = [(_across(degree), f"{degree}° E") for degree in range(119, 126)]
    south = [(_down(-degree), f"{degree}° S") for degree in range(8, 12)]
    return east, south
