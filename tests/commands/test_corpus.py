"""`scrapy corpus`: what was frozen is found again, or it is said what is missing."""

import csv
import hashlib
import json
import shutil
import subprocess
from dataclasses import replace

import pandas
import pytest

from archive.lock import Lock
from archive.rows import ArticleRow
from archive.store import Archive
from tests.crawling import Crawl
from tests.many_articles import SITE
from tests.replica.server import serving
from tests.saving import save_article

DAY1, DAY2, DAY3, DAY4 = (f"2024-05-0{day}T01:00:00+00:00" for day in (1, 2, 3, 4))
ROWS = tuple(
    ArticleRow(
        url=f"{SITE}/{slug}", slug=slug, wp_id=wp_id, wp_host="delegasi.com" if wp_id else None,
        title=title, body=body, place=place, extractor="wpberita/1", record="{}", rank=3,
        published_at=f"2024-04-0{number}T08:00:00+08:00",
    )
    for number, (slug, wp_id, title, body, place) in enumerate(
        (
            ("warga-soe", 12, "Warga SoE Panen", "Warga memanen jagung.\n\nHasilnya naik.", "SoE"),
            ("tanpa-judul", None, None, "Teks pendek tanpa judul.", "SoE"),
            ("kabar-kupang", 14, "Kabar “Kupang”", "Kabar dari Kupang.", "Kupang"),
            ("ulang-soe", 15, "Ulang", "Warga memanen jagung.\n\nHasilnya naik.", "SoE"),
        ),
        start=1,
    )
)  # fmt: skip


@pytest.fixture
def crawl(tmp_path):
    """Give the command over an archive of four articles, one a repost, with a corpus of SoE's."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        for row in ROWS:
            save_article(archive, row, seen_at=DAY2)
    crawl = Crawl(tmp_path, SITE)
    ended = crawl.scrapy("corpus", "freeze", "soe-2024", "--where", "place = 'SoE'")
    assert ended.returncode == 0, ended.stderr
    return crawl


def save(crawl, row, seen_at):
    """Save another reading, as a crawl or a backfill does."""
    with Archive.open(crawl.database, site_url=SITE) as archive:
        save_article(archive, row, seen_at=seen_at)


def exported(crawl, *, name="soe-2024"):
    """Export the corpus and return its rows by address."""
    target = crawl.folder / "corpus.jsonl"
    ended = crawl.scrapy("corpus", "export", name, str(target), "--force")
    assert ended.returncode == 0, ended.stderr
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    return {row["url"]: row for row in rows}


def assert_reproduces(crawl, name="soe-2024"):
    """Verify, and see that it says so."""
    ended = crawl.scrapy("corpus", "verify", name)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "soe-2024 reproduces: 2 articles, SHA-256 " in ended.stdout


def assert_fails(crawl, *said):
    """Verify, and see exit code 5 and what is named; nothing is exported either."""
    ended = crawl.scrapy("corpus", "verify", "soe-2024")
    assert ended.returncode == 5
    for words in said:
        assert words in ended.stdout
    assert "does not reproduce" in ended.stderr
    target = crawl.folder / "no.csv"
    assert crawl.scrapy("corpus", "export", "soe-2024", str(target)).returncode == 5
    assert not target.exists()


def test_the_digest_is_that_of_the_recipe(crawl):
    """Worked out by hand as docs/exports.md says; sort and sha256sum agree."""
    sha = {text: hashlib.sha256(text.encode()).hexdigest() for row in ROWS
           for text in (row.title, row.body) if text}  # fmt: skip
    lines = (
        f"{SITE}/tanpa-judul\t\t\t\t{sha[ROWS[1].body]}\n"
        f"{SITE}/warga-soe\tdelegasi.com\t12\t{sha[ROWS[0].title]}\t{sha[ROWS[0].body]}\n"
    )
    wanted = hashlib.sha256(lines.encode()).hexdigest()
    assert crawl.query("SELECT name, members, members_sha256 FROM corpora") == [
        ("soe-2024", 2, wanted)
    ]
    shown = crawl.scrapy("corpus", "show", "soe-2024", "--lines").stdout
    assert shown == lines
    tool = subprocess.run(
        "LC_ALL=C sort | sha256sum", shell=True, input=shown, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert tool.stdout.split()[0] == wanted


def test_what_is_recorded(crawl):
    """Condition, time, version and each member's identity, revision and digests."""
    (row,) = crawl.query("SELECT condition, duplicates, version, length(frozen_at) FROM corpora")
    assert row == ("place = 'SoE'", 0, "0.1.0", 25)
    assert crawl.query(
        "SELECT position, slug, url, wp_host, wp_id, revision, seen_at, title_sha256 IS NULL"
        " FROM corpus_members ORDER BY position"
    ) == [
        (1, "tanpa-judul", f"{SITE}/tanpa-judul", None, None, 1, DAY2, 1),
        (2, "warga-soe", f"{SITE}/warga-soe", "delegasi.com", 12, 1, DAY2, 0),
    ]
    shown = crawl.scrapy("corpus", "show", "soe-2024").stdout
    assert "place = 'SoE'" in shown
    listed = crawl.scrapy("corpus", "list").stdout
    assert listed.split()[1:] == ["2", "articles", "soe-2024"]


