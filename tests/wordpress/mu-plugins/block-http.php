<?php
/* Plugin Name: No request leaves this WordPress. */
add_filter('pre_http_request', fn () => new WP_Error('blocked', 'No outbound HTTP under test.'), 1);
