"""The archive: what is saved stays, and SQLite itself agrees."""

import sqlite3
from contextlib import suppress
from dataclasses import replace

import pytest

from archive.errors import ArchiveUnwritable, NewerArchive, OtherSite
from archive.lock import Lock, Locked
from archive.rows import CaptureRow, FailureRow, TeaserRow
from archive.store import Archive
from archive.tables import runs
from archive.tables.captures import breaks, save_capture
from archive.tables.failures import save_failure
from archive.tables.teasers import save_teasers
from tests.archive.one_article import DAY1, DAY2, DAY3, ROW, SITE
from tests.saving import save_article


@pytest.fixture
def archive(tmp_path):
    """Give an empty archive, and look afterwards whether SQLite finds fault with it."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        yield archive
        connection = archive.connection
        assert [tuple(row) for row in connection.execute("PRAGMA integrity_check")] == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute(
            "INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)"
        )


def values(archive, sql, *parameters):
    """Return the rows of a query as tuples."""
    return [tuple(row) for row in archive.connection.execute(sql, parameters)]


def dump(archive):
    """Return the whole database as SQL, without the visits' times."""
    return [line for line in archive.connection.iterdump() if "INSERT" in line]


def test_saving_twice_changes_nothing(archive):
    """The same article, read again in the same second, leaves every row as it was."""
    teasers = (TeaserRow(url=f"{SITE}/b-c", title="B", excerpt="C…", block="stub", position=1),)
    aliases = ((f"{SITE}/warga-soe/", "front"),)
    arguments = {"seen_at": DAY1, "teasers": teasers, "aliases": aliases}
    assert save_article(archive, ROW, **arguments) == "new"
    before = dump(archive)
    assert save_article(archive, ROW, **arguments) == "unchanged"
    assert dump(archive) == before


def test_an_edit_keeps_the_old_state(archive):
    """A, B, A again are three revisions; the article shows the newest."""
    save_article(archive, ROW, seen_at=DAY1)
    assert save_article(archive, replace(ROW, title="Lain"), seen_at=DAY2) == "changed"
    assert save_article(archive, ROW, seen_at=DAY3) == "changed"
    assert values(archive, "SELECT number, title, origin FROM revisions ORDER BY number") == [
        (1, ROW.title, "site"),
        (2, "Lain", "site"),
        (3, ROW.title, "site"),
    ]
    assert values(archive, "SELECT title, first_seen_at, last_seen_at FROM articles") == [
        (ROW.title, DAY1, DAY3)
    ]


def test_furniture_makes_no_revision(archive):
    """A changed tag or picture changes the article, and is no revision."""
    save_article(archive, ROW, seen_at=DAY1)
    save_article(archive, replace(ROW, tags=(), images=()), seen_at=DAY2)
    assert values(archive, "SELECT count(*) FROM revisions") == [(1,)]
    assert values(archive, "SELECT count(*) FROM images") == [(0,)]


def test_our_own_change_is_marked(archive):
    """Where the extractor differs, the revision says that it is ours."""
    save_article(archive, ROW, seen_at=DAY1)
    save_article(archive, replace(ROW, body="Lain.", extractor="wpberita/2"), seen_at=DAY2)
    assert values(archive, "SELECT origin FROM revisions ORDER BY number") == [
        ("site",),
        ("extractor",),
    ]


def test_a_poorer_parse_changes_nothing(archive):
    """A poorer parse changes nothing but the visit."""
    save_article(archive, ROW, seen_at=DAY1)
    poorer = replace(ROW, body="Sebagian.", rank=2)
    assert save_article(archive, poorer, seen_at=DAY2) == "unchanged"
    assert values(archive, "SELECT body, last_seen_at FROM articles") == [(ROW.body, DAY2)]


def test_a_reused_slug_is_a_new_article(archive):
    """Another WordPress id under a known slug supersedes the old article and keeps it."""
    save_article(archive, ROW, seen_at=DAY1)
    assert save_article(archive, replace(ROW, wp_id=99, title="B"), seen_at=DAY2) == "new"
    assert values(archive, "SELECT wp_id, superseded_at FROM articles ORDER BY id") == [
        (12, DAY2),
        (99, None),
    ]


