<?php
// One piece of news: its place, its people, its day, and sentences that speak of them.

/** Numbers that are the same on every run, and decks that deal every card equally often. */
final class Dealer
{
    private array $decks = [];

    public function __construct(private int $state)
    {
    }

    /** A whole number from 0 to below $n. */
    public function below(int $n): int
    {
        $this->state = ($this->state * 1103515245 + 12345) & 0x7fffffff;
        return ($this->state >> 8) % $n;
    }

    public function pick(array $from): mixed
    {
        return array_values($from)[$this->below(count($from))];
    }

    public function shuffled(array $cards): array
    {
        $cards = array_values($cards);
        for ($at = count($cards) - 1; $at > 0; $at--) {
            $other = $this->below($at + 1);
            [$cards[$at], $cards[$other]] = [$cards[$other], $cards[$at]];
        }
        return $cards;
    }

    /** The next card of a deck; a deck that is dealt out is shuffled again. */
    public function deal(string $deck, array $cards): mixed
    {
        if (empty($this->decks[$deck])) {
            $this->decks[$deck] = $this->shuffled($cards);
        }
        return array_pop($this->decks[$deck]);
    }
}

final class Story
{
    const MONTHS = ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'];
    const DAYS = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'];
    const AMOUNTS = ['1,2 miliar', '350 juta', '2 miliar lebih', '785,4 juta', '12 miliar', '96 juta', '4,75 miliar'];

    public readonly array $topic;
    public readonly array $regency;
    private array $people;
    private array $sentences;
    private string $desa;
    private string $kec;

    public function __construct(private Dealer $dealer, array $stories, private DateTimeImmutable $published, public string $link = '')
    {
        $this->topic = $dealer->deal('topics', $stories['topics']);
        $this->regency = $dealer->deal('regencies', $stories['regencies']);
        $this->desa = $dealer->pick($this->regency['desa']);
        $this->kec = $dealer->pick($this->regency['kec']);
        $first = $dealer->shuffled($stories['first']);
        $last = $dealer->shuffled($stories['last']);
        $this->people = ['a' => "$first[0] $last[0]", 'b' => "$first[1] $last[1]", 'c' => "$first[2] $last[2]"];
        $this->sentences = $dealer->shuffled($this->topic['sentences']);
    }

    public function title(): string
    {
        return $this->fill($this->dealer->pick($this->topic['titles']));
    }

    public function lead(): string
    {
        return $this->fill($this->dealer->pick($this->topic['leads']));
    }

    /** One to three sentences that this story has not yet told; none when all are told. */
    public function paragraph(): ?string
    {
        $told = array_splice($this->sentences, 0, 1 + $this->dealer->below(3));
        return $told ? implode(' ', array_map($this->fill(...), $told)) : null;
    }

    public function fill(string $words): string
    {
        return preg_replace_callback('/\{(\w+)\}/', fn ($m) => match ($m[1]) {
            'P' => mb_strtoupper($this->regency['kota']),
            'p', 'kota' => $this->regency['kota'],
            'S' => mb_strtoupper($this->regency['short']),
            's' => $this->regency['short'],
            'kab' => $this->regency['kab'],
            'desa' => $this->desa,
            'kec' => $this->kec,
            'n' => (string) (3 + $this->dealer->below(60)),
            'm' => number_format(110 + $this->dealer->below(4200), 0, ',', '.'),
            'rp' => $this->dealer->pick(self::AMOUNTS),
            'jam' => sprintf('%02d.%d0 Wita', 7 + $this->dealer->below(14), $this->dealer->below(6)),
            'bulan' => self::MONTHS[$this->dealer->below(12)],
            'tgl' => $this->day(),
            'link' => $this->link,
            default => $this->people[$m[1]] ?? $m[0],
        }, $words);
    }

    /** A day shortly before the story was published, written in one of the newsroom's ways. */
    private function day(): string
    {
        $day = $this->published->modify('-' . $this->dealer->below(3) . ' days');
        $name = self::DAYS[(int) $day->format('w')];
        $month = self::MONTHS[(int) $day->format('n') - 1];
        return match ($this->dealer->below(4)) {
            0 => "$name ({$day->format('j/n/y')})",
            1 => "$name, ({$day->format('j/n/Y')})",
            2 => "$name({$day->format('d/m/Y')})",
            3 => "$name, {$day->format('j')} $month {$day->format('Y')}",
        };
    }
}
