"""A printed place, understood: the town in one spelling, and its regency."""

from __future__ import annotations

import re
from dataclasses import dataclass

from delegasi_scraper.newsroom import GAZETTEER, SAME_TOWN

_REGENCY = re.compile(r"kab(?:upaten|\.)?\s+", re.IGNORECASE)


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


def find_place(printed: str, beside: str | None = None) -> Place:
    """Fold a printed place; one that the gazetteer does not know stays as printed.

    ``beside`` is what else was printed as its place: of a town that is not known, the regency.

    >>> find_place("LARANTUKA")
    Place(name='Larantuka', regency='Flores Timur')
    >>> find_place("Jakarta")
    Place(name='Jakarta', regency=None)
    >>> find_place("Haitimuk", "Kab. Malaka")
    Place(name='Haitimuk', regency='Malaka')
    """
    name = re.sub(r"\s+", " ", printed).strip(" ,.")
    known = _BY_KEY.get(_key(name))
    return known or Place(name, _regency(beside) if beside else None)


def is_known(printed: str) -> bool:
    """Say whether the gazetteer has a place."""
    return _key(printed) in _BY_KEY


def _regency(printed: str) -> str | None:
    name = _REGENCY.sub("", printed)
    found = _BY_KEY.get(_key(f"Kabupaten {name}")) or _BY_KEY.get(_key(name))
    return found.regency if found else None
