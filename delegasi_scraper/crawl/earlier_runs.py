"""The questions that spiders ask the archive; they import no table themselves."""

from archive.tables.articles import known as known_articles
from archive.tables.captures import validators, was_answered
from archive.tables.failures import unresolved_failures
from archive.tables.held_states import due as held_states_due
from archive.tables.listings import listings_of_kind
from archive.tables.runs import last_refresh
from archive.tables.teasers import unresolved_targets

__all__ = [
    "held_states_due", "known_articles", "last_refresh", "listings_of_kind", "unresolved_failures",
    "unresolved_targets", "validators", "was_answered",
]  # fmt: skip