def test_reposts_are_members_where_asked_for(crawl):
    """With --duplicates."""
    arguments = ("--where", "place = 'SoE'", "--duplicates")
    assert crawl.scrapy("corpus", "freeze", "all", *arguments).returncode == 0
    assert crawl.query("SELECT members, duplicates FROM corpora WHERE name = 'all'") == [(3, 1)]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("freeze", "SoE", "--where", "1"), 2, "a-z, 0-9 and hyphens"),
        (("freeze", "soe"), 2, "--where"),
        (("freeze",), 2, "NAME"),
        (("thaw", "soe"), 2, "freeze"),
        (("freeze", "soe", "--where", "plce = 1"), 2, "no such column: plce"),
        (("freeze", "soe", "--where", "1; DELETE FROM articles"), 2, "syntax error"),
        (("freeze", "soe", "--where", "place = 'Atambua'"), 1, "no article"),
        (("freeze", "soe-2024", "--where", "1"), 1, "already"),
        (("verify", "nobody"), 1, "no corpus 'nobody'"),
        (("verify", "nowhere.json"), 1, "nowhere.json"),
        (("export", "soe-2024", "corpus.xlsx"), 2, ".parquet"),
    ],
)
def test_what_is_refused(crawl, arguments, code, said):
    """By one sentence; no corpus is made or changed."""
    before = crawl.query("SELECT * FROM corpora")
    ended = crawl.scrapy("corpus", *arguments)
    assert (ended.returncode, said in ended.stderr) == (code, True), ended.stderr
    assert "Traceback" not in ended.stderr
    assert crawl.query("SELECT * FROM corpora") == before
    assert crawl.query("SELECT count(*) FROM articles") == [(4,)]


def test_freezing_waits_for_the_lock(crawl):
    """While somebody writes it is refused; the others only read."""
    lock = Lock(crawl.database)
    lock.acquire()
    try:
        ended = crawl.scrapy("corpus", "freeze", "late", "--where", "1")
        assert (ended.returncode, "LOCK_WAIT" in ended.stderr) == (1, True)
        assert_reproduces(crawl)
    finally:
        lock.release()
    assert crawl.scrapy("corpus", "freeze", "late", "--where", "1").returncode == 0


def test_an_edit_changes_nothing(crawl):
    """The frozen text is exported, not today's; also where the newsroom takes the edit back."""
    save(crawl, replace(ROWS[0], title="Ralat", body="Ralat: hasilnya turun."), DAY3)
    assert_reproduces(crawl)
    row = exported(crawl)[ROWS[0].url]
    assert (row["title"], row["body"]) == (ROWS[0].title, ROWS[0].body)
    assert (row["revision"], row["revisions"], row["seen_at"]) == (1, 2, DAY2)
    save(crawl, replace(ROWS[0], record='{"author": "Ama Tobi"}'), DAY4)
    assert_reproduces(crawl)
    row = exported(crawl)[ROWS[0].url]
    assert (row["revisions"], row["seen_at"], row["author"]) == (3, DAY2, None)


