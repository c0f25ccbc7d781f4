"""The real `scrapy serve`, run over an archive while a block runs."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.crawling import PROJECT


@dataclass(frozen=True)
class Served:
    """An archive in the browser: where it is, which file, which process."""

    url: str
    database: Path
    pid: int

    @property
    def tables(self) -> str:
        """Datasette's address of the archive."""
        return f"{self.url}/{self.database.stem}"


def free_port() -> int:
    """Return a port of loopback on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def served(database: Path, *, seconds: float = 30) -> Iterator[Served]:
    """Serve an archive on loopback, and end the server with the block."""
    port = free_port()
    log = database.with_suffix(".serve.log")
    command = [
        sys.executable, "-m", "scrapy", "serve", "--port", str(port),
        "-s", f"ARCHIVE_DB={database}", "-s", f"ARCHIVE_WARC_DIR={database.with_name('warc')}",
    ]  # fmt: skip
    with log.open("wb") as output:
        # It becomes Datasette by exec: the process's id stays, and is the server's.
        process = subprocess.Popen(command, cwd=PROJECT, stdout=output, stderr=output)
        try:
            url = f"http://127.0.0.1:{port}"
            _await(process, f"{url}/-/versions.json", log, seconds)
            yield Served(url, database, process.pid)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _await(process: subprocess.Popen[bytes], url: str, log: Path, seconds: float) -> None:
    ends = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > ends:
                raise RuntimeError(f"scrapy serve does not answer: {log.read_text()}") from None
            time.sleep(0.05)
