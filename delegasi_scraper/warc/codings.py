"""Codings of a captured body: undone where they are there, whatever its headers say."""

from __future__ import annotations

import re
import zlib
from typing import Any

import brotli

try:
    from compression import zstd  # type: ignore[import-not-found]  # Python 3.14
except ImportError:
    from backports import zstd  # as Scrapy has it, too

#: A body beyond it is a gzip bomb: kept, not read.
MAX_DECODED = 64 * 1024 * 1024
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")


class DecodedTooLarge(ValueError):
    """A gzip bomb."""


def decoded(body: bytes, encoding: str | None) -> bytes:
    """Undo content codings; raises :class:`ValueError` where that cannot be done.

    A header that a tool left over a body which it had decoded is harmless.

    >>> import gzip
    >>> decoded(gzip.compress(b"satu ") + gzip.compress(b"dua"), "gzip")
    b'satu dua'
    >>> decoded(b"<html>", "gzip")
    b'<html>'
    """
    for coding in reversed((encoding or "").lower().replace(" ", "").split(",")):
        if coding in _CODINGS and body and body.lstrip()[:1] not in (b"<", b"{", b"["):
            body = _CODINGS[coding](body)
    return body


def unchunked(body: bytes) -> bytes:
    """Undo the chunked transfer coding; raises :class:`ValueError` where a body has not this form.

    >>> unchunked(b"4\\r\\nsatu\\r\\n0\\r\\n\\r\\n")
    b'satu'
    """
    at = 0
    parts: list[bytes] = []
    while chunk := _CHUNK.match(body, at):
        size = int(chunk[1], 16)
        if size == 0:
            return b"".join(parts)
        part = body[chunk.end() : chunk.end() + size]
        if len(part) < size:
            break
        parts.append(part)
        at = chunk.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1 if body[at : at + 1] == b"\n" else 0
    raise ValueError("no chunks, or not the last of them")


def looks_chunked(body: bytes) -> bool:
    """Say whether a body begins with the size of a chunk."""
    return _CHUNK.match(body) is not None


def _gunzipped(body: bytes) -> bytes:
    text = b""
    while body.rstrip(b"\0"):
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        text += _some(member, body, MAX_DECODED - len(text) + 1)
        if len(text) > MAX_DECODED:
            raise DecodedTooLarge(f"more than {MAX_DECODED:,} bytes unzipped")
        if not member.eof:
            raise ValueError("truncated gzip")
        body = member.unused_data
    return text


def _some(member: Any, body: bytes, most: int) -> bytes:
    try:
        return bytes(member.decompress(body, most))
    except (zlib.error, zstd.ZstdError) as error:
        raise ValueError(str(error)) from None


def _inflated(body: bytes) -> bytes:
    """Undo deflate, with zlib's header or, as some servers send it, without."""
    try:
        return _whole(zlib.decompressobj(), body)
    except ValueError:
        return _whole(zlib.decompressobj(-zlib.MAX_WBITS), body)


def _unzstd(body: bytes) -> bytes:
    return _whole(zstd.ZstdDecompressor(), body)


def _whole(member: Any, body: bytes) -> bytes:
    text = _some(member, body, MAX_DECODED + 1)
    if len(text) > MAX_DECODED:
        raise DecodedTooLarge(f"more than {MAX_DECODED:,} bytes unzipped")
    if not member.eof:
        raise ValueError("truncated")
    return text


def _unbrotlied(body: bytes) -> bytes:
    member = brotli.Decompressor()
    try:
        text = bytes(member.process(body, output_buffer_limit=MAX_DECODED + 1))
    except brotli.error as error:
        raise ValueError(str(error)) from None
    if len(text) > MAX_DECODED:
        raise DecodedTooLarge(f"more than {MAX_DECODED:,} bytes unzipped")
    if not member.is_finished():
        raise ValueError("truncated brotli")
    return text


_CODINGS = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _inflated,
    "br": _unbrotlied,
    "zstd": _unzstd,
}
