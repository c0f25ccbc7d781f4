"""The reading site over an archive, as `scrapy serve` starts it."""

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

from archive.website import datasette_arguments
from tests.crawling import PROJECT


class Site:
    """Asks the served site."""

    def __init__(self, url, name):
        self.url = url
        self.name = name

    def get(self, path, **asked):
        """Return status and text of an answer."""
        try:
            with urlopen(f"{self.url}{path}{'?' if asked else ''}{urlencode(asked)}") as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def ask(self, query, **asked):
        """Return the rows of a canned query."""
        status, text = self.get(f"/{self.name}/{query}.json", _shape="arrays", **asked)
        assert status == 200, text
        return [tuple(row) for row in json.loads(text)["rows"]]


@contextmanager
def served(database, *, base_url="/"):
    """Serve an archive on loopback while the block runs; ``base_url`` as behind a proxy."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "datasette", "serve", *datasette_arguments(database),
        "-h", "127.0.0.1", "-p", str(port), "--setting", "base_url", base_url,
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    with subprocess.Popen(
        command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            deadline = time.monotonic() + 30
            while not _answers(port):
                assert time.monotonic() < deadline, "the site did not start"
                assert server.poll() is None, "the site has ended"
                time.sleep(0.05)
            yield Site(f"http://127.0.0.1:{port}", database.stem)
        finally:
            server.terminate()


def _answers(port):
    with socket.socket() as knocking:
        return knocking.connect_ex(("127.0.0.1", port)) == 0
