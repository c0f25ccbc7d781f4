"""A printed place, understood: the town in one spelling, and its regency."""

from __future__ import annotations

import re
from dataclasses import dataclass

from delegasi_scraper.newsroom import GAZETTEER, SAME_TOWN


@dataclass(frozen=True, slots=True)
class Place:
    """A town, in one spelling, and its regency where the gazetteer knows it."""

    name: str
    regency: str | None


def _key(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.casefold())


_BY_KEY = {
    _key(name): Place(SAME_TOWN.get(name, name), regency)
    for regency, names in GAZETTEER.items()
    for name in names
}


def find_place(printed: str) -> Place:
    """Fold a printed place; one that the gazetteer does not know stays as printed.

    >>> find_place("LARANTUKA")
    Place(name='Larantuka', regency='Flores Timur')
    >>> find_place("Jakarta")
    Place(name='Jakarta', regency=None)
    """
    name = re.sub(r"\s+", " ", printed).strip(" ,.")
    return _BY_KEY.get(_key(name)) or Place(name, None)
