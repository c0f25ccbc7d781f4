<?php
/* Plugin Name: AMP pages in the structure of AMPforWP (docs/site.md), its wrong clock included. */
add_action('init', fn () => add_rewrite_endpoint('amp', EP_PERMALINK | EP_PAGES | EP_ROOT | EP_CATEGORIES | EP_TAGS | EP_AUTHORS));
add_filter('request', function (array $vars): array {
    if (isset($vars['amp'])) {
        $vars['amp'] = 1;
    }
    return $vars;
});

function amp_is_on(): bool
{
    return get_stylesheet() === 'berita';
}

function amp_is_off_for(int $id): bool
{
    return (bool) get_post_meta($id, '_amp_off', true);
}

add_action('wp_head', function () {
    if (amp_is_on() && is_single() && !is_attachment() && !amp_is_off_for(get_the_ID())) {
        printf('<link rel="amphtml" href="%samp/">' . "\n", get_permalink());
    }
});
add_action('template_redirect', function () {
    if (!get_query_var('amp') || !amp_is_on()) {
        return;
    }
    if (!is_single() || amp_is_off_for(get_queried_object_id())) {
        wp_safe_redirect(is_singular() ? get_permalink(get_queried_object_id()) : home_url('/'), 301);
        exit;
    }
    the_post();
    amp_print();
    exit;
}, 5);

/** What AMPforWP's sanitizer makes of a body: its own elements, and no styles. */
function amp_body(): string
{
    $html = apply_filters('the_content', get_the_content());
    $html = preg_replace('/<img /', '<amp-img layout="responsive" ', $html);
    $html = preg_replace('#<iframe(.*?)></iframe>#s', '<amp-iframe$1 layout="responsive"></amp-iframe>', $html);
    $html = preg_replace('/ (style|srcset|sizes|loading|decoding)="[^"]*"/', '', $html);
    $paragraphs = explode('</p>', $html);
    if (count($paragraphs) > 3) {
        $paragraphs[2] .= '</p><div class="amp-ad-wrapper amp_ad_1"><amp-ad width="300" height="250" type="adsense"></amp-ad><p>Iklan di tengah isi</p></div><p hidden>';
    }
    return implode('</p>', $paragraphs) . (amp_option('no-pager') ? '' : wp_link_pages(['echo' => 0,
        'before' => '<div class="ampforwp_post_pagination"><p><span>Page:</span>', 'after' => '</p></div>']));
}

/** The first words of the raw text, or the excerpt that an editor wrote. */
function amp_excerpt(WP_Post $post): string
{
    if ($post->post_excerpt !== '') {
        return wp_trim_words($post->post_excerpt, 15, '…');
    }
    return wp_trim_words(strip_tags(strip_shortcodes($post->post_content)), 15, '…');
}

/** Options that a site owner sets, by a file as those of switches.php: no links on categories, no pager, an SEO plugin's JSON-LD. */
function amp_option(string $name): bool
{
    return file_exists(ABSPATH . "switch-amp-$name");
}

function amp_ld(): string
{
    if (amp_option('seo')) {
        return wp_json_encode(['@context' => 'https://schema.org', '@graph' => [
            ['@type' => 'Person', '@id' => '#penulis', 'name' => get_the_author()],
            ['@type' => 'NewsArticle', 'headline' => html_entity_decode(get_the_title(), ENT_QUOTES, 'UTF-8'), 'author' => ['@id' => '#penulis'],
                'datePublished' => get_the_date(DATE_W3C), 'dateModified' => get_the_modified_date(DATE_W3C)],
        ]]);
    }
    // The fault of the original: the UTC clock, labelled with the site's offset.
    return wp_json_encode([
        '@context' => 'http://schema.org', '@type' => 'BlogPosting', 'mainEntityOfPage' => get_permalink(),
        'headline' => mb_substr(html_entity_decode(get_the_title(), ENT_QUOTES, 'UTF-8'), 0, 110),
        'author' => ['@type' => 'Person', 'name' => get_the_author()],
        'datePublished' => get_post_time('Y-m-d\TH:i:s', true) . '+08:00',
        'dateModified' => get_post_modified_time('Y-m-d\TH:i:s', true) . '+08:00',
    ]);
}

function amp_figure(): string
{
    if (!has_post_thumbnail()) {
        return '';
    }
    $caption = get_the_post_thumbnail_caption();
    return '<figure class="amp-featured-image"><amp-img src="' . get_the_post_thumbnail_url(null, 'full') . '" width="640" height="360"></amp-img>'
        . ($caption ? "<p class=\"wp-caption-text\">$caption</p>" : '') . '</figure>';
}

function amp_links(string $class, array|false $terms): string
{
    if ($class === 'amp-cat' && amp_option('plain-categories')) {
        return implode('', array_map(fn ($term) => "<span class=\"$class\"> $term->name</span>", $terms ?: []));
    }
    return implode('', array_map(fn ($term) => sprintf('<span class="%s"><a href="%samp/">%s</a></span>',
        $class, trailingslashit(get_term_link($term)), $term->name), $terms ?: []));
}

