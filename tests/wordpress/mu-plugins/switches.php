<?php
/* Plugin Name: What a security or an SEO plugin changes, switched by files beside wp-config.php. */
$switched = fn (string $name): bool => file_exists(ABSPATH . "switch-$name");
if ($switched('no-rest')) {
    add_filter('rest_authentication_errors', fn () => new WP_Error('rest_forbidden', 'Terlarang.', ['status' => 401]));
}
if ($switched('rest-is-html')) {
    add_filter('rest_pre_serve_request', function () {
        header('Content-Type: text/html; charset=utf-8');
        echo '<!doctype html><title>Delegasi</title><p>Selamat datang.</p>';
        return true;
    });
}
if ($switched('no-totals')) {
    add_filter('rest_post_dispatch', function ($response) {
        $response->set_headers(array_diff_key($response->get_headers(), ['X-WP-Total' => 1, 'X-WP-TotalPages' => 1]));
        return $response;
    });
}
if ($switched('no-sitemap')) {
    add_filter('wp_sitemaps_enabled', '__return_false');
}
if ($switched('lastmod')) {
    add_filter('wp_sitemaps_posts_entry', fn (array $entry, WP_Post $post) => $entry + ['lastmod' => get_post_modified_time(DATE_W3C, true, $post)], 10, 2);
}
if ($switched('counter')) {
    // As visit counters do: on the page of a post alone, not in REST, another number each time.
    add_filter('the_content', fn (string $html): string => is_singular('post')
        ? '<div class="hitung-9">Sudah disimak ' . wp_rand(1000, 9999) . ' orang</div>' . $html : $html, 99);
}
