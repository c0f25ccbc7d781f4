<?php
// The wordings of every form but the plugins' ones, which are in plugins.php.
//
// Slots in braces are filled by Story: {P} place in capitals, {p} place as written, {S} and {s}
// the regency's short name, {a} {b} {c} three persons, {desa} {kec} {kab} {kota} {n} {tgl} ...

/** Datelines before the lead. An "alone" dateline is a paragraph of its own. */
const DATELINES = [
    'plain' => ['{P}, DELEGASI.COM–', '{P}, DELEGASI.COM – ', '{P}, Delegasi.Com - ', '{p}, Delegasi.com- ', '{P},DELEGASI.COM- ',
        '{P}, DELEGASI.COM — ', '<strong>{P}, DELEGASI.COM</strong> – ', '<b>{P}, Delegasi.com –</b> ', '{p} , Delegasi.Com –'],
    'newsroom-first' => ['DELEGASI.COM, {P} – ', 'Delegasi.com, {p} - ', 'DELEGASI.COM,{P}–', '<strong>DELEGASI.COM, {P}</strong> – ', 'Delegasi.Com, {p}– '],
    'newsroom-brackets' => ['Delegasi.com ({p}) – ', 'DELEGASI.COM ({P}) - ', 'Delegasi.Com({p})–', 'delegasi.com ({p}) – ', '<em>Delegasi.com ({p}) –</em> '],
    'newsroom-bar' => ['DELEGASI.COM | {P} – ', 'Delegasi.com | {p} - ', 'DELEGASI.COM|{P} – ', '<strong>DELEGASI.COM | {P} –</strong> '],
    'regency-brackets' => ['{P} ({S}), DELEGASI.COM – ', '{p} ({s}), Delegasi.com - ', '({P}), DELEGASI.COM – ', '({p}) Delegasi.com – ', '{P} ({s}), DELEGASI.COM–'],
    'regency' => ['{P}, {S}, DELEGASI.COM – ', '{p}, {s}, Delegasi.com – ', '{P}, {s}, DELEGASI.COM - ', '<strong>{P}, {S}, DELEGASI.COM –</strong> '],
    'comma-dash' => ['{P}, DELEGASI.COM, – ', '{P}, Delegasi.com,– ', '{p}, Delegasi.com, - ', 'DELEGASI.COM, {P}, – '],
    'bars' => ['{P} | DELEGASI.COM – ', '{P} | Delegasi.com | ', '{p} | DELEGASI.COM| ', 'Delegasi.com | {p} | '],
    'net' => ['{P}, DELEGASI.NET – ', '{p}, Delegasi.net- ', 'DELEGASI.NET, {P} – ', '{P}, Delegasi.Net–', 'Delegasi.net ({p}) – '],
    'colon' => ['{P}, DELEGASI.COM: ', '{p}, Delegasi.com : ', 'DELEGASI.COM, {P}: ', '<strong>{P}, DELEGASI.COM:</strong> '],
    'newsroom-only' => ['Delegasi.com – ', 'DELEGASI.COM–', 'Delegasi.com - ', 'Delegasi.Com – '],
    'alone' => ['{P}, DELEGASI.COM –', '{P}, DELEGASI.COM', 'DELEGASI.COM, {P}', '<strong>{P}, Delegasi.com</strong>', 'Delegasi.com ({p}) –', '{P} ({S}), DELEGASI.COM –'],
];

