<?php
// Arguments: a slug, and the change as JSON: title, paragraph, modified (local time).
require __DIR__ . '/bootstrap.php';
require __DIR__ . '/blocks.php';
require __DIR__ . '/write.php';
[, $slug, $change] = $argv;
$change = json_decode($change, true, flags: JSON_THROW_ON_ERROR);
$truth = json_decode(file_get_contents(getenv('WP_TRUTH')), true, flags: JSON_THROW_ON_ERROR);
$at = array_search($slug, array_column($truth['public'], 'slug'), true);
if ($at === false) {
    fwrite(STDERR, "no public post has the slug $slug\n");
    exit(1);
}
$row = $truth['public'][$at];
$post = get_post($row['wp_id']);
if ($change['paragraph'] !== null) {
    array_splice($row['blocks'], $row['signoff'] === null ? count($row['blocks']) : -1, 0, [['p', $change['paragraph']]]);
}
$modified = $change['modified'] ?? current_time('mysql');
wp_update_post(wp_slash(['ID' => $post->ID, 'post_content' => raw_of($row['blocks'], $row['style'])]
    + ($change['title'] === null ? [] : ['post_title' => $change['title']])));
$wpdb->update($wpdb->posts, ['post_modified' => $modified, 'post_modified_gmt' => get_gmt_from_date($modified)], ['ID' => $post->ID]);
clean_post_cache($post->ID);
$truth['public'][$at] = truth_for($post->ID, $row['blocks'], ['style' => $row['style']]);
file_put_contents(getenv('WP_TRUTH'), json_encode($truth, JSON_UNESCAPED_UNICODE));
echo json_encode($truth['public'][$at], JSON_UNESCAPED_UNICODE);
