"""Months, quarters and years as text: what the charts' time axes are made of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from archive.website.formatting import MONTHS

Span = Literal["month", "quarter", "year"]
#: More marks than this cannot be told apart on a phone.
MOST_MARKS = 120
#: A period as SQL reads it from `year_month`.
PERIOD_SQL: dict[Span, str] = {
    "month": "year_month",
    "quarter": "substr(year_month, 1, 4) || '-Q' || ((substr(year_month, 6, 2) + 2) / 3)",
    "year": "substr(year_month, 1, 4)",
}


def months_between(first: str, last: str) -> list[str]:
    """Return all months from the first to the last, both included.

    >>> months_between("2023-11", "2024-02")
    ['2023-11', '2023-12', '2024-01', '2024-02']
    """
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(start, end + 1)]


def period_of(month: str, span: Span) -> str:
    """Return the period that a month lies in, as :data:`PERIOD_SQL` spells it.

    >>> period_of("2024-05", "month"), period_of("2024-05", "quarter"), period_of("2024-05", "year")
    ('2024-05', '2024-Q2', '2024')
    """
    if span == "month":
        return month
    return month[:4] if span == "year" else f"{month[:4]}-Q{(int(month[5:7]) + 2) // 3}"


def periods_between(first: str, last: str, span: Span) -> list[str]:
    """Return all periods from that of the first month to that of the last.

    >>> periods_between("2023-11", "2024-05", "quarter")
    ['2023-Q4', '2024-Q1', '2024-Q2']
    """
    return list(dict.fromkeys(period_of(month, span) for month in months_between(first, last)))


def span_for(first: str, last: str, *, most: int = MOST_MARKS, finest: Span = "month") -> Span:
    """Return the finest span that gives no more than so many marks; years where none does.

    >>> span_for("2015-01", "2024-12"), span_for("2014-12", "2024-12")
    ('month', 'quarter')
    """
    months = len(months_between(first, last))
    if finest == "month" and months <= most:
        return "month"
    return "quarter" if months <= most * 3 else "year"


def bounds(period: str) -> tuple[date, date]:
    """Return the first and the last day of a period.

    >>> [day.isoformat() for day in bounds("2024-02")], bounds("2024-Q4")[1].isoformat()
    (['2024-02-01', '2024-02-29'], '2024-12-31')
    """
    year, rest = int(period[:4]), period[5:]
    first, months = 1, 12
    if rest.startswith("Q"):
        first, months = int(rest[1:]) * 3 - 2, 3
    elif rest:
        first, months = int(rest), 1
    end = year * 12 + first - 1 + months
    return date(year, first, 1), date(end // 12, end % 12 + 1, 1) - timedelta(days=1)


def worded(period: str) -> str:
    """Return a period as people write it.

    >>> worded("2024-05"), worded("2024-Q2"), worded("2024")
    ('May 2024', 'April to June 2024', '2024')
    """
    first, last = bounds(period)
    if first.month == last.month:
        return f"{MONTHS[first.month - 1]} {first.year}"
    if len(period) == 4:
        return period
    return f"{MONTHS[first.month - 1]} to {MONTHS[last.month - 1]} {first.year}"
