<?php
// One function for each part of a post that a newsroom, a plugin or an intruder makes.

/** Put the dateline before the lead, or the lead without one. */
function put_lead(Article $article, Story $story, Dealer $dealer): void
{
    $kind = $dealer->deal('datelines', [...array_keys(DATELINES), 'none', 'middle']);
    $article->form("dateline:$kind");
    if ($kind === 'none' || $kind === 'middle') {
        $lead = $kind === 'none' ? $story->lead() : $story->fill($dealer->deal('middle', PLACE_AND_DASH));
        $article->paragraph($lead);
        $article->facts['lead'] = rendered($lead);
        return;
    }
    $form = $dealer->deal("dateline $kind", DATELINES[$kind]);
    $dateline = $story->fill($form);
    $lead = $story->lead();
    if ($kind === 'alone') {
        $article->paragraph($dateline);
        $article->paragraph($lead);
        $printed = rendered($dateline);
    } else {
        $article->paragraph($dateline . $lead);
        $printed = trim(mb_substr(rendered($dateline . $lead), 0, -mb_strlen(rendered($lead))));
    }
    $article->facts = ['dateline' => $printed, 'lead' => rendered($lead),
        'place' => preg_match('/\{P\}/', $form) ? rendered($story->fill('{P}')) : (preg_match('/\{p\}/', $form) ? rendered($story->fill('{p}')) : null),
        'regency_printed' => str_contains($form, '{S}') ? $story->fill('{S}') : (str_contains($form, '{s}') ? $story->fill('{s}') : null),
    ] + $article->facts;
}

/** A sign-off with what follows it, or one of the endings that are none. */
function put_ending(Article $article, Story $story, Dealer $dealer): void
{
    $kind = $dealer->deal('endings', [...array_keys(SIGNOFFS), 'none', 'bracket-prose', 'bare-address']);
    if (!isset(SIGNOFFS[$kind])) {
        $article->form("ending:$kind");
        match ($kind) {
            'none' => null,
            'bracket-prose' => $article->paragraph($story->fill($dealer->deal('bracket prose', BRACKET_PROSE))),
            'bare-address' => $article->line($dealer->deal('addresses', ADDRESSES), 'either'),
        };
        return;
    }
    [$sign, $initials] = $dealer->deal("signoff $kind", SIGNOFFS[$kind]);
    $place = $dealer->deal('signoff places', SIGNOFF_PLACES);
    $article->form("signoff:$kind");
    // Nobody sets initials alone behind a sentence.
    if ($kind === 'only-initials' && $place === 'inline') {
        $place = 'own';
    }
    $article->form("signoff-place:$place");
    $inline = $place === 'inline' || ($place !== 'own' && $kind !== 'only-initials' && $dealer->below(3) === 0);
    // Neither body nor insert: the truth has it as "signoff".
    $inline ? $article->append($dealer->pick([' ', ' ', '', '&nbsp;']) . $sign, null)
        : $article->line(sprintf($dealer->pick(['%s', '%s', '<strong>%s</strong>', '<em>%s</em>']), $sign), null);
    $article->form($inline ? 'signoff-set:inline' : 'signoff-set:own');
    $article->facts = ['signoff' => rendered($sign), 'initials' => $initials] + $article->facts;
    match ($place) {
        'own', 'inline' => null,
        'editor' => put_credit_lines($article, $dealer, ['Editor']),
        'note' => put_note($article, $story->fill($dealer->deal('notes', NOTES))),
        'channel' => $article->line(sprintf(strip_tags($dealer->deal('channel', [...PLUGINS['whatsapp'], ...PLUGINS['google-news']]), '<a><strong><em>'), 3, 3)),
        'address' => $article->line($dealer->deal('addresses', ADDRESSES), 'either'),
        'photo' => $article->line($story->fill($dealer->deal('photo credits', PHOTO_CREDITS))),
    };
}

function put_note(Article $article, string $note): void
{
    $article->paragraph($note);
    $article->facts['notes'][] = rendered($note);
}

/** Credits as last lines of a body, in the newsroom's own words. */
function put_credit_lines(Article $article, Dealer $dealer, array $labels): void
{
    $manner = $dealer->deal('credit lines', CREDIT_LINES);
    $join = $dealer->deal('credit joins', CREDIT_JOINS);
    $lines = [];
    foreach ($labels as $label) {
        $role = CREDIT_ROLES[$label];
        $name = $dealer->pick(['author' => CREDITED, 'editor' => EDITORS, 'source' => SOURCES][$role]);
        $shown = $name;
        $article->form("credit-line:$label");
        $article->facts[$role === 'source' ? 'source_words' : $role] = rendered($name);
        if ($role === 'author') {
            $article->facts['author_label'] = $label;
        }
        if ($role === 'source' && $dealer->below(3) > 0) {
            $address = sprintf($dealer->pick(SOURCE_ADDRESSES), 100 + $dealer->below(900));
            $article->facts['source_address'] = $address;
            $only = $dealer->below(2);
            $shown = $only ? $address : "<a href=\"$address\" rel=\"nofollow\">$name</a>";
            $article->facts['source_words'] = $only ? null : rendered($name);
        }
        $lines[] = sprintf($manner, $label === 'Laporan' && $dealer->below(2) ? 'Laporan Wartawan Delegasi.com' : $label, $shown);
    }
    if ($join === ' / ' && count($lines) > 1) {
        $article->line('(' . implode('/', $lines) . ')');
    } elseif ($join === "\n") {
        array_map($article->line(...), $lines);
    } else {
        $article->line(implode($join, $lines));
    }
}

