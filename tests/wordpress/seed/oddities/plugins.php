<?php
// What plugins, prompts, advertisers and intruders put into a body. %d is a number of the post.

const PLUGINS = [
    'views' => [
        '<div class="post-views content-post post-%d entry-meta load-static"><span class="post-views-icon dashicons dashicons-chart-bar"></span> <span class="post-views-label">Post Views:</span> <span class="post-views-count">1,%d</span></div>',
        '<p class="hitungan"><em>Dilihat: %d</em></p>', '<div class="tptn_counter" id="tptn_counter_%d">(Visited %d times, 1 visits today)</div>',
        '<div class="pvc_clear"></div><p id="pvc_stats_%d" class="pvc_stats all"><i class="pvc-stats-icon medium"></i> %d total views, 2 views today</p>',
        '<span class="wppv-jumlah">👁 %d kali dibaca</span>', '<p>Pembaca: %d</p>', '<div class="entry-hits"><b>%d</b> kali dilihat</div>'],
    'reading-time' => [
        '<span class="span-reading-time rt-reading-time" style="display: block;"><span class="rt-label rt-prefix">Waktu baca</span> <span class="rt-time"> 3</span> <span class="rt-label rt-postfix">menit</span></span>',
        '<p class="yoast-reading-time__wrapper"><span class="yoast-reading-time__icon"></span><span class="yoast-reading-time__spacer"></span><span class="yoast-reading-time__descriptive-text">Perkiraan waktu membaca:  </span><span class="yoast-reading-time__reading-time">2</span><span class="yoast-reading-time__time-unit"> menit</span></p>',
        '<div class="estimasi"><small>Estimasi membaca: 2 menit</small></div>', '<div class="bsf-rt-reading-time"><span class="bsf-rt-display-label" prefix="Reading Time"></span> <span class="bsf-rt-display-time" reading_time="2"></span> <span class="bsf-rt-display-postfix" postfix="mins"></span>Reading Time: 2 mins</div>',
        '<p class="durasi-baca">⏱ 4 menit baca</p>'],
    'contents' => [
        '<div id="toc_container" class="no_bullets"><p class="toc_title">Daftar Isi</p><ul class="toc_list">%s</ul></div>',
        '<div id="ez-toc-container" class="ez-toc-v2_0_17 counter-hierarchy ez-toc-counter ez-toc-grey"><div class="ez-toc-title-container"><p class="ez-toc-title">Isi Artikel</p><span class="ez-toc-title-toggle"><a href="#" class="ez-toc-pull-right">Toggle</a></span></div><nav><ul class="ez-toc-list ez-toc-list-level-1">%s</ul></nav></div>',
        '<div class="lwptoc lwptoc-autoWidth"><div class="lwptoc_i"><div class="lwptoc_header"><b class="lwptoc_title">Isi</b><span class="lwptoc_toggle"><a href="#" class="lwptoc_toggle_label">sembunyikan</a></span></div><div class="lwptoc_items"><ul>%s</ul></div></div></div>',
        '<nav class="petunjuk-isi"><strong>Dalam tulisan ini</strong><ol>%s</ol></nav>', '<div class="wp-block-rank-math-toc-block"><h2>Daftar isi</h2><nav><ul>%s</ul></nav></div>'],
    'ratings' => [
        '<div class="kk-star-ratings kksr-auto kksr-align-right kksr-valign-bottom"><div class="kksr-stars"><div class="kksr-stars-inactive"></div></div><div class="kksr-legend" style="font-size: 19.2px;">4.5/5 - (%d votes)</div></div>',
        '<div id="post-ratings-%d" class="post-ratings">(<strong>%d</strong> votes, average: <strong>4.50</strong> out of 5)<br /><span class="post-ratings-text">You need to be a registered member to rate this.</span></div>',
        '<div class="yasr-vv-stars-title-container"><span class="yasr-vv-text-container">Beri nilai berita ini! [Jumlah: %d Rata-rata: 4]</span></div>', '<div class="rmp-rating-widget"><p class="rmp-heading rmp-heading--title">Seberapa berguna berita ini?</p><p class="rmp-heading rmp-heading--subtitle">Klik bintang untuk menilai!</p><p>Jumlah suara: %d</p></div>',
        '<div class="nilai-bintang">★★★★☆ <span>%d penilaian</span></div>'],
    'likes' => [
        '<div class="wpulike wpulike-default"><div class="wp_ulike_general_class wp_ulike_is_not_liked"><button type="button" class="wp_ulike_btn">Suka</button><span class="count-box">%d</span></div></div>',
        '<div class="sharedaddy sd-sharing-enabled"><div class="robots-nocontent sd-block sd-social"><h3 class="sd-title">Bagikan ini:</h3><div class="sd-content"><ul><li><a href="#">Klik untuk berbagi di Facebook</a></li><li><a href="#">Klik untuk berbagi di X</a></li></ul></div></div></div>',
        "<div class=\"sharedaddy sd-block sd-like jetpack-likes-widget-wrapper\"><h3 class=\"sd-title\">Menyukai ini:</h3><span class=\"button\"><span>Suka</span></span> <span class=\"loading\">Memuat...</span></div>", '<p class="tombol-jempol">👍 %d orang menyukai berita ini</p>',
        '<div class="reaksi-pembaca"><p>Bagaimana perasaan Anda setelah membaca berita ini?</p><span>Senang %d</span> <span>Sedih 1</span> <span>Marah 3</span></div>'],
    'author-box' => [
        '<div class="saboxplugin-wrap" itemtype="http://schema.org/Person"><div class="saboxplugin-tab"><div class="saboxplugin-authorname"><a href="#" class="vcard author" rel="author"><span class="fn">Redaksi Delegasi</span></a></div><div class="saboxplugin-desc"><div itemprop="description"><p>Wartawan yang meliput Nusa Tenggara Timur sejak 2012.</p></div></div></div></div>',
        '<div class="pp-multiple-authors-boxes-wrapper pp-multiple-authors-wrapper box-post-id-%d"><h2 class="widget-title box-header-title">Penulis</h2><ul><li><div class="pp-author-boxes-name">Tim Daerah</div><p class="pp-author-boxes-description">Lihat semua tulisan</p></li></ul></div>',
        '<div class="m-a-box" data-post-id="%d"><div class="m-a-box-content"><h5>Tentang penulis</h5><div class="m-a-box-bio"><p>Menyukai kopi Bajawa dan jalan kaki.</p></div><a href="#">Lihat profil</a></div></div>', '<aside class="kotak-penulis"><h4>Kontributor Daratan</h4><p>Menulis tentang desa, pasar, dan laut. Surel: kontributor@surat.example</p></aside>'],
    'whatsapp' => [
        '<p>Ikuti berita terbaru Delegasi.com di <a href="https://whatsapp.example/channel/%d">saluran WhatsApp</a></p>', '<div class="ajakan-wa"><a href="https://whatsapp.example/channel/%d"><strong>Gabung Saluran WhatsApp Delegasi.com</strong> <span>Klik di sini</span></a></div>',
        '<p><strong>Dapatkan update berita pilihan setiap hari lewat WhatsApp Channel Delegasi: <a href="https://whatsapp.example/channel/%d">klik tautan ini</a></strong></p>', '<div class="wa__btn_popup"><div class="wa__btn_popup_txt">Punya informasi? <strong>Chat redaksi</strong></div></div>', '<p><em>Follow WhatsApp Channel Delegasi.com untuk berita lainnya</em> <a href="https://whatsapp.example/%d">Follow</a></p>'],
    'google-news' => [
        '<p>Baca berita Delegasi.com lainnya di <a href="https://news.example/publications/%d">Google News</a></p>', '<div class="gn-ikuti"><span>Ikuti kami di</span> <a href="https://news.example/%d">Google News</a></div>',
        '<p class="gnews-text"><strong>Cek Berita dan Artikel yang lain di <a href="https://news.example/%d">Google News</a></strong></p>', '<a class="tombol-gn" href="https://news.example/%d">Ikuti Delegasi.com di Google News</a>', '<p><em>Simak berita menarik lainnya dari Delegasi.com dengan mengikuti Google News kami.</em></p>'],
    'advertisement' => [
        '<div class="code-block code-block-%d" style="margin: 8px auto; text-align: center; clear: both;"><p>ADVERTISEMENT</p><a href="https://iklan.example/">Tanah kavling siap bangun di Penfui, cicilan ringan</a><p>SCROLL TO CONTINUE WITH CONTENT</p></div>',
        '<div class="quads-location quads-ad%d" style="float:none;margin:0px;"><span class="quads-ad-label">Iklan</span><ins class="adsbygoogle" data-ad-client="ca-pub-0000"></ins></div>',
        '<div class="delegasi-entity-placement" id="delegasi-%d"><span class="advads-adlabel">Advertisements</span><a href="https://dealer.example/">Promo motor akhir tahun, uang muka mulai lima ratus ribu</a></div>',
        '<div data-type="_mgwidget" data-widget-id="%d"><div class="mgheader">Berita Sponsor</div><a href="https://sponsor.example/">Cara ibu di desa ini melunasi utang dalam sebulan</a></div>', '<div class="pasang-ruang"><p>- Iklan -</p><p>Toko Bangunan Sinar Timor: semen, seng, cat. Antar sampai tempat.</p></div>',
        '<aside class="spanduk-%d"><a href="https://kampus.example/"><img src="" alt="" />Pendaftaran mahasiswa baru gelombang dua telah dibuka</a></aside>'],
    'embed' => [
        '<blockquote class="instagram-media" data-instgrm-permalink="https://foto.example/p/%d/"><div><a href="https://foto.example/p/%d/">Lihat postingan ini di Instagram</a><p><a href="https://foto.example/p/%d/">Sebuah kiriman dibagikan oleh Delegasi (@delegasi)</a></p></div></blockquote>',
        '<div class="fb-post" data-href="https://jejaring.example/%d"><blockquote class="fb-xfbml-parse-ignore">Dikirim oleh <a href="https://jejaring.example/">Delegasi</a> pada <a href="https://jejaring.example/%d">Kamis</a></blockquote></div>',
        '<video controls><source src="https://video.example/%d.mp4" type="video/mp4" />Peramban Anda tidak mendukung pemutar video.</video>', '<audio controls src="https://suara.example/%d.mp3">Your browser does not support the audio element.</audio>',
        '<noscript><p>Aktifkan JavaScript untuk melihat peta ini.</p></noscript><div class="peta-sisip" data-id="%d"></div>', '<div class="wp-block-file"><object data="https://dokumen.example/%d.pdf" type="application/pdf">Dokumen tidak dapat ditampilkan.</object><a href="https://dokumen.example/%d.pdf" class="wp-block-file__button">Unduh</a></div>'],
    'php-warning' => [
        "<br />\n<b>Warning</b>:  Undefined variable \$post_views in <b>/home/u%d/public_html/wp-content/plugins/hit-counter/hit.php</b> on line <b>88</b><br />\n", "<br />\n<b>Notice</b>:  Undefined index: enable_ads in <b>/home/delegasi/public_html/wp-content/themes/tema/inc/ads.php</b> on line <b>%d</b><br />\n",
        "<br />\n<b>Deprecated</b>:  Function create_function() is deprecated in <b>/var/www/html/wp-content/plugins/sosial/share.php</b> on line <b>%d</b><br />\n", "\nWarning: Trying to access array offset on value of type bool in /home/u%d/public_html/wp-content/plugins/kutip/kutip.php on line 214\n",
        '<p><b>Warning</b>: include(lib/geo.php): failed to open stream: No such file or directory in <b>/home/u%d/public_html/wp-content/plugins/peta/peta.php</b> on line <b>31</b></p>'],
];

