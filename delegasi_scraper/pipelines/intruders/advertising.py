"""Whether a text advertises gambling, or tells of it.

News about raids names the games and quotes what the advertisements say. An advertisement calls
on its reader, in its own words: it is these calls that count, outside quotation marks, against
the words of reports and of warnings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: What is advertised; news names it, too.
NAMES = (
    "slot", "slots", "slot gacor", "slot online", "gacor", "judi online", "situs judi", "togel",
    "toto", "situs toto", "toto macau", "toto slot", "maxwin", "scatter", "scatter hitam", "rtp",
    "mahjong ways", "gates of olympus", "sweet bonanza", "starlight princess", "zeus", "pragmatic",
    "pragmatic play", "pg soft", "habanero", "slot88", "slot777", "sbobet", "bandar togel",
    "agen slot", "poker online", "domino", "bandarqq", "casino", "kasino", "live casino",
    "online casino", "sportsbook", "bet", "bets", "betting", "jackpot", "jackpots", "baccarat",
    "roulette", "blackjack", "poker", "wagering", "gambling", "real money", "taruhan",
    "situs slot", "judi bola", "slot thailand", "server thailand", "sensational", "spin", "spins",
)  # fmt: skip
#: What only an advertisement says in its own words.
CALLS = (
    "daftar sekarang", "daftar segera", "segera daftar", "daftar disini", "daftar di sini",
    "link alternatif", "link daftar", "link login", "login slot", "link slot", "link resmi",
    "bonus new member", "bonus member baru", "bonus cashback", "bonus rollingan", "bonus deposit",
    "new member 100", "klaim bonus", "promo bonus", "freebet", "free bet", "bonus harian",
    "deposit pulsa", "slot deposit", "tanpa potongan", "minimal deposit", "deposit minimal",
    "depo 5k", "depo 10k", "deposit 10 ribu", "deposit 5 ribu", "slot dana", "deposit qris",
    "deposit dana", "rtp live", "live rtp", "rtp tertinggi", "rtp slot", "bocoran slot",
    "bocoran rtp", "pola gacor", "pola slot", "jam gacor", "gampang menang", "mudah menang",
    "gampang maxwin", "mudah maxwin", "pasti menang", "pasti bayar", "anti rungkad", "auto maxwin",
    "gampang jackpot", "mudah jackpot", "gampang bocor", "main sekarang", "mainkan sekarang",
    "coba sekarang", "ayo bergabung", "bergabunglah", "bergabung sekarang", "gabung sekarang",
    "raih kemenangan", "raih jackpot", "menangkan jackpot", "putaran gratis", "demo slot",
    "slot demo", "akun demo", "akun pro", "akun vip", "situs slot terpercaya", "slot terpercaya",
    "slot gacor terpercaya", "situs terpercaya", "agen terpercaya", "bandar terpercaya",
    "situs slot resmi", "slot resmi", "situs resmi", "terpercaya", "terlengkap", "layanan 24 jam",
    "24 jam nonstop", "customer service", "withdraw", "prediksi togel", "togel hari ini",
    "angka jitu", "slot hari ini", "gacor hari ini", "terbaru hari ini", "prediksi jitu",
    "situs gacor", "hari ini gampang", "winrate tertinggi", "kemenangan besar", "rtp 98",
    "free spins", "free spin", "no deposit", "deposit bonus", "welcome bonus", "sign up",
    "sign up bonus", "sign up now", "play now", "join now", "register now", "claim your",
    "bonus code", "promo code", "best online", "top online", "win big", "start playing",
    "start winning", "instant withdrawals", "fast payouts", "fast withdrawals", "cash prizes",
    "exclusive bonuses", "bonus offers", "live dealer", "live dealers", "best odds",
    "24 7 support", "trusted online", "your first deposit", "generous bonuses", "high rtp",
    "huge jackpots", "don t miss", "welcome package", "mobile app",
)  # fmt: skip
#: What reports, courts and warnings say, and advertisements hardly ever.
REPORTS = (
    "polisi", "kepolisian", "polres", "polda", "kapolres", "tersangka", "terdakwa", "terpidana",
    "hakim", "jaksa", "penjara", "pengadilan", "ditangkap", "menangkap", "penangkapan", "digerebek",
    "penggerebekan", "diblokir", "memblokir", "pemblokiran", "kominfo", "komdigi", "kementerian",
    "kata", "katanya", "ujar", "ujarnya", "ungkap", "jelasnya", "tegasnya", "tuturnya", "menurut",
    "mengatakan", "menyebut", "pidana", "hukuman", "dijerat", "korban", "ilegal", "terlarang",
    "jangan", "hindari", "waspada", "bahaya", "kecanduan", "pecandu", "utang", "penipuan", "uskup",
    "pastor", "pendeta", "jemaat", "umat", "gereja", "judol", "ojk", "ppatk", "warga", "peretas",
    "diretas", "penyusup", "police", "arrested", "court", "judge", "suspects", "said", "ministry",
    "illegal", "according", "addiction", "banned",
)  # fmt: skip
#: Scripts without blanks between words are searched as they are.
OTHER_SCRIPTS = (
    "สล็อต", "คาสิโน", "บาคาร่า", "เครดิตฟรี", "เว็บตรง", "ฝากถอน", "แทงบอล", "หวย", "พนัน",
    "娱乐城", "博彩", "赌场", "百家乐", "老虎机", "体育投注", "彩票", "真人荷官", "棋牌", "娛樂城",
    "オンラインカジノ", "カジノ", "ブックメーカー", "スロット", "入金不要", "パチンコ",
    "카지노", "바카라", "토토사이트", "슬롯", "먹튀", "nhà cái", "cá cược", "nổ hũ",
    "казино", "ставки",
)  # fmt: skip
_QUOTED = re.compile(r"[\"“”„«][^\"“”„«»\n]{1,300}[\"“”»]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Wording:
    """Which phrases a text has outside quotation marks, each once, the longest first."""

    names: tuple[str, ...]
    calls: tuple[str, ...]
    reports: int

    @property
    def named(self) -> tuple[str, ...]:
        """Return a few of its phrases, calls first."""
        return (*self.calls[:3], *self.names[:2])

    @property
    def advertises(self) -> bool:
        """Say whether it calls on its reader to gamble, and reports of nothing."""
        return len(self.calls) >= 3 and len(self.names) >= 2 and len(self.calls) > 2 * self.reports

    @property
    def hints(self) -> bool:
        """Say whether it may advertise: enough only where all else is foreign, too."""
        gambling = len(self.names) + len(self.calls)
        return bool(self.names) and gambling >= 3 and self.reports <= len(self.calls)


def wording_of(title: str | None, body: str) -> Wording:
    """Return what a headline and a body say of gambling in their own words.

    >>> wording_of(None, 'Polisi: "daftar sekarang, bonus new member", tulis bandar togel.')
    Wording(names=('bandar togel', 'togel'), calls=(), reports=1)
    """
    text = _QUOTED.sub(" ", f"{title or ''}\n{body}".casefold())
    words = _WORD.findall(text)
    foreign = tuple(each for each in OTHER_SCRIPTS if each in text)
    return Wording(
        names=(*_found(NAMES, words), *foreign),
        calls=_found(CALLS, words),
        reports=len(_found(REPORTS, words)),
    )


def _found(phrases: tuple[str, ...], words: list[str]) -> tuple[str, ...]:
    said, text = frozenset(words), f" {' '.join(words)} "
    found = (each for each in phrases if said.issuperset(each.split()) and f" {each} " in text)
    return tuple(sorted(found, key=lambda each: (-len(each), each)))
