"""The real command, run against a site on loopback."""

import resource
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from tests.started import run_scrapy

PROJECT = Path(__file__).resolve().parent.parent


class Crawl:
    """The command, with an archive of its own."""

    def __init__(self, folder, site_url):
        self.folder = folder
        self.database = folder / "a.db"
        self.settings = {
            "SITE_URL": site_url,
            "SITE_ALIASES": "",
            "ARCHIVE_DB": str(self.database),
            "ARCHIVE_WARC_DIR": str(folder / "warc"),
            "DOWNLOAD_DELAY": "0",
            "CONTACT": "test@localhost",
        }

    def command(self, *arguments, **settings):
        """Return the command line."""
        pairs = {**self.settings, **settings}
        options = [part for name, value in pairs.items() for part in ("-s", f"{name}={value}")]
        return [sys.executable, "-m", "scrapy", "crawl", *(arguments or ("articles",)), *options]

    def run(self, *arguments, **settings):
        """Run it and return what it printed, and its exit code."""
        return run_scrapy(self.command(*arguments, **settings)[3:], timeout=300)

    def run_with_file_limit(self, size, *arguments):
        """Run it with a limit on the size of files, as a full disk would set."""
        return subprocess.run(
            self.command(*arguments), cwd=PROJECT, capture_output=True, text=True, timeout=120,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        )  # fmt: skip

    def scrapy_command(self, *arguments):
        """Return the command line of another of the project's commands."""
        pairs = [
            part for name, value in self.settings.items() for part in ("-s", f"{name}={value}")
        ]
        return [sys.executable, "-m", "scrapy", *arguments, *pairs]

    def scrapy(self, *arguments):
        """Run it on the same site and archive."""
        return run_scrapy(self.scrapy_command(*arguments)[3:], timeout=300)

    def interrupted(self, command, database, number=signal.SIGTERM):
        """Run a command line, and send a signal when a database has its first articles."""
        process = subprocess.Popen(
            command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        deadline = time.monotonic() + 60
        while not _has_articles(database) and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(number)
        try:
            told = process.communicate(timeout=60)
        finally:
            process.kill()
        return subprocess.CompletedProcess(command, process.returncode, *told)

    def forget(self, slugs):
        """Take articles out of the archive, as if they had never been crawled."""
        connection = self.connect()
        for slug in slugs:
            (article_id,) = connection.execute(
                "SELECT id FROM articles WHERE slug = ?", [slug]
            ).fetchone()
            for table in (
                "revisions", "article_categories", "article_tags", "images", "aliases",
                "absences", "stated", "held_states", "similar_articles", "shingle_bands",
            ):  # fmt: skip
                connection.execute(f"DELETE FROM {table} WHERE article_id = ?", [article_id])
            connection.execute("DELETE FROM similar_articles WHERE other_id = ?", [article_id])
            for table, column in (("teasers", "article_id"), ("articles", "duplicate_of")):
                connection.execute(
                    f"UPDATE {table} SET {column} = NULL WHERE {column} = ?", [article_id]
                )
            connection.execute("DELETE FROM articles WHERE id = ?", [article_id])
        connection.commit()
        connection.close()

    def connect(self):
        """Open the archive's database, to age what stands in it."""
        return sqlite3.connect(self.database)

    def query(self, sql, *parameters):
        """Return the rows of a query."""
        connection = self.connect()
        rows = connection.execute(sql, parameters).fetchall()
        connection.close()
        return rows


def _has_articles(database):
    if not database.exists():
        return False
    connection = sqlite3.connect(database)
    try:
        return connection.execute("SELECT count(*) FROM articles").fetchone()[0] >= 3
    except sqlite3.OperationalError:
        return False  # not made yet
    finally:
        connection.close()