/** Texts that an intruder's links say. */
const CASINO = ['situs slot gacor hari ini maxwin', 'agen togel online resmi terpercaya', 'bandar judi bola deposit pulsa tanpa potongan', 'link alternatif slot88 anti rungkad', 'rtp live slot tertinggi', 'casino online bonus new member 100',
    'poker online deposit 10 ribu', 'daftar akun pro thailand', 'scatter hitam mahjong pasti pecah', 'demo slot pragmatic gratis', 'toto macau 4d', 'sbobet mobile login'];
/** Texts that no reader sees, around a run of casino links. A span goes into the middle of a paragraph. */
const HIDDEN = [
    'display-none' => ['<div style="display:none">{links}</div>', '<div style="display: none !important;"><p>{links}</p></div>', '<ul style="display:none;"><li>{links}</li></ul>', '<span style="display:none">{links}</span>', '<style>.wx9k-n{display:none}</style><div class="wx9k-n">{links}</div>'],
    'off-screen' => ['<div style="position:absolute;left:-9999px;top:-9999px">{links}</div>', '<div style="position: fixed; left: -12345px;"><p>{links}</p></div>', '<p style="text-indent:-9999px;height:1px;overflow:hidden">{links}</p>', '<div style="height:0;width:0;overflow:hidden">{links}</div>', '<span style="position:absolute;clip:rect(0,0,0,0)">{links}</span>'],
    'hidden-attribute' => ['<div hidden>{links}</div>', '<p hidden="hidden">{links}</p>', '<section hidden><p>{links}</p></section>', '<span hidden>{links}</span>'],
    'aria-hidden' => ['<div aria-hidden="true" class="fx-{n}">{links}</div>', '<div aria-hidden="true" style="font-size:0;opacity:0">{links}</div>', '<p aria-hidden="true">{links}</p>', '<span aria-hidden="true" style="visibility:hidden">{links}</span>'],
];
