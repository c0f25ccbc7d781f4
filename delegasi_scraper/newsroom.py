"""Facts of this newsroom and its province; its twin is :mod:`archive.newsroom`.

Whoever follows another newsroom changes them in these two files, and nowhere else.
"""

from __future__ import annotations

import re
from datetime import timedelta, timezone

SITE_URL = "https://delegasi.com"
#: Other hosts on which the newsroom answers or answered (docs/site.md).
SITE_ALIASES = ("www.delegasi.com", "delegasi.net", "www.delegasi.net")

#: The newsroom's clock, WITA: no daylight saving.
WITA = timezone(timedelta(hours=8))

#: Begins the names of our WARC files.
WARC_PREFIX = "delegasi"
#: The newsroom as sign-offs and photo credits write it.
MARK = "delegasi"
#: The newsroom as datelines write it, in any case: 'DELEGASI.COM', 'Delegasi. Com', 'Delegasi.net'.
DATELINE_MARK = r"delegasi\s?\.\s?(?:com|net)\b"
#: WordPress's excerpts of the newsroom's posts begin so: 'Kupang, Delegasi.com - '.
STUB_START = re.compile(r"(?:[^,\n]{2,40},\s*)?delegasi\.(?:com|net)\s*[-–—]", re.IGNORECASE)

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
SAME_TOWN = {
    "Kota Kupang": "Kupang",
    "Kefa": "Kefamenanu",
    "Labuhan Bajo": "Labuan Bajo",
    "Baa": "Ba'a",
}