def test_a_new_slug_keeps_the_article(archive):
    """A known WordPress id under another slug is the same article, moved."""
    save_article(archive, ROW, seen_at=DAY1)
    moved = replace(ROW, slug="baru", url=f"{SITE}/baru")
    save_article(archive, moved, seen_at=DAY2)
    assert values(archive, "SELECT slug, first_seen_at FROM articles") == [("baru", DAY1)]


def test_equal_bodies_point_to_the_earliest(archive):
    """A repost points to the earliest published article, also when that is found later."""
    save_article(archive, ROW, seen_at=DAY1)
    earlier = replace(
        ROW, slug="b", url=f"{SITE}/b", wp_id=3, published_at="2024-04-01T08:00:00+08:00"
    )
    save_article(archive, earlier, seen_at=DAY2)
    assert values(archive, "SELECT id, duplicate_of FROM articles ORDER BY id") == [
        (1, 2),
        (2, None),
    ]


def test_search_follows_title_and_body(archive):
    """A word is found while it stands in the article, and not after."""
    save_article(archive, ROW, seen_at=DAY1)
    search = (
        "SELECT a.id FROM articles_fts f JOIN articles a ON a.search_rowid = f.rowid"
        " WHERE articles_fts MATCH ?"
    )
    assert values(archive, search, "jagung") == [(1,)]
    save_article(archive, replace(ROW, title="Padi", body="Padi."), seen_at=DAY2)
    assert values(archive, search, "jagung") == []


def test_search_order_follows_publication(archive):
    """The index's row ids rise with the day of publication, also when that is mended later."""
    save_article(archive, ROW, seen_at=DAY1)
    older = replace(ROW, slug="b", url=f"{SITE}/b", wp_id=3, published_at="2019-04-30")
    save_article(archive, older, seen_at=DAY1)
    newest_first = "SELECT rowid & 4194303 FROM articles_fts ORDER BY rowid DESC"
    assert values(archive, newest_first) == [(1,), (2,)]
    save_article(archive, replace(older, published_at="2025-01-01"), seen_at=DAY2)
    assert values(archive, newest_first) == [(2,), (1,)]


def test_published_utc_sorts_clocks_and_days(archive):
    """A clock is stored as the newsroom's and sorted in UTC; a bare day stays one."""
    save_article(archive, ROW, seen_at=DAY1)
    day = replace(ROW, slug="b", url=f"{SITE}/b", wp_id=3, published_at="2024-04-30")
    save_article(archive, day, seen_at=DAY1)
    assert values(archive, "SELECT published_utc FROM articles ORDER BY id") == [
        ("2024-05-01T00:00:00+00:00",),
        ("2024-04-30",),
    ]


def test_a_stub_is_resolved_when_its_article_comes(archive):
    """A teaser of an unknown article is kept, and points to it once it is archived."""
    stub = TeaserRow(url=ROW.url, title=None, excerpt="Warga…", block="stub", position=1)
    with archive.transaction() as connection:
        save_teasers(connection, (stub,), page_url=f"{SITE}/x/amp", seen_at=DAY1)
    assert values(archive, "SELECT article_id FROM teasers") == [(None,)]
    save_article(archive, ROW, seen_at=DAY2)
    assert values(archive, "SELECT article_id, resolved_by FROM teasers") == [(1, "link")]


def test_sightings_accumulate(archive):
    """One wording, shown on two days, is one teaser and two sightings."""
    stub = TeaserRow(url=ROW.url, title=None, excerpt="Warga…", block="stub", position=1)
    for day in (DAY1, DAY1, DAY2):
        with archive.transaction() as connection:
            save_teasers(connection, (stub,), page_url=f"{SITE}/", seen_at=day)
    assert values(archive, "SELECT count(*) FROM teasers") == [(1,)]
    assert values(archive, "SELECT count(*) FROM sightings") == [(2,)]


def test_a_failure_counts_up_and_is_resolved(archive):
    """A failure keeps its first day, and ends when the address gives an article."""
    failure = FailureRow(url=ROW.url, reason="http_500", message="answered 500")
    with archive.transaction() as connection:
        save_failure(connection, failure, seen_at=DAY1)
        save_failure(connection, failure, seen_at=DAY2)
    save_article(archive, ROW, seen_at=DAY3)
    assert values(archive, "SELECT first_seen_at, count, resolved_at FROM failures") == [
        (DAY1, 2, DAY3)
    ]


