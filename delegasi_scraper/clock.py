"""The present time, as every run, capture and corpus stamps it: UTC, in whole seconds."""

from datetime import UTC, datetime


def utc_now() -> str:
    """Return the present second, as every ``*_at`` column writes it.

    >>> len(utc_now()), utc_now()[-6:]
    (25, '+00:00')
    """
    return datetime.now(UTC).replace(microsecond=0).isoformat()
