"""`scrapy restore`: a backup in the archive's place, and from the captures what came after it."""

import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from archive.lock import Lock
from tests.crawling import PROJECT, Crawl
from tests.equality import contents, differences
from tests.replica.server import serving

#: A writer that a power cut ends: what it has committed stands in the -wal.
KILLED = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("PRAGMA wal_autocheckpoint = 0")
connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
connection.execute("UPDATE articles SET editor = 'in the wal'")
connection.commit()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(scope="module")
def nights(tmp_path_factory):
    """Crawl, make a backup, edit an article twice and crawl after each time; then cut the power.

    `undisturbed` is the archive as it was before the power was cut.
    """
    folder = tmp_path_factory.mktemp("nights")
    with serving() as site:
        crawl = Crawl(folder / "data", site.url)
        crawl.folder.mkdir()
        assert crawl.run().returncode == 0
        assert crawl.scrapy("backup", str(folder / "backup.db")).returncode == 0
        crawl.edited = site.posts[6].slug
        site.edit(crawl.edited, "Ralat: 14, bukan 41.")
        site.publish("kabar-terbaru", "Kabar Terbaru")
        site.posts.pop(20)
        assert crawl.run("articles", "-a", "full=1").returncode == 0
        assert crawl.run("teasers").returncode == 0
        site.edit(crawl.edited, "Ralat atas ralat: 15.")
        assert crawl.run().returncode == 0
    shutil.copy(crawl.database, folder / "undisturbed.db")
    killed = [sys.executable, "-c", KILLED, str(crawl.database)]
    assert subprocess.run(killed, cwd=PROJECT, timeout=60, check=False).returncode < 0
    return crawl


@pytest.fixture
def cut(nights, tmp_path):
    """Give a copy of all that the power cut has left to a test, and what it is compared with."""
    shutil.copytree(nights.folder.parent, tmp_path, dirs_exist_ok=True)
    crawl = Crawl(tmp_path / "data", nights.settings["SITE_URL"])
    crawl.edited, crawl.backup = nights.edited, tmp_path / "backup.db"
    crawl.undisturbed = Crawl(tmp_path, nights.settings["SITE_URL"])
    crawl.undisturbed.database = tmp_path / "undisturbed.db"
    return crawl


def files(folder):
    """Return every file of a folder but the lock, with its bytes."""
    paths = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def is_sound(database):
    """Say whether SQLite itself finds nothing wrong."""
    connection = sqlite3.connect(database)
    try:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


def test_what_was_crawled_since_the_backup_comes_back(cut):
    """Every table but runs is that of an undisturbed archive; two edits are two revisions more."""
    backup = cut.backup.read_bytes()
    ended = cut.scrapy("restore", str(cut.backup))
    assert ended.returncode == 0, ended.stderr
    assert cut.backup.read_bytes() == backup
    assert differences(cut.undisturbed, cut) == {}
    query = "SELECT max(number) FROM revisions JOIN articles a ON a.id = article_id WHERE slug = ?"
    assert cut.query(query, cut.edited) == [(3,)]
    assert "new articles: 1, changes: 2" in ended.stdout
    assert cut.query("SELECT spider, outcome FROM runs ORDER BY id DESC LIMIT 1") == [
        ("replay", "fine")
    ]
    doctor = cut.scrapy("doctor")
    assert doctor.returncode == 0, doctor.stdout
    again = cut.scrapy("restore", str(cut.backup))
    assert again.returncode == 0, again.stderr
    assert differences(cut.undisturbed, cut) == {}


def test_the_wal_of_the_old_database_harms_nothing(cut):
    """A backup that is copied in its place by hand is destroyed by it; a restored one is sound."""
    shutil.rmtree(cut.folder / "warc")
    by_hand = cut.folder.parent / "by-hand"
    shutil.copytree(cut.folder, by_hand)
    shutil.copy(cut.backup, by_hand / "a.db")
    assert not is_sound(by_hand / "a.db")
    wal = (cut.folder / "a.db-wal").read_bytes()
    ended = cut.scrapy("restore", str(cut.backup))
    assert ended.returncode == 0, ended.stderr
    assert "nothing was captured since" in ended.stdout
    assert is_sound(cut.database)
    (kept,) = cut.folder.glob("a.db.before-restore-*Z")
    assert f"kept of the old database: {kept}\n" in ended.stdout
    assert f"kept of the old database: {kept}-wal\n" in ended.stdout
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == wal
    # What is kept is whole: it can be restored in its turn, a second later by its name.
    time.sleep(1)
    assert cut.scrapy("restore", str(kept)).returncode == 0
    assert cut.query("SELECT DISTINCT editor FROM articles") == [("in the wal",)]


def test_a_restore_that_was_killed_is_done_by_the_next(cut):
    """All of data/ lost but the captures: until it is done, nothing begins an empty archive."""
    for path in cut.folder.glob("a.db*"):
        path.unlink()
    copy = cut.folder / "a.db.restoring"
    cut.interrupted(cut.scrapy_command("restore", str(cut.backup)), copy, signal.SIGKILL)
    assert (cut.database.exists(), copy.exists()) == (False, True)
    for command in (["crawl", "articles"], ["status"], ["doctor"], ["audit"], ["serve"]):
        ended = cut.scrapy(*command)
        told = ended.stdout + ended.stderr
        assert (ended.returncode, "`scrapy restore FILE` again" in told) == (1, True), told
    refused = cut.scrapy("restore", str(PROJECT / "README.md"))
    assert (refused.returncode, cut.database.exists(), copy.exists()) == (1, False, True)
    assert cut.scrapy("restore", str(cut.backup)).returncode == 0
    assert differences(cut.undisturbed, cut) == {}
    assert [path.name for path in cut.folder.glob("a.db*") if path.suffix != ".lock"] == ["a.db"]


