"""`/charts`: the archive's articles over time, over places, over sections, and what changed."""

from __future__ import annotations

import sqlite3
from typing import Any
from urllib.parse import urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.website import crawl_days
from archive.website.charts import queries, shapes
from archive.website.charts.queries import Asked, Choice
from archive.website.database import archive_name, read
from archive.website.periods import periods_between, span_for, worded

#: Stacks of more bars than this are too thin to tell sections apart.
MOST_STACKS = 24


async def charts_page(datasette: Datasette, request: Request) -> Response:
    """Draw every chart of the articles chosen; 400 and one sentence for what is no choice."""
    error: str | None = None
    choice = Choice()
    try:
        choice = choice_of(request.args)
    except ValueError as problem:
        error = str(problem)
    context = await read(datasette, lambda connection: contents(connection, choice, error=error))
    name = archive_name(datasette)

    def links(query: Asked) -> dict[str, str]:
        given = urlencode({"sql": query.sql, **query.parameters})
        return {
            "sql": f"{datasette.urls.database(name)}?{given}",
            "csv": f"{datasette.urls.database(name, format='csv')}?{given}",
        }

    context |= {"choice": choice, "queried": links, "worded": worded, "given": request.args}
    html = await datasette.render_template("charts.html", context, request=request)
    return Response.html(html, status=400 if context["error"] else 200)


def choice_of(args: Any) -> Choice:
    """Read what was chosen; raises :class:`ValueError` that says what is wrong with it."""
    years: dict[str, int | None] = {}
    for name in ("since", "until"):
        text = (args.get(name) or "").strip()
        if text and not (
            len(text) == 4
            and text.isascii()
            and text.isdigit()
            and queries.FIRST_YEAR <= int(text) <= queries.LAST_YEAR
        ):
            raise ValueError(f"“{text}” is no year of this site; write it as 2024")
        years[name] = int(text) if text else None
    since, until = years["since"], years["until"]
    if since and until and since > until:
        raise ValueError(f"from {since} until {until}: the years are the wrong way round")
    place, section = ((args.get(name) or "").strip() or None for name in ("place", "section"))
    return Choice(since, until, place, section)


def contents(
    connection: sqlite3.Connection, choice: Choice, *, error: str | None
) -> dict[str, Any]:
    """Return what the page prints; ``drawn`` is false where there is nothing to draw."""
    offered = {name: queries.values(connection, name) for name in ("place", "section")}
    for name, known in offered.items():
        wanted = getattr(choice, name)
        if error is None and wanted is not None and wanted not in known:
            error = f"no article has the {name} “{wanted}”; choose one from the list"
    context: dict[str, Any] = {"error": error, "offered": offered, "drawn": False}
    if error is not None:
        return context
    context["undated"] = queries.undated(connection, choice)
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
        "asked_crawl_days": Asked(crawl_days.SQL, {}),
        "asked_changed": asked_changed,
    }


def _over_places(
    connection: sqlite3.Connection, choice: Choice, first: str, last: str
) -> dict[str, Any]:
    asked, asked_regency = queries.by_place(choice), queries.by_regency(choice)
    counts = queries.table(connection, asked, "place", "year")
    years = periods_between(first, last, "year")
    regencies = {row["regency"]: row["articles"] for row in queries.run(connection, asked_regency)}
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
