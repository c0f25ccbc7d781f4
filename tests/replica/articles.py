"""The replica's articles: invented people and events, in the site's manner.

Each topic is a hand-written piece with blanks; each piece is printed for four towns, and
every town has its own people, numbers and day.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone

WITA = timezone(timedelta(hours=8))

#: dateline, town in text, official, farmer, number, sign-off
TOWNS = (
    ("KUPANG, DELEGASI.COM–", "Kupang", "Yakobus Lalang", "Marta Nubatonis", 37, "//delegasi (*/AT)"),
    ("LARANTUKA, Delegasi.Com – ", "Larantuka", "Bernadus Tokan", "Theresia Kedang", 52, "//delegasi(juan pesau)"),
    ("SoE, Delegasi.com – ", "SoE", "Melkior Taneo", "Yuliana Selan", 64, "//delegasi (BBO)"),
    ("Delegasi.com – ", "Kefamenanu", "Agus Kefi", "Maria Usboko", 81, None),
)  # fmt: skip

#: (slug, title, category, tags, paragraphs)
TOPICS: tuple[tuple[str, str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("panen-jagung-warga-{key}-naik", "Panen Jagung Warga {town} Naik, Gudang Desa Penuh", "Berita",
     ("Jagung", "Pertanian"), (
        "Warga di pinggiran {town} memanen jagung lebih cepat tahun ini karena hujan turun merata sejak awal musim.",
        "{farmer}, petani di kelompok tani setempat, menghitung {n} karung dari sebidang kebun yang tahun lalu hanya memberi separuhnya.",
        "“Gudang desa sudah penuh,sebagian kami jemur di halaman gereja,”ujar {farmer}, Selasa (14/5/24).",
        "Kepala Dinas Pertanian {official} mengatakan harga akan dijaga dengan membeli {n} ton dari kelompok tani.",
        "Harga jagung pipil di pasar pagi masih bertahan, kata para pedagang kepada Delegasi.com.",
    )),
    ("jembatan-desa-{key}-rusak", "Jembatan Desa di {town} Rusak, Anak Sekolah Memutar", "Berita",
     ("Jembatan",), (
        "Jembatan kayu yang menghubungkan dua desa di sekitar {town} rusak diterjang banjir pada akhir pekan.",
        "Akibatnya {n} anak sekolah harus memutar lewat jalan kebun dan tiba di kelas dengan sepatu berlumpur.",
        "Camat {official} meminta warga tidak melintas sampai papan dan kabel penyangga diganti.",
        "1. Papan lantai diganti seluruhnya. 2. Kabel diperiksa tiap bulan.",
        "{farmer} berharap perbaikan selesai sebelum ujian semester dimulai…",
    )),
    ("pemilih-pemula-{key}-ikut-simulasi", "{n} Pemilih Pemula {town} Ikut Simulasi Coblos", "Polkam",
     ("Pemilu", "Pilkada"), (
        "Sebanyak {n} pemilih pemula mengikuti simulasi pencoblosan yang digelar penyelenggara pemilihan di {town}.",
        "Ketua panitia {official} menjelaskan cara melipat surat suara dan memasukkannya ke kotak yang benar.",
        "Seorang siswi, {farmer}, mengaku baru tahu bahwa tinta harus dicelup sebelum keluar dari bilik.",
        "Simulasi berikutnya dijadwalkan pada Rabu, (6/11/2024), pukul 09.00 Wita.",
    )),
    ("polisi-{key}-amankan-pencuri-sapi", "Polisi di {town} Amankan Dua Terduga Pencuri Sapi", "Hukrim",
     ("Kriminal",), (
        "Dua orang terduga pencuri sapi diamankan polisi di jalan keluar {town} pada dini hari.",
        "Keduanya membawa truk berisi ternak tanpa surat jalan, kata {official} dari kepolisian setempat.",
        "Pemilik ternak, {farmer}, mengenali cap telinga pada hewan nomor {n} dan menangis lega.",
        "Perkara ini masih diperiksa dan kedua orang itu belum didampingi penasihat hukum.",
        "Polisi meminta warga melapor bila melihat truk ternak berjalan pada malam hari.",
    )),
    ("air-bersih-{key}-mengalir-lagi", "Air Bersih Mengalir Lagi ke {n} Rumah di {town}", "Berita",
     ("Air Bersih",), (
        "Setelah dua pekan kering, air bersih kembali mengalir ke {n} rumah di {town}.",
        "Pipa induk yang pecah disambung oleh warga bersama petugas sepanjang akhir pekan.",
        "Direktur perusahaan air {official} meminta maaf dan memotong tagihan bulan berjalan.",
        "{farmer} mengatakan jeriken akhirnya bisa disimpan, walau ia tetap menampung hujan.",
    )),
    ("tenun-{key}-tampil-di-pameran", "Tenun {town} Tampil di Pameran, {n} Lembar Terjual", "Berita",
     ("Tenun", "Budaya"), (
        "Kelompok penenun dari {town} membawa motif lama ke pameran dan menjual {n} lembar kain dalam tiga hari.",
        "{farmer} menenun sejak kecil dan hanya memakai pewarna dari akar mengkudu.",
        "Ketua dewan kerajinan {official} menyebut pembeli terbanyak datang dari luar pulau.",
        "Pameran berikutnya direncanakan pada bulan September.",
        "Seluruh hasil penjualan dibagi rata di antara anggota kelompok penenun itu sendiri.",
    )),
    ("dprd-{key}-bahas-anggaran-puskesmas", "DPRD {town} Bahas Anggaran Puskesmas, Fraksi Berbeda Pendapat", "Polkam",
     ("DPRD", "Kesehatan"), (
        "Rapat pembahasan anggaran puskesmas di {town} berlangsung sampai malam dan belum mencapai kata sepakat.",
        "Sebagian fraksi meminta {n} persen dialihkan ke obat, sebagian lain mempertahankan pembangunan gedung.",
        "“Pasien tidak sembuh oleh cat tembok,\" kata {official} dari kursi belakang.",
        "Warga yang hadir, antara lain {farmer}, menunggu di teras dengan spanduk kecil.",
        "Rapat dilanjutkan Kamis pekan depan.",
    )),
    ("kapal-{key}-tunda-berlayar", "Ombak Tinggi, Kapal dari {town} Tunda Berlayar", "Berita",
     ("Cuaca", "Laut"), (
        "Kapal penumpang dari {town} menunda pelayaran karena tinggi gelombang mencapai empat meter.",
        "Syahbandar {official} mencatat {n} penumpang menunggu di ruang tunggu pelabuhan.",
        "Pedagang sayur {farmer} khawatir dagangannya layu sebelum tiba di pulau seberang.",
        "Pelayaran dibuka kembali begitu peringatan cuaca dicabut.",
    )),
    ("sidang-dana-desa-{key}-ditunda", "Sidang Dana Desa di {town} Ditunda, Saksi Sakit", "Hukrim",
     ("Pengadilan", "Dana Desa"), (
        "Sidang perkara dana desa yang melibatkan bekas bendahara di {town} ditunda karena saksi kunci sakit.",
        "Hakim {official} memberi waktu dua pekan dan meminta surat dokter dibawa ke persidangan.",
        "Kerugian yang didakwakan mencapai {n} juta rupiah menurut berkas perkara.",
        "{farmer}, warga desa, mengikuti sidang dari bangku pengunjung dan mencatat semuanya.",
    )),
    ("siswa-{key}-tanam-bakau", "Siswa {town} Tanam {n} Bakau di Pesisir", "Berita",
     ("Lingkungan", "Sekolah"), (
        "Siswa sekolah menengah dari {town} menanam {n} bibit bakau di pesisir yang terkikis.",
        "Guru pembimbing {farmer} membagi siswa menjadi enam kelompok, masing-masing menjaga satu petak.",
        "Delegasi.com melihat sendiri anak-anak itu pulang dengan seragam basah dan muka gembira.",
        "Kepala sekolah {official} berjanji bibit yang mati akan diganti setiap bulan Oktober.",
    )),
    ("bus-sekolah-{key}-mulai-jalan", "Bus Sekolah {town} Mulai Jalan, Tarif Rp1.000", "Berita",
     ("Transportasi",), (
        "Bus sekolah pertama di {town} mulai berjalan dengan tarif seribu rupiah sekali naik.",
        "Kepala dinas perhubungan {official} menyiapkan {n} tempat duduk dan satu kursi roda.",
        "Ibu dua anak, {farmer}, menghitung penghematan ongkos ojek setiap minggunya.",
        "Rute kedua menyusul bila bus ini selalu penuh.",
    )),
)  # fmt: skip


@dataclass
class Post:
    """One post, as its author typed it; ``pages`` are lists of paragraphs."""

    id: int
    slug: str
    title: str
    category: str
    tags: tuple[str, ...]
    pages: list[list[str]]
    published: datetime
    author: str
    editor: str | None = None
    source: str | None = None  # its address
    signoff: str | None = None
    dateline: str = ""
    modified: datetime | None = None
    picture: str | None = None
    caption: str | None = None
    new_generation: bool = False
    amp: bool = True
    password: bool = False
    extra_html: list[str] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[str]:
        """The body, as the archive should have it: worked out from what was typed."""
        texts = [text for page in self.pages for text in page]
        if texts:
            texts[0] = self.dateline + texts[0]
        return texts


def all_posts() -> list[Post]:
    """Return the posts, oldest first."""
    start = datetime(2023, 1, 9, 8, 15, tzinfo=WITA)
    posts: list[Post] = []
    for t, (slug, title, category, tags, paragraphs) in enumerate(TOPICS):
        for k, (dateline, town, official, farmer, n, signoff) in enumerate(TOWNS):
            number = n + 3 * t
            words = {
                "town": town, "official": official, "farmer": farmer, "n": number,
                "key": town.lower(),
            }  # fmt: skip
            index = len(posts)
            posts.append(
                Post(
                    id=100 + 7 * index,
                    slug=slug.format(**words),
                    title=title.format(**words),
                    category=category,
                    tags=tags,
                    pages=[[text.format(**words) for text in paragraphs]],
                    published=start + timedelta(days=13 * index, hours=index % 15),
                    author=("Juan Pesau", "Redaksi", "Ama Tobi")[(t + k) % 3],
                    editor="Ria Lete" if index % 4 == 1 else None,
                    source=f"https://humas.example/{index}/" if index % 6 == 1 else None,
                    signoff=signoff,
                    dateline=dateline,
                    picture=f"foto-{index}.jpg",
                    caption=f"Suasana di {town} (Delegasi.Com/BBO)" if k % 2 else None,
                    new_generation=index >= 22,
                    amp=index not in (5, 17),
                )
            )
    return _with_oddities(posts)


def _with_oddities(posts: list[Post]) -> list[Post]:
    for index in (9, 30):  # paged posts
        texts = posts[index].pages[0]
        posts[index].pages = [texts[:2], texts[2:3], texts[3:]]
    for index in (4, 12, 25, 38):  # edited after publication
        posts[index].modified = posts[index].published + timedelta(hours=5)
    posts[7].extra_html.append('<p><strong>Baca juga: <a href="{site}/{0}/">{1}</a></strong></p>')
    posts[8].extra_html.append('<p>[irp posts="12" name="Lain"]</p>')
    posts[15].extra_html.append("<p>//Foto: Pos Kota</p>")
    last = posts[-1]
    posts += [
        replace(
            last, id=900, slug="foto-pagi-di-teluk", title="Foto Pagi di Teluk", pages=[[]],
            signoff=None, dateline="", published=last.published + timedelta(days=2),
            caption="Perahu pulang sebelum matahari tinggi",
        ),
        replace(
            last, id=901, slug="catatan-tanpa-judul-dari-redaksi", title="",
            pages=[["Catatan pendek ini terbit tanpa judul dan tetap dibaca orang."]],
            signoff=None, dateline="", published=last.published + timedelta(days=3),
        ),
        replace(
            last, id=902, slug="khusus-pelanggan-dengan-sandi", title="Khusus Pelanggan",
            password=True, published=last.published - timedelta(days=4),
        ),
    ]  # fmt: skip
    return sorted(posts, key=lambda post: post.published)


def many_posts(count: int) -> list[Post]:
    """Return ``count`` plain posts, oldest first, six hours apart: a site of another size."""
    models = [post for post in all_posts() if post.title and len(post.pages) == 1 and post.pages[0]]
    start = datetime(2018, 1, 1, 8, 0, tzinfo=WITA)
    return [
        replace(
            model,
            id=10_000 + number,
            slug=f"{model.slug}-{number}",
            title=f"{model.title} ({number})",
            pages=[[f"{text} Catatan {number * 31 + at}." for at, text in enumerate(model.pages[0])]],
            published=start + timedelta(hours=6 * number),
            modified=None,
            password=False,
            extra_html=[],
        )
        for number in range(count)
        for model in [models[number % len(models)]]
    ]  # fmt: skip
