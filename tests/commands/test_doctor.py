"""Looking after an archive: doctor, backup, failures, citations."""

import json
import shutil
import sqlite3

import pytest

from archive.lock import Lock
from tests.crawling import Crawl
from tests.equality import contents
from tests.replica.server import serving


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """Crawl the replica once; one article fails."""
    with serving() as site:
        crawl = Crawl(tmp_path_factory.mktemp("care"), site.url)
        site.broken = {f"/{site.posts[3].slug}/"}
        assert crawl.run(RETRY_ENABLED="0").returncode == 0
        crawl.post = site.posts[5]
        return crawl


@pytest.fixture
def copied(crawled, tmp_path):
    """Give a copy of archive and captures to a test that harms them."""
    crawl = Crawl(tmp_path, crawled.settings["SITE_URL"])
    crawl.post = crawled.post
    shutil.copy(crawled.database, crawl.database)
    shutil.copytree(crawled.folder / "warc", tmp_path / "warc")
    return crawl


def change(crawl, sql):
    """Change the database behind the program's back."""
    connection = crawl.connect()
    connection.execute(sql)
    connection.commit()
    connection.close()


def file_of(crawl):
    """Return the one WARC file."""
    (path,) = (crawl.folder / "warc").glob("*.warc.gz")
    return path


def test_a_sound_archive_is_sound(crawled):
    """Exit code 0, and what the chain proves and does not prove is said."""
    ended = crawled.scrapy("doctor")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.splitlines()[-1] == "sound"
    assert "does not show that the whole chain was not written anew" in ended.stdout
    ((number, end),) = crawled.query("SELECT max(id), chain_sha256 FROM captures")
    assert f"the chain ends at capture {number} with {end}" in ended.stdout


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda crawl: file_of(crawl).unlink(), "is missing"),
        (lambda crawl: change(crawl, "UPDATE captures SET url = 'x' WHERE id = 9"), "broken at row 9"),
        (lambda crawl: change(crawl, "UPDATE captures SET payload_digest = 'sha1:X' WHERE id = 9"), "broken at row 9"),
        (lambda crawl: change(crawl, "UPDATE captures SET warc_length = 1 WHERE id = 9"), "broken at row 9"),
        (lambda crawl: change(crawl, "UPDATE captures SET refers_to = 3 WHERE id = 9"), "refers to a row"),
        (lambda crawl: change(crawl, "UPDATE captures SET warc_offset = 7 WHERE id = 9"), "row 9: no record"),
        (lambda crawl: change(crawl, "DELETE FROM captures WHERE id = 9"), "no row knows"),
        (lambda crawl: change(crawl, "UPDATE captures SET digest = 'sha256:0' WHERE id = 9"), "another body"),
        (lambda crawl: change(crawl, "INSERT INTO images VALUES (999, 1, 'u', NULL, NULL, NULL)"), "foreign key"),
        (lambda crawl: change(crawl, "UPDATE runs SET finished_at = NULL"), "was killed"),
        (lambda crawl: file_of(crawl).write_bytes(file_of(crawl).read_bytes()[:-20]), "no whole WARC record"),
        (lambda crawl: change(crawl, "INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')"), "search index"),
    ],
)  # fmt: skip
def test_each_harm_is_told(copied, harm, told):
    """Exit code 5, and a sentence that says what and where."""
    harm(copied)
    ended = copied.scrapy("doctor")
    assert ended.returncode == 5, ended.stdout
    assert told in ended.stdout


