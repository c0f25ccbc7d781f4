<?php
// Indonesian newsroom prose of our own, the same on every run and every PHP version.
final class Prose
{
    const PLACES = ['Kupang', 'Larantuka', 'SoE', 'Kefamenanu', 'Atambua', 'Maumere', 'Ende', 'Bajawa',
        'Ruteng', 'Labuan Bajo', 'Waingapu', 'Kalabahi', 'Lewoleba', 'Ba’a', 'Sabu', 'Betun'];
    const PEOPLE = ['Yosef Lamanepa', 'Maria Nahak', 'Petrus Tukan', 'Agustina Bere', 'Daniel Manafe',
        'Yuliana Seran', 'Stefanus Hayon', 'Roswita Ndun', 'Markus Boimau', 'Elisabeth Kedang',
        'Thomas Wungu', 'Fransiska Mau', 'Kornelis Neno', 'Beatrix Foeh'];
    const OFFICES = ['Dinas Kesehatan', 'Dinas Pekerjaan Umum', 'Dinas Pendidikan', 'Badan Pangan Daerah',
        'Dinas Perikanan', 'Bawaslu', 'Komisi Pemilihan Umum', 'Kejaksaan Negeri', 'Polres', 'Dinas Sosial',
        'Dinas Pariwisata', 'Badan Penanggulangan Bencana', 'Balai Wilayah Sungai'];
    const THINGS = ['jembatan gantung', 'sumur bor', 'puskesmas pembantu', 'pasar ikan', 'jalan lingkar',
        'gedung sekolah', 'embung desa', 'lumbung pangan', 'dermaga rakyat', 'rumah tenun', 'bibit jagung',
        'kapal motor', 'jaringan listrik', 'dana desa', 'beasiswa'];
    const GROUPS = ['para nelayan', 'kelompok tani', 'ibu-ibu penenun', 'mahasiswa', 'guru honorer',
        'tokoh adat', 'warga dusun', 'pedagang pasar', 'anggota dewan', 'kepala desa', 'kader posyandu',
        'pemuda gereja', 'sopir angkutan'];
    const DEEDS = ['meresmikan', 'memeriksa', 'membagikan', 'memperbaiki', 'mengawasi', 'mengusulkan',
        'menyerahkan', 'membahas', 'menunda', 'mendata'];
    const SENTENCES = [
        '{office} Kabupaten {place} {deed} {thing} yang sudah lama ditunggu {group}.',
        'Menurut {person}, pekerjaan {thing} itu menelan biaya Rp {n} juta dari anggaran tahun ini.',
        'Sebanyak {n} orang {group} hadir dalam pertemuan di aula {office} {place}.',
        '{person} meminta {group} agar tetap sabar sampai {thing} selesai dikerjakan.',
        'Ia menambahkan bahwa {office} akan {deed} {thing} di {n} desa sebelum musim hujan.',
        '"Kami tidak ingin {group} menunggu terlalu lama," ujar {person} kepada Delegasi.com di {place}.',
        'Data {office} mencatat {n} keluarga di sekitar {place} belum menikmati {thing}.',
        'Sebelumnya {group} mengeluh karena {thing} rusak sejak bulan {month} lalu.',
        'Kegiatan itu berlangsung {day} ({d}/{m}/{yy}) pukul {h}.30 Wita dan ditutup dengan doa bersama.',
        'Karena itu,kata {person}, pemerintah perlu {deed} {thing} bersama {group}.',
        'Rombongan dari {place} tiba dengan dua bus, lalu disambut tarian oleh {group}.',
        'Hingga berita ini ditulis, {office} belum menjawab pertanyaan tentang {thing}.',
        'Pagu untuk {thing} naik {n} persen dibandingkan dengan tahun sebelumnya, tutur {person}.',
        'Di {place}, {group} sudah tiga kali {deed} {thing} tanpa bantuan dari luar.',
        '{person} juga berterima kasih kepada {group} yang ikut menjaga {thing} siang dan malam.',
        'Jarak dari {place} ke lokasi {thing} sekitar {n} kilometer melalui jalan berbatu.',
        'Rapat tersebut dipimpin {person} dan dihadiri wakil dari {office} serta {group}.',
        'Ia berharap {thing} dapat menolong {group} di {place} dan desa-desa tetangga.',
        'Sementara itu, {office} {place} menargetkan {thing} rampung pada {d} {month} mendatang.',
        'Tim gabungan menemukan {n} titik yang perlu dibenahi sebelum {thing} dipakai umum.',
    ];
    const TITLES = [
        '{office} {place} {Deed} {Thing} untuk {Group}',
        '{Group} di {place} Tunggu {Thing} Sejak {month}',
        'Bahas {Thing}, {person} Temui {Group} {place}',
        '{n} {Group} {place} Terima {Thing}',
        '{person}: "{Thing} di {place} Harus Selesai"',
        'Anggaran {Thing} {place} Naik {n} Persen',
        'Soal {Thing}, {office} {place} Angkat Bicara',
        '{Deed} {Thing}, {office} Turun ke {place}',
    ];
    const MONTHS = ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus',
        'September', 'Oktober', 'November', 'Desember'];
    const DAYS = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', "Jum'at", 'Sabtu'];

    private int $state;
    private array $titles = [];

    public function __construct(int $seed)
    {
        $this->state = $seed;
    }

    /** A whole number from 0 to below $n. */
    public function below(int $n): int
    {
        $this->state = ($this->state * 1103515245 + 12345) & 0x7fffffff;
        return ($this->state >> 8) % $n;
    }

    public function pick(array $from): mixed
    {
        return $from[$this->below(count($from))];
    }

    public function sentence(): string
    {
        return $this->fill($this->pick(self::SENTENCES));
    }

    /** One to four sentences that differ; plain text with straight quotes and plain hyphens. */
    public function paragraph(): string
    {
        $sentences = [];
        for ($left = 1 + $this->below(4); $left > 0; $left--) {
            $sentences[] = $this->sentence();
        }
        return implode(' ', array_unique($sentences));
    }

    /** A headline that no earlier call gave. */
    public function title(): string
    {
        do {
            $title = $this->fill($this->pick(self::TITLES));
        } while (isset($this->titles[$title]));
        $this->titles[$title] = true;
        return $title;
    }

    private function fill(string $template): string
    {
        $day = mktime(12, 0, 0, 1 + $this->below(12), 1 + $this->below(28), 2016 + $this->below(9));
        return preg_replace_callback('/\{(\w+)\}/', fn ($m) => match ($m[1]) {
            'place' => $this->pick(self::PLACES),
            'person' => $this->pick(self::PEOPLE),
            'office' => $this->pick(self::OFFICES),
            'thing' => $this->pick(self::THINGS),
            'Thing' => ucwords($this->pick(self::THINGS)),
            'group' => $this->pick(self::GROUPS),
            'Group' => ucwords($this->pick(self::GROUPS)),
            'deed' => $this->pick(self::DEEDS),
            'Deed' => ucfirst($this->pick(self::DEEDS)),
            'month' => $this->pick(self::MONTHS),
            'n' => (string) (3 + $this->below(950)),
            'h' => sprintf('%02d', 7 + $this->below(12)),
            'day' => self::DAYS[(int) date('w', $day)],
            'd' => date('j', $day),
            'm' => date('n', $day),
            'yy' => date('y', $day),
        }, $template);
    }
}
