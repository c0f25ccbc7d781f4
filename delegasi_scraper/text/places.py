"""NTT's 22 regencies, their seats and the spellings that newsrooms use."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Regency → its seat first, then other towns and names that datelines use.
#: Administrative names as of 2024 (Statistics Indonesia's list of NTT's 21 regencies and one city).
GAZETTEER: dict[str, tuple[str, ...]] = {
    "Kota Kupang": ("Kupang", "Kota Kupang"),
    "Kabupaten Kupang": ("Oelamasi", "Kabupaten Kupang", "Camplong", "Amfoang"),
    "Timor Tengah Selatan": ("SoE", "TTS", "Timor Tengah Selatan", "Niki-Niki"),
    "Timor Tengah Utara": ("Kefamenanu", "Kefa", "TTU", "Timor Tengah Utara"),
    "Belu": ("Atambua", "Belu"),
    "Malaka": ("Betun", "Malaka"),
    "Alor": ("Kalabahi", "Alor"),
    "Lembata": ("Lewoleba", "Lembata"),
    "Flores Timur": ("Larantuka", "Flores Timur", "Flotim", "Adonara", "Waiwerang", "Solor"),
    "Sikka": ("Maumere", "Sikka"),
    "Ende": ("Ende",),
    "Nagekeo": ("Mbay", "Nagekeo"),
    "Ngada": ("Bajawa", "Ngada"),
    "Manggarai Timur": ("Borong", "Manggarai Timur", "Matim"),
    "Manggarai": ("Ruteng", "Manggarai"),
    "Manggarai Barat": ("Labuan Bajo", "Labuhan Bajo", "Manggarai Barat", "Mabar"),
    "Sumba Timur": ("Waingapu", "Sumba Timur"),
    "Sumba Tengah": ("Waibakul", "Sumba Tengah"),
    "Sumba Barat": ("Waikabubak", "Sumba Barat"),
    "Sumba Barat Daya": ("Tambolaka", "Sumba Barat Daya", "SBD", "Weetebula"),
    "Rote Ndao": ("Ba'a", "Baa", "Rote Ndao", "Rote"),
    "Sabu Raijua": ("Menia", "Seba", "Sabu Raijua", "Sabu"),
}
#: Spellings of one town → the one that is stored.
_SAME_TOWN = {
    "Kota Kupang": "Kupang",
    "Kefa": "Kefamenanu",
    "Labuhan Bajo": "Labuan Bajo",
    "Baa": "Ba'a",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A town, in one spelling, and its regency where the gazetteer knows it."""

    name: str
    regency: str | None


def _key(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.casefold())


_BY_KEY = {
    _key(name): Place(_SAME_TOWN.get(name, name), regency)
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
