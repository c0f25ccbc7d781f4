"""ASGI's messages between the server and a worker: JSON after its length, so that nothing runs."""

from __future__ import annotations

import json
from asyncio import StreamReader
from collections.abc import Mapping
from typing import Any

#: What a worker needs of a request.
_REQUEST = (
    "type", "http_version", "method", "scheme", "path", "raw_path", "query_string", "root_path",
    "headers", "client", "server",
)  # fmt: skip


def request_of(scope: Mapping[str, Any]) -> dict[str, Any]:
    """Return of an ASGI scope what can be sent."""
    return {name: scope[name] for name in _REQUEST if name in scope}


def packed(message: Mapping[str, Any]) -> bytes:
    r"""Return a message as it is sent; bytes go as Latin-1.

    >>> packed({"body": b"\xff"})[4:]
    b'{"body": {"latin-1": "\\u00ff"}}'
    """
    text = json.dumps(message, default=lambda value: {"latin-1": value.decode("latin-1")}).encode()
    return len(text).to_bytes(4, "big") + text


async def received(reader: StreamReader) -> dict[str, Any]:
    """Read one message; raises :class:`asyncio.IncompleteReadError` where the other end is gone."""
    length = int.from_bytes(await reader.readexactly(4), "big")
    message: dict[str, Any] = json.loads(await reader.readexactly(length), object_hook=_bytes_in)
    return message


def _bytes_in(value: dict[str, Any]) -> Any:
    return value["latin-1"].encode("latin-1") if "latin-1" in value else value
