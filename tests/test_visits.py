"""Which articles are asked for again."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from delegasi_scraper.errors import UsageError
from delegasi_scraper.urls import Site
from delegasi_scraper.visits import due_by_age, is_newer, read_address_list

NOW = datetime(2024, 6, 15, 12, tzinfo=UTC)
SITE = Site.of("https://delegasi.com")


@dataclass
class Visited:
    """An article and its last visit."""

    fetch_url: str
    published_at: str | None
    last_seen_at: str


def test_the_longest_overdue_comes_first():
    """An article of yesterday is due daily, one of last year yearly; the limit holds."""
    seen = "2024-06-13T12:00:00+00:00"
    fresh = Visited("fresh", "2024-06-12T08:00:00+08:00", seen)
    month = Visited("month", "2024-05-15", seen)
    old = Visited("old", "2020-01-01T08:00:00+08:00", "2023-06-01T00:00:00+00:00")
    assert due_by_age([month, old, fresh], NOW, 10) == ["fresh", "old"]
    assert due_by_age([month, old, fresh], NOW, 1) == ["fresh"]


@pytest.mark.parametrize(
    ("modified", "newer"),
    [
        (None, False),
        (datetime(2024, 6, 15, 10, tzinfo=UTC), True),
        (datetime(2024, 6, 15, 8, tzinfo=UTC), False),
        (date(2024, 6, 15), True),
        (date(2024, 6, 14), False),
    ],
)
def test_a_modification_after_the_last_visit_is_newer(modified, newer):
    """A clock is compared as a clock; a bare day counts to its end."""
    assert is_newer(modified, "2024-06-15T09:00:00+00:00") is newer


def test_a_list_gives_its_addresses_once(tmp_path):
    """Comments and blank lines fall away, and a repeated address is asked once."""
    path = tmp_path / "list"
    path.write_text("# a comment\n\nhttps://delegasi.com/a-b-c # why\nhttps://delegasi.com/a-b-c\n")
    assert read_address_list(str(path), SITE) == ("https://delegasi.com/a-b-c",)


def test_a_list_with_another_host_names_the_line(tmp_path):
    """An address of another site is refused, naming file and line."""
    path = tmp_path / "list"
    path.write_text("https://delegasi.com/a\nhttps://example.org/b\n")
    with pytest.raises(UsageError, match=r"line 2: 'https://example.org/b'"):
        read_address_list(str(path), SITE)
