"""`scrapy …` started from a process that has imported already what commands import.

A command takes about a second to import what it runs, and the tests start some six hundred. Here
one process imports it, and each command is a child of its own that was forked from it: the same
code with its own memory, signals, arguments, environment and exit, as if typed.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import deque
from functools import cache
from pathlib import Path
from typing import IO

from scrapy.utils.misc import walk_modules_iter

PROJECT = Path(__file__).resolve().parent.parent


def run_scrapy(arguments: list[str], *, timeout: float) -> subprocess.CompletedProcess[str]:
    """Run `scrapy` with these arguments; return its exit code and what it printed.

    Raises :class:`subprocess.TimeoutExpired` after ``timeout`` seconds; the command is killed.
    """
    order = json.dumps({"arguments": arguments, "environment": dict(os.environ)}).encode()
    ours, theirs = socket.socketpair()
    with ours, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with theirs:
            fds = [theirs.fileno(), out.fileno(), err.fileno()]
            socket.send_fds(_starter(), [order], fds)
        pid = int.from_bytes(ours.recv(4), "big", signed=True)
        ours.settimeout(timeout)
        try:
            code = int.from_bytes(ours.recv(4), "big", signed=True)
        except TimeoutError:
            os.kill(pid, signal.SIGKILL)
            raise subprocess.TimeoutExpired(["scrapy", *arguments], timeout) from None
        return subprocess.CompletedProcess(["scrapy", *arguments], code, _text(out), _text(err))


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


@cache
def _starter() -> socket.socket:
    """Start the process that forks commands; it ends with this one."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        command = [sys.executable, "-m", "tests.started", str(theirs.fileno())]
        process = subprocess.Popen(command, cwd=PROJECT, pass_fds=[theirs.fileno()])
    process.returncode = 0  # nobody waits for it
    return ours


def _serve(control: socket.socket) -> list[str]:
    """Fork a command for each order; return, in the command, with its arguments."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        order, fds, _, _ = socket.recv_fds(control, 1_000_000, 3)
        if not order:
            sys.exit()
        if os.fork():
            for fd in fds:
                os.close(fd)
            continue
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        control.close()
        told, out, err = fds
        if pid := os.fork():
            os.write(told, pid.to_bytes(4, "big"))
            code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            with contextlib.suppress(BrokenPipeError):
                os.write(told, code.to_bytes(4, "big", signed=True))
            os._exit(0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        for fd in fds:
            os.close(fd)
        wanted = json.loads(order)
        os.environ.clear()
        os.environ.update(wanted["environment"])
        time.tzset()
        random.seed()
        return list(wanted["arguments"])


def _import_all() -> None:
    """Import what commands and crawls import, but for the reactor, which each crawl installs."""
    import datasketch  # noqa: F401
    import scrapy.crawler  # noqa: F401

    for package in (
        "scrapy.commands", "scrapy.downloadermiddlewares", "scrapy.spidermiddlewares",
        "scrapy.extensions.telnet", "delegasi_scraper", "spiders",
    ):  # fmt: skip
        deque(walk_modules_iter(package), maxlen=0)
    assert "twisted.internet.reactor" not in sys.modules
    gc.freeze()


if __name__ == "__main__":
    _import_all()
    sys.argv = ["scrapy", *_serve(socket.socket(fileno=int(sys.argv[1])))]
    from scrapy.cmdline import execute

    execute()