def test_captures_are_found_by_their_id(archive):
    """A capture row says in which file and where its response is."""
    row = CaptureRow(url=ROW.url, fetched_at=DAY1, status=200, digest=None, warc_file="w",
                     warc_offset=7)  # fmt: skip
    with archive.transaction() as connection:
        number = save_capture(connection, row)
    save_article(archive, ROW, seen_at=DAY1, capture_id=number)
    joined = "SELECT warc_offset FROM revisions JOIN captures ON captures.id = capture_id"
    assert values(archive, joined) == [(7,)]


def test_a_run_left_open_is_closed_as_killed(archive):
    """A run that a kill left open is closed by the next one."""
    with archive.transaction() as connection:
        first = runs.start(connection, "articles", DAY1)
        runs.start(connection, "articles", DAY2)
    assert values(archive, "SELECT outcome, finished_at FROM runs WHERE id = ?", first) == [
        ("killed", DAY2)
    ]


def test_another_site_is_refused(tmp_path):
    """An archive remembers its site and refuses another, naming both."""
    Archive.open(tmp_path / "a.db", site_url=SITE).close()
    with pytest.raises(OtherSite, match=r"of https://delegasi\.com, not of https://example\.org"):
        Archive.open(tmp_path / "a.db", site_url="https://example.org")


def test_a_newer_archive_is_refused(tmp_path):
    """An archive with a migration unknown to us is refused before anything is written."""
    Archive.open(tmp_path / "a.db", site_url=SITE).close()
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('archive', 'm999_future', '2030-01-01')"
        )
    connection.close()
    with pytest.raises(NewerArchive, match="m999_future"):
        Archive.open(tmp_path / "a.db", site_url=SITE)


def test_what_is_no_database_is_refused(tmp_path):
    """A file that is no database is named and left as it is."""
    path = tmp_path / "a.db"
    path.write_bytes(b"no database" * 200)
    with pytest.raises(ArchiveUnwritable, match=r"a\.db"):
        Archive.open(path, site_url=SITE)
    assert path.read_bytes() == b"no database" * 200


def test_two_writers_meet_at_the_lock(tmp_path):
    """The second is told who holds the lock; once released, it gets it."""
    first, second = Lock(tmp_path / "a.db"), Lock(tmp_path / "a.db")
    first.acquire()
    with pytest.raises(Locked, match=r"process \d+ \(since "):
        second.acquire()
    first.release()
    second.acquire()
    second.release()


def test_captures_are_chained(archive):
    """A changed, removed or inserted row breaks the chain where it stands, and nowhere before."""
    for number in range(5):
        row = CaptureRow(
            url=f"{SITE}/{number}", fetched_at=DAY1, status=200, digest=f"sha256:{number}",
            warc_file="w", warc_offset=number,
        )  # fmt: skip
        with archive.transaction() as connection:
            save_capture(connection, row)
    assert list(breaks(archive.connection)) == []
    archive.connection.execute("UPDATE captures SET digest = 'sha256:x' WHERE id = 3")
    assert list(breaks(archive.connection)) == [3]
    archive.connection.execute("UPDATE captures SET digest = 'sha256:2' WHERE id = 3")
    archive.connection.execute("DELETE FROM captures WHERE id = 2")
    assert list(breaks(archive.connection)) == [3]


def test_an_older_state_becomes_an_older_revision(archive):
    """What is found later and was printed earlier goes where it belongs; the article stays."""
    states = {day: replace(ROW, body=f"Isi {day}.") for day in (DAY1, DAY2, DAY3)}
    save_article(archive, states[DAY3], seen_at=DAY3)
    save_article(archive, states[DAY1], seen_at=DAY1)
    save_article(archive, states[DAY2], seen_at=DAY2)
    rows = "SELECT number, seen_at, body, change FROM revisions ORDER BY number"
    expected = [
        (1, DAY1, f"Isi {DAY1}.", None),
        (2, DAY2, f"Isi {DAY2}.", "numbers"),
        (3, DAY3, f"Isi {DAY3}.", "numbers"),
    ]
    assert values(archive, rows) == expected
    for day, row in states.items():  # again, in any order, changes nothing
        save_article(archive, row, seen_at=day)
    assert values(archive, rows) == expected
    article = "SELECT body, first_seen_at, last_seen_at FROM articles"
    assert values(archive, article) == [(f"Isi {DAY3}.", DAY1, DAY3)]
    save_article(archive, states[DAY3], seen_at="2024-05-02T12:00:00+00:00")
    assert values(archive, rows)[2][1] == "2024-05-02T12:00:00+00:00"  # it was so earlier


