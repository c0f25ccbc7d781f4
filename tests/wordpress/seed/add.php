<?php
// Arguments: titles. Publishes a post of each now, and prints what each ought to read like.
require __DIR__ . '/bootstrap.php';
require __DIR__ . '/prose.php';
require __DIR__ . '/blocks.php';
require __DIR__ . '/write.php';
$titles = array_slice($argv, 1);
$truth = json_decode(file_get_contents(getenv('WP_TRUTH')), true, flags: JSON_THROW_ON_ERROR);
$prose = new Prose(crc32(implode("\n", $titles)));
$added = [];
foreach ($titles as $title) {
    $blocks = [['p', 'KUPANG, DELEGASI.COM– ' . $prose->paragraph()], ['p', $prose->paragraph()], ['p', $prose->paragraph()], ['sign', '//delegasi (*/AT)']];
    $id = write_post(['post_title' => $title, 'post_content' => raw_of($blocks, 'classic'), 'post_date' => current_time('mysql'),
        'post_author' => $truth['public'] ? get_post($truth['public'][0]['wp_id'])->post_author : 1]);
    $added[] = truth_for($id, $blocks, ['style' => 'classic']);
}
array_push($truth['public'], ...$added);
file_put_contents(getenv('WP_TRUTH'), json_encode($truth, JSON_UNESCAPED_UNICODE));
echo json_encode($added, JSON_UNESCAPED_UNICODE);
