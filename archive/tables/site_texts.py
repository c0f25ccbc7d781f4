"""Texts that are the site's and no article's; writing ones are called inside a transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Literal

from archive.tables.revisions import sha256


def known(
    connection: sqlite3.Connection, reason: Literal["repeated", "volatile"]
) -> frozenset[str]:
    """Return those of a kind; in volatile ones a hash stands for any number."""
    rows = connection.execute("SELECT text FROM site_texts WHERE reason = ?", [reason])
    return frozenset(row["text"] for row in rows)


def save_volatile(connection: sqlite3.Connection, texts: Iterable[str], seen_at: str) -> None:
    """Save what differed between two looks minutes apart, once; ``pages`` counts the articles."""
    connection.executemany(
        "INSERT INTO site_texts (sha256, text, reason, first_seen_at, last_seen_at, pages)"
        " VALUES (?1, ?2, 'volatile', ?3, ?3, 1) ON CONFLICT (sha256) DO UPDATE"
        " SET last_seen_at = ?3, pages = pages + 1 WHERE last_seen_at < ?3",
        [(sha256(text), text, seen_at) for text in texts],
    )
