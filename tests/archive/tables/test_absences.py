"""When an article is gone, and when it is back."""

import pytest

from archive.rows import MissRow
from archive.store import Archive
from archive.tables.absences import save_misses
from tests.archive.one_article import ROW, SITE
from tests.saving import save_article

SEEN = "2024-05-01T03:00:00+00:00"
MISSED = "2024-05-10T03:00:00+00:00"
NEXT_NIGHT = "2024-05-10T23:00:00+00:00"  # 20 hours later
SOONER = "2024-05-10T22:59:59+00:00"
BACK = "2024-06-01T03:00:00+00:00"


@pytest.fixture
def archive(tmp_path):
    """Give an archive of one article."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        save_article(archive, ROW, seen_at=SEEN)
        yield archive


def miss(archive, seen_at, state="404", alarm=False):
    """Miss the article once."""
    row = MissRow(slug=ROW.slug, state=state, seen_at=seen_at)
    with archive.transaction() as connection:
        return save_misses(connection, (row,), alarm=alarm)


def state(archive):
    """Return what the article's row says."""
    row = archive.connection.execute("SELECT first_missed_at, gone_at, gone_state FROM articles")
    return tuple(row.fetchone())


def test_one_miss_is_no_removal(archive):
    """Nor are two within 20 hours."""
    assert miss(archive, MISSED) == 0
    assert miss(archive, SOONER) == 0
    assert state(archive) == (MISSED, None, None)


def test_two_misses_a_night_apart_are(archive):
    """The article is gone since the second, with the state seen then; its text stays."""
    miss(archive, MISSED)
    assert miss(archive, NEXT_NIGHT, "410") == 1
    assert state(archive) == (MISSED, NEXT_NIGHT, "410")
    assert miss(archive, "2024-05-12T03:00:00+00:00", "410") == 0
    assert state(archive) == (MISSED, NEXT_NIGHT, "410")
    assert archive.connection.execute("SELECT body FROM articles").fetchone()[0] == ROW.body


def test_a_capture_from_before_the_miss_is_no_return(archive):
    """A public archive may have seen the page after we did, and before it was taken away."""
    miss(archive, MISSED)
    miss(archive, NEXT_NIGHT)
    save_article(archive, ROW, seen_at="2024-05-05T03:00:00+00:00")
    assert state(archive) == (MISSED, NEXT_NIGHT, "404")
    assert archive.connection.execute("SELECT returned_at FROM absences").fetchone()[0] is None


def test_what_returns_is_reopened_and_its_absence_kept(archive):
    """The row is as before, and the table of absences tells what was."""
    miss(archive, MISSED)
    miss(archive, NEXT_NIGHT)
    save_article(archive, ROW, seen_at=BACK)
    assert state(archive) == (None, None, None)
    rows = archive.connection.execute("SELECT * FROM absences").fetchall()
    assert [tuple(row) for row in rows] == [(1, MISSED, NEXT_NIGHT, NEXT_NIGHT, "404", BACK)]


def test_an_alarm_marks_nothing(archive):
    """That it was tried is kept, so that others have their turn."""
    miss(archive, MISSED)
    assert miss(archive, NEXT_NIGHT, alarm=True) == 0
    assert state(archive) == (MISSED, None, None)
    tried = archive.connection.execute("SELECT last_missed_at FROM articles").fetchone()[0]
    assert tried == NEXT_NIGHT


def test_a_miss_that_is_told_again_is_no_news(archive):
    """Replayed captures change nothing that was known later."""
    miss(archive, MISSED)
    miss(archive, NEXT_NIGHT)
    before = state(archive)
    miss(archive, MISSED)
    assert state(archive) == before
    save_article(archive, ROW, seen_at=BACK)
    miss(archive, NEXT_NIGHT)
    assert state(archive) == (None, None, None)
