"""Files of other tools: any damage costs what it touches, and nothing raises."""

import gzip

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from delegasi_scraper.warc.codings import decoded, unchunked
from delegasi_scraper.warc.foreign import ForeignCaptures, read_any
from tests.warc import other_tools as tools
from tests.warc.other_tools import Answer

BODY = b"<html><p>Warga panen.</p></html>"
ANSWERS = [
    Answer(f"https://x.test/kabar-{n}/", f"2024-05-0{n}T00:00:00Z", BODY) for n in range(1, 7)
]
URLS = [answer.url for answer in ANSWERS]
FORMS = {
    "gzip": tools.warc(ANSWERS),
    "plain": tools.warc(ANSWERS, gzipped=False),
    "one member": gzip.compress(tools.warc(ANSWERS, gzipped=False), mtime=0),
    "arc": tools.arc(ANSWERS),
    "wacz": tools.wacz("x.warc.gz", tools.warc(ANSWERS)),
}


def urls_in(path):
    """Return the addresses of a file's records, and whether any damage is told."""
    captures = ForeignCaptures([(path.name, path)])
    try:
        records = list(captures)
    finally:
        captures.close()
    return [record.url for record in records if record.body == BODY], captures


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_read(tmp_path, form):
    """In the order of the times, and each record again by its place."""
    path = tmp_path / "x.warc.gz"
    path.write_bytes(FORMS[form])
    captures = ForeignCaptures([("x.warc.gz", path)])
    records = list(captures)
    captures.close()
    assert [record.url for record in records] == URLS
    assert captures.damages == captures.odd == []
    inside = tmp_path / records[3].file
    assert read_any(inside, records[3].offset).url == URLS[3]


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_damage_costs_at_most_what_it_touches(tmp_path_factory, form, data):
    """No exception; by record, all before it and all behind the next record are read."""
    whole = FORMS[form]
    at = data.draw(st.integers(0, len(whole) - 1))
    until = data.draw(st.integers(at, min(at + 30, len(whole))))
    path = tmp_path_factory.mktemp("x") / "x.warc.gz"
    path.write_bytes(whole[:at] + data.draw(st.binary(max_size=9)) + whole[until:])
    found, _ = urls_in(path)
    if form == "gzip":
        starts = [n for n in range(len(whole)) if whole.startswith(b"\x1f\x8b\x08", n)][1:]
        touched = {
            n
            for n, start in enumerate(starts)
            if start < until + 1 and at < [*starts, len(whole)][n + 1]
        }
        assert set(URLS) - set(found) <= {URLS[n] for n in touched}


@pytest.mark.parametrize("body", [b"", b"x", b"5\r\nsa", b"4\r\nsatu\r\n", b"zz\r\n", b"0\r\n"])
def test_what_is_not_in_chunks_to_its_end_is_told(body):
    """Only the last chunk, of no bytes, ends a body."""
    if body == b"0\r\n":
        assert unchunked(body) == b""
    else:
        with pytest.raises(ValueError, match="chunks"):
            unchunked(body)


@pytest.mark.parametrize("coding", tools.CODINGS)
def test_every_coding_is_undone_and_its_early_end_is_told(coding):
    """Also two of them, one over the other; a body that ends early is no shorter page."""
    packed = tools.CODINGS[coding](BODY * 20)
    assert decoded(packed, coding.upper()) == BODY * 20
    assert decoded(gzip.compress(packed), f"{coding}, gzip") == BODY * 20
    with pytest.raises(ValueError, match=r"."):
        decoded(packed[:-5], coding)
