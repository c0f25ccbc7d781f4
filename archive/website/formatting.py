"""Times and states as people read them; used in the templates."""

from __future__ import annotations

from datetime import datetime, timedelta

from archive.newsroom import WITA

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}
STATES = {
    "present": "on the site",
    "missed": "did not answer when last asked",
    "gone": "gone from the site",
    "superseded": "replaced: another post took its address",
}


def readable(stamp: str | None) -> str:
    """Word a stored time: its own clock and zone; UTC times in Kupang's (WITA).

    >>> readable("2021-12-14T10:15:00+08:00")
    '14 December 2021, 10.15 WITA'
    >>> readable("2021-12-14T02:15:00+00:00")
    '14 December 2021, 10.15 WITA'
    >>> readable("2021-12-14"), readable("2021-12"), readable(None)
    ('14 December 2021', 'December 2021', 'not stated')
    """
    if not stamp:
        return "not stated"
    if len(stamp) == 7:
        return f"{MONTHS[int(stamp[5:7]) - 1]} {stamp[:4]}"
    if len(stamp) == 10:
        return f"{int(stamp[8:10])} {MONTHS[int(stamp[5:7]) - 1]} {stamp[:4]}"
    moment = datetime.fromisoformat(stamp)
    hours = (moment.utcoffset() or timedelta()).total_seconds() / 3600
    if hours == 0:
        moment, hours = moment.astimezone(WITA), 8
    zone = _ZONES.get(int(hours), f"UTC{hours:+g}")
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}, {moment:%H.%M} {zone}"


def long_day(stamp: str | None) -> str:
    """Word the day alone, as it was in Kupang.

    >>> long_day("2021-12-13T20:15:00+00:00")
    '14 December 2021'
    """
    return readable(stamp).split(",")[0]


def short_day(stamp: str | None) -> str:
    """Word the day alone, for listings.

    >>> short_day("2021-12-14T10:15:00+08:00"), short_day("2021-12-13T20:15:00+00:00")
    ('14 Dec 2021', '14 Dec 2021')
    """
    if not stamp or len(stamp) < 10:
        return "no date"
    if stamp.endswith("+00:00"):
        stamp = datetime.fromisoformat(stamp).astimezone(WITA).isoformat()
    return f"{int(stamp[8:10])} {MONTHS[int(stamp[5:7]) - 1][:3]} {stamp[:4]}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Word a count.

    >>> counted(1, "article"), counted(12000, "article")
    ('1 article', '12,000 articles')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
