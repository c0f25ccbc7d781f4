"""Captures that others made give the archive that our own crawl of the same site gives."""

import gzip
import random
import shutil
import subprocess
from dataclasses import replace

import pytest
from backports import zstd

from delegasi_scraper.warc.codings import decoded
from delegasi_scraper.warc.reader import read_records
from tests.crawling import Crawl
from tests.replica.bad_answers import status
from tests.replica.server import serving
from tests.warc import other_tools as tools
from tests.warc.other_tools import Answer


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """Crawl the replica with REST and feed closed; give the command, with what was answered."""
    with serving() as site:
        site.raw["/feed/"] = status("404 Not Found")
        crawl = Crawl(tmp_path_factory.mktemp("own"), site.url)
        assert crawl.run().returncode == 0
    records = [r for path in sorted(crawl.folder.glob("warc/*.gz")) for r in read_records(path)]
    crawl.answers = [
        Answer(
            record.url, record.fetched_at.replace("+00:00", "Z"),
            decoded(record.body, record.header("Content-Encoding")), f"{record.status} X",
            record.header("Content-Type") or "", _location(record),
        )
        for record in records
    ]  # fmt: skip
    return crawl


def _location(record):
    location = record.header("Location")
    return (("Location", location),) if location else ()


def each(change):
    """Return a maker that changes each answer."""
    return lambda answers: {"a.warc.gz": tools.warc([change(answer) for answer in answers])}


def chunks(answer, *, coding=None):
    """Return an answer in chunks, gzipped before."""
    answer = tools.coded(answer, coding, tools.CODINGS[coding]) if coding else answer
    headers = (*answer.headers, ("Transfer-Encoding", "chunked"))
    return replace(answer, body=tools.chunked(answer.body), headers=headers)


def with_assets(answers):
    """Return what a browser fetches, too: pictures, styles, scripts, and pages of other sites."""
    base = answers[0].url.rpartition("/")[0]
    at = answers[0].at
    extra = [
        Answer(f"{base}/wp-content/uploads/a.jpg", at, b"\xff\xd8", kind="image/jpeg"),
        Answer(f"{base}/wp-includes/js/a.js?ver=1", at, b"x()", kind="text/javascript"),
        Answer(f"{base}/wp-content/a.css", at, b"<html>404</html>", "404 Not Found"),
        Answer("https://lain.example.org/berita/", at, b"<html><p>Kabar lain</p></html>"),
    ]
    return {"a.warc.gz": tools.warc([part for a in answers for part in (a, *extra)])}


def shuffled(answers):
    """Return the answers in another order, over two files in folders."""
    mixed = random.Random(3).sample(answers, len(answers))
    half = len(mixed) // 2
    return {
        "b/x.warc.gz": tools.warc(mixed[:half]),
        "a/x.warc": tools.warc(mixed[half:], gzipped=False),
    }


def with_odd_records(answers):
    """Return answers among records of no sense, and to HEAD."""
    odd = replace(answers[5], status="OK", body=b"<p>odd</p>")
    return {
        "a.warc.gz": tools.warc(
            [
                odd,
                *(
                    p
                    for a in answers
                    for p in (replace(a, body=b"") if a.status[0] == "2" else a, a)
                ),
            ]
        )
    }


#: What is captured, and how.
MADE = {
    "warc 1.0 by record": each(lambda answer: answer),
    "warc 1.1 plain": lambda answers: {"a.warc": tools.warc(answers, gzipped=False, version="1.1")},
    "gzip as one member": lambda answers: {"a.warc.gz": gzip.compress(tools.warc(answers, gzipped=False))},
    "zstd": lambda answers: {"a.warc.zst": zstd.compress(tools.warc(answers, gzipped=False))},
    "wacz": lambda answers: {"a.wacz": tools.wacz("data.warc.gz", tools.warc(answers))},
    "arc": lambda answers: {"a.arc.gz": tools.arc([a for a in answers if not a.headers])},
    "chunked": each(chunks),
    "chunked over gzip": each(lambda answer: chunks(answer, coding="gzip")),
    "chunked is only said": each(lambda a: replace(a, headers=(*a.headers, ("Transfer-Encoding", "chunked")))),
    **{f"coding {coding}": each(lambda a, c=coding: tools.coded(a, c, tools.CODINGS[c])) for coding in tools.CODINGS},
    "gzip is only said": each(lambda a: replace(a, headers=(*a.headers, ("Content-Encoding", "gzip")))),
    "fractions and zones": each(lambda a: replace(a, at=a.at.replace("Z", ".123456+00:00"))),
    "revisits by digest": lambda answers: {"a.warc.gz": tools.revisits(answers, by="digest")},
    "revisits by date": lambda answers: {"a.warc.gz": tools.revisits(answers, by="date")},
    "revisits as 304": lambda answers: {"a.warc.gz": tools.revisits(answers, by="304")},
    "assets": with_assets,
    "shuffled over folders": shuffled,
    "odd records and HEAD": with_odd_records,
}  # fmt: skip


