<?php get_header(); while (have_posts()) : the_post();
$figure = function () {
    if (!has_post_thumbnail()) {
        return;
    }
    $caption = get_the_post_thumbnail_caption();
    echo '<figure class="post-thumbnail gmr-thumbnail-single">' . get_the_post_thumbnail(null, 'full');
    echo $caption ? "<figcaption class=\"wp-caption-text\">$caption</figcaption></figure>" : '</figure>';
};
$title = '<h1 class="entry-title"><strong>' . get_the_title() . '</strong></h1>';
$subtitle = get_post_meta(get_the_ID(), '_subtitle', true);
$subtitle = $subtitle ? "<p class=\"subtitle\">$subtitle</p>" : ''; ?>
<article id="post-<?php the_ID(); ?>" <?php post_class('content-single'); ?>>
<header class="entry-header entry-header-single">
<?php if (is_newer_generation()) : ?>
<div class="gmr-meta-topic"><?php echo berita_terms(); ?></div><?php echo $title . $subtitle; ?>
<div class="list-table clearfix"><div class="gmr-gravatar"><?php echo get_avatar(get_the_author_meta('ID'), 32, '', 'Avatar photo'); ?></div>
<div class="gmr-content-metasingle"><?php echo berita_byline() . berita_posted_on(); ?></div></div>
<?php else : ?>
<div class="gmr-meta-topic"><?php echo berita_terms() . berita_byline(); ?></div><?php echo $title . $subtitle . berita_posted_on(); ?>
<?php endif; ?>
</header>
<?php if (!is_newer_generation()) { berita_share(); } $figure(); ?>
<div class="entry-content entry-content-single clearfix">
<div class="gmr-banner-beforecontent"><p>IKLAN sebelum isi</p></div>
<?php the_content(); ?>
<?php wp_link_pages(['before' => '<div class="page-links"><span class="page-text">Laman:</span>', 'after' => '</div>']); ?>
<div class="gmr-banner-aftercontent"><p>IKLAN sesudah isi</p></div>
<footer class="entry-footer entry-footer-single">
<?php the_tags('<span class="tags-links">', ' ', '</span>'); ?>
<?php berita_credits(); ?>
</footer></div>
<?php if (is_newer_generation()) { berita_share(); }
foreach (['related' => 'Berita Terkait', 'also' => 'Baca Juga'] as $block => $heading) {
    berita_list(['numberposts' => 4, 'exclude' => [get_the_ID()], 'orderby' => 'ID', 'category' => (int) (get_the_category()[0]->term_id ?? 0),
        'offset' => $block === 'also' ? 4 : 0], $heading, 'gmr-related-post');
} ?>
</article>
<?php berita_after_post(); ?>
<?php if (comments_open() || get_comments_number()) { comments_template(); } endwhile; get_footer();
