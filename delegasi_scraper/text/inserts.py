"""Texts that are no article's wherever they stand: counters, labels, prompts, warnings.

Each is known by all of its words or by two signs, so that a sentence with some of them is none.
"""

from __future__ import annotations

import re

from delegasi_scraper.newsroom import MARK

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
#: What plugins count: one of them must be there.
_COUNTED = frozenset(
    _WORD.findall(
        "dilihat dibaca pembaca pembacaan views view viewed hits hit visited visits visitors "
        "pengunjung kunjungan tayangan reads readers shares share dibagikan likes like suka "
        "menyukai disukai votes vote voters penilaian rating ratings penilai komentar comments "
        "reaksi reactions"
    )
)
_READING = frozenset(["baca", "membaca", "dibaca", "bacaan", "reading", "read"])
_TIME = frozenset(["menit", "detik", "jam", "mins", "min", "minute", "minutes", "seconds", "secs"])
#: What stands beside a count, and says nothing more.
_BESIDE = frozenset(
    _WORD.findall(
        "waktu estimasi perkiraan durasi lama sekitar kurang lebih dari total jumlah kali orang "
        "hari ini today kemarin minggu bulan berita artikel tulisan post posts this article the "
        "telah sudah x rb k ribu juta average rata-rata out of nilai beri skor bintang stars star "
        "suara oleh pada di time times est estimated less than a about your user users unique "
        "daily last sejak"
    )
)
_STARS = re.compile(r"[★☆⭐✩✭]{3}")

_ADVERTISEMENT = re.compile(
    r"\W*(?:iklan|advertise?ments?|ads?|sponsored(?:\s+(?:content|by\s[^.]{1,40}))?|promoted|"
    r"(?:berita|konten|artikel)\s+(?:bersponsor|sponsor|berbayar|promosi)|pariwara|advertorial|"
    r"pasang\s+iklan(?:\s+(?:anda\s+)?di\s*sini)?|space\s+iklan|"
    r"(?:iklan\W{1,3})?(?:scroll|gulir|geser|lanjut(?:kan)?)\s+(?:\w+\s+){0,5}"
    r"(?:membaca|baca|read(?:ing)?|content|konten|artikel|berita|iklan)(?:\s+(?:berita|artikel|konten))?"
    r")\W*",
    re.IGNORECASE,
)
_PROMPT = re.compile(
    r"\W*(?:(?:ayo|yuk|mari|silakan|jangan\s+lupa)[,!]?\s+)?"
    r"(?:ikuti|follow|gabung|(?:ber)?gabunglah|bergabung|join|dapatkan|cek|baca|simak|subscribe|"
    r"(?:ber)?langganan|unduh|download|klik|pantau|nantikan|like|kunjungi|temukan|update|tonton|"
    r"ingin|mau)\b",
    re.IGNORECASE,
)
_CHANNEL = re.compile(
    r"\b(?:whats\s?app|telegram|google\s?(?:news|berita|play)|you\s?tube|facebook|fan\s?page|"
    r"instagram|tik\s?tok|twitter|threads|saluran|channel|kanal|newsletter|notifikasi|"
    r"play\s?store)\b",
    re.IGNORECASE,
)
#: Somebody says it, so it is a quotation: 'kata camat', 'ujarnya'.
_SAID = re.compile(
    r"\b(?:kata|ujar|tutur|ucap|ungkap|tegas|jelas|imbau|pesan|ajak)(?:nya)?\b|[“”\"]",
    re.IGNORECASE,
)
_LONGEST_PROMPT = 30
#: A question and where to answer it, or a plugin's plea: whole, with nothing told beside it.
_ASKS = re.compile(
    r"\W*(?:(?:punya|ada|memiliki)\s+(?:informasi|info|berita|keluhan|tips|cerita)(?:\s+\w+){0,4}\s*\?\s*"
    r"(?:chat|hubungi|kirim(?:kan)?|lapor(?:kan)?|sampaikan)(?:\s+(?:ke|kepada))?\s+"
    r"(?:redaksi|admin|kami)(?:\s+kami)?|"
    r"beri(?:kan)?\s+(?:nilai|rating|bintang)\s+(?:untuk\s+)?(?:berita|artikel|tulisan|konten)\s+ini\b.{0,60}|"
    r"(?:unduh|download)(?:\s+(?:pdf|file|dokumen|berkas))?)\W*",
    re.IGNORECASE,
)

_WARNING = re.compile(
    r"\W{0,3}(?:PHP\s+)?(?:(?:Core\s+|Compile\s+|User\s+)?(?:Warning|Notice|Deprecated)|"
    r"(?:Catchable\s+|Recoverable\s+)?Fatal\s+error|Parse\s+error|Strict\s+Standards)\s*:\s"
    r".{1,2000}\bon\s+line\s+\d+\W*",
    re.IGNORECASE,
)
_DATABASE = re.compile(r"\W{0,3}WordPress database error\s*:?\s.{1,2000}", re.IGNORECASE)
_LONGEST_LABEL = 90


def label_rule(text: str) -> str | None:
    """Return why a text is a plugin's label; None where it may be the article's.

    >>> label_rule("Dilihat: 1.204 kali"), label_rule("Golkar: 1.204 suara")
    ('counter', None)
    """
    if len(text) > _LONGEST_LABEL:
        return None
    if _ADVERTISEMENT.fullmatch(text):
        return "advertisement"
    if not any(map(str.isdecimal, text)):
        return None
    words = set(map(str.casefold, _WORD.findall(text)))
    if words & _READING and words & _TIME and words <= _READING | _TIME | _BESIDE:
        return "reading-time"
    if (words & _COUNTED or _STARS.search(text)) and words <= _COUNTED | _BESIDE:
        return "counter"
    return None


def message_rule(text: str, *, linked: bool = False) -> str | None:
    """Return why a text speaks for the site or its server; None where it may be the article's.

    ``linked`` = it holds a link. A prompt begins with an imperative and
    names a channel and the newsroom, or links the channel; nobody is quoted with it.
    """
    if _WARNING.fullmatch(text) or _DATABASE.fullmatch(text):
        return "server-message"
    if _ASKS.fullmatch(text):
        return "prompt"
    if not _PROMPT.match(text) or len(text.split()) > _LONGEST_PROMPT:
        return None
    ours = linked or MARK in text.casefold()
    return "prompt" if ours and _CHANNEL.search(text) and not _SAID.search(text) else None