@pytest.mark.parametrize("harm", ["first page", "pages within", "half the file"])
def test_a_damaged_database_says_how_to_recover(copied, harm, tmp_path):
    """No command ends in a traceback or in 0, and the file is left as it is."""
    crawl, whole = copied, bytearray(copied.database.read_bytes())
    ((size,),) = crawl.query("PRAGMA page_size")
    roots = "SELECT rootpage FROM sqlite_master WHERE tbl_name IN ('articles', 'captures')"
    if harm == "half the file":
        del whole[len(whole) // 2 :]
    else:
        for (page,) in [(1,)] if harm == "first page" else crawl.query(f"{roots} AND rootpage"):
            whole[(page - 1) * size : page * size] = b"\xff" * size
    crawl.database.write_bytes(whole)
    commands = [(["doctor"], 5), (["crawl", "articles"], 6)]
    if harm == "pages within":
        commands += [
            (["status"], 1),
            (["backup", str(tmp_path / "copy")], 1),
            (["audit"], 1),
            (["reextract"], 1),
            (["crawl", "replay", "-a", f"warc={tmp_path / 'warc'}"], 6),
        ]
    for command, code in commands:
        ended = crawl.scrapy(*command)
        told = ended.stdout + ended.stderr
        assert ended.returncode == code, (command, told)
        assert "run `scrapy restore FILE`" in told, (command, told)
        assert "scrapy crawl replay -a warc=" in told
        assert "Traceback" not in told, (command, told)
    assert crawl.database.read_bytes() == whole
    assert not (tmp_path / "copy.part").exists()


def test_an_empty_file_is_told(tmp_path):
    """Reading makes no tables: exit 1, and what to run."""
    crawl = Crawl(tmp_path, "http://127.0.0.1:9")
    crawl.database.touch()
    for command in ("doctor", "status", "failures", "audit"):
        ended = crawl.scrapy(command)
        assert (ended.returncode, "scrapy crawl articles" in ended.stderr) == (1, True), ended
        assert "Traceback" not in ended.stderr


def test_fix_mends_what_loses_nothing(copied):
    """Search index, torn end, a record without its row, a killed run; a backup comes first."""
    change(copied, "INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')")
    change(copied, "UPDATE runs SET finished_at = NULL")
    change(copied, "DELETE FROM captures WHERE id = (SELECT max(id) FROM captures)")
    with file_of(copied).open("ab") as file:
        file.write(b"\x1f\x8b\x08 torn by a crash")
    ended = copied.scrapy("doctor", "--fix")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert len(list(copied.folder.glob("a.db.before-fix-*"))) == 1
    torn = file_of(copied).with_name(file_of(copied).name + ".torn")
    assert torn.read_bytes() == b"\x1f\x8b\x08 torn by a crash"
    found = copied.query("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'jagung'")
    assert found[0][0] > 0


def test_a_file_that_no_row_knows_is_entered(copied):
    """A crash before the first row of a file: the next run knows its captures again."""
    change(copied, "PRAGMA foreign_keys = OFF")
    change(copied, "UPDATE revisions SET capture_id = NULL")
    change(copied, "UPDATE failures SET capture_id = NULL")
    before = copied.query("SELECT count(*) FROM captures")
    change(copied, "DELETE FROM captures")
    assert "no row knows" in copied.scrapy("doctor").stdout
    assert copied.scrapy("doctor", "--fix").returncode == 0
    assert copied.query("SELECT count(*) FROM captures") == before


def test_fix_waits_for_no_other_writer(copied):
    """While a crawl writes, --fix says who, and examining leaves aside what it is at."""
    lock = Lock(copied.database)
    lock.acquire()
    try:
        ended = copied.scrapy("doctor", "--fix")
        assert (ended.returncode, "is writing" in ended.stderr) == (1, True)
        change(copied, "UPDATE runs SET finished_at = NULL")
        assert copied.scrapy("doctor").returncode == 0
    finally:
        lock.release()


def test_a_backup_is_the_archive(crawled, tmp_path):
    """Made while another process writes, whole, and never over a file that is there."""
    writer = sqlite3.connect(crawled.database)
    writer.execute("BEGIN IMMEDIATE")
    ended = crawled.scrapy("backup", str(tmp_path / "copy.db"))
    writer.rollback()
    writer.close()
    assert ended.returncode == 0, ended.stderr
    copy = Crawl(tmp_path, crawled.settings["SITE_URL"])
    copy.database = tmp_path / "copy.db"
    assert contents(copy) == contents(crawled)
    again = crawled.scrapy("backup", str(tmp_path / "copy.db"))
    assert (again.returncode, "is there already" in again.stderr) == (1, True)
    nowhere = crawled.scrapy("backup", str(tmp_path / "no" / "copy.db"))
    assert (nowhere.returncode, "cannot be written" in nowhere.stderr) == (1, True)


def test_failures_are_listed(crawled, tmp_path):
    """What failed, with its reason; what is no article only when asked for."""
    told = json.loads(crawled.scrapy("failures", "--json").stdout)
    assert [row["reason"] for row in told] == ["http_500"]
    listed = tmp_path / "again"
    ended = crawled.scrapy("failures", "--all", "--urls", str(listed))
    assert "refused/password" in ended.stdout
    assert len(listed.read_text().splitlines()) == 2


@pytest.mark.parametrize("by", ["slug", "id"])
def test_an_article_is_cited(crawled, by):
    """As text, BibTeX and CSL-JSON, by slug or WordPress id."""
    post = crawled.post
    key = post.slug if by == "slug" else str(post.id)
    (sha256,) = crawled.query("SELECT body_sha256 FROM articles WHERE slug = ?", post.slug)[0]
    text = crawled.scrapy("cite", key).stdout
    for part in (post.author, post.title, f"{post.published:%F}", post.slug, sha256, "1 of 1"):
        assert part in text
    (item,) = json.loads(crawled.scrapy("cite", key, "--format", "csl").stdout)
    assert item["title"] == post.title
    assert item["issued"]["date-parts"] == [[post.published.year, post.published.month, post.published.day]]  # fmt: skip
    bibtex = crawled.scrapy("cite", key, "--format", "bibtex").stdout
    assert bibtex.startswith(f"@online{{{post.slug},")
    assert bibtex.count("{") == bibtex.count("}")


def test_an_article_is_cited_by_its_address(crawled):
    """Its own, in another spelling too, and a copy's in a public archive."""
    post, site = crawled.post, crawled.settings["SITE_URL"]
    cited = crawled.scrapy("cite", post.slug).stdout
    for address in (
        f"{site}//{post.slug}/amp/",
        f"https://web.archive.org/web/2020/{site}/{post.slug}",
    ):
        assert crawled.scrapy("cite", address).stdout == cited


def test_what_is_not_archived_cannot_be_cited(crawled):
    """An unknown slug, and a revision that there is not."""
    assert crawled.scrapy("cite", "tidak-ada").returncode == 1
    ended = crawled.scrapy("cite", crawled.post.slug, "--revision", "0")
    assert (ended.returncode, "with a revision 0" in ended.stderr) == (1, True)


def test_a_post_whose_slug_was_taken_is_cited_by_its_id(copied):
    """The slug now names another post, and the id still names this one."""
    post = copied.post
    change(copied, f"UPDATE articles SET superseded_at = '2024' WHERE wp_id = {post.id}")
    assert post.title in copied.scrapy("cite", str(post.id)).stdout
    assert copied.scrapy("cite", post.slug).returncode == 1


@pytest.mark.parametrize("command", ["backup", "cite", "doctor", "failures", "status"])
def test_each_command_says_what_it_needs(tmp_path, command):
    """Without an archive: exit 1 and what to run; with a strange option: exit 2."""
    crawl = Crawl(tmp_path, "http://127.0.0.1:9")
    arguments = {"backup": ["x"], "cite": ["x"]}.get(command, [])
    ended = crawl.scrapy(command, *arguments)
    assert (ended.returncode, "scrapy crawl articles" in ended.stderr) == (1, True)
    assert crawl.scrapy(command, *arguments, "--strange").returncode == 2
    shown = crawl.scrapy(command, "--help").stdout
    assert "usage" in shown.lower()
