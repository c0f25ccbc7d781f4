"""`/charts`: the archive's articles over time, over places, over sections, and what changed."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from datasette.utils.asgi import Request

from archive.website import crawl_days
from archive.website.charts import queries, shapes
from archive.website.charts.queries import FIRST_YEAR, LAST_YEAR, Choice
from archive.website.periods import periods_between, span_for, worded
from archive.website.view import view

#: Stacks of more bars than this are too thin to tell sections apart.
MOST_STACKS = 24


def choice_of(args: Any, offered: Mapping[str, Sequence[str]]) -> Choice:
    """Return what was chosen; raises :class:`ValueError` that says what is wrong with it."""
    since, until = (_year((args.get(name) or "").strip()) for name in ("since", "until"))
    if since and until and since > until:
        raise ValueError(f"from {since} until {until}: the years are the wrong way round")
    place, section = ((args.get(name) or "").strip() or None for name in ("place", "section"))
    for name, wanted in (("place", place), ("section", section)):
        if wanted is not None and wanted not in offered[name]:
            raise ValueError(f"no article has the {name} “{wanted}”; choose one from the list")
    return Choice(since, until, place, section)


def _year(text: str) -> int | None:
    if not text:
        return None
    if re.fullmatch("[0-9]{4}", text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    raise ValueError(f"“{text}” is not a year from {FIRST_YEAR} to {LAST_YEAR}")


def contents(connection: sqlite3.Connection, request: Request) -> dict[str, Any]:
    """Return what the page prints; ``drawn`` is missing where there is nothing to draw."""
    context: dict[str, Any] = {"given": request.args, "worded": worded}
    context["offered"] = {name: queries.values(connection, name) for name in ("place", "section")}
    try:
        choice = choice_of(request.args, context["offered"])
    except ValueError as problem:
        return context | {"error": str(problem)}
    context |= {"choice": choice, "undated": queries.undated(connection, choice)}
    crawled = crawl_days.crawl_days(connection)
    extent = queries.extent(connection)
    if extent is None:
        return context
    first = max(extent[0], choice.first)
    last = min(max([extent[1], *(each.day[:7] for each in crawled[-1:])]), choice.last)
    if first > last:
        return context
    return (
        context
        | {"drawn": True, "first": first, "last": last}
        | _over_time(connection, choice, first, last, crawled)
        | _over_places(connection, choice, first, last)
        | _over_sections(connection, choice, first, last)
    )


charts_page = view("charts.html", contents)


def _over_time(
    connection: sqlite3.Connection,
    choice: Choice,
    first: str,
    last: str,
    crawled: list[crawl_days.CrawlDay],
) -> dict[str, Any]:
    """Return articles per period with its coverage, and what was edited and went."""
    span = span_for(first, last)
    periods = periods_between(first, last, span)
    asked, asked_changed = queries.published(choice, span), queries.changed(choice, span)
    counts = queries.published_counts(connection, asked)
    covered = crawl_days.coverage(crawled, periods, span)
    shares = queries.changed_shares(connection, asked_changed)
    kinds = (("edited", "seen_again"), ("gone", "asked_again"))
    none = queries.Counted(0, 0)
    return {
        "span": span,
        "published": shapes.articles_chart(periods, counts, covered),
        "published_rows": [
            (period, counts.get(period, none), each)
            for period, each in zip(periods, covered, strict=True)
        ],
        "published_total": sum(each.articles for each in counts.values()),
        "reposts_total": sum(each.reposts for each in counts.values()),
        "ever_crawled": bool(crawl_days.good_days(crawled)),
        "changes": {
            part: shapes.share_chart(periods, shares, part=part, whole=whole)
            for part, whole in kinds
        },
        "change_rows": [(period, shares[period]) for period in periods if period in shares],
        "asked_published": asked,
        "asked_crawl_days": crawl_days.QUERY,
        "asked_changed": asked_changed,
    }


def _over_places(
    connection: sqlite3.Connection, choice: Choice, first: str, last: str
) -> dict[str, Any]:
    asked, asked_regency = queries.by_place(choice), queries.by_regency(choice)
    counts = queries.table(connection, asked, "place", "year")
    years = periods_between(first, last, "year")
    regencies = {row["regency"]: row["articles"] for row in asked_regency.rows(connection)}
    east, south = shapes.graticule()
    return {
        "years": years,
        "heat": shapes.heat_rows(counts, years),
        "places_total": len(counts),
        "dots": shapes.dots(regencies),
        "without_regency": regencies.get(None, 0),
        "east": east,
        "south": south,
        "asked_places": asked,
        "asked_regencies": asked_regency,
    }


def _over_sections(
    connection: sqlite3.Connection, choice: Choice, first: str, last: str
) -> dict[str, Any]:
    span = span_for(first, last, most=MOST_STACKS, finest="quarter")
    periods = periods_between(first, last, span)
    asked = queries.by_section(choice, span)
    chart, sections, table = shapes.sections_chart(
        periods, queries.table(connection, asked, "section", "period")
    )
    return {
        "sections_span": span,
        "sections": sections,
        "sections_chart": chart,
        "sections_rows": list(zip(periods, table, strict=True)),
        "asked_sections": asked,
    }
