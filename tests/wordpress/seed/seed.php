<?php
// Users, terms, pictures and 345 posts: 330 public ones with the oddities of docs/site.md, and
// what must never be archived. Writes the ground truth beside them.
require __DIR__ . '/bootstrap.php';
require ABSPATH . 'wp-admin/includes/image.php';
require __DIR__ . '/prose.php';
require __DIR__ . '/blocks.php';
require __DIR__ . '/write.php';

const PUBLIC_POSTS = 330;
global $wpdb;
$wpdb->query('START TRANSACTION');
wp_defer_term_counting(true);
wp_defer_comment_counting(true);
wp_suspend_cache_addition(false);
remove_all_actions('do_pings');
kses_remove_filters();
$prose = new Prose(20211214);
foreach (get_posts(['post_type' => 'any', 'numberposts' => -1, 'post_status' => 'any']) as $sample) {
    wp_delete_post($sample->ID, true);
}

$authors = [];
foreach (['Juan Pesau', 'Aty Taka', 'Hermen Jawa', "Yan D'Ornay", 'Redaksi Delegasi'] as $at => $name) {
    $authors[] = wp_insert_user(['user_login' => "penulis$at", 'user_pass' => 'kata-sandi', 'display_name' => $name, 'role' => 'author']);
}
$category = fn (string $name, int $parent = 0) => wp_insert_term($name, 'category', ['parent' => $parent])['term_id'];
$categories = array_map($category, ['Polkam', 'Hukrim', 'Berita', 'Ekonomi & Bisnis', 'Wisata']);
$categories[] = $category('Daerah', $categories[2]);
wp_delete_term(1, 'category', ['default' => $categories[2]]);
update_option('default_category', $categories[2]);

/** A picture in the media library. */
$pictures = [];
$uploads = wp_upload_dir('2021/12');
foreach (range(1, 12) as $number) {
    $file = "{$uploads['path']}/gambar-$number.jpg";
    $canvas = imagecreatetruecolor(64, 36);
    imagefill($canvas, 0, 0, imagecolorallocate($canvas, 20 * $number, 90, 160));
    imagejpeg($canvas, $file);
    $pictures[] = wp_insert_attachment(['post_title' => "Gambar $number", 'post_mime_type' => 'image/jpeg', 'post_status' => 'inherit',
        'post_excerpt' => $number % 2 ? "Suasana pertemuan di aula, gambar ke $number (Delegasi.Com/BBO)" : ''], $file);
}

$datelines = ['KUPANG, DELEGASI.COM–', 'KUPANG, DELEGASI.COM- ', 'Kupang, Delegasi.com- ', 'LARANTUKA, Delegasi.Com - ',
    'SoE, Delegasi.com – ', 'Delegasi.com - ', 'Delegasi.com – ', 'ATAMBUA, DELEGASI.COM –', ''];
$signoffs = ['//delegasi (*/AT)', '//delegasi(juan pesau)', '//delegasi (BBO)', '//Delegasi.com (*/tim)', null];
$styles = ['classic', 'classic', 'blocks', 'blocks', 'div', 'word', 'br', 'br-blocks'];
$boilerplate = 'Delegasi.com menerima sumbangan tulisan dari pembaca; kirimkan ke alamat redaksi dengan nama dan nomor telepon yang jelas.';