/** Leads that have a place and a dash, and no dateline. */
const PLACE_AND_DASH = [
    'Ruas jalan {kota} – {kec} kembali dibuka, {tgl}, setelah tertutup longsoran selama {n} jam.',
    'Warga {kota} – terutama yang tinggal di tepi kali – diminta mengungsi sebelum malam.',
    'Kapal rute {kota} - Kupang yang memuat {n} penumpang tiba dengan selamat pada pukul {jam}.',
    'Laga {kota} – Kupang di lapangan {desa} berakhir imbang, dan pelatih {a} tidak menyesal.',
    'Dari {kota}, jalan menuju {desa} hanya {n} kilometer – tetapi perjalanan memakan setengah hari.',
    'Di {kota} – kota kecil yang jarang disebut di televisi – {n} pemuda membuka kedai baca.',
    'Pasar {desa}, {kota} – yang terbakar pada {bulan} – mulai ramai lagi.',
    'Seorang guru di {kota} - sebut saja {a} - mengajar {n} murid dalam satu ruangan.',
    'Perjalanan {kota} – {desa} ditempuh {b} dengan berjalan kaki demi menemui warga.',
    'Kepada Delegasi.com di {kota} – seusai rapat yang berlangsung sampai pukul {jam} – {a} membantah kabar itu.',
    'Tiga kecamatan di {kab} – {kec} termasuk di dalamnya – belum menyerahkan laporan dana desa.',
    'KUPANG dan {kota} – dua kota dengan harga beras tertinggi {bulan} ini – menggelar pasar murah bersamaan.',
];

/** Sign-offs, as printed, and the initials in them (null: a name or nobody's). */
const SIGNOFFS = [
    'slashes-brackets' => [['//delegasi (AT)', 'AT'], ['//delegasi (*/BBO)', 'BBO'], ['//Delegasi.com (hermen jawa)', null], ['//delegasi(juan pesau)', null],
        ['// delegasi (tim)', null], ['//delegasi.com (*)', null], ['//DELEGASI (YD/AT)', 'YD/AT']],
    'slashes-dash' => [['//delegasi – AT', 'AT'], ['//delegasi - BBO', 'BBO'], ['//Delegasi.com — YD', 'YD'], ['//delegasi – hermen', null], ['// Delegasi – HJ/AT', 'HJ/AT']],
    'slashes-slash' => [['//delegasi/AT', 'AT'], ['//delegasi.com/hj', 'hj'], ['//Delegasi/BBO/AT', 'BBO/AT'], ['//delegasi/*/YD', 'YD'], ['//delegasi/tim', null]],
    'brackets-slash' => [['(Delegasi/AT)', 'AT'], ['(Delegasi.com/BBO)', 'BBO'], ['(delegasi/juan)', null], ['(DELEGASI/HJ)', 'HJ'], ['( Delegasi / YD )', 'YD']],
    'brackets-reversed' => [['(AT/delegasi)', 'AT'], ['(hj/Delegasi.com)', 'hj'], ['(BBO/Delegasi)', 'BBO'], ['(juan/delegasi)', null], ['(yd-at/delegasi)', 'yd-at']],
    'star-brackets' => [['*(delegasi/tim)', null], ['*(Delegasi.com/AT)', 'AT'], ['*(delegasi/BBO)', 'BBO'], ['* (delegasi/hj)', 'hj']],
    'star' => [['(*)', null]],
    'stars' => [['***', null], ['****', null]],
    'only-brackets' => [['(AT)', 'AT'], ['(tim/ab)', null], ['[BBO]', 'BBO'], ['(Juan Pesau)', null], ['(*/hj)', 'hj'], ['(Tim Redaksi)', null], ['(AT/HJ)', 'AT/HJ'], ['(yd)', 'yd']],
    'only-initials' => [['AT', 'AT'], ['BBO', 'BBO'], ['*HJ*', 'HJ'], ['yd/at', 'yd/at'], ['*/AT', 'AT'], ['— HJ', 'HJ'], ['-BBO-', 'BBO']],
];

/** Where a sign-off is, and what comes after it. */
const SIGNOFF_PLACES = ['own', 'own', 'inline', 'inline', 'editor', 'note', 'channel', 'address', 'photo'];

