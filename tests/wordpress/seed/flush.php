<?php
// Write the rewrite rules anew, in a process that has read the settled options at its start.
require __DIR__ . '/bootstrap.php';
flush_rewrite_rules(false);
