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
        ("20240506", date(2024, 5, 6)),
        ("2024/05/06", date(2024, 5, 6)),
        ("3-Okt-2024", date(2024, 10, 3)),
        ("3 Nop. 2019", date(2019, 11, 3)),
        ("14 Des 21", date(2021, 12, 14)),
        ("October 3, 2024", date(2024, 10, 3)),
        ("Sept. 3rd, 2024", date(2024, 9, 3)),
        ("3 May 2024", date(2024, 5, 3)),
        ("09/08/97", date(1997, 8, 9)),
        ("Dipublikasikan: 17 Agustus 2023", date(2023, 8, 17)),
        ("Published on Aug 17, 2023 by Redaksi", date(2023, 8, 17)),
        ("Tayang: Kamis, 17/8/2023 - Penulis: Ria Lete", date(2023, 8, 17)),
        ("17 Agustus 2023 | Diperbarui: 19 Agustus 2023 08.00", date(2023, 8, 17)),
        ("Minggu, 7/1/2018, Pagi", date(2018, 1, 7)),
        ("7 Januari 2018, pukul 7.30 malam", date(2018, 1, 7)),
        ("7 Januari 2018 15:30 am", date(2018, 1, 7)),
        ("7 Januari 2018 24.75", date(2018, 1, 7)),
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
        ("9 Maret 2022 7:40 PM", "2022-03-09T19:40:00+08:00"),
        ("March 9, 2022 at 12:40 p.m.", "2022-03-09T12:40:00+08:00"),
        ("9 Maret 2022 12.04 am", "2022-03-09T00:04:00+08:00"),
        ("9 Maret 2022 19:40 pm", "2022-03-09T19:40:00+08:00"),
        ("9 Maret 2022, 19.40 malam", "2022-03-09T19:40:00+08:00"),
        ("07:40:05 WIT - Rabu, 09-03-2022", "2022-03-09T07:40:05+09:00"),
        ("9 Maret 2022 07:40 GMT+7", "2022-03-09T07:40:00+07:00"),
        ("9 Maret 2022 07:40 UTC", "2022-03-09T07:40:00+00:00"),
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


@pytest.mark.parametrize(
    "stamp",
    ["5/31/2022", "31/4/2022", "0000-00-00 00:00:00", "-0001-11-30T00:00:00+00:00", "0001-11-30",
     "30 November -0001", "30 November 0001", "1 Januari 1970", "1970-01-01T08:00:00+08:00",
     "31/12/1989", "2024-W40", "3 September 10.15", "3 orang 2022", "3/9/20222",
     "Diperbarui: 3 September 2022"],
)  # fmt: skip
def test_what_no_calendar_or_newsroom_has_is_not_stated(stamp):
    """WordPress's zero date in all its prints, a month 31, a week, a day of a change."""
    assert parse_stamp(stamp) is None


LABELS = st.sampled_from(["", "Diterbitkan: ", "Published on ", "Rabu, ", "Tayang: Jum’at, ", "("])
BEHIND = st.sampled_from(["", " | Oleh: Redaksi", ", Malam", " - admin", ")", " WITA"])
FORMS = st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%d %b %Y"])


@given(st.dates(date(1990, 1, 1), date(2089, 12, 31)), FORMS, LABELS, BEHIND)
def test_a_day_is_read_whatever_stands_around_it(day, form, label, behind):
    """Every day that can be stated, in every form, as a day."""
    assert parse_stamp(f"{label}{day.strftime(form)}{behind}") == day
    two = day.strftime("%d/%m/%y")
    assert parse_stamp(f"{label}{two}{behind}") == day


@given(st.text("0123456789 -/.:,|OktSepampmWIB", max_size=130))
def test_any_text_is_a_date_or_none(text):
    """Nothing printed ends a run, and no date is older than the web."""
    assert (found := parse_stamp(text)) is None or found.year >= 1990


@given(st.datetimes(min_value=datetime(1990, 1, 1)).map(lambda d: d.replace(microsecond=0)))
def test_iso_is_read_exactly(moment):
    """An ISO time without zone is the newsroom's clock, unchanged."""
    assert parse_iso(moment.isoformat()).replace(tzinfo=None) == moment
