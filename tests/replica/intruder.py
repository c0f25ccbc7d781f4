"""Posts of an intruder, in the manner of real spam: spun from sentences that we wrote.

Nothing here is a real site's text; names of games are real, names of sites invented.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Spam:
    """What an intruder types in."""

    slug: str
    title: str
    category: str
    author: str
    paragraphs: tuple[str, ...]


_BRANDS = ("Naga777", "KudaToto", "MawarSlot88", "RajaPetir", "Bintang4D", "LangitBet")
_GAMES = (
    "Gates of Olympus",
    "Mahjong Ways 2",
    "Sweet Bonanza",
    "Starlight Princess",
    "Wild Bandito",
)
_TITLES_ID = (
    "{brand}: Situs Slot Gacor Hari Ini Gampang Maxwin Terpercaya 2024",
    "Link Alternatif {brand} Resmi, Daftar Sekarang Bonus New Member 100%",
    "RTP Live {game} Tertinggi, Bocoran Slot Gacor Malam Ini",
    "Slot Deposit Pulsa Tanpa Potongan {brand} Server Thailand",
    "Pola Gacor {game} Modal Receh Auto Maxwin di {brand}",
    "Prediksi Togel Hari Ini: Angka Jitu Bandar Togel {brand}",
)  # fmt: skip
_OPENINGS_ID = (
    "Selamat datang di {brand}, situs slot gacor terpercaya yang menyediakan ratusan permainan dari Pragmatic Play dan PG Soft dengan RTP live tertinggi setiap hari.",
    "Sedang mencari tempat bermain slot online yang gampang menang? {brand} adalah jawabannya, dengan winrate tertinggi dan layanan 24 jam untuk Anda.",
    "{brand} merupakan agen slot resmi server Thailand yang sudah dipercaya jutaan pemain karena selalu membayar berapa pun kemenangan Anda.",
    "Bagi Anda pencinta {game}, malam ini adalah jam gacor yang tidak boleh dilewatkan karena scatter hitam turun terus di {brand}.",
    "Bandar togel dan slot terlengkap {brand} hadir dengan pasaran toto macau, hadiah paling besar dan diskon tiap hari.",
)
_MIDDLES_ID = (
    "Cukup minimal deposit 5 ribu lewat pulsa tanpa potongan, DANA atau QRIS, Anda sudah bisa memutar {game} dan membawa pulang jackpot jutaan rupiah.",
    "Nikmati bonus new member 100 persen di depan, bonus cashback mingguan dan bonus rollingan tanpa batas untuk semua permainan.",
    "Gunakan pola gacor ini: 10 putaran manual, 30 putaran cepat, lalu naikkan taruhan sampai scatter muncul dan maxwin di depan mata.",
    "Keuntungan bermain di {brand}: proses withdraw dua menit, customer service ramah, akun VIP anti rungkad dan promo bonus menarik.",
    "Live RTP {game} pagi ini 98,7 persen sehingga peluang mendapat putaran gratis dan kemenangan besar semakin terbuka.",
)
_CLOSINGS_ID = (
    "Tunggu apa lagi, daftar sekarang lewat link alternatif resmi kami dan klaim bonus Anda hari ini juga.",
    "Segera daftar dan main sekarang di {brand}, karena hanya di sini slot gacor gampang jackpot setiap hari.",
    "Login slot lewat link login {brand} di bawah ini, lalu raih kemenangan pertama Anda malam ini.",
    "Ayo bergabung bersama ribuan pemain lain, pasti bayar dan terpercaya sejak 2015.",
)
_TITLES_EN = (
    "Best Online Casino Bonuses 2024: {brand} Review",
    "Top 10 Slots With High RTP to Play at {brand}",
    "How to Win at {game}: Tips and Free Spins",
    "{brand} Sportsbook Promo Code: Get Your Welcome Bonus",
    "Live Dealer Blackjack and Roulette at {brand}",
    "No Deposit Bonus Casino List: Claim Your Free Spins Today",
)
_OPENINGS_EN = (
    "If you are looking for the best online casino with real money games, {brand} is the place where players from all over the world spin the reels every day.",
    "{brand} has become one of the most popular gambling platforms thanks to its huge choice of slots, live dealer tables and generous bonuses.",
    "Playing {game} for real money has never been easier, and with the right strategy you can turn a small deposit into a massive jackpot.",
    "Sports betting fans will love {brand}, which offers the best odds on football, tennis and esports along with a full casino.",
    "There are hundreds of sites out there, but only a few give you fast payouts, a fair welcome bonus and a mobile app that works.",
)
_MIDDLES_EN = (
    "New players receive a welcome package of up to 500 percent on the first three deposits plus 200 free spins on {game}, with low wagering requirements.",
    "The bonus code is entered when you sign up, and the no deposit bonus is credited to your account in a few minutes.",
    "You can choose between blackjack, baccarat, roulette and poker, all streamed in high quality with friendly live dealers around the clock.",
    "Withdrawals are processed within 24 hours by card, crypto or e-wallet, and the 24/7 support team will help you with any question.",
    "With an RTP of 97 percent and huge jackpots, {game} is a slot that every casino fan should try at least once.",
)
_CLOSINGS_EN = (
    "Sign up now, claim your bonus and start winning at {brand} today.",
    "Do not wait any longer: play now and see why thousands of players trust this casino.",
    "Register now with our promo code and get the most out of your first deposit.",
    "Join now and let the reels bring you the next big win.",
)
#: (title, paragraphs) in Thai, Chinese and Japanese.
_OTHERS = (
    ("สล็อตเว็บตรง แตกง่าย ฝากถอนไม่มีขั้นต่ำ 2024", (
        "เว็บตรงไม่ผ่านเอเย่นต์ รวมเกมสล็อตทุกค่าย สมัครวันนี้รับเครดิตฟรีทันที เล่นง่ายได้เงินจริง",
        "ระบบฝากถอนออโต้ภายในสามสิบวินาที คาสิโนสด บาคาร่า และเกมยิงปลา ทีมงานดูแลตลอดยี่สิบสี่ชั่วโมง")),
    ("บาคาร่าออนไลน์ เล่นผ่านมือถือ แจกโบนัสทุกวัน", (
        "เล่นบาคาร่ากับดีลเลอร์สวยๆ ส่งตรงจากต่างประเทศ เดิมพันเริ่มต้นสิบบาทเท่านั้น",
        "แนะนำเพื่อนรับค่าคอมมิชชั่นตลอดชีพ กดสมัครสมาชิกใหม่ได้ที่นี่เลย")),
    ("真人娱乐城注册送彩金 首存百分百", (
        "本平台提供百家乐、老虎机、体育投注与彩票等多种游戏，新会员注册即送彩金，存取款快速安全。",
        "二十四小时客服在线，支持手机下载，点击下方链接立即开户，赢取百万大奖。")),
    ("体育投注平台推荐 世界杯赔率最高", (
        "想要找到赔率最高的博彩平台，就来这里注册，足球、篮球、电竞应有尽有。",
        "充值即送优惠，提现三分钟到账，信誉保证，欢迎加入我们的大家庭。")),
    ("【最安値】人気ブランド財布 コピー 通販 送料無料", (
        "当店では人気ブランドの財布、バッグ、時計を激安価格で販売しております。品質保証、全国送料無料です。",
        "新作も続々入荷中。この機会をお見逃しなく、今すぐご注文ください。")),
    ("オンラインカジノ 入金不要ボーナス 最新情報", (
        "日本人に人気のオンラインカジノを徹底比較。登録するだけで入金不要ボーナスがもらえます。",
        "スロットやライブカジノで遊び、出金もスピーディー。まずは無料登録から始めましょう。")),
)  # fmt: skip


def _spun(language, titles, openings, middles, closings, category, author):
    return [
        Spam(
            slug=f"{language}-promo-{at + 1}",
            title=titles[at % 6].format(**words),
            category=category,
            author=author,
            paragraphs=tuple(
                text.format(**words)
                for text in (
                    openings[at % 5], middles[at // 6], middles[(at // 6 + at) % 5],
                    closings[at % 4],
                )
            ),
        )
        for at in range(30)
        for words in [{"brand": _BRANDS[(at + at // 6) % 6], "game": _GAMES[at % 5]}]
    ]  # fmt: skip


def indonesian() -> list[Spam]:
    """Return thirty posts that advertise slots and lotteries in Indonesian."""
    return _spun(
        "slot", _TITLES_ID, _OPENINGS_ID, _MIDDLES_ID, _CLOSINGS_ID, "Uncategorized", "adm1n"
    )  # fmt: skip


def english() -> list[Spam]:
    """Return thirty posts that advertise casinos in English."""
    return _spun(
        "casino", _TITLES_EN, _OPENINGS_EN, _MIDDLES_EN, _CLOSINGS_EN, "Games", "wpsupport"
    )  # fmt: skip


def other_letters() -> list[Spam]:
    """Return posts in Thai, Chinese and Japanese."""
    return [
        Spam(f"seo-{number}", title, "Uncategorized", "adm1n", texts)
        for number, (title, texts) in enumerate(_OTHERS, 1)
    ]
