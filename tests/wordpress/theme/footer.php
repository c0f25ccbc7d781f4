</main>
<aside id="secondary" class="widget-area"><?php
berita_list(['numberposts' => 6], 'Berita Terbaru', 'widget wpberita-recent');
berita_list(['numberposts' => 6, 'orderby' => 'ID', 'order' => 'ASC'], 'Terpopuler', 'widget wpberita-popular');
wp_tag_cloud(['number' => 20]); ?>
<ul class="widget"><?php wp_get_archives(['type' => 'monthly', 'limit' => 12]); wp_list_authors(['show_fullname' => true]); ?></ul></aside>
<footer class="site-footer"><p>Copyright ©2016–2026 Delegasi.com. Semua hak dilindungi undang-undang.</p></footer>
<?php wp_footer(); ?>
</body></html>
