<!DOCTYPE html>
<html <?php language_attributes(); ?>>
<head>
<meta charset="<?php bloginfo('charset'); ?>">
<?php wp_head(); ?>
</head>
<body <?php body_class('gmr-theme'); ?>>
<?php wp_body_open(); ?>
<a class="skip-link screen-reader-text" href="#primary">Langsung ke konten</a>
<header id="masthead"><div class="site-title"><a href="<?php echo home_url('/'); ?>">Delegasi.com</a></div>
<nav id="menu"><ul><?php wp_list_categories(['title_li' => '', 'hide_empty' => 1]); ?><?php wp_list_pages(['title_li' => '']); ?></ul></nav>
<div class="gmr-banner-header"><p>IKLAN: ruang ini menunggu Anda</p></div></header>
<main id="primary" class="site-main">
