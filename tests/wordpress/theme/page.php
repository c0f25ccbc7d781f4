<?php get_header(); while (have_posts()) : the_post(); ?>
<article id="post-<?php the_ID(); ?>" <?php post_class('content-single'); ?>>
<header class="entry-header entry-header-single"><h1 class="entry-title"><strong><?php the_title(); ?></strong></h1></header>
<div class="entry-content entry-content-single clearfix"><?php the_content(); ?></div></article>
<?php endwhile; get_footer();
