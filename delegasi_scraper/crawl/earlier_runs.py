"""What earlier runs left in the archive for a spider to go by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.tables import articles, captures, failures, listings, runs, teasers

if TYPE_CHECKING:
    from archive.rows import KnownArticle
    from archive.store import Archive


def known_articles(archive: Archive) -> dict[str, KnownArticle]:
    """Return every archived article by slug, without its text."""
    return articles.known(archive.connection)


def last_refresh(archive: Archive) -> str | None:
    """Return when the last run began that saw all that was new; None = never."""
    return runs.last_refresh(archive.connection)


def retries_due(archive: Archive, *, now: str, limit: int) -> list[str]:
    """Return failed addresses worth another try, the longest untried first."""
    return failures.unresolved_failures(archive.connection, now, limit)


def teaser_targets(archive: Archive, limit: int) -> list[str]:
    """Return addresses that teasers point to and that nobody has asked for, newest first."""
    return teasers.unresolved_targets(archive.connection, limit)


def linked_listings(archive: Archive, kind: str, limit: int) -> list[str]:
    """Return the addresses of listings of a kind, those linked most recently first."""
    return listings.listings_of_kind(archive.connection, kind, limit)


def validators(archive: Archive, url: str) -> tuple[str | None, str | None]:
    """Return ETag and Last-Modified of an address, as the last whole run knew them."""
    return captures.validators(archive.connection, url)


def was_answered(archive: Archive, url: str) -> bool:
    """Say whether an address was answered well before."""
    return captures.was_answered(archive.connection, url)