/** The blocks of one ordinary article, its oddities by its number. */
$compose = function (int $n, array $others) use ($prose, $datelines, $signoffs, $pictures, $boilerplate): array {
    $blocks = [['p', $datelines[$n % count($datelines)] . $prose->paragraph()]];
    for ($left = 3 + $prose->below(7); $left > 0; $left--) {
        $blocks[] = ['p', $prose->paragraph()];
    }
    $into = function (array $block) use (&$blocks, $prose) {
        array_splice($blocks, 1 + $prose->below(count($blocks) - 1), 0, [$block]);
    };
    $other = $others ? $others[$prose->below(count($others))] : null;
    if ($n % 4 === 0) { $into(['image', $pictures[$n % 12], $n % 8 ? "Warga di lokasi {$prose->below(90)} //Foto: Pos Kupang" : '']); }
    if ($n % 9 === 1) { $into(['caption', $pictures[$n % 12], 'Keterangan gambar dari editor lama, Rabu(3/6/2020)']); }
    if ($n % 10 === 3 && $other) { $into(['baca', 'Baca Juga:', $other]); }
    if ($n % 10 === 6 && $other) { $into(['link', $other]); }
    if ($n % 20 === 8 && $other) { $into(['baca-list', [$other, $others[0]]]); }
    if ($n % 11 === 2) { $into(['h', 'Apa kata warga']); }
    if ($n % 11 === 5) { $into(['ol', [$prose->sentence(), $prose->sentence(), 'Selesai.']]); }
    if ($n % 11 === 7) { $into(['quote', [$prose->sentence(), $prose->sentence()]]); }
    if ($n % 13 === 4) { $into(['table', [['Desa', 'Suara', 'Persen'], ['Oebelo', '120', '31,5'], ['Tarus', '98', '25,7']]]); }
    if ($n % 17 === 3) { $into(['p+shortcode', $prose->sentence(), '[irp posts="12" name="' . 'Berita pilihan' . '"]']); }
    if ($n % 17 === 9) { $into(['shortcode', '[irp posts="44"]']); }
    if ($n % 12 === 5) { $into(['iframe']); }
    if ($n % 12 === 7) { $into(['empty']); }
    if ($n % 14 === 6) { $into(['credit', '//Foto: Pos Kupang']); }
    if ($n % 16 === 5) { $into(['gallery', array_slice($pictures, 0, 3)]); }
    if ($n % 15 === 2) { $into(['p', '“Jalan ini sudah lama rusak,”ujarnya. Ia berkata: "belum ada <strong>kabar</strong>']); }
    if ($n % 15 === 4) { $into(['p', "Hujan&nbsp;deras\u{200B} di dae\u{0301}rah itu 😀 belum berhenti..."]); }
    if ($n % 15 === 8) { $into(['p', 'Delegasi.com - Sebanyak lima belas kata ditulis di sini agar tampak seperti potongan berita lain…']); }
    if ($n % 15 === 9) { $into(['p', 'Baca doa bersama dilakukan warga, lalu<br />mereka pulang (lihat http: //contoh. id/ntt).']); }
    if ($n % 15 === 11) { $into(['p', '1. Harga beras; 2. Harga jagung - naik & turun 5 &lt; 7.']); }
    if ($n % 10 === 4) { $blocks[] = ['p', $boilerplate]; }
    $sign = $signoffs[$n % count($signoffs)];
    if ($sign !== null) {
        if ($n % 2) {
            $blocks[] = ['sign', $sign];
        } else {
            $blocks[] = ['p+sign', $prose->sentence(), $sign];
        }
    }
    return $blocks;
};

