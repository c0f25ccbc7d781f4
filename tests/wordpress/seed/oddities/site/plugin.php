<?php
/* Plugin Name: What the plugins of the posts of oddities.php print, and the template of those posts. */
add_filter('the_content', function (string $html): string {
    $inserts = json_decode((string) get_post_meta(get_the_ID(), '_odd_inserts', true), true) ?: [];
    if (!$inserts || is_feed()) {
        return $html;
    }
    $parts = explode('</p>', $html);
    $last = count($parts) - 1;
    $after = array_fill(0, $last + 1, '');
    $before = '';
    foreach ($inserts as [$place, $insert]) {
        if ($place === 0) {
            $before .= $insert;
        } else {
            $after[min($place - 1, $last)] .= $insert;
        }
    }
    $out = $before;
    foreach ($parts as $at => $part) {
        $out .= $part . ($at < $last ? '</p>' : '') . $after[$at];
    }
    return $out;
}, 30);
add_filter('template_include', fn (string $template): string => is_single() && get_stylesheet() === 'berita' && get_post_meta(get_queried_object_id(), '_oddity', true)
    ? get_stylesheet_directory() . '/single-oddity.php' : $template);

/** The credits of a post: the theme's adjacent spans, or what another theme makes of the fields. */
function odd_credits(int $id): string
{
    $manner = get_post_meta($id, '_odd_credits', true) ?: 'spans';
    $colon = ['spans-tight' => ':', 'spans-wide' => ' : '][$manner] ?? ': ';
    $fields = [];
    foreach (['penulis' => 'Penulis', 'editor' => 'Editor'] as $key => $label) {
        if ($name = get_post_meta($id, "_$key", true)) {
            $fields[] = [$label, esc_html($name)];
        }
    }
    $source = get_post_meta($id, '_sumber_url', true);
    $link = $source ? sprintf('<a href="%s" rel="nofollow">Sumber Berita</a>', esc_url($source)) : '';
    $set = fn (string $each) => implode('', array_map(fn ($field) => sprintf($each, $field[0], $field[1]), $fields));
    return match ($manner) {
        'divs' => '<div class="gmr-cf-metacontent">' . $set("<div>%s: %s</div>\n") . ($link ? "<div>$link</div>\n" : '') . '</div>',
        'list' => '<ul class="kredit-berita">' . $set('<li><b>%s</b> : %s</li>') . ($link ? "<li>$link</li>" : '') . '</ul>',
        'terms' => '<dl class="info-redaksi">' . $set('<dt>%s</dt><dd>%s</dd>') . ($link ? "<dt></dt><dd>$link</dd>" : '') . '</dl>',
        'paragraph' => '<p class="meta-akhir">' . $set('<small>%s: %s</small><br />') . $link . '</p>',
        default => '<div class="gmr-cf-metacontent heading-text meta-content">' . $set("<span>%s$colon%s</span>" . ($manner === 'spans-wide' ? "\n" : '')) . ($link ? "<span>$link</span>" : '') . '</div>',
    };
}
