"""Which of several statements of an article's times counts, and that its source is named."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from delegasi_scraper.items import Stamp
from delegasi_scraper.newsroom import WITA
from delegasi_scraper.statements import Stated
from delegasi_scraper.text.stamps import choose_times

MORNING = datetime(2024, 3, 3, 8, 0, tzinfo=WITA)
HOUR = timedelta(hours=1)
PRINTED = (
    Stamp("published", "front-time", MORNING.isoformat()),
    Stamp("modified", "front-time", (MORNING + 2 * HOUR).isoformat()),
)


def stated(source, modified_after):
    """Return what a source says of a post published in the morning."""
    modified = None if modified_after is None else MORNING + modified_after * HOUR
    return Stated(source=source, seen_at="", published_at=MORNING, modified_at=modified)


@pytest.mark.parametrize(
    ("source", "modified_after", "hours", "named"),
    [
        ("rest", 5, 5, "rest"),
        ("rest", 2, 2, "front-time"),  # they agree: the page's own
        ("rest", 1, 2, "front-time"),  # a cache's old answer does not put the clock back
        ("rest", None, 2, "front-time"),
        ("feed", None, 2, "front-time"),
    ],
)
def test_the_later_statement_of_a_change_counts(source, modified_after, hours, named):
    """REST's modified time counts where it is later than the page's, and is named."""
    times = choose_times(PRINTED, stated(source, modified_after))
    assert (times.modified_at, times.modified_source) == (MORNING + hours * HOUR, named)


def test_rest_states_what_no_page_prints():
    """A page that prints no change has REST's; one at the time of publication is none."""
    times = choose_times(PRINTED[:1], stated("rest", 3))
    assert (times.modified_at, times.modified_source) == (MORNING + 3 * HOUR, "rest")
    times = choose_times(PRINTED[:1], stated("rest", 0))
    assert (times.modified_at, times.modified_source) == (None, None)


def test_without_a_publication_no_change_is_later():
    """A change is told only beside the publication that it is later than."""
    times = choose_times(PRINTED[1:])
    assert (times.published_at, times.modified_at, times.modified_source) == (None, None, None)


SEEN = "2024-03-05T00:00:00+00:00"


@pytest.mark.parametrize(
    ("text", "is_stated"),
    [
        ("2024-03-07T08:00:00+08:00", True),  # two days ahead, to the second
        ("2024-03-07T08:00:01+08:00", False),
        ("2024-03-07", True),
        ("2024-03-08", False),
        ("1990-01-01T00:00:00+08:00", True),
        ("1989-12-31T23:59:59+08:00", False),
        ("0001-11-30T00:00:00+00:00", False),
        ("9999-12-31T23:59:59-12:00", False),
    ],
)
@pytest.mark.parametrize("source", ["front-time", "amp-jsonld"])
def test_what_nobody_can_have_stated_gives_way_to_the_next(text, is_stated, source):
    """Before 1990, or two days after the page was fetched: the next source counts."""
    text = text.replace("+08:00", "+00:00" if source == "amp-jsonld" else "+08:00")
    text = text.replace("T08", "T00") if source == "amp-jsonld" else text
    stamps = (Stamp("published", source, text), Stamp("published", "text", "3 Maret 2024"))
    times = choose_times(stamps, seen_at=SEEN)
    assert times.published_source == (source if is_stated else "text")
    assert is_stated or times.published_at == date(2024, 3, 3)


def test_the_same_bounds_hold_for_a_change_and_for_rest():
    """A change in a week is none, whoever states it."""
    ahead = replace(stated("rest", 24 * 7), published_at=MORNING - 100 * 365 * 24 * HOUR)
    changes = (PRINTED[0], Stamp("modified", "front-time", "2024-03-10T00:00:00Z"))
    times = choose_times(changes, ahead, seen_at=SEEN)
    assert times == choose_times(PRINTED[:1])
    assert times.published_source == "front-time"


def test_two_digits_of_a_year_ahead_name_no_year():
    """The hundred years before would be older than the web."""
    stamps = [Stamp("published", "text", "14/12/35")]
    assert choose_times(stamps, seen_at=SEEN) == choose_times([])
    stamps = [Stamp("published", "text", "14/12/23")]
    assert choose_times(stamps, seen_at=SEEN).published_at == date(2023, 12, 14)


@pytest.mark.parametrize(
    ("source", "by_seo_plugin", "text"),
    [
        ("front-meta", False, "2024-03-03T00:00:00+00:00"),
        ("amp-jsonld", False, "2024-03-03T00:00:00+08:00"),
        ("amp-jsonld", True, "2024-03-03T08:00:00+08:00"),
        ("amp-jsonld", True, "2024-03-03T00:00:00Z"),
        ("text", False, "3 Maret 2024 07.00 WIB"),
    ],
)
def test_every_clock_is_the_newsrooms(source, by_seo_plugin, text):
    """One moment has one form; AMPforWP's own clock is UTC, whatever it says of its zone."""
    found = choose_times([Stamp("published", source, text, by_seo_plugin)]).published_at
    assert found.isoformat() == "2024-03-03T08:00:00+08:00"
