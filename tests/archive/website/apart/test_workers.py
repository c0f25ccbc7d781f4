"""The real server: what a costly question may hold up, and what it may not."""

import os
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.archive.website.apart.costly import ENDLESS, LARGE, STUCK
from tests.archive.website.small import build
from tests.serving import fetch, served


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Make the small archive."""
    path = tmp_path_factory.mktemp("apart") / "kecil.db"
    build(path)
    return path


@pytest.fixture(scope="module")
def site(archive):
    """Serve it."""
    with served(archive) as site:
        yield site


def ask_and_leave(site, path, *, after=0.5):
    """Send a request, read nothing, and hang up."""
    place = urlsplit(site.url)
    with socket.create_connection((place.hostname, place.port)) as asking:
        asking.sendall(f"GET {path} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode())
        time.sleep(after)


def sql(site, query, suffix=".json"):
    """Return the path of typed SQL."""
    return f"/{site.name}{suffix}?{urlencode({'sql': query})}"


def test_a_page_of_an_article_does_not_wait_for_sql(site):
    """While all workers of typed SQL are busy, and others queue, the page comes at once."""
    with ThreadPoolExecutor(4) as askers:
        asked = [askers.submit(fetch, site.url + sql(site, ENDLESS)) for _ in range(4)]
        time.sleep(0.5)
        took = []
        for _ in range(10):
            began = time.monotonic()
            assert site.get("/article/panen-jagung")[0] == 200
            took.append(time.monotonic() - began)
        assert not any(each.done() for each in asked[2:])
        assert sorted(took)[5] < 0.5
        assert {each.result()[0] for each in asked} <= {400, 503}


def test_our_own_costly_pages_do_not_wait_for_sql(site):
    """The search has workers of its own."""
    with ThreadPoolExecutor(1) as asker:
        asked = asker.submit(fetch, site.url + sql(site, STUCK))
        time.sleep(0.5)
        assert site.get("/search", q="jagung")[0] == 200
        assert not asked.done()
        status, text = asked.result()
    assert status == 503
    assert "took too long" in text


def test_a_reader_who_leaves_ends_the_query(site):
    """The next one is answered at once, though the first would hold its thread for minutes."""
    ask_and_leave(site, sql(site, STUCK))
    began = time.monotonic()
    assert site.get(sql(site, "select 1"))[0] == 200
    assert time.monotonic() - began < 4  # it would have been ended after eight


@pytest.mark.parametrize("suffix", [".json", ""])
def test_an_answer_larger_than_its_memory(site, suffix):
    """Says so; the next question is answered, and the server is the same."""
    status, text = site.get(sql(site, LARGE, suffix))
    assert status == 400
    assert "more memory than one reader may have" in text
    assert site.get(sql(site, "select 1", suffix))[0] == 200
    os.kill(site.pid, 0)


def test_an_answer_is_the_same_apart(site):
    """Status, headers of safety and rows are those of the server itself."""
    assert site.ask("word_over_time", word="jagung")
    status, text = site.get("/search")
    assert (status, "Panen Jagung Naik" in text) == (200, True)
    assert site.get(f"/{site.name}/articles/999")[0] == 404
    status, text = site.get(f"/{site.name}/articles_list.csv?_stream=on")
    assert status == 200
    assert len(text.splitlines()) == 8


def test_the_signal_ends_the_server_whatever_runs(archive):
    """Within five seconds: a stuck query, one that waits, and a download that nobody reads."""
    with served(archive) as site:
        paths = [sql(site, STUCK), sql(site, ENDLESS), f"/{site.name}/articles.csv?_stream=on"]
        for path in paths:
            threading.Thread(
                target=ask_and_leave, args=(site, path), kwargs={"after": 6}, daemon=True
            ).start()
        time.sleep(1)
        began = time.monotonic()
        os.kill(site.pid, 15)
        while _runs(site.pid) and time.monotonic() - began < 10:
            time.sleep(0.02)
        assert time.monotonic() - began < 5


def _runs(pid):
    state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    return state != "Z"
