"""Printed dates, understood; what is not stated is not guessed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from delegasi_scraper.newsroom import WITA

#: Nothing of a site like this is older; WordPress prints its zero date as 0000-00-00 or
#: -0001-11-30, and a lost one as 1970. Two digits of a year are one of the hundred from here.
FIRST_YEAR = 1990

# dateparser 1.5.0 knows none of these spellings in Indonesian (measured November 2026).
_SPELLINGS = {
    "ags": "agustus", "agust": "agustus", "january": "januari", "february": "februari",
    "march": "maret", "may": "mei", "june": "juni", "july": "juli", "august": "agustus",
    "aug": "agustus", "october": "oktober", "oct": "oktober", "december": "desember",
    "dec": "desember",
}  # fmt: skip
#: A day in figures, the day or the year first, or with its month as a word, before or behind.
_DAY = re.compile(
    r"(?<![\d/])(?:"
    r"(?P<year>\d{4})(?P<same>[/.-])(?P<month>\d{1,2})(?P=same)(?P<day>\d{1,2})"
    r"|(?P<first>\d{1,2})\s?(?P<sign>[/.-])\s?(?P<second>\d{1,2})\s?(?P=sign)\s?(?P<last>\d{4}|\d\d)"
    r"|(?P<before>\d{1,2})(?:st|nd|rd|th)?[\s.,/-]{1,3}(?P<word>[a-z]{3,9})[\s.,/-]{1,3}"
    r"(?P<then>\d{4}|\d\d)"
    r"|(?P<name>[a-z]{3,9})\.?\s{1,2}(?P<behind>\d{1,2})(?:st|nd|rd|th)?[\s,]{1,2}(?P<ends>\d{4})"
    r")(?!\d|[/.:-]\d)",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<![\d/.:])(?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)(?:[.:](?P<second>[0-5]\d))?"
    r"(?![\d/])(?:\s?(?P<half>[ap])\.?m\b)?(?P<word>\s(?:siang|sore|petang|malam)\b)?",
    re.IGNORECASE,
)
_ZONES = {"wib": 7, "wita": 8, "wit": 9}
_ZONE = re.compile(
    r"\b(?:(?P<name>wita|wib|wit)|(?:utc|gmt)(?:\s?(?P<hours>[+-](?:1[0-4]|0?\d))(?::?00)?)?)\b",
    re.IGNORECASE,
)
#: What stands behind states a change, and no publication.
_CHANGED = re.compile(
    r"\b(?:diperbarui|diperbaharui|diubah|dimutakhirkan|disunting|(?:last\s)?updated?|modified)\b",
    re.IGNORECASE,
)


def parse_iso(text: str) -> datetime | date | None:
    """Understand an ISO 8601 time or day; None where it is none, or older than any site.

    A clock without zone is the newsroom's.

    >>> parse_iso("2021-12-14T02:15:00Z").isoformat()
    '2021-12-14T02:15:00+00:00'
    >>> parse_iso("20241003")
    datetime.date(2024, 10, 3)
    >>> parse_iso("-0001-11-30T00:00:00+00:00") is None
    True
    """
    text = text.strip()
    if "W" in text:  # a week: Python would complete it with its Monday
        return None
    moment: datetime | date
    try:
        moment = date.fromisoformat(text)
    except ValueError:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=WITA)
    return moment if moment.year >= FIRST_YEAR else None


@lru_cache(maxsize=1024)
def parse_stamp(text: str) -> datetime | date | None:
    """Understand a printed date; a day where no clock is stated, None where no day is.

    The first day in ``text`` counts, with the clock behind it, else before it; labels, bylines
    and times of day in words may stand around them.

    >>> parse_stamp("Selasa, 14 Desember 2021 10.15 WITA").isoformat()
    '2021-12-14T10:15:00+08:00'
    >>> parse_stamp("Selasa (14/12/21)")        # no clock stated: a day, not midnight
    datetime.date(2021, 12, 14)
    >>> parse_stamp("Desember 2021") is None
    True
    """
    if iso := parse_iso(text):
        return iso
    if len(text) > 120:
        return None
    text = _CHANGED.split(text, maxsplit=1)[0]
    for match in _DAY.finditer(text):
        if day := _day_of(match):
            around = (text[match.end() :], text[: match.start()])
            clock = next(filter(None, map(_CLOCK.search, around)), None)
            return day if clock is None else _at(day, clock, _ZONE.search(text))
    return None


def _day_of(match: re.Match[str]) -> date | None:
    year, month, day, first, second, last, before, word, then, name, behind, ends = match.group(
        "year", "month", "day", "first", "second", "last", "before", "word", "then", "name",
        "behind", "ends",
    )  # fmt: skip
    try:
        # Figures are no matter for dateparser 1.5.0: it reads "12/31/2024" for all its DMY.
        if word or name:
            found = _named_day(before or behind, word or name, _full_year(then or ends))
        else:
            found = date(_full_year(year or last), int(month or second), int(day or first))
    except ValueError:
        return None
    return found if found and found.year >= FIRST_YEAR else None


def _full_year(printed: str) -> int:
    """Return a year; two digits are one of the hundred years from 1990, where a site may be."""
    year = int(printed)
    if len(printed) == 4:
        return year
    return FIRST_YEAR + (year - FIRST_YEAR) % 100


def _named_day(day: str, month: str, year: int) -> date | None:
    import dateparser  # a third of a second to import, and seldom needed

    moment = dateparser.parse(
        f"{day} {_SPELLINGS.get(month.lower(), month)} {year}",
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


def _at(day: date, clock: re.Match[str], zone: re.Match[str] | None) -> datetime | date:
    """Return a day with its clock; the bare day where the clock leaves the half of it open."""
    hour, half = int(clock["hour"]), (clock["half"] or "").lower()
    if (half == "a" and hour > 12) or (clock["word"] and not half and hour <= 12):
        return day
    if half:
        hour = hour % 12 + 12 * (half == "p")
    hours = 8 if zone is None else _ZONES.get((zone["name"] or "").lower(), int(zone["hours"] or 0))
    moment = datetime(day.year, day.month, day.day, hour, int(clock["minute"]))
    moment = moment.replace(second=int(clock["second"] or 0))
    return moment.replace(tzinfo=timezone(timedelta(hours=hours)))
