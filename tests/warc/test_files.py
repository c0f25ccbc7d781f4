"""WARC files: what is written is read back, by us and by a second tool."""

import gzip
import random

import fastwarc.warc
import pytest

from delegasi_scraper.errors import UnreadableCapture
from delegasi_scraper.warc.codings import decoded
from delegasi_scraper.warc.reader import read_records, set_torn_tail_aside
from delegasi_scraper.warc.writer import CaptureFiles, Original
from tests.warc.one_capture import BODY, HEADERS, NOW, URL, write


@pytest.fixture
def files(tmp_path):
    """Give the files of one run."""
    files = CaptureFiles(tmp_path, started=NOW)
    yield files
    files.close()


def test_a_capture_is_read_back_as_it_came(files):
    """Address, time, status, headers and the wire's bytes; the place is the record's own."""
    write(files, url=f"{URL}?a=1")
    place = write(files)
    first, second = read_records(files.path)
    assert (second.file, second.offset, second.length) == (place.file, place.offset, place.length)
    assert (second.url, second.fetched_at, second.status) == (URL, "2024-05-01T03:00:00+00:00", 200)
    assert second.body == BODY == first.body
    assert second.headers == HEADERS
    assert decoded(second.body, second.header("content-encoding")) == gzip.decompress(BODY)
    assert list(read_records(files.path, start=place.offset)) == [second]


def test_a_second_tool_reads_request_response_and_revisit(files):
    """FastWARC finds what was asked, what answered, and whose body came again."""
    write(files)
    write(files, original=Original(URL, "2024-04-30T03:00:00+00:00"))
    files.close()
    kinds = fastwarc.warc.WarcRecordType.any_type
    with files.path.open("rb") as file:
        found = [
            (record.headers["WARC-Type"], record.headers.get("WARC-Refers-To-Date"),
             record.http_headers.status_code if record.http_headers else None)
            for record in fastwarc.warc.ArchiveIterator(file, record_types=kinds)
        ]  # fmt: skip
        file.seek(0)
        whole = fastwarc.warc.ArchiveIterator(file, parse_http=False, verify_digests=True)
        assert sum(1 for _ in whole) == 5
    assert found == [
        ("warcinfo", None, None), ("request", None, None), ("response", None, 200),
        ("request", None, None), ("revisit", "2024-04-30T03:00:00Z", 200),
    ]  # fmt: skip


def test_a_full_file_is_followed_by_another(tmp_path):
    """No file grows far beyond the limit, and each begins with its own warcinfo."""
    files = CaptureFiles(tmp_path, started=NOW, rotate_at=20_000)
    noise = random.Random(1)
    places = [write(files, body=noise.randbytes(8_000)) for _ in range(10)]
    files.close()
    assert len({place.file for place in places}) == len(list(tmp_path.glob("*.warc.gz"))) >= 4
    assert all(path.stat().st_size < 40_000 for path in tmp_path.iterdir())
    for path in tmp_path.iterdir():
        with path.open("rb") as file:
            kinds = fastwarc.warc.WarcRecordType.any_type
            first = next(iter(fastwarc.warc.ArchiveIterator(file, record_types=kinds)))
            assert first.headers["WARC-Type"] == "warcinfo"


@pytest.mark.parametrize("missing", [1, 9, 60, 300])
def test_a_torn_end_is_set_aside(files, missing):
    """Whole records stay, the torn bytes are kept beside them, and the file is whole again."""
    good = write(files)
    end = good.offset + good.length
    write(files, url=f"{URL}2/", body=random.Random(2).randbytes(500))
    files.close()
    whole = files.path.read_bytes()
    files.path.write_bytes(whole[:-missing])
    with pytest.raises(UnreadableCapture, match=str(files.path)):
        list(read_records(files.path))
    torn = set_torn_tail_aside(files.path, start=end)
    assert torn > 0
    aside = files.path.with_name(files.path.name + ".torn").read_bytes()
    assert files.path.read_bytes() + aside == whole[:-missing]
    assert [record.url for record in read_records(files.path)] == [URL]


def test_a_whole_file_has_no_torn_end(files):
    """Nothing is moved where nothing is torn."""
    write(files)
    files.close()
    before = files.path.read_bytes()
    assert set_torn_tail_aside(files.path) == 0
    assert files.path.read_bytes() == before
    assert not list(files.folder.glob("*.torn"))


@pytest.mark.parametrize("body", [BODY[:-9], BODY[:40], b"\x1f\x8bno gzip at all"])
def test_a_broken_body_is_told(body):
    """Truncated or no gzip is an error of ours, not a shorter page."""
    with pytest.raises(ValueError, match=r"."):
        decoded(body, "gzip")
