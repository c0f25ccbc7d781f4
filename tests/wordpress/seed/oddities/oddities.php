<?php
// Every form of README.md at least ten times, as posts of a site that seed.php has filled.
// Writes oddities.json beside the ground truth, which it leaves as it is. Prints the number of posts.
require __DIR__ . '/../bootstrap.php';
require __DIR__ . '/../blocks.php';
require __DIR__ . '/../write.php';
foreach (['forms', 'plugins', 'story', 'article', 'parts'] as $file) {
    require __DIR__ . "/$file.php";
}

const POSTS = 252;
const INSTALMENTS = 6;
const ENOUGH = 10;
global $wpdb;
$wpdb->query('START TRANSACTION');
wp_defer_term_counting(true);
remove_all_actions('do_pings');
kses_remove_filters();
// The site is a copy for one run: what its plugins and its theme do more is copied into it.
copy(__DIR__ . '/site/plugin.php', WPMU_PLUGIN_DIR . '/oddities.php');
copy(__DIR__ . '/site/single.php', get_stylesheet_directory() . '/single-oddity.php');

$stories = json_decode(file_get_contents(__DIR__ . '/stories.json'), true, flags: JSON_THROW_ON_ERROR);
$dealer = new Dealer(20241120);
$authors = array_map(fn ($at) => get_user_by('login', "penulis$at")->ID, range(0, 4));
$pictures = get_posts(['post_type' => 'attachment', 'numberposts' => -1, 'fields' => 'ids', 'orderby' => 'ID', 'order' => 'ASC']);
$term = function (string $name): int {
    $found = get_term_by('name', esc_html($name), 'category') ?: get_term_by('name', $name, 'category');
    return $found ? $found->term_id : wp_insert_term($name, 'category')['term_id'];
};
$others = array_map(fn ($post) => [urldecode($post->post_name), get_the_title($post)], get_posts(['numberposts' => 40, 'orderby' => 'ID', 'order' => 'ASC', 'offset' => 20]));
$titles = [];
$truth = [];

/** When a post was published and edited, with the form of it. */
$time = function (int $n) use ($dealer): array {
    $kind = $dealer->deal('times', ['plain', 'edited', 'midnight', 'month-end', 'edited-over-month-end', 'midnight-of-month-end', 'edited-years-later']);
    $day = new DateTimeImmutable(sprintf('2018-01-%02d %02d:%02d:%02d', 3 + $n % 25, 5 + $n % 17, $n * 7 % 60, $n * 13 % 60));
    $day = $day->modify('+' . $n % 81 . ' months');
    $night = ['23:59:59', '00:00:01', '23:41:12', '00:19:30', '23:55:00', '00:05:44', '00:00:00'][$n % 7];
    $last = $day->modify('last day of this month');
    $published = match ($kind) {
        'midnight' => new DateTimeImmutable($day->format('Y-m-d ') . $night),
        'month-end', 'edited-over-month-end' => $last,
        'midnight-of-month-end' => new DateTimeImmutable(($night < '12' ? $last->modify('+1 day') : $last)->format('Y-m-d ') . $night),
        // Early enough that the edit is not in the future of any clock.
        'edited-years-later' => $day->modify('-' . intdiv($n % 81, 2) . ' months'),
        default => $day,
    };
    $modified = match ($kind) {
        'edited' => $published->modify('+' . (1 + $n % 90) . ' minutes'),
        'edited-over-month-end' => $published->modify('+' . (20 + $n % 30) . ' hours'),
        'midnight' => $n % 2 ? $published->modify('+25 minutes') : null,
        'edited-years-later' => $published->modify('+' . (400 + 3 * $n % 300) . ' days')->modify('-3 hours'),
        default => null,
    };
    return [$kind, $published, $modified];
};

$publish = function (Article $article, Story $story, string $title, DateTimeImmutable $published, ?DateTimeImmutable $modified, ?string $category = null)
    use (&$truth, $dealer, $authors, $pictures, $term): void {
    $n = count($truth);
    put_meta_credits($article, $dealer);
    $categories = [$term($category ?? $story->topic['category']), ...($n % 5 === 2 ? [$term('Daerah')] : [])];
    $subtitle = $n % 4 === 1 ? $story->fill($dealer->pick(SUBTITLES)) : null;
    $id = write_post(['post_title' => $title, 'post_content' => $article->html(), 'post_date' => $published->format('Y-m-d H:i:s'),
        'post_author' => $authors[$n % 5], 'post_category' => array_unique($categories),
        'tags_input' => array_slice($category === null ? $story->topic['tags'] : [$category, 'NTT'], 0, $n % 4)],
        $article->meta + array_filter(['_oddity' => '1', '_odd_inserts' => $article->filtered ? wp_slash(wp_json_encode($article->filtered)) : null, '_subtitle' => $subtitle,
            '_thumbnail_id' => $n % 3 ? $pictures[$n % 12] : null]), $modified?->format('Y-m-d H:i:s'));
    $facts = $article->facts;
    $truth[] = array_filter(['author' => $facts['author'] ?? null]) + ['pages' => [$article->body], 'subtitle' => $subtitle === null ? null : rendered($subtitle)]
        + $facts + ['style' => $article->style, 'kept' => [], 'inserted' => $article->inserted, 'hidden' => $article->hidden, 'either' => $article->either, 'forms' => array_values(array_unique($article->forms))]
        + array_diff_key(truth_for($id, []), ['pages' => 1, 'signoff' => 1, 'blocks' => 1]);
};
$titled = function (Story $story) use (&$titles): string {
    do {
        $title = $story->title();
    } while (isset($titles[$title]));
    $titles[$title] = true;
    return $title;
};

