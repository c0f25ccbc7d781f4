"""One capture of a page, as the crawl writes it."""

import gzip
from datetime import UTC, datetime

NOW = datetime(2024, 5, 1, 3, tzinfo=UTC)
URL = "https://delegasi.com/warga-soe/"
BODY = gzip.compress(b"<p>Warga panen.</p>" * 50, mtime=0)
HEADERS = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("ETag", '"x"'))


def write(files, url=URL, body=BODY, **more):
    """Write one capture."""
    return files.write(
        url=url, status=200, headers=HEADERS, body=body, fetched_at=NOW,
        request_headers=(("User-Agent", "uji"),), **more,
    )  # fmt: skip
