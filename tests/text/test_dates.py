"""Printed dates."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegasi_scraper.text.dates import parse_iso, parse_stamp


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("Selasa (14/12/21)", date(2021, 12, 14)),
        ("Selasa, (24/9/2019)", date(2019, 9, 24)),
        ("Rabu(3/6/2020)", date(2020, 6, 3)),
        ("Sabtu, 18 April 2020", date(2020, 4, 18)),
        ("Jum’at, 18 Oktober 2024", date(2024, 10, 18)),
        ("17 Ags 2023", date(2023, 8, 17)),
        ("03/04/2021", date(2021, 4, 3)),
        ("2024-05-06", date(2024, 5, 6)),
    ],
)
def test_a_day_without_clock_is_a_day(stamp, day):
    """The day stands first; two digits of a year are of this century."""
    assert parse_stamp(stamp) == day
    assert not isinstance(parse_stamp(stamp), datetime)


@pytest.mark.parametrize(
    ("stamp", "iso"),
    [
        ("Rabu, (6/5/2020), pukul 18.00 Wita", "2020-05-06T18:00:00+08:00"),
        ("14 Desember 2021 10.15 WIB", "2021-12-14T10:15:00+07:00"),
        ("14 Desember 2021, 10:15 WIT", "2021-12-14T10:15:00+09:00"),
        ("2021-12-14T02:15:00Z", "2021-12-14T02:15:00+00:00"),
    ],
)
def test_a_clock_has_its_zone(stamp, iso):
    """A clock is read in the zone that is printed, else in the newsroom's."""
    assert parse_stamp(stamp).isoformat() == iso


@pytest.mark.parametrize(
    "stamp", ["Desember 2021", "Jumat", "1", "2 jam yang lalu", "", "3 September"]
)
def test_what_is_not_stated_is_not_guessed(stamp):
    """A date without day, month or year is no date."""
    assert parse_stamp(stamp) is None


@given(st.datetimes(min_value=datetime(1990, 1, 1)).map(lambda d: d.replace(microsecond=0)))
def test_iso_is_read_exactly(moment):
    """An ISO time without zone is the newsroom's clock, unchanged."""
    assert parse_iso(moment.isoformat()).replace(tzinfo=None) == moment
