"""Labels, prompts and messages among paragraphs: known by all of their words, or by two signs."""

import pytest

from delegasi_scraper.text.boilerplate import LINE_BREAK, sort_text
from delegasi_scraper.text.inserts import label_rule, message_rule


@pytest.mark.parametrize(
    ("label", "rule"),
    [
        ("Telah dibaca 2.310 kali", "counter"),
        ("1,204 Views", "counter"),
        ("Hits: 88", "counter"),
        ("📊 88 pengunjung hari ini", "counter"),
        ("17 Komentar", "counter"),
        ("⭐⭐⭐⭐ 4,5 (31)", "counter"),
        ("Rating: 4.2/5 (9 votes)", "counter"),
        ("3 min read", "reading-time"),
        ("Lama membaca: ± 4 menit", "reading-time"),
        ("Est. reading time: less than a minute: 1", "reading-time"),
        ("— ADVERTISEMENT —", "advertisement"),
        ("Konten Berbayar", "advertisement"),
        ("Gulir ke bawah untuk lanjut membaca artikel", "advertisement"),
        ("Scroll to continue reading", "advertisement"),
    ],
)
def test_a_label_is_known(label, rule):
    """A number and nothing but a counter's words; a name for an advertisement."""
    assert label_rule(label) == rule


@pytest.mark.parametrize(
    "text",
    [
        "Pembaca puisi berusia 12 tahun",
        "Golkar: 1.204 suara",
        "12",
        "Waktu kerja 8 jam",
        "Lima menit",
        "Iklan itu menipu warga",
        "Dibaca 12 siswa secara bergantian.",
        "Anak itu membaca 2 jam.",
    ],
)
def test_a_text_with_a_word_more_is_no_label(text):
    """One word that no counter writes, and the text may be the article's."""
    assert label_rule(text) is None


@pytest.mark.parametrize(
    "message",
    [
        "Gabung dengan grup Telegram Delegasi untuk kabar terbaru",
        "Yuk, subscribe kanal YouTube Delegasi.com!",
        "Dapatkan berita terbaru Delegasi.com lewat newsletter kami",
        "Warning: foreach() argument must be of type array in /home/x/a.php on line 7",
        "PHP Fatal error: Uncaught Error: Call to undefined function x() in /a.php:3 on line 3",
        "WordPress database error: [Table 'wp.x' doesn't exist] SELECT * FROM x",
    ],
)
def test_a_prompt_or_message_is_known(message):
    """An imperative, a channel and the newsroom; what a server prints of its faults."""
    assert message_rule(message)
    (part,) = sort_text(f"Satu.{LINE_BREAK}{message}")
    assert (part.text, [kept.text for kept in part.boilerplate]) == ("Satu.", [message])


@pytest.mark.parametrize(
    "sentence",
    [
        "Ikuti arahan petugas di kanal irigasi.",
        "Ikuti akun Facebook Delegasi, kata camat kepada warga.",
        "Baca doa bersama dilakukan lewat saluran radio.",
        "Warning: demikian judul lagu itu.",
        "Delegasi desa itu bergabung lewat WhatsApp.",
    ],
)
def test_a_sentence_with_a_prompts_words_stays(sentence):
    """Without the newsroom or a link, or with somebody who says it, it is prose."""
    assert message_rule(sentence) is None


def test_a_linked_channel_is_a_prompt():
    """Where the channel is a link, the newsroom need not be named."""
    assert message_rule("Ikuti kami di Google News", linked=True) == "prompt"
    assert message_rule("Ikuti kami di Google News") is None
