<?php
// Arguments: the stylesheet of an installed theme.
require __DIR__ . '/bootstrap.php';
if (!wp_get_theme($argv[1])->exists()) {
    fwrite(STDERR, "no such theme: {$argv[1]}\n");
    exit(1);
}
switch_theme($argv[1]);
