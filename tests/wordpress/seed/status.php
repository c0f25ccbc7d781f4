<?php
// Arguments: trash, draft, private, publish or delete; then the ids of posts.
require __DIR__ . '/bootstrap.php';
[, $state] = $argv;
foreach (array_map('intval', array_slice($argv, 2)) as $id) {
    if (get_post_status($id) === 'trash') {
        wp_untrash_post($id);
    }
    match ($state) {
        'trash' => wp_trash_post($id),
        'delete' => wp_delete_post($id, true),
        'draft', 'private', 'publish' => wp_update_post(['ID' => $id, 'post_status' => $state]),
    };
}
