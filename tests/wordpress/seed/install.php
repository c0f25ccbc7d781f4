<?php
// Create the tables and set what a newsroom in Kupang has set.
define('WP_INSTALLING', true);
require __DIR__ . '/bootstrap.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install('Delegasi.com', 'redaksi', 'redaksi@localhost.localdomain', true, '', 'kata-sandi', 'id_ID');
foreach ([
    'permalink_structure' => '/%postname%/',
    'WPLANG' => 'id_ID',
    'timezone_string' => 'Asia/Makassar',
    'blogdescription' => 'Lugas dan Berimbang',
    'posts_per_page' => 10,
    'default_comment_status' => 'open',
    'template' => 'berita',
    'stylesheet' => 'berita',
    'blog_public' => 1,
] as $name => $value) {
    update_option($name, $value);
}