for ($n = 0; $n < POSTS; $n++) {
    [$kind, $published, $modified] = $time($n);
    $other = $others[$dealer->below(count($others))];
    $story = new Story($dealer, $stories, $published, home_url("/$other[0]/"));
    $article = new Article($dealer->deal('styles', ['classic', 'classic', 'blocks', 'blocks', 'div', 'word', 'br', 'br-blocks']));
    $article->form("time:$kind");
    put_lead($article, $story, $dealer);
    $plugins = [$dealer->deal('plugins', [...array_keys(PLUGINS), null, null]), $dealer->deal('plugins', [...array_keys(PLUGINS), null, null])];
    $headings = in_array('contents', $plugins, true) ? array_map($story->fill(...), array_slice($dealer->shuffled(HEADINGS), 0, 2 + $dealer->below(2))) : [];
    // What is to be put in, in the order of chance, each after one more paragraph of the story.
    $steps = $dealer->shuffled([
        fn () => put_keep($article, $story, $dealer, $dealer->deal('keeps', [...array_keys(KEEPS), 'numbered'])),
        ...array_map(fn ($plugin) => fn () => $plugin && put_plugin($article, $dealer, $plugin, $headings), array_unique($plugins)),
        ...array_map(fn ($heading) => fn () => $article->heading($heading), $headings),
        function () use ($article, $dealer, $other) {
            $dress = $dealer->deal('read also', [...array_keys(READ_ALSO), null, null, null]);
            if ($dress) { put_read_also($article, $dealer, $dress, $other); }
        },
        function () use ($article, $story, $dealer) {
            $kind = $dealer->deal('hidden', [...array_keys(HIDDEN), ...array_fill(0, 5, null)]);
            if ($kind) { put_hidden($article, $story, $dealer, $kind); }
        },
    ]);
    foreach ($steps as $step) {
        $words = $story->paragraph();
        if ($words !== null) { $article->paragraph($words); } else { $article->paragraph($story->fill('Hal itu dibenarkan {a} ketika ditemui di {kota}.')); }
        $step();
    }
    $article->paragraph($story->paragraph() ?? $story->fill('Sampai berita ini diturunkan, {b} belum memberi jawaban.'));
    put_ending($article, $story, $dealer);
    $labels = $dealer->deal('body credits', BODY_CREDITS);
    // Most endings that look like a sign-off have to be the last line of all.
    $stays_last = $n % 4 && array_intersect(['ending:bracket-prose', 'ending:bare-address'], $article->forms);
    if (!$stays_last && !in_array('signoff-place:editor', $article->forms, true)) {
        put_credit_lines($article, $dealer, $labels);
    }
    $publish($article, $story, $titled($story), $published, $modified);
    $others[] = [$truth[$n]['slug'], $truth[$n]['title']];
}

foreach (SERIES as $name => [$title, $changing, $same]) {
    $first = (new DateTimeImmutable('2021-03-01 06:15:20'))->modify('+' . strlen($name) . ' weeks');
    $story = null;
    for ($number = 1; $number <= INSTALMENTS; $number++) {
        $published = $first->modify("+$number weeks");
        $story ??= new Story($dealer, $stories, $published);
        $article = new Article('classic');
        $article->form('keep:serial');
        $article->form('time:plain');
        $figures = array_map(fn () => 3 + $dealer->below(80), range(1, 6));
        $article->paragraph($story->fill('{P}, DELEGASI.COM – ') . sprintf($story->fill($changing[0]), $number, ...$figures));
        $article->facts = ['dateline' => rendered($story->fill('{P}, DELEGASI.COM –')), 'place' => rendered($story->fill('{P}')),
            'lead' => rendered(sprintf($story->fill($changing[0]), $number, ...$figures)), 'kept' => array_map(rendered(...), $same)] + $article->facts;
        $article->form('dateline:plain');
        $article->paragraph(sprintf($story->fill($changing[1]), ...$figures));
        array_map($article->paragraph(...), $same);
        put_ending($article, $story, $dealer);
        $publish($article, $story, sprintf($story->fill($title), $number), $published, null, 'Layanan');
    }
}

wp_defer_term_counting(false);
$wpdb->query('COMMIT');
$counts = array_count_values(array_merge(...array_column($truth, 'forms')));
ksort($counts);
if ($few = array_filter($counts, fn ($count) => $count < ENOUGH)) {
    fwrite(STDERR, 'fewer than ' . ENOUGH . ': ' . json_encode($few) . "\n");
    exit(1);
}
file_put_contents(dirname(getenv('WP_TRUTH')) . '/oddities.json', json_encode(['posts' => $truth, 'counts' => $counts], JSON_UNESCAPED_UNICODE | JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR));
echo count($truth), "\n";