def test_a_backfilled_older_state_changes_nothing(crawl):
    """Although it takes the number that the frozen revision had."""
    save(crawl, replace(ROWS[0], title="Dulu", body="Dulu begini."), DAY1)
    numbers = "SELECT number, title FROM revisions r WHERE article_id = 1 ORDER BY number"
    assert crawl.query(numbers) == [(1, "Dulu"), (2, ROWS[0].title)]
    assert_reproduces(crawl)
    row = exported(crawl)[ROWS[0].url]
    assert (row["title"], row["revision"], row["revisions"]) == (ROWS[0].title, 1, 2)


def test_an_earlier_sighting_changes_nothing(crawl):
    """Although it moves the time at which the frozen revision was first seen."""
    save(crawl, ROWS[0], DAY1)
    assert crawl.query("SELECT seen_at FROM revisions WHERE article_id = 1") == [(DAY1,)]
    assert_reproduces(crawl)
    assert exported(crawl)[ROWS[0].url]["seen_at"] == DAY2


def test_a_moved_article_is_found(crawl):
    """By WordPress's number; it keeps the address under which it was frozen."""
    save(crawl, replace(ROWS[0], slug="pindah", url=f"{SITE}/pindah"), DAY3)
    assert_reproduces(crawl)
    assert exported(crawl)[ROWS[0].url]["slug"] == "warga-soe"


def test_a_reused_slug_is_another_article(crawl):
    """The frozen one is found among the superseded, also where the new one prints its text."""
    save(crawl, replace(ROWS[0], wp_id=99), DAY3)
    assert crawl.query("SELECT count(*) FROM articles WHERE slug = 'warga-soe'") == [(2,)]
    assert_reproduces(crawl)
    assert exported(crawl)[ROWS[0].url]["state"] == "superseded"
    connection = crawl.connect()
    connection.execute("DELETE FROM revisions WHERE article_id = 1")
    connection.commit()
    connection.close()
    assert_fails(crawl, f"missing: {SITE}/warga-soe")


def test_an_article_without_number_whose_slug_is_taken(crawl):
    """Another one moves to its address: it is found there, among the superseded."""
    save(crawl, replace(ROWS[2], slug="tanpa-judul", url=ROWS[1].url), DAY3)
    assert crawl.query("SELECT id, superseded_at FROM articles WHERE slug = 'tanpa-judul'") == [
        (2, DAY3),
        (3, None),
    ]
    assert_reproduces(crawl)
    assert exported(crawl)[ROWS[1].url]["body"] == ROWS[1].body


@pytest.mark.parametrize("with_digest", [False, True])
def test_a_text_altered_behind_our_back_is_named(crawl, with_digest):
    """Whether or not its noted digest was altered with it."""
    connection = crawl.connect()
    connection.execute("UPDATE revisions SET body = 'Lain.' WHERE article_id = 2")
    if with_digest:
        connection.execute(
            "UPDATE revisions SET body_sha256 = ? WHERE article_id = 2",
            [hashlib.sha256(b"Lain.").hexdigest()],
        )
    connection.commit()
    connection.close()
    assert_fails(crawl, f"altered: {SITE}/tanpa-judul", "the frozen text")


def test_a_missing_article_is_named(crawl):
    """With its address."""
    crawl.forget(["tanpa-judul"])
    assert_fails(crawl, f"missing: {SITE}/tanpa-judul is not in this archive")


def test_another_article_of_the_same_text_is_not_the_member(crawl):
    """Also where neither has a number: its address is another one."""
    crawl.forget(["tanpa-judul"])
    connection = crawl.connect()
    connection.execute(
        "UPDATE articles SET wp_id = NULL, wp_host = NULL, superseded_at = ? WHERE id = 3", [DAY3]
    )
    connection.execute(
        "UPDATE revisions SET title = NULL, body = ? WHERE article_id = 3", [ROWS[1].body]
    )
    connection.commit()
    connection.close()
    assert_fails(crawl, f"missing: {SITE}/tanpa-judul")


def test_an_altered_list_of_members_is_told(crawl):
    """A member taken out, and the count made to fit."""
    connection = crawl.connect()
    connection.execute("DELETE FROM corpus_members WHERE position = 2")
    connection.execute("UPDATE corpora SET members = 1")
    connection.commit()
    connection.close()
    assert_fails(crawl, "the list of members is not the one that was frozen")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"members": [{}]}', '{"members": 3}'])
