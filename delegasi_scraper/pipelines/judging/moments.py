"""Stated times compared: a moment with a moment, else day with day; what is not stated says no."""

from __future__ import annotations

from datetime import date, datetime

from delegasi_scraper.text.dates import parse_iso


def is_later(one: str | None, other: str | None) -> bool:
    """Say whether a stated time is later than another; a bare day must be a later day.

    >>> is_later("2024-05-02T08:00:00+08:00", "2024-05-01T23:00:00+00:00")
    True
    >>> is_later("2024-05-02", "2024-05-02T08:00:00+08:00"), is_later(None, "2024-05-02")
    (False, False)
    """
    first, second = parse_iso(one or ""), parse_iso(other or "")
    if first is None or second is None:
        return False
    if isinstance(first, datetime) and isinstance(second, datetime):
        return first > second
    return _day(first) > _day(second)


def is_same(one: str | None, other: str | None) -> bool:
    """Say whether two stated times are one moment; of bare days nothing is said."""
    first, second = parse_iso(one or ""), parse_iso(other or "")
    return isinstance(first, datetime) and isinstance(second, datetime) and first == second


def hours_between(one: str, other: str) -> float:
    """Return how long after a time another is; both in UTC."""
    between = datetime.fromisoformat(other) - datetime.fromisoformat(one)
    return between.total_seconds() / 3600


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
