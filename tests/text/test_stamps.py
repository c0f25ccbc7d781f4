"""Which of several statements of an article's times counts, and that its source is named."""

from datetime import datetime, timedelta

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