STATED = ("published_at", "modified_at", "wp_id")


def texts(crawl):
    """Return articles and revisions, without what tells of captures and when they were made."""
    tables = {}
    for table in ("articles", "revisions"):
        names = [row[1] for row in crawl.query(f"PRAGMA table_info({table})")]
        told = [name for name in names if name in STATED or not name.endswith(("_at", "_id", "id"))]
        tables[table] = sorted(map(repr, crawl.query(f"SELECT {', '.join(told)} FROM {table}")))
    return tables


def replayed(own, folder, files):
    """Replay some files into an archive of its own."""
    for name, content in files.items():
        path = folder / "other" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    crawl = Crawl(folder, own.settings["SITE_URL"])
    return crawl, crawl.run("replay", "-a", f"warc={folder / 'other'}")


@pytest.mark.parametrize("name", MADE)
def test_others_captures_give_the_archive_of_our_own(own, tmp_path, name):
    """Row by row, and nothing that is no page of the site leaves a row."""
    crawl, ended = replayed(own, tmp_path, MADE[name](own.answers))
    assert ended.returncode == 0, ended.stderr
    assert texts(crawl) == texts(own)
    assert "torn" not in ended.stderr
    assert crawl.query("SELECT reason FROM failures") == own.query("SELECT reason FROM failures")
    urls = {url for (url,) in crawl.query("SELECT url FROM captures")}
    assert urls <= {answer.url for answer in own.answers}


def test_what_was_cut_short_is_no_page(own, tmp_path):
    """`WARC-Truncated` and missing chunks: the articles are listed, and the run is not trusted."""
    cut = [
        replace(chunks(a), body=tools.chunked(a.body)[:900]) if a.url.endswith("-naik/") else a
        for a in own.answers
    ]
    crawl, ended = replayed(own, tmp_path, {"a.warc.gz": tools.warc(cut)})
    assert ended.returncode == 5, ended.stderr
    missing = crawl.query("SELECT count(*) FROM failures WHERE reason = 'unreadable'")
    assert missing == [(sum(a.url.endswith("-naik/") for a in own.answers),)]


def test_a_damaged_place_costs_itself(own, tmp_path):
    """Those before and behind it are read; the run names file and byte, and ends with 5."""
    whole = tools.warc(own.answers)
    at = whole.index(b"\x1f\x8b\x08", len(whole) // 2)
    crawl, ended = replayed(own, tmp_path, {"a.warc.gz": whole[:at] + b"xxxx" + whole[at + 4 :]})
    assert ended.returncode == 5
    assert f"a.warc.gz, byte {at}" in ended.stderr
    assert crawl.query("SELECT count(*) FROM articles")[0][0] >= 45


@pytest.mark.skipif(shutil.which("wget") is None, reason="wget is not installed")
def test_what_wget_captures_is_read(tmp_path):
    """Twice, the second time with `--warc-dedup`: revisits, requests and its own log among them."""
    with serving() as site:
        site.raw["/feed/"] = status("404 Not Found")
        own = Crawl(tmp_path, site.url)
        assert own.run().returncode == 0
        urls = own.query("SELECT url FROM captures WHERE url NOT LIKE '%robots.txt' ORDER BY id")
        (tmp_path / "urls").write_text("\n".join(url for (url,) in urls))
        folder = tmp_path / "wget"
        folder.mkdir()
        wget = ["wget", "-q", "-i", tmp_path / "urls", "-O", "/dev/null", "--warc-cdx"]
        for name, more in (("a", []), ("b", [f"--warc-dedup={folder / 'a.cdx'}"])):
            subprocess.run([*wget, f"--warc-file={folder / name}", *more], check=False, timeout=120)
    (tmp_path / "again").mkdir()
    again = Crawl(tmp_path / "again", own.settings["SITE_URL"])
    ended = again.run("replay", "-a", f"warc={folder}")
    assert ended.returncode == 0, ended.stderr
    assert texts(again) == texts(own)