const NOTES = [
    'Catatan redaksi: judul berita ini diubah pada {tgl} karena jumlah semula keliru.',
    'Ralat: dalam berita sebelumnya tertulis Kecamatan {kec} belum melapor. Yang benar, laporan itu sudah diterima.',
    '<em>Catatan Redaksi: nama korban disamarkan atas permintaan keluarga di {desa}.</em>',
    'Redaksi memperbarui berita ini pukul {jam} setelah {b} menjawab pertanyaan Delegasi.com.',
    '<strong>Catatan:</strong> {a} telah menggunakan hak jawab, dan dimuat terpisah.',
    'Koreksi: nama {c} sebelumnya salah tulis. Redaksi memohon maaf kepada yang bersangkutan dan warga {desa}.',
];
const PHOTO_CREDITS = ['//Foto: Pos Kupang', '(Foto: Istimewa)', 'Foto: Delegasi.com/BBO', '//Foto : Humas Pemkab', 'Foto: dok. {a}', '<em>Foto-foto: Juan Pesau</em>', '(Foto/Delegasi.com/HJ)'];
const ADDRESSES = ['https://delegasi.com', 'https://delegasi.com/', 'www.delegasi.com', '<a href="https://delegasi.com">https://delegasi.com</a>', 'https://www.delegasi.net', 'http://delegasi.com'];

/** Last paragraphs in brackets that are prose: no sign-off. */
const BRACKET_PROSE = [
    '(Jumlah itu belum termasuk korban di Kecamatan {kec} yang sampai kini belum dapat dihubungi.)',
    '(Rapat lanjutan akan dibuka untuk umum di {kota} pada {tgl}, pukul {jam}.)',
    '(Ketika berita ini disusun, telepon genggam {a} tidak aktif.)',
    '(Nama desa {desa} berasal dari kata tua yang berarti tempat orang menimba air.)',
    '[Menurut aturan yang baru, laporan seperti itu harus dijawab dalam {n} hari kerja.]',
    '(Bagi warga {desa}, jarak sejauh itu sudah biasa ditempuh sebelum matahari terbit.)',
    '(Pertanyaan yang sama pernah diajukan {b} pada {bulan}, dan tidak pernah dijawab.)',
    '(Semua angka dalam tulisan ini bersumber dari laporan resmi {kab}.)',
    '(Warga yang memerlukan bantuan dapat datang ke kantor camat {kec} setiap pagi.)',
    '(Lagu itu kini dinyanyikan anak-anak {desa} setiap kali hujan pertama turun.)',
];

/** Labels at the end of a body, as sets, and how their lines are set. */
const BODY_CREDITS = [['Penulis'], ['Penulis', 'Editor'], ['Reporter', 'Editor'], ['Pewarta', 'Redaktur'], ['Laporan'], ['Sumber'], ['Editor'], ['Redaktur'],
    ['Pewarta', 'Sumber'], ['Laporan', 'Editor'], ['Reporter'], [], [], [], [], [], []];
const CREDIT_ROLES = ['Penulis' => 'author', 'Reporter' => 'author', 'Pewarta' => 'author', 'Laporan' => 'author', 'Editor' => 'editor', 'Redaktur' => 'editor', 'Sumber' => 'source'];
const CREDIT_LINES = ['%s: %s', '%s : %s', '%s:%s', '<strong>%s:</strong> %s', '<em>%s: %s</em>', '<b>%s</b>: %s', '%s&nbsp;: %s'];
const CREDIT_JOINS = ["\n", "\n", '<br />', ' | ', ' / ', ' – '];
const CREDITED = ['Ama Beding', 'Juan Pesau', 'Aty Taka', 'Hermen Jawa', "Yan D'Ornay", 'Bernadus Bili Ola', 'Ina Lamury', 'Sonya F. Bessie', 'Oka Nggili', 'Tim Delegasi'];
const EDITORS = ['Hermen Jawa', 'Aty Taka', 'Penina Riwu', 'Bonefasius Ola', 'Redaksi'];
const SOURCES = ['Humas Polda', 'Humas Pemkab', 'Antara', 'Pos Kupang', 'rilis Kejaksaan Tinggi', 'Komsos Keuskupan', 'siaran pers KPU', 'Radio Suara Timor'];
const SOURCE_ADDRESSES = ['https://humas.example/siaran/%d', 'https://www.kabarflores.example/2021/%d/berita', 'http://poskota.example/?p=%d', 'https://rilis.example/dokumen-%d.pdf'];
/** Credits by the theme's fields: which of them, and how the template sets them. */
const META_CREDITS = [['penulis'], ['penulis', 'editor'], ['sumber'], ['penulis', 'editor', 'sumber'], ['editor'], ['editor', 'sumber'], ['penulis', 'sumber'], [], [], []];
const META_MANNERS = ['spans', 'spans', 'spans-tight', 'spans-wide', 'divs', 'list', 'terms', 'paragraph'];

