"""Whether a text is in the newsroom's language, by the commonest words; else, what it seems to be.

A library that tells 90 languages apart weighs megabytes and is unsure of short texts. Here one
question counts: Indonesian, or plainly something else.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_INDONESIAN = """
    ada adalah agar akan anak atau bagi bahwa banyak belum bisa bukan dalam dan dapat dari
    dengan di dia hari hingga ia ini itu juga karena ke kepada lagi lain lebih masih menjadi
    mereka oleh orang pada para saat saja sampai sebagai sebuah secara sejak seorang serta
    setelah sudah tahun telah tersebut tetapi tidak untuk yang kami kita saya anda aku
"""
INDONESIAN = frozenset(_INDONESIAN.split())
_ENGLISH = """
    a about all also an and are as at be been but by can for from had has have he her his
    how if in into is it its more new not of on one or our out said she so than that the
    their them there they this to up was we were what when which who will with would you
    your
"""
ENGLISH = frozenset(_ENGLISH.split())
#: Of fewer words, or letters of another script, nothing is said.
FEWEST = 20
_WORD = re.compile(r"[^\W\d_]+")


def foreign_language(text: str) -> str | None:
    """Return what a text is in, in words, None where it is Indonesian or too short to tell.

    Of news in Indonesian a fifth to a third of the words are in the list; a list of prices or
    of names has few, so a text must have hardly any to count as foreign.

    >>> foreign_language("The rangers said that the boat was late and nobody had a ticket. " * 3)
    'in English'
    >>> foreign_language("Warga panen jagung di ladang, dan hasilnya dijual ke pasar. " * 3)
    >>> foreign_language("เว็บตรงไม่ผ่านเอเย่นต์ ฝากถอนออโต้ ทดลองเล่นฟรี")
    'in Thai letters'
    """
    scripts: Counter[str] = Counter()
    for letter, times in Counter(text).items():
        if letter.isalpha():
            scripts[_script(letter)] += times
    if not scripts:
        return None
    script, letters = scripts.most_common(1)[0]
    if script != "LATIN" and letters >= FEWEST:
        return f"in {_NAMES.get(script, script.capitalize())} letters"
    words = _WORD.findall(text.casefold())
    if len(words) < FEWEST:
        return None
    ours = sum(map(INDONESIAN.__contains__, words)) / len(words)
    english = sum(map(ENGLISH.__contains__, words)) / len(words)
    if english >= 0.2 and english > 2 * ours:
        return "in English"
    return "in no Indonesian" if ours < 0.02 and english < 0.2 else None


_NAMES = {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean"}


def _script(letter: str) -> str:
    """Return the script that a letter is of, as Unicode names it."""
    return (
        "LATIN"
        if letter.isascii()
        else unicodedata.name(letter, "UNKNOWN").split(" ", 1)[0].split("-", 1)[0]
    )
