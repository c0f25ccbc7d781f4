<?php
add_action('after_setup_theme', function () {
    add_theme_support('title-tag');
    add_theme_support('post-thumbnails');
    add_theme_support('html5', ['caption', 'gallery', 'comment-list', 'comment-form']);
});

/** Two generations of the theme stand side by side here: pages of the site differ by age. */
function is_newer_generation(): bool
{
    return get_the_ID() % 2 === 0;
}

function berita_terms(): string
{
    return '<span class="cat-links-content">' . get_the_category_list(', ') . '</span>';
}

function berita_byline(): string
{
    return sprintf(
        '<span class="byline"><span class="author vcard"><a class="url fn n" href="%s">%s</a></span></span>',
        esc_url(get_author_posts_url(get_the_author_meta('ID'))), esc_html(get_the_author()));
}

function berita_posted_on(): string
{
    $edited = get_the_modified_time('U') > get_the_time('U');
    $stamp = sprintf('<time class="entry-date published" datetime="%s">%s</time>',
        get_the_date(DATE_W3C), get_the_date());
    if ($edited) {
        $stamp .= sprintf('<time class="updated" datetime="%s">%s</time>',
            get_the_modified_date(DATE_W3C), get_the_modified_date());
    }
    return "<span class=\"posted-on\">$stamp</span>";
}

function berita_share(): void
{
    echo '<ul class="gmr-socialicon-share"><li class="text-social">Bagikan</li>';
    foreach (['facebook' => 'Facebook', 'twitter' => 'Tweet', 'whatsapp' => 'WhatsApp'] as $slug => $name) {
        printf('<li class="%s"><a href="https://%1$s.example/share?u=%s" rel="nofollow"><span>%s</span></a></li>',
            $slug, rawurlencode(get_permalink()), $name);
    }
    echo '</ul>';
}

/** As WpBerita 1.0.8 prints them: spans with nothing between, the source a link of one wording. */
function berita_credits(): void
{
    $credit = fn (string $key) => get_post_meta(get_the_ID(), "_$key", true);
    echo '<div class="gmr-cf-metacontent heading-text meta-content">';
    echo $credit('penulis') ? '<span>Penulis: ' . esc_html($credit('penulis')) . '</span>' : '';
    echo $credit('editor') ? '<span>Editor: ' . esc_html($credit('editor')) . '</span>' : '';
    echo $credit('sumber') ? '<span><a href="' . esc_url($credit('sumber')) . '" rel="nofollow">Sumber Berita</a></span>' : '';
    echo '</div>';
}

/** A list of posts, title and time, as widgets and related posts print it. */
function berita_list(array $query, string $heading, string $class): void
{
    echo "<div class=\"$class\"><h3 class=\"widget-title\">$heading</h3><ul>";
    foreach (get_posts($query + ['suppress_filters' => false]) as $post) {
        printf('<li><div class="recent-content"><h3 class="recent-title"><a class="post-title" href="%s" rel="bookmark">%s</a></h3>'
            . '<time class="published" datetime="%s">%s</time></div></li>',
            get_permalink($post), get_the_title($post), get_the_date(DATE_W3C, $post), get_the_date('', $post));
    }
    echo '</ul></div>';
}

/** One item of a listing; every other one prints its excerpt. */
function berita_item(string $class, bool $with_excerpt): void
{
    echo '<article id="post-' . get_the_ID() . '" class="' . implode(' ', get_post_class($class)) . '">';
    if (has_post_thumbnail()) {
        printf('<a class="post-thumbnail" href="%s" tabindex="-1">%s</a>', get_permalink(), get_the_post_thumbnail());
    }
    printf('<div class="box-content"><div class="gmr-meta-topic">%s</div>%s<time class="entry-date published" datetime="%s">%s</time>',
        berita_terms(), the_title('<h2 class="entry-title"><a href="' . get_permalink() . '" rel="bookmark">', '</a></h2>', false),
        get_the_date(DATE_W3C), get_the_date());
    if ($with_excerpt) {
        echo '<div class="entry-content entry-content-archive"><p>' . get_the_excerpt() . '</p></div>';
    }
    echo '</div></article>';
}

add_filter('excerpt_length', fn () => 15);
add_filter('excerpt_more', fn () => '...');

// The advertisement of this theme takes the place of a closing tag: the paragraph before it
// is left open.
add_filter('the_content', function (string $html): string {
    if (!is_single() || get_the_ID() % 3 !== 0) {
        return $html;
    }
    $parts = explode('</p>', $html);
    $out = '';
    foreach ($parts as $at => $part) {
        $last = $at === count($parts) - 1;
        $out .= $part . ($last ? '' : ($at % 2 === 1
            ? '<div class="gmr-banner-insidecontent"><p>IKLAN</p><a href="https://iklan.example/">Pasang iklan di sini, hubungi redaksi</a></div>'
            : '</p>'));
    }
    return $out;
}, 20);

/** What the theme prints behind a post: its neighbours, and the site owner's HTML at either side. */
function berita_after_post(): void
{
    the_post_navigation(['prev_text' => '<span class="nav-subtitle">Berita sebelumnya</span> <span>%title</span>',
        'next_text' => '<span class="nav-subtitle">Berita berikutnya</span> <span>%title</span>']);
    foreach (['left', 'right'] as $side) {
        echo "<div class=\"gmr-floatbanner gmr-floatbanner-$side\"><p>IKLAN samping</p><button>tutup</button></div>";
    }
}
