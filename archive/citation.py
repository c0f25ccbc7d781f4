"""How an archived article is cited: text, BibTeX, CSL-JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from archive.newsroom import NEWSROOM


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """One state of an article; times are ISO 8601 text."""

    slug: str
    url: str
    title: str | None
    author: str | None
    published_at: str | None
    retrieved_at: str  # when this state was first seen, UTC
    revision: int
    of_revisions: int
    body_sha256: str
    newsroom: str = NEWSROOM

    def as_text(self) -> str:
        """Return one line for a footnote."""
        author = f"{self.author}. " if self.author else ""
        title = self.title or "[tanpa judul]"
        day = self.published_at[:10] if self.published_at else "tanpa tanggal"
        return (
            f"{author}“{title}.” {self.newsroom}, {day}. {self.url}. "
            f"Retrieved {self.retrieved_at}, revision {self.revision} of {self.of_revisions}, "
            f"SHA-256 of the text {self.body_sha256}."
        )

    def as_bibtex(self) -> str:
        """Return an @online entry of biblatex."""
        fields = {
            "title": self.title or "[tanpa judul]",
            "author": f"{{{_escaped(self.author)}}}" if self.author else None,
            "organization": self.newsroom,
            "date": self.published_at[:10] if self.published_at else None,
            "url": self.url,
            "urldate": self.retrieved_at[:10],
            "note": f"revision {self.revision} of {self.of_revisions}, "
            f"SHA-256 of the text {self.body_sha256}",
        }
        lines = [
            f"  {name} = {{{value if name in ('author', 'url') else _escaped(value)}}},"
            for name, value in fields.items()
            if value
        ]
        return "\n".join([f"@online{{{self.slug},", *lines, "}"])

    def as_csl(self) -> str:
        """Return CSL-JSON, a list of one item."""
        item: dict[str, object] = {
            "id": self.slug,
            "type": "article-newspaper",
            "title": self.title,
            "author": [{"literal": self.author}] if self.author else [],
            "container-title": self.newsroom,
            "URL": self.url,
            "accessed": {"date-parts": [_parts(self.retrieved_at)]},
            "note": f"revision {self.revision} of {self.of_revisions}; sha256 {self.body_sha256}",
        }
        if self.published_at:
            item["issued"] = {"date-parts": [_parts(self.published_at)]}
        return json.dumps([item], ensure_ascii=False, indent=2)


def _parts(stamp: str) -> list[int]:
    return [int(part) for part in stamp[:10].split("-")]


def _escaped(text: str) -> str:
    """Escape what TeX would read as a command.

    >>> _escaped("Dana 50% & lain_lain")
    'Dana 50\\\\% \\\\& lain\\\\_lain'
    """
    text = re.sub(r"([%&$#_{}])", r"\\\1", text.replace("\\", "\x00"))
    return text.replace("\x00", r"\textbackslash{}")
