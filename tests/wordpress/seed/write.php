<?php
// Writing a post, and the ground truth of a post that is written.

/** Insert one post as the newsroom's editor would; returns its id. */
function write_post(array $fields, array $meta = [], ?string $modified = null): int
{
    global $wpdb;
    $id = wp_insert_post(wp_slash($fields + ['post_status' => 'publish', 'post_type' => 'post']), true);
    if (is_wp_error($id)) {
        throw new RuntimeException($id->get_error_message());
    }
    foreach ($meta as $key => $value) {
        add_post_meta($id, $key, $value);
    }
    if ($modified !== null) {
        $wpdb->update($wpdb->posts, ['post_modified' => $modified, 'post_modified_gmt' => get_gmt_from_date($modified)], ['ID' => $id]);
        clean_post_cache($id);
    }
    return $id;
}

/** What a public post ought to read like, from the words it was made of. */
function truth_for(int $id, array $blocks, array $extra = []): array
{
    $post = get_post($id);
    [$pages, $signoff] = truth_of($blocks);
    $names = fn ($terms) => array_map(fn ($term) => html_entity_decode($term->name), $terms ?: []);
    $iso = fn (string $local) => str_replace(' ', 'T', $local) . '+08:00';
    return $extra + [
        'wp_id' => $id,
        'slug' => urldecode($post->post_name),
        'title' => rendered($post->post_title),
        'author' => get_post_meta($id, '_penulis', true) ?: get_the_author_meta('display_name', $post->post_author),
        'editor' => get_post_meta($id, '_editor', true) ?: null,
        'source_credit' => get_post_meta($id, '_sumber', true) ? 'Sumber Berita' : null,
        'subtitle' => get_post_meta($id, '_subtitle', true) ?: null,
        'byline' => get_the_author_meta('display_name', $post->post_author),
        'categories' => $names(get_the_category($id)),
        'tags' => $names(get_the_tags($id)),
        'published_at' => $iso($post->post_date),
        'modified_at' => $post->post_modified > $post->post_date ? $iso($post->post_modified) : null,
        'pages' => $pages,
        'signoff' => $signoff,
        'amp' => !get_post_meta($id, '_amp_off', true),
        'blocks' => $blocks,
    ];
}
