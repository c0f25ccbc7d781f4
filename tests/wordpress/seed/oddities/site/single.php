<?php
// The theme's single.php with its real credits (WpBerita 1.0.8): see odd_credits().
get_header(); while (have_posts()) : the_post();
$newer = is_newer_generation();
$subtitle = get_post_meta(get_the_ID(), '_subtitle', true);
$title = '<h1 class="entry-title"><strong>' . get_the_title() . '</strong></h1>' . ($subtitle ? '<p class="subtitle">' . wptexturize($subtitle) . '</p>' : ''); ?>
<article id="post-<?php the_ID(); ?>" <?php post_class('content-single'); ?>>
<header class="entry-header entry-header-single">
<?php if ($newer) : ?>
<div class="gmr-meta-topic"><?php echo berita_terms(); ?></div><?php echo $title; ?>
<div class="list-table clearfix"><div class="gmr-gravatar"><?php echo get_avatar(get_the_author_meta('ID'), 32, '', 'Avatar photo'); ?></div>
<div class="gmr-content-metasingle"><?php echo berita_byline() . berita_posted_on(); ?></div></div>
<?php else : ?>
<div class="gmr-meta-topic"><?php echo berita_terms() . berita_byline(); ?></div><?php echo $title . berita_posted_on(); ?>
<?php endif; ?>
</header>
<?php if (!$newer) { berita_share(); }
if (has_post_thumbnail()) {
    $caption = get_the_post_thumbnail_caption();
    echo '<figure class="post-thumbnail gmr-thumbnail-single">' . get_the_post_thumbnail(null, 'full') . ($caption ? "<figcaption class=\"wp-caption-text\">$caption</figcaption>" : '') . '</figure>';
} ?>
<div class="entry-content entry-content-single clearfix">
<div class="gmr-banner-beforecontent"><p>IKLAN sebelum isi</p></div>
<?php the_content(); ?>
<div class="gmr-banner-aftercontent"><p>IKLAN sesudah isi</p></div>
<footer class="entry-footer entry-footer-single">
<?php the_tags('<span class="tags-links">', ' ', '</span>'); echo odd_credits(get_the_ID()); ?>
</footer></div>
<?php if ($newer) { berita_share(); }
berita_list(['numberposts' => 4, 'exclude' => [get_the_ID()], 'orderby' => 'ID', 'category' => (int) (get_the_category()[0]->term_id ?? 0)], 'Berita Terkait', 'gmr-related-post'); ?>
</article>
<?php berita_after_post(); ?>
<?php if (comments_open() || get_comments_number()) { comments_template(); } endwhile; get_footer();
