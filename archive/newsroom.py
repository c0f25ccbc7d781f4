"""Facts of the newsroom and its province; the twin of ``delegasi_scraper.newsroom``.

The archive imports nothing of the scraper, so what both need stands twice; a test holds it equal.

The regencies' coordinates are general geographic knowledge, rounded to a tenth of a degree
(11 km): good enough for a dot on a map of 900 km, and for nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta, timezone
from typing import Literal

NEWSROOM = "Delegasi.com"  # as citations name it
#: The newsroom's clock, WITA. SQL writes it out as '+8 hours'; a test holds that equal.
WITA = timezone(timedelta(hours=8))

Side = Literal["above", "below", "left", "right"]


@dataclass(frozen=True, slots=True)
class Regency:
    """One regency (or the city), and where its name has room beside the dot."""

    name: str
    seat: str
    latitude: float  # degrees, south negative
    longitude: float  # degrees east
    side: Side


REGENCIES = (
    Regency("Kota Kupang", "Kupang", -10.2, 123.6, "left"),
    Regency("Kabupaten Kupang", "Oelamasi", -10.1, 123.9, "right"),
    Regency("Timor Tengah Selatan", "SoE", -9.9, 124.3, "right"),
    Regency("Timor Tengah Utara", "Kefamenanu", -9.4, 124.5, "left"),
    Regency("Belu", "Atambua", -9.1, 124.9, "above"),
    Regency("Malaka", "Betun", -9.6, 124.9, "right"),
    Regency("Alor", "Kalabahi", -8.2, 124.5, "right"),
    Regency("Lembata", "Lewoleba", -8.4, 123.4, "below"),
    Regency("Flores Timur", "Larantuka", -8.3, 123.0, "above"),
    Regency("Sikka", "Maumere", -8.6, 122.2, "above"),
    Regency("Ende", "Ende", -8.8, 121.7, "below"),
    Regency("Nagekeo", "Mbay", -8.5, 121.3, "above"),
    Regency("Ngada", "Bajawa", -8.8, 121.0, "below"),
    Regency("Manggarai Timur", "Borong", -8.8, 120.6, "left"),
    Regency("Manggarai", "Ruteng", -8.6, 120.5, "above"),
    Regency("Manggarai Barat", "Labuan Bajo", -8.5, 119.9, "left"),
    Regency("Sumba Timur", "Waingapu", -9.7, 120.3, "right"),
    Regency("Sumba Tengah", "Waibakul", -9.6, 119.6, "below"),
    Regency("Sumba Barat", "Waikabubak", -9.6, 119.4, "left"),
    Regency("Sumba Barat Daya", "Tambolaka", -9.4, 119.2, "above"),
    Regency("Rote Ndao", "Ba'a", -10.7, 123.1, "below"),
    Regency("Sabu Raijua", "Menia", -10.5, 121.8, "below"),
)