/** What looks like an insert and is prose. Each is a paragraph of the body. */
const KEEPS = [
    'lihat' => ['Lihat juga pesan lurah: setiap rumah di {desa} wajib menaruh ember tertutup di halaman.', 'Lihat juga bagaimana {a} menjawab: ia diam, lalu menunjuk jalan yang berlubang itu.',
        'Lihat saja sumur di {desa}, airnya tinggal sejengkal dan harus ditimba bergantian.', 'Simak juga kata camat {kec}: laporan warga akan dijawab dalam {n} hari.',
        'Lihat juga nasib {n} keluarga di {desa} yang menunggu sejak {bulan}.', 'Simak pengakuan {b} di depan hakim: uang itu habis dalam {n} hari.', 'Lihat Juga Pesan Lurah: begitu bunyi papan kayu di gerbang {desa}.',
        'Terkait hal itu, {a} menyerahkan sepenuhnya kepada warga {desa}.', 'Berita terkait meninggalnya seorang warga {desa} sempat membuat gempar, tetapi kemudian dibantah {b}.'],
    'baca' => ['Baca dahulu baru tanda tangan, begitu pesan {a} kepada warga {desa}.', 'Baca tulis masih menjadi persoalan bagi {n} orang dewasa di Kecamatan {kec}.', 'Baca doa bersama lalu dilakukan di halaman kantor desa {desa}.',
        'Baca juga menjadi kebiasaan baru: anak-anak {desa} kini berebut buku setiap sore.', 'Baca: satu kata itu ditulis besar-besar di dinding taman bacaan {desa}.', 'Membaca juga bukan perkara mudah bagi {c}, yang matanya rabun sejak kecil.',
        'Bacaan Kitab Suci dibawakan {n} anak dari {desa}.', 'Baca berita di telepon genggam saja sulit, kata {b}, karena jaringan di {kec} hilang timbul.', 'Baca Juga dan Tulis Juga, itulah nama lomba yang diikuti {n} siswa {desa}.'],
    'long-link' => ['Dalam laporan setebal {n} halaman yang dapat dibaca <a href="https://dokumen.example/laporan-{n}.pdf">di laman resmi {kab}</a>, tim audit menulis bahwa pengadaan itu tidak didahului survei harga, tidak memiliki berita acara, dan dibayar lunas sebelum barang tiba di {kota}.',
        '{a} menulis di <a href="https://media-sosial.example/{n}" target="_blank" rel="noopener">akun media sosialnya</a> bahwa ia tidak pernah diundang ke rapat itu. Ia baru tahu setelah ditelepon keluarganya dari {desa}, dan meminta agar namanya tidak dibawa-bawa lagi.',
        'Sebagaimana <a href="{link}">diberitakan sebelumnya</a>, warga {desa} menutup jalan selama {n} jam untuk menuntut penjelasan. Penutupan itu berakhir setelah {b} datang dan duduk bersama mereka sampai malam.',
        'Aturan yang dimaksud, <a href="https://peraturan.example/perda-{n}">Peraturan Daerah Nomor {n}</a>, mewajibkan setiap desa di {kab} menempelkan rincian belanja di papan pengumuman. Di {desa}, papan itu kosong sejak {bulan}.'],
    'bold-quote' => ['<strong>"Kami tidak meminta kaya, kami hanya minta air," kata {a}.</strong>', '<strong>“Uang itu bukan hadiah, uang itu hak warga {desa},” tegas {b}.</strong>', '<b>"Kalau saya salah, silakan hukum saya di depan orang {desa}."</b>',
        '<strong><em>"Jangan datang hanya waktu pemilu," seru {c} dari belakang kerumunan di {desa}.</em></strong>', '<strong>"Tahun depan jalan ke {desa} pasti selesai,"</strong> janji {a}.'],
    'short' => ['Warga {desa} marah.', '{a} diam.', 'Ia lalu pulang ke {desa}.', 'Hujan turun di {kota}.', 'Sidang ditunda.', 'Begitulah {desa}.', 'Mengapa?', 'Tidak ada jawaban dari {kota}.', 'Selesai?', 'Belum, kata {b}.', 'Semua selamat.', '{n} orang.'],
];
const NUMBERED = [
    ['Mengembalikan uang Rp {rp} ke kas desa {desa}.', 'Memasang papan belanja di kantor camat {kec}.', 'Melaporkan hasilnya kepada warga sebelum {bulan}.'],
    ['Air dari tangki dibagi pukul {jam} di depan kapela {desa}.', 'Setiap keluarga membawa dua jeriken.', 'Ibu hamil dan lansia didahulukan.', 'Tidak ada pungutan.'],
    ['{a}, kepala dusun di {desa}.', '{b}, guru.', '{c}, ketua kelompok tani Kecamatan {kec}.'],
    ['Pertama-tama warga {desa} mengumpulkan batu.', 'Sesudah itu {n} tukang memasang rangka.', 'Terakhir, atap dinaikkan bersama-sama.'],
];
const HEADINGS = ['Suara dari {desa}', 'Apa kata {a}', 'Menunggu {bulan}', 'Jalan panjang ke {kota}', 'Angka yang berbeda', 'Tanggapan {kab}', 'Kisah {c}', 'Yang belum dijawab'];
const SUBTITLES = ['Catatan dari {desa}', 'Warga menunggu sejak {bulan}', '{a}: kami tidak akan diam', 'Kerugian ditaksir Rp {rp}', 'Laporan dari Kecamatan {kec}'];

