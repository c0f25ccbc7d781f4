"""The charts' shapes, made of their numbers; `_charts.html` prints them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from archive.newsroom import REGENCIES, Regency
from archive.website.charts.queries import Counted, Shares
from archive.website.charts.scales import (
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

#: Pixels down: the plot, then the axis, then the strip of what the plot is to be read against.
TOP, BOTTOM, STRIP_TOP, STRIP_BOTTOM = 18, 198, 232, 262
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


def articles_chart(
    periods: Sequence[str], counts: Mapping[str, Counted], covered: Sequence[Coverage]
) -> TimeChart:
    """Draw articles, reposts on top of them, and beneath whether the site was crawled."""
    none = Counted(0, 0)
    found = [counts.get(period, none) for period in periods]
    values = tick_values(max(each.articles + each.reposts for each in found))
    words = [
        f"{worded(period)}: {counted(each.articles, 'article')}, {counted(each.reposts, 'repost')}"
        for period, each in zip(periods, found, strict=True)
    ]
    first = [each.articles for each in found]
    return TimeChart(
        layers=[
            ("articles", columns(first, full=values[-1], top=TOP, bottom=BOTTOM, words=words)),
            (
                "reposts",
                columns(
                    [each.reposts for each in found],
                    full=values[-1],
                    top=TOP,
                    bottom=BOTTOM,
                    words=words,
                    beneath=first,
                ),
            ),
        ],
        ticks=ticks(values, top=TOP, bottom=BOTTOM, shares=False),
        marks=marks(periods),
        strip=_coverage_strip(periods, covered),
    )


def _coverage_strip(periods: Sequence[str], covered: Sequence[Coverage]) -> list[Bar]:
    """Draw neighbours that are alike as one: tall, half, hollow or hatched."""
    bars, at = [], 0
    for kind, group in groupby(covered, key=lambda each: each.kind):
        alike = list(group)
        first, last = worded(periods[at]), worded(periods[at + len(alike) - 1])
        when = first if first == last else f"{first} to {last}"
        words = Coverage(kind, sum(c.crawled for c in alike), sum(c.days for c in alike)).words
        height = STRIP_BOTTOM - STRIP_TOP
        tall = height / 2 if kind in ("some", "before") else height
        bars.append(
            Bar(
                percent(at / len(periods)), percent(len(alike) / len(periods)),
                STRIP_BOTTOM - tall, tall, f"{when}: {words}", kind,
            )
        )  # fmt: skip
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
    named, rest = by_size[:SECTIONS_SHOWN], by_size[SECTIONS_SHOWN:]
    groups = [(name, [name]) for name in named]
    if rest:
        groups.append(("other sections", rest))
    rows = [
        [sum(counts[name].get(period, 0) for name in names) for _, names in groups]
        + ([counts[None].get(period, 0)] if None in counts else [])
        for period in periods
    ]
    labels = [label for label, _ in groups] + (["no section printed"] if None in counts else [])
    values = tick_values(max(map(sum, rows), default=0))
    layers = []
    for at, label in enumerate(labels):
        words = [
            f"{worded(period)}, {label}: {counted(row[at], 'article')}"
            for period, row in zip(periods, rows, strict=True)
        ]
        bars = columns(
            [row[at] for row in rows], full=values[-1], top=TOP, bottom=BOTTOM, words=words,
            beneath=[sum(row[:at]) for row in rows],
        )  # fmt: skip
        layers.append((f"s{at + 1}", bars))
    chart = TimeChart(
        layers=layers, ticks=ticks(values, top=TOP, bottom=BOTTOM, shares=False),
        marks=marks(periods),
    )  # fmt: skip
    return chart, labels, rows


def share_chart(
    periods: Sequence[str], shares: Mapping[str, Shares], *, part: str, whole: str
) -> TimeChart:
    """Draw a share per period, and beneath of how many; what nobody could know is hatched.

    ``part`` and ``whole`` name fields of :class:`Shares`.
    """
    none = Shares(0, 0, 0, 0)
    found = [shares.get(period, none) for period in periods]
    wholes: list[int] = [getattr(each, whole) for each in found]
    parts: list[int] = [getattr(each, part) for each in found]
    quotients = [n / of if of else 0.0 for n, of in zip(parts, wholes, strict=True)]
    values = tick_values(max(quotients))
    unknown = [
        float(period in shares and not of) for period, of in zip(periods, wholes, strict=True)
    ]
    when = [worded(period) for period in periods]
    bars = columns(
        quotients, full=values[-1], top=TOP, bottom=BOTTOM,
        words=[f"{p}: {n:,} of {of:,}" for p, n, of in zip(when, parts, wholes, strict=True)],
        kinds=["few" if of < FEW else "enough" for of in wholes],
    )  # fmt: skip
    never = columns(
        unknown, full=1, top=BOTTOM - 6, bottom=BOTTOM,
        words=[f"{period}: nobody can know" for period in when],
    )  # fmt: skip
    return TimeChart(
        layers=[("share", bars), ("unknown", never)],
        ticks=ticks(values, top=TOP, bottom=BOTTOM, shares=True),
        marks=marks(periods),
        strip_most=max(wholes),
        strip=columns(
            wholes, full=max(*wholes, 1), top=STRIP_TOP, bottom=STRIP_BOTTOM,
            words=[f"{p}: of {counted(of, 'article')}" for p, of in zip(when, wholes, strict=True)],
        ),
    )  # fmt: skip


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
    return [
        HeatRow(
            str(place),
            [(row.get(year, 0), level(row.get(year, 0), most)) for year in years],
            sum(row.values()),
        )
        for place, row in chosen[:PLACES_SHOWN]
    ]


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
        x, y = (each.longitude - WEST) / (EAST - WEST), (each.latitude - NORTH) / (SOUTH - NORTH)
        placed.append(
            Dot(number, each, articles, percent(x), percent(y), percent(radius), radius * 770)
        )
    return placed


def graticule() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the map's whole degrees, east and south, each where its line runs."""
    east = [(percent((d - WEST) / (EAST - WEST)), f"{d}° E") for d in range(119, 126)]
    south = [(percent((-d - NORTH) / (SOUTH - NORTH)), f"{d}° S") for d in range(8, 12)]
    return east, south