$day = new DateTimeImmutable('2024-11-20 09:12:00');
$truth = $hidden = $others = [];
$originals = [];
$publish = function (array $blocks, string $style, array $post = [], array $meta = [], array $extra = [], ?bool $picture = null)
    use (&$truth, &$others, &$day, $authors, $categories, $pictures, $prose): int {
    $n = count($truth);
    // Early mornings are another day by UTC.
    $day = $day->modify('-' . (5 + $prose->below(36)) . ' hours')->modify('-' . $prose->below(60) . ' minutes');
    $published = $day->format('Y-m-d H:i:s');
    $chosen = [$categories[$n % count($categories)]];
    if ($n % 7 === 0) { $chosen[] = $categories[($n + 2) % count($categories)]; }
    $meta += array_filter([
        // Of twelve posts one prints all three credits, and each pair and each alone at least one.
        '_penulis' => $n % 3 === 1 ? ['Ama Beding', 'Maria F. Nahak, S.Pd.', "Yan D'Ornay"][$n % 5 % 3] : null,
        '_editor' => $n % 4 === 1 || $n % 4 === 2 ? ['Hermen Jawa', 'Tim Redaksi'][$n % 7 % 2] : null,
        '_sumber' => in_array($n % 12, [1, 5, 7, 11]) ? "https://humas.example/siaran/$n/" : null,
        '_amp_off' => $n % 23 === 7 ? '1' : null,
        '_subtitle' => $n % 19 === 6 ? 'Catatan dari lapangan' : null,
        '_thumbnail_id' => ($picture ?? $n % 5 !== 3) ? $pictures[$n % 12] : null,
    ]);
    $modified = $n % 3 === 1 ? $day->modify('+' . (1 + $n % 50) . ' hours')->format('Y-m-d H:i:s') : null;
    $tags = array_slice(['Pemilu', 'Kota Kupang', 'NTT', "Jum'at Bersih", 'Air Bersih', 'UMKM & Koperasi'], $n % 6, $n % 4);
    $id = write_post($post + ['post_title' => $prose->title(), 'post_content' => raw_of($blocks, $style), 'post_date' => $published,
        'post_author' => $authors[$n % count($authors)], 'post_category' => $chosen, 'tags_input' => $tags,
        'post_excerpt' => $n % 21 === 4 ? 'Ringkasan pendek dari editor' : ''], $meta, $modified);
    $truth[] = truth_for($id, $blocks, $extra + ['style' => $style]);
    $others[] = [$truth[$n]['slug'], $truth[$n]['title']];
    return $id;
};

// Oddities, each once or a few times.
$publish([], 'classic', ['post_title' => 'Foto: Matahari Terbit di Teluk Kupang'], picture: true);
$publish([['image', $pictures[3]]], 'blocks', ['post_title' => 'Galeri Karnaval Kota']);
$publish([['p', 'Berita tanpa judul tetap berita, begitu kata redaksi di Kupang.'], ['p', 'Isinya dua paragraf saja.']],
    'classic', ['post_title' => '', 'post_name' => 'berita-tanpa-judul']);
$publish([['p', 'Delegasi.com - Pasar ikan di Oeba dibuka kembali hari ini.']], 'blocks', ['post_title' => 'Pasar Oeba Buka Lagi']);
$publish([['p', 'Kota Kupang sunyi…']], 'classic', ['post_title' => 'Sunyi', 'post_name' => 'sunyi']);
$publish([['p', $prose->paragraph()], ['p', $prose->paragraph()]], 'classic', ['post_name' => 'tenun-絣-dari-sabu']);
$publish([['p', $prose->paragraph()], ['p', $prose->paragraph()]], 'blocks', [], ['_wp_old_slug' => 'alamat-lama-yang-dipindah']);
$publish([['p', $prose->paragraph()], ['more'], ['p', $prose->paragraph()]], 'blocks');
foreach ([2, 3, 4, 2, 3] as $at => $pages) {
    $blocks = [];
    for ($page = 1; $page <= $pages; $page++) {
        array_push($blocks, ['p', ($page === 1 ? 'KUPANG, DELEGASI.COM– ' : '') . $prose->paragraph()], ['p', $prose->paragraph()], ['p', $prose->paragraph()]);
        $blocks[] = $page < $pages ? ['nextpage'] : ['sign', '//delegasi (*/AT)'];
    }
    $publish($blocks, ['classic', 'blocks', 'word', 'div', 'classic'][$at]);
}

