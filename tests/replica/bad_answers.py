"""Answers of a broken server or proxy, as functions of the request handler."""

import contextlib
import gzip
import random
import socket
import struct
import time
import zlib

from tests.replica.articles import many_posts
from tests.replica.server import Replica

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\n"


def raw(data):
    """Answer with these very bytes."""
    return lambda handler: handler.wfile.write(data)


def reset(handler):
    """Reset the connection."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.wfile = open("/dev/null", "wb")  # noqa: SIM115, PTH123  # closed by the server


def slow(handler):
    """Send a byte now and then."""
    handler.wfile.write(HEAD + b"Content-Length: 10000\r\n\r\n")
    with contextlib.suppress(OSError):
        for _ in range(40):
            handler.wfile.write(b".")
            handler.wfile.flush()
            time.sleep(0.2)


def huge(handler):
    """Announce and begin a page of 200 MB."""
    handler.wfile.write(HEAD + b"Content-Length: 209715200\r\n\r\n")
    with contextlib.suppress(OSError):
        for _ in range(200):
            handler.wfile.write(b"x" * (1 << 20))


def endless(handler):
    """Send 200 MB without having announced how much."""
    handler.wfile.write(HEAD + b"\r\n")
    with contextlib.suppress(OSError):
        for _ in range(200):
            handler.wfile.write(b"x" * (1 << 20))


def redirect(to):
    """Redirect."""
    return raw(f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode())


def status(line, *headers):
    """Answer with a status."""
    lines = [f"HTTP/1.1 {line}", *headers, "Content-Length: 0", "", ""]
    return raw("\r\n".join(lines).encode())


def gzipped(body):
    """Answer with a body that calls itself gzip."""
    return raw(
        HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    )  # fmt: skip


def bomb():
    """Return 300 KB of gzip that unfold to 300 MB."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return b"".join(squeeze.compress(b"\0" * (1 << 20)) for _ in range(300)) + squeeze.flush()


PAGE = b"<html><body class='single'>" + b"<p>x</p>" * 50


def cut(handler):
    """Answer with the gzip of a readable page, cut within the article's text."""
    site = Replica(many_posts(12))
    noise = f"<!--{random.Random(1).randbytes(30_000).hex()}-->"  # so that the cut falls there
    html = site.answer(handler.path)[2].replace("Catatan 126", f"{noise}Catatan 126")
    body = gzip.compress(html.encode())
    gzipped(body[: len(body) // 2])(handler)