function amp_print(): void
{
    $id = get_the_ID();
    header('Content-Type: text/html; charset=utf-8');
    printf('<!doctype html><html amp lang="id"><head><meta charset="utf-8"><title>%s</title><link rel="canonical" href="%s">'
        . '<script async src="/v0.js"></script><style amp-boilerplate>body{visibility:visible}</style>'
        . '<script type="application/ld+json"%s>%s</script></head>', esc_html(get_the_title()), get_permalink(), amp_option('seo') ? ' class="rank-math-schema"' : '', amp_ld());
    $id % 7 === 0 ? amp_design() : amp_swift();
    echo '<footer class="footer"><p>Delegasi.com — Semua hak dilindungi</p><a href="' . get_permalink() . '?nonamp=1">Lihat versi non-AMP</a></footer></body></html>';
}

function amp_swift(): void
{
    echo '<body class="body single-post amp-single design_3"><header class="header"><a href="' . home_url('/amp/') . '">Delegasi.com</a></header><div class="sp sgl">';
    echo '<div class="amp-category"><span>Categories:</span>' . amp_links('amp-cat', get_the_category()) . '</div>';
    echo '<h1 class="amp-post-title">' . get_the_title() . '</h1><div class="sf-img">' . amp_figure() . '</div>';
    echo '<div class="sp-cnt"><div class="sp-rt"><div class="cntn-wrp artl-cnt">' . (post_password_required() ? get_the_password_form() : amp_body()) . '</div>'
        . '<div id="pagination"><p>Halaman berikutnya</p></div></div><div class="sp-lt">';
    echo '<div class="ss-ic"><ul><li>Bagikan</li></ul></div><div class="sp-athr"><span class="athr-tx">Published by</span><div class="author-details"><span class="author-name">'
        . get_the_author() . '</span></div></div><div class="tags"><span>Tags:</span>' . amp_links('amp-tag', get_the_tags()) . '</div>';
    echo '<div class="post-date"><div class="loop-date">' . human_time_diff(get_post_time('U')) . ' ago</div></div>';
    echo '<div class="srp"><h3>Related Post</h3><ul class="clearfix">';
    foreach (get_posts(['numberposts' => 3, 'exclude' => [get_the_ID()], 'orderby' => 'ID', 'order' => 'ASC']) as $post) {
        printf('<li><div class="rlp-cnt"><h4 class="loop-title"><a href="%samp/">%s</a></h4></div></li>', get_permalink($post), get_the_title($post));
    }
    echo '</ul></div></div></div></div><div class="cmts"><h3>Komentar</h3>';
    foreach (get_comments(['post_id' => get_the_ID()]) as $comment) {
        echo "<p>{$comment->comment_content}</p>";
    }
    echo '</div><div class="r-pf"><h3>Recent Posts</h3><div class="loop-wrapper">';
    foreach (get_posts(['numberposts' => 6, 'has_password' => false]) as $post) {
        printf('<div class="fsp"><div class="fsp-img"></div><div class="fsp-cnt"><ul class="loop-category"><li>%s</li></ul><h2 class="loop-title"><a href="%samp/">%s</a></h2>'
            . '<p class="loop-excerpt">%s</p><div class="pt-dt"><div class="loop-date">%s ago</div></div></div></div>',
            amp_links('loop-cat', get_the_category($post->ID)), get_permalink($post), get_the_title($post), esc_html(amp_excerpt($post)), human_time_diff(get_post_time('U', false, $post)));
    }
    echo '</div></div>';
}

/** Designs 1 to 3, without stubs. */
function amp_design(): void
{
    echo '<body class="body single-post amp-wp design_1"><main><article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">' . get_the_title() . '</h1>'
        . '<div class="amp-wp-meta amp-wp-byline"><span class="amp-wp-author author vcard">' . get_the_author() . '</span></div></header>' . amp_figure();
    echo '<div class="amp-wp-article-content amp-wp-content the_content">' . (post_password_required() ? get_the_password_form() : amp_body()) . '</div>';
    echo '<div class="amp-wp-meta amp-wp-tax-category">Categories: ' . amp_links('cat', get_the_category()) . '</div>'
        . '<div class="amp-wp-meta amp-wp-tax-tag">Tags: ' . amp_links('tag', get_the_tags()) . '</div></article></main><div class="relatedpost"><h3>Related</h3><ol>';
    foreach (get_posts(['numberposts' => 3, 'exclude' => [get_the_ID()]]) as $post) {
        printf('<li><div class="related_link"><a href="%samp/">%s</a><p>%s</p></div></li>', get_permalink($post), get_the_title($post), esc_html(amp_excerpt($post)));
    }
    echo '</ol></div>';
}
