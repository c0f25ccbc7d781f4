<?php
// Arguments: a slug, and trash, draft, private or delete.
require __DIR__ . '/bootstrap.php';
[, $slug, $state] = $argv;
$post = get_page_by_path($slug, OBJECT, 'post');
if ($post === null) {
    fwrite(STDERR, "no post has the slug $slug\n");
    exit(1);
}
match ($state) {
    'trash' => wp_trash_post($post->ID),
    'delete' => wp_delete_post($post->ID, true),
    'draft', 'private' => wp_update_post(['ID' => $post->ID, 'post_status' => $state]),
};