def test_a_file_that_is_no_manifest(crawl, text):
    """Is told in one sentence."""
    path = crawl.folder / "m.json"
    path.write_text(text)
    ended = crawl.scrapy("corpus", "verify", str(path))
    assert (ended.returncode, "no manifest" in ended.stderr) == (1, True)
    assert "Traceback" not in ended.stderr


def test_a_manifest_of_another_charset(crawl, tmp_path):
    """It is refused: a letter that is guessed at would make another condition."""
    manifest = tmp_path / "lama.json"
    manifest.write_bytes('{"condition": "place = \'Ba\u00e9\'"}'.encode("latin-1"))
    ended = crawl.scrapy("corpus", "show", str(manifest))
    assert (ended.returncode, "no manifest" in ended.stderr) == (1, True)
    assert "utf-8" in ended.stderr


def test_every_format(crawl):
    """The three formats hold the same texts, and the dictionary stands beside each."""
    wanted = {url: row["body"] for url, row in exported(crawl).items()}
    assert wanted == {row.url: row.body for row in ROWS[:2]}
    for suffix in ("csv", "parquet"):
        target = crawl.folder / f"c.{suffix}"
        assert crawl.scrapy("corpus", "export", "soe-2024", str(target)).returncode == 0
        assert target.with_name(f"c.{suffix}.columns.csv").exists()
    frame = pandas.read_parquet(crawl.folder / "c.parquet")
    assert dict(zip(frame["url"], frame["body"], strict=True)) == wanted
    with (crawl.folder / "c.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["url"]: row["body"] for row in csv.DictReader(file)} == wanted


def test_an_archive_rebuilt_from_captures_reproduces_it(tmp_path):
    """By its manifest: with other row numbers, and after an edit that the corpus does not know."""
    with serving() as site:
        crawl = Crawl(tmp_path, site.url)
        assert crawl.run().returncode == 0
        ended = crawl.scrapy("corpus", "freeze", "soe-2024", "--where", "place = 'SoE'")
        assert ended.returncode == 0, ended.stderr
        slug = crawl.query("SELECT slug FROM corpus_members LIMIT 1")[0][0]
        site.edit(slug, "Ralat: angka diperbaiki.")
        assert crawl.run("articles", "-a", "full=1").returncode == 0
    manifest = tmp_path / "soe-2024.json"
    manifest.write_text(
        crawl.scrapy("corpus", "show", "soe-2024", "--json").stdout, encoding="utf-8"
    )
    again = Crawl(tmp_path / "again", site.url)
    again.folder.mkdir()
    # An article of another number first, so that row numbers cannot agree by chance.
    with Archive.open(again.database, site_url=site.url) as archive:
        save_article(archive, replace(ROWS[2], url=f"{site.url}/x-y"), seen_at=DAY1)
    again.settings["ARCHIVE_WARC_DIR"] = str(tmp_path / "none")
    assert again.run("replay", "-a", f"warc={tmp_path / 'warc'}").returncode == 0
    ids = "SELECT id FROM articles WHERE slug = ?"
    assert crawl.query(ids, slug) != again.query(ids, slug)
    assert len(again.query("SELECT 1 FROM revisions r JOIN articles a ON a.id = article_id"
                           " WHERE slug = ?", slug)) == 2  # fmt: skip
    ended = again.scrapy("corpus", "verify", str(manifest))
    assert (ended.returncode, "reproduces: 11 articles" in ended.stdout) == (0, True), ended.stdout
    assert exported(again, name=str(manifest)) != {}
    ours, theirs = exported(crawl), exported(again, name=str(manifest))
    kept = ("title", "body", "revision", "seen_at", "author", "tags", "published_at")
    assert {url: [row[name] for name in kept] for url, row in ours.items()} == {
        url: [row[name] for name in kept] for url, row in theirs.items()
    }
    again.forget([slug])
    ended = again.scrapy("corpus", "verify", str(manifest))
    assert (ended.returncode, f"missing: {site.url}/{slug} " in ended.stdout) == (5, True)
    shutil.rmtree(again.folder)
