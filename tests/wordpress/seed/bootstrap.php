<?php
// Load WordPress on the command line, as its administrator.
$_SERVER += ['HTTP_HOST' => 'localhost', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1'];
// Defined first, so WordPress keeps it: nothing here is to leave the machine, mail included.
function wp_mail() { return true; }
require getenv('WP_ROOT') . '/wp-load.php';
if (!wp_installing()) {
    // Without a user WordPress strips from a post what only an editor may write (iframe, style).
    wp_set_current_user(1);
}
