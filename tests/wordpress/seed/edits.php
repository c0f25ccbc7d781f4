<?php
// Argument: JSON of slug => kind of edit; all are made now. 'reverted' takes the last one back.
require __DIR__ . '/bootstrap.php';
require __DIR__ . '/blocks.php';
[, $edits] = $argv;
$truth = json_decode(file_get_contents(getenv('WP_TRUTH')), true, flags: JSON_THROW_ON_ERROR);
$rows = array_column($truth['public'], null, 'slug');

/** Where a post's plain paragraphs stand among its blocks. */
function paragraphs(array $blocks): array
{
    return array_keys(array_filter($blocks, fn ($block) => $block[0] === 'p'));
}

function edited(array $blocks, string $kind): array
{
    $at = paragraphs($blocks);
    $last = end($at);
    switch ($kind) {
        case 'word': $blocks[$last][1] = preg_replace('/\p{Ll}{4,}/u', 'perubahan', $blocks[$last][1], 1); break;
        case 'number': $blocks[$last][1] .= ' Jumlahnya 7351 orang.'; break;
        case 'paragraph removed': unset($blocks[$last]); break;
        case 'two thirds removed': foreach (array_slice($at, 1) as $n) { unset($blocks[$n]); } break;
        case 'correction on top': array_unshift($blocks, ['p', 'Ralat: berita ini telah diperbaiki redaksi pada hari ini.']); break;
    }
    return array_values($blocks);
}

foreach (json_decode($edits, true, flags: JSON_THROW_ON_ERROR) as $slug => $kind) {
    $row = $rows[$slug];
    $post = get_post($row['wp_id']);
    if ($kind === 'reverted') {
        $change = get_post_meta($post->ID, '_before', true);
    } else {
        update_post_meta($post->ID, '_before', wp_slash(['post_content' => $post->post_content, 'post_title' => $post->post_title]));
        $change = $kind === 'headline' ? ['post_title' => $post->post_title . ', Kata Warga']
            : ['post_content' => raw_of(edited($row['blocks'], $kind), $row['style'])];
    }
    wp_update_post(wp_slash(['ID' => $post->ID] + $change));
}
