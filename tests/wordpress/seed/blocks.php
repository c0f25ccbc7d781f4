<?php
// What a post is made of, twice: as the newsroom's HTML (raw) and as it ought to read (truth).
//
// A block is a list, its kind first. The truth is worked out from the raw words by
// WordPress's own functions, never from a page.

/** What WordPress prints of a text, as a reader sees it: NFC, one kind of space. */
function rendered(string $text): string
{
    $text = preg_replace('#<br\s*/?>#', ' ', wptexturize($text));
    $text = html_entity_decode(wp_strip_all_tags($text), ENT_QUOTES | ENT_HTML5, 'UTF-8');
    $text = preg_replace('/[\x{200B}\x{200C}\x{2060}\x{FEFF}]/u', '', Normalizer::normalize($text));
    return trim(preg_replace('/[\s\x{00A0}]+/u', ' ', $text));
}

/** Pages of paragraphs, and the sign-off or null. */
function truth_of(array $blocks): array
{
    $pages = [[]];
    $signoff = null;
    foreach ($blocks as $block) {
        $texts = [];
        switch ($block[0]) {
            case 'p': case 'h': case 'lead': $texts = [$block[1]]; break;
            case 'ul': case 'ol': case 'quote': $texts = $block[1]; break;
            case 'table': $texts = array_map(fn ($row) => implode(' ', $row), $block[1]); break;
            case 'p+shortcode': $texts = [$block[1]]; break;
            case 'p+sign': $texts = [$block[1]]; $signoff = rendered($block[2]); break;
            case 'sign': $signoff = rendered($block[1]); break;
            case 'nextpage': $pages[] = []; break;
        }
        foreach ($texts as $text) {
            $pages[count($pages) - 1][] = rendered($text);
        }
    }
    return [$pages, $signoff];
}

/** The post as the newsroom's editor stored it, in one of the manners of its years. */
function raw_of(array $blocks, string $style): string
{
    $out = [];
    $run = [];  // paragraphs that a br style glues into one element
    foreach ($blocks as $block) {
        $inline = inline_of($block);
        if ($inline !== null && str_starts_with($style, 'br')) {
            $run[] = $inline;
            continue;
        }
        $out[] = glued($run, $style);
        $run = [];
        $out[] = $inline !== null ? paragraph_of($inline, $style) : element_of($block, $style);
    }
    $out[] = glued($run, $style);
    return implode("\n\n", array_filter($out, fn ($part) => $part !== ''));
}

/** Text of a block that is one paragraph; null where it is an element of another kind. */
function inline_of(array $block): ?string
{
    return match ($block[0]) {
        'p', 'sign', 'credit', 'shortcode', 'lead' => $block[1],
        'p+sign' => $block[1] . ' ' . $block[2],
        'p+shortcode' => $block[1] . ' ' . $block[2],
        'empty' => '&nbsp;',
        'baca' => '<strong>' . $block[1] . ' ' . link_of($block[2]) . '</strong>',
        'link' => link_of($block[1]),
        default => null,
    };
}

function link_of(array $to): string
{
    return sprintf('<a href="%s/%s/" target="_blank" rel="noopener">%s</a>', home_url(), $to[0], $to[1]);
}

function glued(array $run, string $style): string
{
    if (!$run) {
        return '';
    }
    return $style === 'br-blocks'
        ? "<!-- wp:paragraph -->\n<p>" . implode('<br><br>', $run) . "</p>\n<!-- /wp:paragraph -->"
        : implode("<br />\n&nbsp;<br />\n", $run);
}

function paragraph_of(string $inline, string $style): string
{
    return match ($style) {
        'classic' => $inline,
        'div' => '<div dir="auto" style="text-align: start;">' . $inline . '</div>',
        'word' => '<p class="MsoNormal" style="text-align: justify; line-height: 150%;">'
            . '<span lang="IN" style="font-size: 12.0pt; font-family: \'Times New Roman\',serif;">'
            . $inline . '<o:p></o:p></span></p>' . "\n"
            . '<p class="MsoNormal"><span lang="IN"><o:p>&nbsp;</o:p></span></p>',
        'blocks' => "<!-- wp:paragraph -->\n<p>$inline</p>\n<!-- /wp:paragraph -->",
    };
}

function element_of(array $block, string $style): string
{
    [$name, $html] = match ($block[0]) {
        'h' => ['heading {"level":3}', "<h3>{$block[1]}</h3>"],
        'ul', 'ol' => ['list', "<{$block[0]}>\n<li>" . implode("</li>\n<li>", $block[1]) . "</li>\n</{$block[0]}>"],
        'quote' => ['quote', '<blockquote class="wp-block-quote"><p>' . implode('</p><p>', $block[1]) . '</p></blockquote>'],
        'table' => ['table', table_of($block[1])],
        'image' => ['image', image_of($block)],
        'caption' => ['shortcode', sprintf(
            '[caption id="attachment_%d" align="aligncenter" width="640"]<img class="wp-image-%1$d" src="%s" alt="" width="640" height="360" /> %s[/caption]',
            $block[1], wp_get_attachment_url($block[1]), $block[2])],
        'gallery' => ['shortcode', sprintf('[gallery ids="%s" link="file"]', implode(',', $block[1]))],
        'baca-list' => ['list', "<ul>\n<li>" . implode("</li>\n<li>", array_map('link_of', $block[1])) . "</li>\n</ul>"],
        'iframe' => ['html', '<iframe width="560" height="315" src="https://www.youtube.com/embed/x" allowfullscreen></iframe>'],
        'nextpage' => ['nextpage', '<!--nextpage-->'],
        'more' => ['more', '<!--more-->'],
    };
    $tag = explode(' ', $name)[0];
    return str_contains($style, 'blocks') ? "<!-- wp:$name -->\n$html\n<!-- /wp:$tag -->" : $html;
}

function table_of(array $rows): string
{
    $html = '';
    foreach ($rows as $row) {
        $html .= "<tr>\n<td>" . implode("</td>\n<td>", $row) . "</td>\n</tr>\n";
    }
    return "<figure class=\"wp-block-table\"><table>\n<tbody>\n$html</tbody>\n</table></figure>";
}

function image_of(array $block): string
{
    [, $id, $caption] = $block + [2 => ''];
    $image = sprintf('<img class="aligncenter size-full wp-image-%d" src="%s" alt="Ilustrasi" width="640" height="360" />',
        $id, wp_get_attachment_url($id));
    return $caption === '' ? $image
        : "<figure class=\"wp-block-image size-full\">$image<figcaption>$caption</figcaption></figure>";
}
