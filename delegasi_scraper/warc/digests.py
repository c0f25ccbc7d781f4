"""Digests of captured bodies."""

from __future__ import annotations

import hashlib

from delegasi_scraper.warc.codings import decoded


def digest_of(body: bytes, encoding: str | None) -> str | None:
    """Return ``sha256:`` and hex of the decoded body, None where it cannot be decoded."""
    try:
        return sha256_of(body, encoding)
    except ValueError:
        return None


def sha256_of(body: bytes, encoding: str | None) -> str:
    """Return ``sha256:`` and hex of the decoded body, or raise :class:`ValueError`."""
    return "sha256:" + hashlib.sha256(decoded(body, encoding)).hexdigest()
