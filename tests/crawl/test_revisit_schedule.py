"""Which articles are asked for again."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from archive.rows import FailureRow
from archive.store import Archive
from archive.tables.failures import save_failure
from delegasi_scraper.crawl.known_articles import KnownArticles
from delegasi_scraper.crawl.revisit_schedule import due_by_age, is_newer, read_address_list
from delegasi_scraper.errors import UsageError
from delegasi_scraper.items import Address
from delegasi_scraper.urls import Site

NOW = datetime(2024, 6, 15, 12, tzinfo=UTC)
SITE = Site.of("https://delegasi.com")


@dataclass
class Visited:
    """An article and its last visit."""

    fetch_url: str
    published_at: str | None
    last_seen_at: str
    first_missed_at: str | None = None
    last_missed_at: str | None = None
    gone_at: str | None = None


def test_the_longest_overdue_comes_first():
    """An article of yesterday is due daily, one of last year yearly; the limit holds."""
    seen = "2024-06-13T12:00:00+00:00"
    fresh = Visited("fresh", "2024-06-12T08:00:00+08:00", seen)
    month = Visited("month", "2024-05-15", seen)
    old = Visited("old", "2020-01-01T08:00:00+08:00", "2023-06-01T00:00:00+00:00")
    assert due_by_age([month, old, fresh], NOW, 10) == ["fresh", "old"]
    assert due_by_age([month, old, fresh], NOW, 1) == ["fresh"]


def test_what_was_missed_is_made_sure_of():
    """After a night; what is gone is looked for after a month, and not before."""
    seen, night, month = "2024-03-01T00:00:00+00:00", "2024-06-14T16:00:00", "2024-05-16T12:00:00"
    missed = Visited("missed", "2024-06-14", seen, f"{night}+00:00", f"{night}+00:00")
    sooner = replace(missed, last_missed_at="2024-06-14T16:00:01+00:00")
    gone = Visited("gone", "2020-01-01", seen, *[f"{month}+00:00"] * 3)
    fresher = replace(gone, last_missed_at="2024-05-16T12:00:01+00:00")
    assert due_by_age([missed, sooner, gone, fresher], NOW, 10) == ["missed", "gone"]


def test_what_was_refused_is_left_alone(tmp_path):
    """Until something says that it has changed, or a month has passed."""
    today, long_ago = datetime.now(UTC), datetime.now(UTC) - timedelta(days=31)
    with Archive.open(tmp_path / "a.db", site_url=SITE.url) as archive:
        for slug, reason, seen_at in (
            ("sandi", "refused/password", today),
            ("lama", "refused/page", long_ago),
            ("putus", "http_404", long_ago),
        ):
            row = FailureRow(url=f"{SITE.url}/{slug}/", reason=reason, message="")
            with archive.transaction() as connection:
                save_failure(connection, row, seen_at=seen_at.isoformat())
        known = KnownArticles(archive, SITE, full=False, since=None)
    unchanged = Address(url=f"{SITE.url}/x/", source="sitemap")
    edited = replace(unchanged, modified_at=today + timedelta(hours=1))
    assert known.why_not("sandi", unchanged, walking=False) == "refused_before"
    assert known.why_not("sandi", edited, walking=False) is None
    assert known.why_not("lama", unchanged, walking=False) is None
    # the schedule of retries has it
    assert known.why_not("putus", unchanged, walking=False) == "refused_before"
    assert known.why_not("baru", unchanged, walking=False) is None


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


def test_a_list_may_name_copies_of_pages(tmp_path):
    """A page in a public archive or a cache is the site's page."""
    path = tmp_path / "list"
    path.write_text(
        "https://web.archive.org/web/2020/https://delegasi.com/a-b-c\n"
        "https://delegasi-com.cdn.ampproject.org/c/s/delegasi.com/d-e-f/amp\n"
    )
    named = ("https://delegasi.com/a-b-c", "https://delegasi.com/d-e-f/amp")
    assert read_address_list(str(path), SITE) == named


def test_a_list_with_another_host_names_the_line(tmp_path):
    """An address of another site is refused, naming file and line."""
    path = tmp_path / "list"
    path.write_text("https://delegasi.com/a\nhttps://example.org/b\n")
    with pytest.raises(UsageError, match=r"line 2: 'https://example.org/b'"):
        read_address_list(str(path), SITE)