NEW = replace(ROW, extractor="wpberita/2")


@pytest.mark.parametrize(
    ("anew", "printed", "expected"),
    [
        # The new extractor reads the old page as it now reads the new one: our change alone.
        ("Isi baru.", "Isi baru.", [("Isi baru.", "extractor")]),
        # It reads the old page as before: the site's change alone.
        (ROW.body, "Isi baru.", [("Isi baru.", "site")]),
        # It reads the old page otherwise, and the site has changed, too: two revisions.
        ("Isi lama.", "Isi baru.", [("Isi lama.", "extractor"), ("Isi baru.", "site")]),
        # The old page cannot be read: ours, so that no guess looks like the newsroom's edit.
        (None, "Isi baru.", [("Isi baru.", "extractor")]),
    ],
)
def test_our_change_is_told_from_the_newsrooms(archive, anew, printed, expected):
    """Where the extractor is a new one, the last capture is read anew before comparing."""
    capture = CaptureRow(
        url=ROW.url, fetched_at=DAY1, status=200, digest=None, warc_file="w", warc_offset=7
    )
    with archive.transaction() as connection:
        capture_id = save_capture(connection, capture)
    save_article(archive, ROW, seen_at=DAY1, capture_id=capture_id)

    def reread(warc_file, offset):
        assert (warc_file, offset) == ("w", 7)
        return None if anew is None else replace(NEW, body=anew)

    save_article(archive, replace(NEW, body=printed), seen_at=DAY2, again=reread)
    rows = values(archive, "SELECT body, origin FROM revisions WHERE number > 1 ORDER BY number")
    assert rows == expected


@pytest.mark.parametrize(
    ("anew", "expected"),
    [
        ("Isi tengah.", []),  # the new extractor reads the stored page so, too: nothing is new
        (ROW.body, [("Isi tengah.", "site")]),  # it reads that one as before: a state of its own
        (None, [("Isi tengah.", "extractor")]),  # not to be told: no edit of the newsroom's
    ],
)
def test_a_replay_with_a_new_extractor_is_no_edit(archive, anew, expected):
    """An older state is compared with what the new extractor makes of the one before it."""
    capture = CaptureRow(
        url=ROW.url, fetched_at=DAY1, status=200, digest=None, warc_file="w", warc_offset=7
    )
    with archive.transaction() as connection:
        capture_id = save_capture(connection, capture)
    save_article(archive, ROW, seen_at=DAY1, capture_id=capture_id)
    save_article(archive, replace(ROW, body="Isi baru."), seen_at=DAY3)

    def reread(warc_file, offset):
        return None if anew is None else replace(NEW, body=anew)

    save_article(archive, replace(NEW, body="Isi tengah."), seen_at=DAY2, again=reread)
    rows = values(archive, "SELECT body, origin FROM revisions ORDER BY number")
    assert rows == [(ROW.body, "site"), *expected, ("Isi baru.", "site")]


def test_an_older_post_of_a_slug_supersedes_nothing(archive):
    """A kept page of an earlier post under the same slug is an article of its own, superseded."""
    save_article(archive, ROW, seen_at=DAY3)
    earlier = replace(ROW, wp_id=7, body="Berita lain, dahulu.")
    save_article(archive, earlier, seen_at=DAY1)
    save_article(archive, replace(earlier, body="Berita lain, dahulu kala."), seen_at=DAY2)
    save_article(archive, earlier, seen_at=DAY1)
    rows = "SELECT wp_id, superseded_at IS NULL, (SELECT count(*) FROM revisions WHERE article_id = a.id) FROM articles a ORDER BY wp_id"
    assert values(archive, rows) == [(7, 0, 2), (12, 1, 1)]


def test_the_archive_is_no_switchboard():
    """It opens, and gives transactions and snapshots; tables are asked by their own functions."""
    public = {name for name in vars(Archive) if not name.startswith("_")}
    assert public <= {"open", "close", "transaction", "snapshot"}


def test_a_transaction_is_all_or_nothing(archive):
    """What was written in a block that raises is not there afterwards, and the next block works."""
    with suppress(KeyError), archive.transaction() as connection:
        runs.start(connection, "articles", DAY1)
        raise KeyError
    with archive.transaction() as connection:
        runs.start(connection, "articles", DAY2)
    assert values(archive, "SELECT started_at FROM runs") == [(DAY2,)]
