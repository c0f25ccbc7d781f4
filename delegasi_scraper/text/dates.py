"""Printed dates, understood; what is not stated is not guessed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from delegasi_scraper.newsroom import WITA

# dateparser 1.5.0 knows neither of these spellings (measured November 2026).
_SPELLINGS = ((r"\bjum['’‘`´]at\b", "Jumat"), (r"\b(?:ags|agust)\b\.?", "Agustus"))
_CLOCK = re.compile(r"(?<![\d/])([01]?\d|2[0-3])[.:]([0-5]\d)(?![\d/])")
_ZONES = {"wib": 7, "wita": 8, "wit": 9}
_ZONE = re.compile(r"\b(wita|wib|wit)\b", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"\b(\d{1,2})([/.-])(\d{1,2})\2(\d{2})\b(?![/.-])")
_HAS_YEAR = re.compile(r"\d{1,2}\D+\d{4}\b")


def parse_iso(text: str) -> datetime | date | None:
    """Understand an ISO 8601 time or day; None where it is none.

    A clock without zone is the newsroom's.

    >>> parse_iso("2021-12-14T02:15:00Z").isoformat()
    '2021-12-14T02:15:00+00:00'
    """
    text = text.strip()
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=WITA)


@lru_cache(maxsize=1024)
def parse_stamp(text: str) -> datetime | date | None:
    """Understand a printed date; a day where no clock is stated, None where no day is.

    >>> parse_stamp("Selasa, 14 Desember 2021 10.15 WITA").isoformat()
    '2021-12-14T10:15:00+08:00'
    >>> parse_stamp("Selasa (14/12/21)")        # no clock stated: a day, not midnight
    datetime.date(2021, 12, 14)
    >>> parse_stamp("Desember 2021") is None
    True
    """
    if iso := parse_iso(text):
        return iso
    if len(text) > 120 or not any(character.isdigit() for character in text):
        return None
    for pattern, spelling in _SPELLINGS:
        text = re.sub(pattern, spelling, text, flags=re.IGNORECASE)
    text = _SHORT_YEAR.sub(r"\1/\3/20\4", text.replace("(", " ").replace(")", " "))
    zone = _ZONE.search(text)
    day_text = _ZONE.sub(" ", text)
    clock = None
    if _HAS_YEAR.search(day_text):
        year_end = list(_HAS_YEAR.finditer(day_text))[-1].end()
        clock = _CLOCK.search(day_text, year_end)
        if clock:
            day_text = day_text[:year_end]
    day = _parse_day(day_text)
    if day is None or clock is None:
        return day
    offset = timezone(timedelta(hours=_ZONES[zone[1].lower()] if zone else 8))
    return datetime(day.year, day.month, day.day, int(clock[1]), int(clock[2]), tzinfo=offset)


def _parse_day(text: str) -> date | None:
    import dateparser  # a third of a second to import, and seldom needed

    moment = dateparser.parse(
        text.strip(" ,|-–"),
        languages=["id"],
        settings={
            "DATE_ORDER": "DMY",
            # Without this, dateparser 1.5.0 completes "Desember 2021" with today's day
            # and "Jumat" with last Friday. A date we were not told is None, not a guess.
            "REQUIRE_PARTS": ["day", "month", "year"],
            # "2 jam yang lalu" would read the clock.
            "PARSERS": ["absolute-time"],
        },
    )
    return moment.date() if moment else None