/** Pieces that come again and again with other numbers: title, paragraphs that change, paragraphs that do not. */
const SERIES = [
    'harga' => ['Harga Pangan di Pasar {kota} Pekan Ke-%d', ['Harga beras medium di pasar {kota} pada pekan ke-%d tercatat Rp %d00 per kilogram, sedangkan telur Rp %d ribu per rak.', 'Pedagang {a} mengatakan pasokan dari {kec} %d persen di bawah kebutuhan.'],
        ['Harga dicatat petugas setiap Senin pagi pada lima pedagang yang sama.', 'Warga yang menemukan harga jauh di atas daftar diminta melapor ke dinas perdagangan.', 'Daftar lengkap ditempel di pintu masuk pasar.']],
    'cuaca' => ['Prakiraan Cuaca Laut NTT Edisi %d', ['Gelombang di perairan {kota} pada edisi ke-%d ini diperkirakan setinggi %d desimeter dengan angin %d knot.', 'Nakhoda {b} memilih menunda pelayaran ke {desa} sampai %d jam ke depan.'],
        ['Nelayan dengan perahu kecil diminta tidak melaut pada malam hari.', 'Prakiraan diperbarui dua kali sehari oleh stasiun meteorologi maritim.', 'Tetap waspada dan utamakan keselamatan.']],
    'dbd' => ['Perkembangan Demam Berdarah di {kab} Hari Ke-%d', ['Pada hari ke-%d dinas kesehatan {kab} mencatat %d pasien baru dan %d pasien pulang.', 'Pasien terbanyak datang dari Kecamatan {kec}, kata {a}, yaitu %d orang.'],
        ['Masyarakat diminta menguras, menutup, dan mengubur wadah yang menampung air.', 'Pasien dengan demam tiga hari harus segera dibawa ke puskesmas.', 'Angka ini dihimpun dari semua puskesmas dan rumah sakit sampai pukul 12.00 Wita.']],
    'listrik' => ['Jadwal Pemadaman Listrik {kota} Tahap %d', ['Pemadaman tahap ke-%d di {kota} berlangsung %d jam untuk %d gardu.', 'Gardu di {desa} dipadamkan lebih awal, kata {c}, karena %d tiang condong.'],
        ['Pemadaman dilakukan untuk pemeliharaan jaringan dan pemangkasan pohon.', 'Pelanggan diminta mencabut peralatan elektronik sebelum listrik padam.', 'Terima kasih atas pengertian pelanggan.']],
];

