"""Several at once: one writes, the others wait or are told, and readers are never blocked."""

import http.client
import socket
import subprocess
import threading
import time

import pytest

from tests.crawling import PROJECT, Crawl
from tests.replica.articles import many_posts
from tests.replica.server import serving


@pytest.fixture
def crawl(tmp_path):
    """Serve 200 posts, and give the command."""
    with serving(posts=many_posts(200)) as site:
        crawl = Crawl(tmp_path, site.url)
        crawl.site = site
        yield crawl


def test_two_crawls_at_once(crawl):
    """The second waits its turn, both end well, and nothing is there twice."""
    first, second = (
        subprocess.Popen(
            crawl.command("articles", LOCK_WAIT="120"),
            cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    )  # fmt: skip
    errors = [process.communicate(timeout=200)[1] for process in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0], errors
    assert not any("locked" in error for error in errors)
    assert crawl.query("SELECT count(*), count(DISTINCT slug) FROM articles") == [(200, 200)]
    assert crawl.query("SELECT count(*) FROM runs WHERE exit_code = 0") == [(2,)]
    assert crawl.query("SELECT max(number) FROM revisions") == [(1,)]


def test_a_crawl_while_datasette_answers(crawl, tmp_path):
    """Twenty queries a second of a reader: each is answered, and no row of the writer is lost."""
    assert crawl.run("articles", "-a", "since=2018-02-15").returncode == 0
    server = subprocess.Popen(
        [str(PROJECT / ".venv/bin/datasette"), str(crawl.database), "-p", "0", "--uds",
         str(tmp_path / "socket")],
        cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    answers, stop = [], threading.Event()

    def read():
        due = time.monotonic()
        while not stop.is_set():
            answers.append(ask(tmp_path / "socket", "/a.json?sql=select+count(*)+from+articles"))
            due += 0.08  # two readers, 25 a second together; one that was late catches up
            stop.wait(max(0, due - time.monotonic()))

    try:
        deadline = time.monotonic() + 30
        while ask(tmp_path / "socket", "/-/versions.json") != 200:
            assert time.monotonic() < deadline, "datasette does not answer"
            time.sleep(0.1)
        readers = [threading.Thread(target=read) for _ in range(2)]
        started = time.monotonic()
        for reader in readers:
            reader.start()
        ended = crawl.run()
        stop.set()
        for reader in readers:
            reader.join()
        pace = len(answers) / (time.monotonic() - started)
    finally:
        server.terminate()
        server.wait()
    assert ended.returncode == 0, ended.stderr
    assert "locked" not in ended.stderr
    assert crawl.query("SELECT count(*) FROM articles") == [(200,)]
    assert set(answers) == {200}
    assert pace >= 20, f"{pace:.1f} answers a second"


def ask(socket_path, path):
    """Ask the server on a Unix socket, and return the status, None where nobody answers."""

    class Connection(http.client.HTTPConnection):
        def connect(self):
            self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self.sock.settimeout(10)
            self.sock.connect(str(socket_path))

    connection = Connection("localhost")
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
    except OSError:
        return None
    else:
        return response.status
    finally:
        connection.close()
