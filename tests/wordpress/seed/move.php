<?php
// Arguments: a post's id, and its new slug.
require __DIR__ . '/bootstrap.php';
wp_update_post(['ID' => (int) $argv[1], 'post_name' => $argv[2]]);