/** How a "read also" line is dressed; %1$s is a link's address, %2$s its title. */
const READ_ALSO = [
    'label-link' => ['<strong>Baca juga: <a href="%1$s">%2$s</a></strong>', 'Baca Juga : <a href="%1$s" target="_blank" rel="noopener"><strong>%2$s</strong></a>', '<em>Baca juga</em> <a href="%1$s">%2$s</a>', 'Lihat juga: <a href="%1$s">%2$s</a>', 'Simak juga – <a href="%1$s">%2$s</a>'],
    'link-around' => ['<a href="%1$s" class="terkait-sisip"><div class="terkait-sisip__label">Baca juga</div><div class="terkait-sisip__judul">%2$s</div></a>', '<a class="rpx-box" href="%1$s"><span class="rpx-cta">BACA JUGA</span> <span class="rpx-title">%2$s</span></a>',
        '<div class="su-note"><a href="%1$s"><div class="su-note-inner"><b>Baca juga:</b> %2$s</div></a></div>', '<a href="%1$s"><h4>Baca Juga</h4><p>%2$s</p></a>'],
    'brackets' => ['(Baca juga: <a href="%1$s">%2$s</a>)', '[Baca: <a href="%1$s">%2$s</a>]', '(<a href="%1$s">Baca Juga: %2$s</a>)', '<strong>[Baca juga <a href="%1$s">%2$s</a>]</strong>'],
    'arrows' => ['&gt;&gt; <a href="%1$s">%2$s</a>', '&gt;&gt;&gt; Baca Juga: <a href="%1$s">%2$s</a>', '» <a href="%1$s"><em>%2$s</em></a>', '<a href="%1$s">&gt;&gt; %2$s</a>', '→ Baca juga <a href="%1$s">%2$s</a>'],
    'after-br' => ['<br />Baca juga: <a href="%1$s">%2$s</a>', '<br /><strong>Baca juga: <a href="%1$s">%2$s</a></strong>', '<br /><br />Baca: <a href="%1$s">%2$s</a>', '<br /><a href="%1$s">Baca juga: %2$s</a>'],
    'capitals' => ['BACA : <a href="%1$s">%2$s</a>', '<strong>BACA : <a href="%1$s">%2$s</a></strong>', 'BACA JUGA : <a href="%1$s">%2$s</a>', '<span style="color: #ff0000;">BACA :</span> <a href="%1$s">%2$s</a>'],
    'baca' => ['Baca: <a href="%1$s">%2$s</a>', '<strong>Baca:</strong> <a href="%1$s">%2$s</a>', '<em>Baca: <a href="%1$s">%2$s</a></em>', 'Baca : <strong><a href="%1$s">%2$s</a></strong>'],
    'inline-related' => ['<div style="clear:both; margin-top:0em; margin-bottom:1em;"><a href="%1$s" target="_blank" rel="dofollow" class="u1f0c3b"><!-- INLINE RELATED POSTS 1/3 //--><div style="padding-left:1em; padding-right:1em;"><span class="ctaText">Baca juga:</span>&nbsp; <span class="postTitle">%2$s</span></div></a></div>',
        '<div class="jeg_ad jeg_ad_article jnews_content_inline_2_ads"><div class="jnews_inline_related_post"><div class="jeg_postblock"><h3 class="jeg_block_title"><span>Berita Terkait</span></h3><h3 class="jeg_post_title"><a href="%1$s">%2$s</a></h3></div></div></div>',
        '<div class="yarpp yarpp-related"><p>Berita terkait:</p><ol><li><a href="%1$s" rel="bookmark">%2$s</a></li></ol></div>',
        '<section class="tautan-sela"><header>Pilihan Redaksi</header><ul><li><a href="%1$s">%2$s</a></li></ul></section>',
        '<div class="wp-block-group bacaan-sisip"><p class="bacaan-sisip-kepala">BERITA LAINNYA</p><p><a href="%1$s">%2$s</a></p></div>'],
];