def test_an_interrupted_restore_changes_nothing(cut):
    """SIGTERM: exit 1, the database is the old one with its -wal, and nothing is left beside it."""
    before = files(cut.folder)
    command = cut.scrapy_command("restore", str(cut.backup))
    ended = cut.interrupted(command, cut.folder / "a.db.restoring")
    assert (ended.returncode, "interrupted" in ended.stderr) == (1, True), ended.stderr
    assert "Traceback" not in ended.stderr
    assert files(cut.folder) == before


def test_a_run_that_the_backup_caught_in_the_middle_is_replayed(nights, tmp_path):
    """The row of its last capture was saved, and the article not yet."""
    shutil.copytree(nights.folder / "warc", tmp_path / "warc")
    shutil.copy(nights.folder.parent / "undisturbed.db", tmp_path / "backup.db")
    backup = Crawl(tmp_path, nights.settings["SITE_URL"])
    backup.database = tmp_path / "backup.db"
    backup.forget([nights.edited])
    connection = backup.connect()
    connection.execute("UPDATE runs SET finished_at = NULL WHERE id = (SELECT max(id) FROM runs)")
    connection.commit()
    connection.close()
    crawl = Crawl(tmp_path, nights.settings["SITE_URL"])
    ended = crawl.scrapy("restore", str(backup.database))
    assert ended.returncode == 0, ended.stderr
    assert crawl.query("SELECT count(*) FROM articles WHERE slug = ?", nights.edited) == [(1,)]
    assert crawl.query("SELECT count(*) FROM runs WHERE finished_at IS NULL") == [(0,)]


def test_a_damaged_database_is_replaced_and_kept(cut):
    """Not one byte of it is read as a database."""
    shutil.rmtree(cut.folder / "warc")
    harmed = b"\xff" * 8192
    cut.database.write_bytes(harmed)
    ended = cut.scrapy("restore", str(cut.backup))
    assert ended.returncode == 0, ended.stderr
    (kept,) = cut.folder.glob("a.db.before-restore-*Z")
    assert kept.read_bytes() == harmed
    cut.undisturbed.database = cut.backup
    assert contents(cut) == contents(cut.undisturbed)


def test_what_cannot_be_replayed_is_told(cut):
    """The backup is in its place, and exit 1 says that something is missing."""
    first, *_ = sorted((cut.folder / "warc").iterdir())
    first.rename(cut.folder.parent / first.name)  # unchanged pages of later runs refer to it
    ended = cut.scrapy("restore", str(cut.backup))
    assert ended.returncode == 1
    assert "restored, but not all that was captured since: the bodies of" in ended.stderr
    assert is_sound(cut.database)
    assert cut.query("SELECT count(*) FROM articles WHERE slug = 'kabar-terbaru'") == [(1,)]


def harmed_backup(crawl):
    """Return the backup with a table's first page overwritten."""
    connection = sqlite3.connect(crawl.backup)
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    (root,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'revisions'"
    ).fetchone()
    connection.close()
    whole = bytearray(crawl.backup.read_bytes())
    whole[(root - 1) * size : root * size] = b"\xff" * size
    crawl.backup.write_bytes(whole)
    return crawl.backup


def changed_backup(sql):
    """Return what gives the backup with one change."""

    def backup(crawl):
        connection = sqlite3.connect(crawl.backup)
        connection.execute(sql)
        connection.commit()
        connection.close()
        return crawl.backup

    return backup


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (lambda crawl: crawl.folder / "nowhere", "there is no file"),
        (lambda crawl: crawl.folder, "there is no file"),
        (lambda crawl: crawl.database, "is the archive itself"),
        (lambda _: PROJECT / "README.md", "cannot be read: file is not a database"),
        (lambda crawl: crawl.database.with_name("a.db-wal"), "cannot be read: file is not a database"),
        (changed_backup("DROP TABLE _sqlite_migrations"), "is no archive of this program"),
        (changed_backup("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('archive', 'm999', 'x')"), "newer version (m999)"),
        (changed_backup("UPDATE site SET url = 'https://other.example'"), "of the archive of https://other.example"),
        (harmed_backup, "give another backup"),
    ],
)  # fmt: skip
def test_what_is_no_backup_of_this_archive_is_refused(cut, file, told):
    """Exit 1 with one sentence that names the file, and nothing has changed."""
    backup = file(cut)
    before = files(cut.folder)
    ended = cut.scrapy("restore", str(backup))
    assert (ended.returncode, told in ended.stderr) == (1, True), ended.stderr
    assert f"scrapy restore: {'there is no file ' if told.startswith('there') else ''}{backup}" in ended.stderr  # fmt: skip
    assert "Traceback" not in ended.stderr
    assert files(cut.folder) == before


def test_a_restore_needs_the_archive_for_itself(cut):
    """A crawl that writes, or somebody who reads: exit 1, and what to do."""
    lock = Lock(cut.database)
    lock.acquire()
    try:
        ended = cut.scrapy("restore", str(cut.backup))
        assert (ended.returncode, "is writing" in ended.stderr) == (1, True), ended.stderr
    finally:
        lock.release()
    reader = cut.connect()
    reader.execute("SELECT count(*) FROM articles").fetchone()
    try:
        ended = cut.scrapy("restore", str(cut.backup))
        assert (ended.returncode, "another program has" in ended.stderr) == (1, True), ended.stderr
    finally:
        reader.close()


@pytest.mark.parametrize("arguments", [(), ("a", "b"), ("a", "--strange")])
def test_a_restore_takes_one_file(tmp_path, arguments):
    """Anything else is a usage error."""
    assert Crawl(tmp_path, "http://127.0.0.1:9").scrapy("restore", *arguments).returncode == 2
