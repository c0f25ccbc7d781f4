<?php
// A post under way: its HTML as the newsroom's editor stores it, and what it ought to read like.

/** The lines that a piece of HTML shows, each once; WordPress texturizes stored text, not what a filter adds. */
function texts_of(string $html, bool $texturized): array
{
    $html = preg_replace('#<(style|script)\b.*?</\1>#s', '', $html);
    $html = preg_replace('#</?(div|p|li|ul|ol|h\d|br|section|header|nav|aside|blockquote)\b[^>]*>#', "\n", $html);
    $plain = fn (string $line) => trim(preg_replace('/[\s\x{00A0}]+/u', ' ', html_entity_decode(strip_tags($line), ENT_QUOTES | ENT_HTML5, 'UTF-8')));
    $lines = array_map($texturized ? rendered(...) : $plain, explode("\n", $html));
    return array_values(array_unique(array_filter($lines, fn ($line) => $line !== '')));
}

final class Article
{
    /** Paragraphs of the true body, as printed, the dateline included. */
    public array $body = [];
    /** What else the truth says of the post: see README.md. */
    public array $facts = ['dateline' => null, 'place' => null, 'regency_printed' => null, 'lead' => null, 'signoff' => null, 'initials' => null, 'notes' => [],
        'author_label' => null, 'editor' => null, 'source_words' => null, 'source_address' => null];
    public array $inserted = [];
    public array $hidden = [];
    public array $either = [];
    public array $forms = [];
    public array $meta = [];
    /** What a plugin's filter puts in: after which closing tag of a paragraph, and its HTML. */
    public array $filtered = [];
    private array $parts = [];

    public function __construct(public readonly string $style)
    {
    }

    public function form(string $form): void
    {
        $this->forms[] = $form;
    }

    /** A paragraph of prose. */
    public function paragraph(string $words): void
    {
        $this->body[] = rendered($words);
        $this->parts[] = [true, $words];
    }

    public function heading(string $words): void
    {
        $this->body[] = rendered($words);
        $this->parts[] = [false, "<h3>$words</h3>"];
    }

    public function numbered(array $items, bool $typed): void
    {
        foreach ($items as $at => $item) {
            $line = $typed ? ($at + 1) . ". $item" : $item;
            $this->body[] = rendered($line);
            if ($typed) {
                $this->parts[] = [true, $line];
            }
        }
        if (!$typed) {
            $this->parts[] = [false, "<ol>\n<li>" . implode("</li>\n<li>", $items) . "</li>\n</ol>"];
        }
    }

    /** A paragraph of its own that is not of the body; $where names the list it goes to, null none. */
    public function line(string $inline, ?string $where = 'inserted'): void
    {
        $this->parts[] = [true, $inline];
        $this->tell($where, texts_of($inline, true));
    }

    /** An element in the stored text that is not of the body. */
    public function element(string $html, string $where = 'inserted'): void
    {
        $this->parts[] = [false, $html];
        $this->tell($where, texts_of($html, true));
    }

    /** Words at the end of the paragraph before, which are not of the body. */
    public function append(string $inline, ?string $where = 'inserted'): void
    {
        $last = count($this->parts) - 1;
        if ($last < 0 || !$this->parts[$last][0]) {
            throw new LogicException("nothing to append to: $inline");
        }
        $this->parts[$last][1] .= $inline;
        $this->tell($where, texts_of($inline, true));
    }

    /** The paragraph before, stored with something hidden in it. */
    public function replace_last(string $inline, array $hidden): void
    {
        $this->parts[count($this->parts) - 1] = [true, $inline];
        $this->tell('hidden', $hidden);
    }

    /** What a filter prints after the paragraph $after; 0 is before all, 99 after all. */
    public function filter(int $after, string $html, string $where = 'inserted'): void
    {
        $this->filtered[] = [$after, $html];
        $this->tell($where, texts_of($html, false));
    }

    private function tell(?string $where, array $texts): void
    {
        match ($where) {
            'inserted' => $this->inserted = [...$this->inserted, ...$texts],
            'hidden' => $this->hidden = [...$this->hidden, ...$texts],
            'either' => $this->either = [...$this->either, ...$texts],
            null => null,
        };
    }

    public function html(): string
    {
        $out = $run = [];
        $blocks = str_contains($this->style, 'blocks');
        foreach ([...$this->parts, [false, '']] as [$inline, $html]) {
            if ($inline && str_starts_with($this->style, 'br')) {
                $run[] = $html;
                continue;
            }
            $out[] = glued($run, $this->style);
            $run = [];
            $out[] = $inline ? paragraph_of($html, $this->style) : ($blocks && $html !== '' ? "<!-- wp:html -->\n$html\n<!-- /wp:html -->" : $html);
        }
        return implode("\n\n", array_filter($out, fn ($part) => $part !== ''));
    }
}
