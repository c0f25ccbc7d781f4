"""The real `scrapy serve`, run over an archive while a block runs."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

from tests.crawling import PROJECT


@dataclass(frozen=True)
class Served:
    """An archive in the browser: where it is, which file, which process."""

    url: str
    database: Path
    pid: int

    @property
    def name(self) -> str:
        """Datasette's name of the archive."""
        return self.database.stem

    @property
    def tables(self) -> str:
        """Datasette's address of the archive."""
        return f"{self.url}/{self.name}"

    def get(self, path: str, **asked: str) -> tuple[int, str]:
        """Return status and text of an answer."""
        return fetch(f"{self.url}{path}{'?' if asked else ''}{urlencode(asked)}")

    def ask(self, query: str, **asked: str) -> list[tuple[Any, ...]]:
        """Return the rows of a canned query."""
        status, text = self.get(f"/{self.name}/{query}.json", _shape="arrays", **asked)
        assert status == 200, text
        return [tuple(row) for row in json.loads(text)["rows"]]


def fetch(url: str) -> tuple[int, str]:
    """Return status and text of any answer."""
    try:
        with urlopen(url, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def free_port() -> int:
    """Return a port of loopback on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def serve_command(database: Path, port: int, *arguments: str) -> list[str]:
    """Return the command line of `scrapy serve`."""
    return [
        sys.executable, "-m", "scrapy", "serve", "--port", str(port), *arguments,
        "-s", f"ARCHIVE_DB={database}", "-s", f"ARCHIVE_WARC_DIR={database.with_name('warc')}",
    ]  # fmt: skip


@contextmanager
def served(database: Path, *arguments: str, seconds: float = 120) -> Iterator[Served]:
    """Serve an archive on loopback, and end the server with the block."""
    port = free_port()
    with running(serve_command(database, port, *arguments), port, seconds=seconds) as process:
        # It becomes Datasette by exec: the process's id stays, and is the server's.
        yield Served(f"http://127.0.0.1:{port}", database, process.pid)


@contextmanager
def running(
    command: list[str], port: int, *, seconds: float = 120, **options: Any
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block ends; what it prints is told where it does not start.

    It may take ``seconds`` to answer: two minutes where the machine has much else to do.
    """
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(command, cwd=PROJECT, stdout=log, stderr=log, **options) as process,
    ):
        try:
            deadline = time.monotonic() + seconds
            while not _answers(port):
                if process.poll() is not None or time.monotonic() > deadline:
                    log.seek(0)
                    raise RuntimeError(f"{command} does not answer: {log.read().decode()}")
                time.sleep(0.05)
            yield process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _answers(port: int) -> bool:
    with socket.socket() as knocking:
        return knocking.connect_ex(("127.0.0.1", port)) == 0
