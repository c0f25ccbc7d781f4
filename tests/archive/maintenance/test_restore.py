"""A restored database takes the archive's name, and a crash between two steps loses neither."""

import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from archive.database import connect
from archive.errors import ArchiveError, HalfRestored
from archive.maintenance.restore import copy_backup, opened_by_nobody, put_in_place
from tests.crawling import PROJECT

AT = datetime(2026, 11, 25, 21, 55, tzinfo=UTC)
OLD, NEW = ["old", "in its wal", "old"], ["new", "new"]
KEPT = "a.db.before-restore-20261125T215500Z"
#: In one folder after another, ends the process one step later, as a power cut would: before
#: the N-th time that it touches a file.
CUTS = """
import os, shutil, sys
from datetime import UTC, datetime
from pathlib import Path
from archive.maintenance.restore import put_in_place

def cut(event, arguments):
    global left
    if event in ("open", "os.chmod", "os.rename", "os.remove", "shutil.copyfile") and str(
        arguments[0]
    ).startswith(str(path)):
        left -= 1
        if left == 0:
            os._exit(9)

folder, status = Path(sys.argv[1]), 9
for step in range(1, 100):
    there = folder.with_name(f"{folder.name}-{step:02}")
    shutil.copytree(folder, there)
    if not (child := os.fork()):
        path, left = there / "a.db", step
        sys.addaudithook(cut)
        put_in_place(there / "a.db.restoring", path, at=datetime(2026, 11, 25, 21, 55, tzinfo=UTC))
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        break
"""
#: A writer that a kill ends: what it has committed stands in the -wal.
KILLED = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("CREATE TABLE rows (value)")
connection.execute("CREATE TABLE others (value)")
connection.execute("INSERT INTO rows VALUES ('old')")
connection.execute("INSERT INTO others VALUES ('old')")
connection.commit()
connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
connection.execute("INSERT INTO rows VALUES ('in its wal')")
connection.commit()
os.kill(os.getpid(), signal.SIGKILL)
"""


def python(program, *arguments):
    """Run a program and return its exit code."""
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)], cwd=PROJECT, timeout=60, check=False
    ).returncode


def rows(database):
    """Return what SQLite reads in a copy of a database and of what is beside it."""
    copy = database.with_name("looked-at")
    for suffix in ("", "-wal", "-shm"):
        if (source := database.with_name(database.name + suffix)).exists():
            shutil.copy(source, copy.with_name(copy.name + suffix))
    connection = sqlite3.connect(copy)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    both = "SELECT value FROM rows UNION ALL SELECT value FROM others"
    found = [row[0] for row in connection.execute(both)]
    connection.close()
    copy.unlink()
    return found


@pytest.fixture
def folder(tmp_path):
    """Make an archive that a kill has left with its -wal, a backup, and a copy of it beside."""
    tmp_path = tmp_path / "data"
    tmp_path.mkdir()
    assert python(KILLED, tmp_path / "a.db") < 0
    assert (tmp_path / "a.db-wal").stat().st_size > 0
    backup = sqlite3.connect(tmp_path / "backup")
    for table in ("rows", "others"):  # the old database's -wal would change the first alone
        backup.execute(f"CREATE TABLE {table} (value)")
        backup.execute(f"INSERT INTO {table} VALUES ('new')")
    backup.commit()
    backup.close()
    copy_backup(tmp_path / "backup", tmp_path / "a.db")
    return tmp_path


def test_the_old_database_is_kept_whole(folder):
    """With its -wal, under a name that says when, and none of it beside the restored one."""
    kept = put_in_place(folder / "a.db.restoring", folder / "a.db", at=AT)
    assert kept == [folder / f"{KEPT}{suffix}" for suffix in ("", "-wal", "-shm")]
    assert rows(folder / KEPT) == OLD
    assert {*folder.glob("a.db*")} == {folder / "a.db", *kept}
    assert rows(folder / "a.db") == NEW


def test_a_crash_at_any_step_leaves_the_old_or_the_restored(folder):
    """Never a mixture: else nothing has the name, opening it says so, and restoring mends it."""
    assert python(CUTS, folder) == 0
    states = []
    for there in sorted(folder.parent.glob(f"{folder.name}-*")):
        path = there / "a.db"
        states.append(rows(path) if path.exists() else None)
        if not path.exists():
            assert rows(there / KEPT) == OLD
            for readonly in (True, False):
                with pytest.raises(HalfRestored, match="run `scrapy restore FILE` again"):
                    connect(path, site_url=None, readonly=readonly)
            assert not path.exists()
        copy = copy_backup(there / "backup", path)
        put_in_place(copy, path, at=AT.replace(hour=22))
        assert rows(path) == NEW
        assert not path.with_name("a.db-wal").exists()
        kept = [rows(old) for old in there.glob("a.db.before-restore-*Z")]
        assert OLD in kept
    assert states[0] == OLD
    assert states[-1] == NEW
    assert None in states
    assert all(state in (None, OLD, NEW) for state in states)


@pytest.mark.parametrize("mode", ["ro", "rw"])
def test_an_open_database_is_not_moved(folder, mode):
    """Its last connection would remove the restored database's -wal, by the name."""
    reader = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], uri=True);"
        " c.execute('SELECT * FROM rows').fetchone(); print(flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", reader, f"file:{folder / 'a.db'}?mode={mode}"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        process.stdout.readline()
        with pytest.raises(ArchiveError, match="another program has"):
            put_in_place(folder / "a.db.restoring", folder / "a.db", at=AT)
        assert rows(folder / "a.db") == OLD
    finally:
        process.communicate(timeout=10)
    with opened_by_nobody(folder / "a.db"):
        pass


def test_nothing_that_is_kept_is_replaced(folder):
    """A second restore of the same second is refused."""
    put_in_place(folder / "a.db.restoring", folder / "a.db", at=AT)
    copy = copy_backup(folder / "backup", folder / "a.db")
    with pytest.raises(ArchiveError, match="is there already"):
        put_in_place(copy, folder / "a.db", at=AT)
    assert rows(folder / KEPT) == OLD
