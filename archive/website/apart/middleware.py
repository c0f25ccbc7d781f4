"""Which requests are answered apart, and what becomes of them when their time is up."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
from collections.abc import Coroutine
from typing import Any

from datasette.app import Datasette

from archive.website.apart.another import arguments_of
from archive.website.apart.messages import request_of
from archive.website.apart.pool import Busy, Pool
from archive.website.apart.routing import Kind, kind_of
from archive.website.safeguards.answers import Scope, Send, refuse

#: Workers, the seconds that a whole answer may take its reader, and the rows read at a time.
_POOLS: dict[Kind, tuple[int, float, int]] = {
    "pages": (2, 60, 5000),
    "queries": (1, 60, 5000),
    "streams": (1, 900, 1000),  # whole tables, page by page, texts and parses included
}
#: Seconds until the first part of an answer, and from one part to the next: SQL ends after two.
PART_SECONDS = 8
#: Seconds for which a reader may take nothing of what was sent.
_STALLED = 30
#: Bytes of an answer that the server holds, so that a slow reader holds no worker.
_HELD = 1024 * 1024
#: Seconds after which the server has ended, whatever runs.
_LAST = 4


class Apart:
    """ASGI middleware: hands costly requests to workers, once the server has started."""

    def __init__(self, app: Any, datasette: Datasette) -> None:
        self.app = app
        self._datasette = datasette
        self._pools: dict[Kind, Pool] = {}
        self._answers: set[asyncio.Task[None]] = set()
        self._warming: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Any, send: Send) -> None:
        """Answer one request, or begin and end with the server."""
        if scope["type"] == "lifespan":
            await self._start()
            try:
                await self.app(scope, receive, send)
            finally:
                self._end()
            return
        kind = kind_of(scope, self._datasette) if self._pools else None
        if kind is None:
            await self.app(scope, receive, send)
            return
        answer = asyncio.create_task(self._answer(self._pools[kind], scope, send))
        self._answers.add(answer)
        await _first_of(answer, _left(receive))
        self._answers.discard(answer)

    async def _start(self) -> None:
        for kind, (workers, seconds, rows) in _POOLS.items():
            arguments = await arguments_of(self._datasette, rows=rows)
            self._pools[kind] = Pool(arguments, workers=workers, seconds=seconds)
        self._warming = asyncio.create_task(self._pools["pages"].warm())
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            of_server = signal.getsignal(number)

            def end(number: int, frame: Any, of_server: Any = of_server) -> None:
                loop.call_soon_threadsafe(self._end)
                last = threading.Timer(_LAST, os._exit, [0])
                last.daemon = True
                last.start()
                if callable(of_server):
                    of_server(number, frame)

            signal.signal(number, end)

    def _end(self) -> None:
        for answer in self._answers:
            answer.cancel()
        for pool in self._pools.values():
            pool.end()

    async def _answer(self, pool: Pool, scope: Scope, send: Send) -> None:
        answer = _Answer(send)
        try:
            async with asyncio.timeout(pool.seconds):
                await answer.from_pool(pool, scope)
        except Busy:
            await refuse(scope, send, 503, "Too many ask at the same time. Try again in a minute.")
        except (TimeoutError, asyncio.IncompleteReadError, ConnectionError):
            if not answer.begun:  # else the connection is cut, which tells that something lacks
                await refuse(scope, send, 503, "This took too long or too much memory. Narrow it.")


class _Answer:
    """One answer on its way from a worker to a reader."""

    def __init__(self, send: Send) -> None:
        self.begun = False
        self._send = send
        self._parts: list[dict[str, Any]] = []

    async def from_pool(self, pool: Pool, scope: Scope) -> None:
        """Send what a worker answers; a short answer frees the worker before it is sent."""
        held = 0
        async with pool.worker() as worker:
            await worker.ask(request_of(scope))
            while part := await asyncio.wait_for(worker.part(), PART_SECONDS):
                self._parts.append(part)
                held += len(part.get("body", b""))
                if held > _HELD:
                    await self._pass_on()
        await self._pass_on()

    async def _pass_on(self) -> None:
        self.begun = self.begun or bool(self._parts)
        for part in self._parts:
            await asyncio.wait_for(self._send(part), _STALLED)
        self._parts.clear()


async def _left(receive: Any) -> None:
    """Wait until the reader has left."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _first_of(answer: asyncio.Task[None], leaving: Coroutine[Any, Any, None]) -> None:
    """Wait for an answer; end it where the reader leaves, or the server ends."""
    left = asyncio.create_task(leaving)
    await asyncio.wait({answer, left}, return_when=asyncio.FIRST_COMPLETED)
    left.cancel()
    answer.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await answer
