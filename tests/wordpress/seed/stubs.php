<?php
// Prints the stub of every public post as the AMP plugin words it, without its link.
require __DIR__ . '/bootstrap.php';
$truth = json_decode(file_get_contents(getenv('WP_TRUTH')), true, flags: JSON_THROW_ON_ERROR);
echo json_encode(array_map(function (array $row): array {
    $post = get_post($row['wp_id']);
    return ['slug' => $row['slug'], 'title' => html_entity_decode(get_the_title($post), ENT_QUOTES, 'UTF-8'), 'excerpt' => amp_excerpt($post)];
}, $truth['public']), JSON_UNESCAPED_UNICODE);
