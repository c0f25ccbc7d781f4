"""Captures in the forms of other tools, made of answers."""

import base64
import gzip
import hashlib
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

import brotli
from backports import zstd
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


@dataclass(frozen=True)
class Answer:
    """What a site answered."""

    url: str
    at: str  # WARC-Date
    body: bytes
    status: str = "200 OK"
    kind: str = "text/html; charset=UTF-8"
    headers: tuple = ()


def chunked(body, size=700):
    """Return a body in the chunked transfer coding."""
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def coded(answer, coding, pack):
    """Return an answer in a content coding."""
    headers = (*answer.headers, ("Content-Encoding", coding))
    return Answer(answer.url, answer.at, pack(answer.body), answer.status, answer.kind, headers)


CODINGS = {
    "gzip": gzip.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
    "deflate": zlib.compress,
}


def write(writer, answer, kind="response", **headers):
    """Write one record."""
    pairs = [("Content-Type", answer.kind), *answer.headers]
    http = StatusAndHeaders(answer.status, pairs, protocol="HTTP/1.1")
    named = {"WARC-Date": answer.at} | {k.replace("_", "-"): v for k, v in headers.items()}
    record = writer.create_warc_record(
        answer.url, kind, payload=BytesIO(answer.body), length=len(answer.body),
        http_headers=http, warc_headers_dict=named,
    )  # fmt: skip
    writer.write_record(record)


def warc(answers, *, gzipped=True, version="1.0"):
    """Return a WARC file of answers."""
    file = BytesIO()
    writer = WARCWriter(file, gzip=gzipped, warc_version=version)
    writer.write_record(writer.create_warcinfo_record("x.warc.gz", {"software": "other/1.0"}))
    for answer in answers:
        write(writer, answer)
    return file.getvalue()


def arc(answers):
    """Return an ARC file of answers, gzipped record by record."""
    head = b"1 0 other\nURL IP-address Archive-date Content-type Archive-length\n"
    parts = [b"filedesc://x.arc 0.0.0.0 20240501000000 text/plain %d\n%s\n" % (len(head), head)]
    for answer in answers:
        http = f"HTTP/1.1 {answer.status}\r\nContent-Type: {answer.kind}\r\n\r\n".encode()
        body = http + answer.body
        stamp = "".join(c for c in answer.at if c.isdigit())[:14]
        line = f"{answer.url} 127.0.0.1 {stamp} text/html {len(body)}\n"
        parts.append(line.encode() + body + b"\n")
    return b"".join(gzip.compress(part) for part in parts)


def wacz(name, content):
    """Return a WACZ that holds one WARC."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr(f"archive/{name}", content)
        zipped.writestr("datapackage.json", "{}")
    return file.getvalue()


def revisits(answers, *, by):
    """Return a WARC in which each answer comes again: by digest, by address and date, or as 304."""
    file = BytesIO()
    writer = WARCWriter(file, gzip=True, warc_version="1.1")
    for answer in answers:
        write(writer, answer)
    for answer in answers:
        digest = {} if by == "304" else {"WARC_Payload_Digest": _digest(answer.body)}
        refers = {"WARC_Refers_To_Target_URI": answer.url, "WARC_Refers_To_Date": answer.at}
        again = Answer(
            answer.url,
            "2026-12-01T00:00:00Z",
            b"",
            "304 Not Modified" if by == "304" else answer.status,
            answer.kind,
        )
        write(writer, again, "revisit", **digest, **(refers if by == "date" else {}))
    return file.getvalue()


def _digest(body):
    return "sha1:" + base64.b32encode(hashlib.sha1(body).digest()).decode()
