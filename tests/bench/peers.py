"""Other extractors on pages from standard input: JSON lines in, JSON lines out.

It runs in a venv of its own (``make bench`` makes it): newspaper4k wants an older
python-dateutil than dateparser does, so that the two cannot be pinned in one file.
"""

from __future__ import annotations

import importlib
import json
import sys
import warnings
from collections.abc import Callable
from typing import Any

Record = dict[str, Any]


def trafilatura_record(html: str, url: str) -> Record:
    """Return what trafilatura reads, with the options that the unknown layout uses, too."""
    import trafilatura

    found = trafilatura.bare_extraction(
        html, url=url, favor_precision=True, include_comments=False, with_metadata=True
    )
    fields = found.as_dict() if found else {}
    return {
        # Its text has a list's items behind dashes, which are no words of the item.
        "paragraphs": [line.removeprefix("- ") for line in (fields.get("text") or "").split("\n")],
        "title": fields.get("title"),
        "author": fields.get("author"),
        "published": fields.get("date"),
        "categories": fields.get("categories") or [],
        "tags": fields.get("tags") or [],
    }


def newspaper_record(html: str, url: str) -> Record:
    """Return what newspaper4k reads."""
    newspaper = importlib.import_module("newspaper")
    article = newspaper.Article(url, language="id", fetch_images=False)
    article.download(input_html=html)
    article.parse()
    day = article.publish_date
    return {
        "paragraphs": article.text.split("\n\n"),
        "title": article.title,
        "author": ", ".join(article.authors) or None,
        "published": day.isoformat() if day else None,
        "categories": [],
        "tags": sorted(article.tags or ()),
    }


PEERS: dict[str, Callable[[str, str], Record]] = {
    "trafilatura": trafilatura_record,
    "newspaper4k": newspaper_record,
}


def main() -> None:
    """Read pages until they end; where a peer fails, its error is told, and counted apart."""
    warnings.simplefilter("ignore")
    for line in sys.stdin:
        page = json.loads(line)
        records = {}
        for name, read in PEERS.items():
            try:
                records[name] = read(page["html"], page["url"])
            except Exception as error:
                records[name] = {"error": repr(error), "paragraphs": []}
        print(json.dumps(records))


if __name__ == "__main__":
    main()