// Serial pieces on one template with other facts: alike, and no reposts.
for ($n = 0; $n < 20; $n++) {
    $place = Prose::PLACES[$n % 16];
    $publish([
        ['p', "KUPANG, DELEGASI.COM– Perkembangan Covid di $place hari ke " . (41 + $n) . ': ' . (7 + 3 * $n) . ' orang sembuh dan ' . (2 + $n) . ' orang masih dirawat.'],
        ['p', 'Juru bicara gugus tugas ' . $prose->pick(Prose::PEOPLE) . ' menyampaikan angka itu di ' . $prose->pick(Prose::OFFICES) . ' pada pukul ' . (8 + $n % 9) . '.00 Wita.'],
        ['p', $prose->paragraph()], ['p', $prose->paragraph()], ['sign', '//delegasi (*/AT)'],
    ], 'classic', ['post_title' => "Update Covid $place Hari ke " . (41 + $n)], [], ['serial' => true]);
}
// Press releases that come again: ten with an edit, five without.
for ($n = 0; $n < 15; $n++) {
    $blocks = [['p', 'KUPANG, DELEGASI.COM– ' . $prose->paragraph()]];
    for ($k = 0; $k < 8; $k++) {
        $blocks[] = ['p', $prose->paragraph() . ' ' . $prose->paragraph()];
    }
    $blocks[] = ['sign', '//delegasi (*/AT)'];
    $originals[] = [$publish($blocks, 'classic', [], [], ['original' => true]), $blocks];
}
for ($n = count($truth); $n < PUBLIC_POSTS - 15; $n++) {
    $publish($compose($n, $others), $styles[$n % count($styles)]);
}
// Earlier by date, for posts go back in time here: the root is the earliest published.
foreach ($originals as $n => [$id, $blocks]) {
    if ($n < 10) {
        $blocks[2 + $n % 5] = ['p', $prose->sentence()];
        $blocks[1][1] .= ' Demikian rilis itu.';
    }
    $publish($blocks, $n % 2 ? 'blocks' : 'classic', [], [], ['same_as' => $id, 'edited' => $n < 10]);
}
stick_post($truth[40]['wp_id']);
stick_post($truth[60]['wp_id']);
foreach ([20, 45, 45, 45, 80, 120] as $at => $number) {
    wp_insert_comment(['comment_post_ID' => $truth[$number]['wp_id'], 'comment_content' => "Komentar pembaca nomor $at: mantap, lanjutkan!",
        'comment_author' => "Pembaca $at", 'comment_approved' => 1, 'comment_date' => '2024-11-21 10:00:00']);
}

// What must never be archived.
foreach (['draft', 'private', 'future', 'trash', 'pending', 'password'] as $status) {
    for ($n = 0; $n < 3; $n++) {
        $fields = ['post_title' => "Rahasia $status $n", 'post_content' => $prose->paragraph() . "\n\n" . $prose->paragraph(), 'post_author' => $authors[0],
            'post_category' => [$categories[2]], 'post_date' => $status === 'future' ? '2037-01-01 08:00:00' : '2024-11-21 08:00:00'];
        if ($status === 'password') {
            $id = write_post($fields + ['post_password' => 'sandi']);
        } else {
            $id = write_post($fields + ['post_status' => $status === 'trash' ? 'publish' : $status]);
            if ($status === 'trash') { wp_trash_post($id); }
        }
        $hidden[] = ['wp_id' => $id, 'slug' => urldecode(get_post($id)->post_name) ?: sanitize_title($fields['post_title']), 'status' => $status];
    }
}
foreach (['Tentang Kami', 'Pedoman Media Siber', 'Kontak Redaksi'] as $title) {
    $id = write_post(['post_type' => 'page', 'post_title' => $title, 'post_content' => $prose->paragraph() . "\n\n" . $prose->paragraph()]);
    $hidden[] = ['wp_id' => $id, 'slug' => get_post($id)->post_name, 'status' => 'page'];
}
foreach ($pictures as $id) {
    $hidden[] = ['wp_id' => $id, 'slug' => get_post($id)->post_name, 'status' => 'attachment'];
}
wp_defer_term_counting(false);
wp_defer_comment_counting(false);
$wpdb->query('COMMIT');
file_put_contents(getenv('WP_TRUTH'), json_encode(['public' => $truth, 'hidden' => $hidden], JSON_UNESCAPED_UNICODE));
echo count($truth), "\n";
