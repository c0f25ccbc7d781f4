<?php get_header();
// On the first page of a category, tag or topic the newest three stand in a module of their own.
$module = !is_home() && !is_search() && !is_author() && !is_date() && !is_paged();
$at = 0; ?>
<header class="page-header"><h1 class="page-title"><?php echo is_home() ? 'Berita Terbaru' : (is_404() ? 'Halaman tidak ditemukan' : get_the_archive_title()); ?></h1></header>
<?php if (!have_posts()) : ?><p>Laman yang Anda cari tidak ada.</p><?php get_search_form(); endif;
if ($module && have_posts()) {
    echo '<div class="gmr-bigheadline">';
    while ($at < 3 && have_posts()) {
        the_post();
        $at++;
        printf('<div class="gmr-slide-item">%s%s<time class="published" datetime="%s">%s</time></div>',
            has_post_thumbnail() ? '<a class="post-thumbnail" href="' . get_permalink() . '">' . get_the_post_thumbnail() . '</a>' : '',
            the_title('<h2 class="gmr-rp-title"><a class="post-title" href="' . get_permalink() . '" rel="bookmark">', '</a></h2>', false),
            get_the_date(DATE_W3C), get_the_date());
    }
    echo '</div>';
} ?>
<div id="infinite-container"><?php while (have_posts()) { the_post(); berita_item('item-infinite', is_author()); } ?></div>
<?php the_posts_pagination(['prev_text' => '« Sebelumnya', 'next_text' => 'Berikutnya »']); get_footer();
