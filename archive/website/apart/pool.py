"""Worker processes of one kind: so many at a time, one request each, ended whatever they do."""

from __future__ import annotations

import asyncio
import multiprocessing
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from multiprocessing.context import ForkServerProcess
from typing import Any

from archive.website.apart.messages import packed, received
from archive.website.apart.process import work

#: Workers are forked from a process that has imported everything and runs no thread.
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["archive.website.plugin", "archive.website.apart.process"])


class Busy(Exception):
    """Too many wait already, or one has waited too long."""


class Worker:
    """One process, seen from the server."""

    def __init__(
        self,
        process: ForkServerProcess,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self._process = process
        self._reader = reader
        self._writer = writer
        self.spent = False

    @classmethod
    async def start(cls, arguments: dict[str, Any]) -> Worker:
        """Fork a process; ``arguments`` are Datasette's."""
        ours, theirs = socket.socketpair()
        with theirs:
            process = _FORKS.Process(target=work, args=(theirs, arguments), daemon=True)
            await asyncio.to_thread(process.start)  # the first waits for the imports
        return cls(process, *await asyncio.open_connection(sock=ours))

    async def ask(self, request: Mapping[str, Any]) -> None:
        """Hand a request over."""
        self._writer.write(packed(request))
        await self._writer.drain()

    async def part(self) -> dict[str, Any] | None:
        """Return the next message of the answer, None after the last."""
        message = await received(self._reader)
        if message["type"] != "end":
            return message
        self.spent = message["spent"]
        return None

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._writer.close()


class Pool:
    """Workers that answer alike requests."""

    def __init__(self, arguments: dict[str, Any], *, workers: int, seconds: float) -> None:
        self.seconds = seconds  # that an answer may take, its sending included
        self._arguments = arguments
        self._free = asyncio.Semaphore(workers)
        self._idle: list[Worker] = []
        self._waiting = 0

    async def warm(self) -> None:
        """Start a worker before somebody waits for it."""
        async with self.worker():
            pass

    @asynccontextmanager
    async def worker(self, *, waiting: int = 20, patience: float = 10) -> AsyncIterator[Worker]:
        """Lend a worker; ended unless the block ends well. Raises :class:`Busy`."""
        if self._waiting >= waiting:
            raise Busy
        self._waiting += 1
        try:
            await asyncio.wait_for(self._free.acquire(), patience)
        except TimeoutError:
            raise Busy from None
        finally:
            self._waiting -= 1
        try:
            worker = self._idle.pop() if self._idle else await Worker.start(self._arguments)
            whole = False
            try:
                yield worker
                whole = not worker.spent
            finally:
                if whole:
                    self._idle.append(worker)
                else:
                    worker.end()
        finally:
            self._free.release()

    def end(self) -> None:
        """End the idle workers; the others end with their answers."""
        for worker in self._idle:
            worker.end()
        self._idle.clear()