/** Credits by the theme's own fields; a credit that the body prints is not printed twice. */
function put_meta_credits(Article $article, Dealer $dealer): void
{
    $fields = $dealer->deal('meta credits', META_CREDITS);
    $taken = ['penulis' => isset($article->facts['author']), 'editor' => $article->facts['editor'] !== null,
        'sumber' => $article->facts['source_words'] !== null || $article->facts['source_address'] !== null];
    $article->meta['_odd_credits'] = $dealer->deal('meta manners', META_MANNERS);
    foreach (array_filter($fields, fn ($field) => !$taken[$field]) as $field) {
        $article->form("credit-field:$field");
        $article->form("credit-manner:{$article->meta['_odd_credits']}");
        if ($field === 'sumber') {
            $address = sprintf($dealer->pick(SOURCE_ADDRESSES), 100 + $dealer->below(900));
            $article->meta['_sumber'] = $article->meta['_sumber_url'] = $address;
            $article->facts['source_address'] = $address;
            continue;
        }
        $name = $dealer->pick($field === 'penulis' ? CREDITED : EDITORS);
        $article->meta["_$field"] = $name;
        $article->facts[$field === 'penulis' ? 'author' : 'editor'] = $name;
    }
}

/** What a plugin prints: by a filter as most do, or in the stored text as an editor pastes it. */
function put_plugin(Article $article, Dealer $dealer, string $kind, array $headings): void
{
    $html = $dealer->deal("plugin $kind", PLUGINS[$kind]);
    if ($kind === 'contents') {
        $html = sprintf($html, implode('', array_map(fn ($at, $text) => sprintf('<li><a href="#isi-%d">%s</a></li>', $at, $text), array_keys($headings), $headings)));
    } else {
        $number = 100 + $dealer->below(890);
        $html = preg_replace('/(?<!\d)%d/', (string) $number, $html);
    }
    $article->form("plugin:$kind");
    $paragraph = preg_match('#^<p>(.*)</p>$#s', $html, $inner) && !str_contains($inner[1], '<p');
    if ($paragraph && in_array($kind, ['whatsapp', 'google-news'], true) && $dealer->below(2)) {
        $article->line($inner[1]);
        return;
    }
    $article->filter(match ($kind) {
        'reading-time', 'contents' => $dealer->pick([0, 0, 1, 2]),
        'author-box', 'ratings', 'likes' => $dealer->pick([99, 99, 99, 0]),
        'php-warning', 'views' => $dealer->pick([0, 99, 2]),
        default => $dealer->pick([1, 2, 3, 4, 99, 0]),
    }, $html);
}

function put_read_also(Article $article, Dealer $dealer, string $kind, array $other): void
{
    $html = sprintf($dealer->deal("read also $kind", READ_ALSO[$kind]), home_url("/{$other[0]}/"), $other[1]);
    $article->form("read-also:$kind");
    match ($kind) {
        'after-br' => $article->append($html),
        'link-around' => $article->element($html),
        'inline-related' => $dealer->below(2) ? $article->element($html) : $article->filter(2 + $dealer->below(3), $html),
        default => $article->line($html),
    };
}

/** A run of casino links that no reader sees, between paragraphs or in the middle of one. */
function put_hidden(Article $article, Story $story, Dealer $dealer, string $kind): void
{
    $links = array_map(fn (string $words) => sprintf('<a href="https://%s.example/">%s</a>', sanitize_title($words), $words), array_slice($dealer->shuffled(CASINO), 0, 2 + $dealer->below(4)));
    $html = strtr($dealer->deal("hidden $kind", HIDDEN[$kind]), ['{links}' => implode($dealer->pick([' ', ', ', ' | ']), $links), '{n}' => (string) $dealer->below(900)]);
    $article->form("hidden:$kind");
    // AMP takes a style away, and then nothing says that the text is hidden.
    if (str_contains($html, 'style')) {
        $article->meta['_amp_off'] = '1';
    }
    if (str_starts_with($html, '<span')) {
        $first = $story->fill('Menurut {a}, hal itu sudah dibicarakan di {kota} pada {bulan}.');
        $then = $story->fill('Warga {desa} menunggu hasilnya.');
        $article->paragraph("$first $then");
        $article->replace_last("$first $html$then", texts_of($html, true));
    } elseif (str_starts_with($html, '<style') || $dealer->below(3) === 0) {
        $article->filter($dealer->pick([1, 2, 3, 99]), $html, 'hidden');
    } else {
        $article->element($html, 'hidden');
    }
}

/** Prose that looks like an insert. */
function put_keep(Article $article, Story $story, Dealer $dealer, string $kind): void
{
    $article->form("keep:$kind");
    if ($kind === 'numbered') {
        $article->numbered(array_map($story->fill(...), $dealer->deal('numbered', NUMBERED)), $dealer->below(2) === 1);
        return;
    }
    $words = $story->fill($dealer->deal("keep $kind", KEEPS[$kind]));
    $article->paragraph($words);
    $article->facts['kept'][] = rendered($words);
}
