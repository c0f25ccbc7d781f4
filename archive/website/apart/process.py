"""What runs in a worker process: Datasette, answering one request after the other."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from datasette.app import Datasette

from archive.website.apart.messages import packed, received

#: Bytes that a worker may hold beyond what it has when it starts.
MEMORY = 96 * 1024 * 1024
#: Bytes of an answer that are sent at once: the server holds no large answer whole.
_PIECE = 64 * 1024


def work(connection: socket.socket, arguments: dict[str, Any]) -> None:
    """Answer what comes through a socket until it is closed."""
    os.nice(10)  # pages of articles go first
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends its workers
    asyncio.run(_answer_all(connection, Datasette(**arguments)))


async def _answer_all(connection: socket.socket, datasette: Datasette) -> None:
    reader, writer = await asyncio.open_connection(sock=connection)
    application = datasette.app()

    async def send(message: dict[str, Any]) -> None:
        for piece in _pieces(message):
            writer.write(packed(piece))
            await writer.drain()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    most = _limit_memory()
    while True:
        try:
            request = await received(reader)
        except asyncio.IncompleteReadError:
            return
        await application(request, receive, send)
        # Python seldom gives memory back: whoever has needed much is replaced.
        spent = _kilobytes() > most
        writer.write(packed({"type": "end", "spent": spent}))
        await writer.drain()


def _limit_memory() -> int:
    """Set the limit; return the kilobytes beyond which a worker is replaced."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    data = pages * resource.getpagesize()
    # Stacks and arenas of threads to come are reserved, not used.
    resource.setrlimit(resource.RLIMIT_DATA, (data + MEMORY + 80 * 1024 * 1024,) * 2)
    return _kilobytes() + MEMORY // 1024 // 2


def _kilobytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _pieces(message: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Cut a body into pieces."""
    body = message.get("body", b"")
    *starts, last = range(0, len(body) or 1, _PIECE)
    for start in starts:
        yield {**message, "body": body[start : start + _PIECE], "more_body": True}
    yield {**message, "body": body[last:]} if starts else message
