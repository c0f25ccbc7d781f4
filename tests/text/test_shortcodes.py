"""Shortcodes that no plugin renders any more leave their text, and take their brackets along."""

import pytest

from delegasi_scraper.items import Image
from delegasi_scraper.text.boilerplate import sort_text
from delegasi_scraper.text.captions import with_caption
from delegasi_scraper.text.shortcodes import ended_names, take_shortcodes


@pytest.mark.parametrize(
    ("printed", "left"),
    [
        ("[dropcap]W[/dropcap]arga Soe panen.", "Warga Soe panen."),
        ("Warga [highlight]memanen jagung[/highlight] di kebun.", "Warga memanen jagung di kebun."),
        ("[su_quote cite='Ama']Panen baik.[/su_quote]", "Panen baik."),
        ("[embedyt] https://video.example/watch?v=1 [/embedyt]Warga panen.", "Warga panen."),
        ("Warga panen. [gallery ids='1,2']", "Warga panen."),
        ("“Itu bukan [sic] kebun kami,” katanya.", "“Itu bukan [sic] kebun kami,” katanya."),
        ("Harga naik [lihat tabel] pada Mei.", "Harga naik [lihat tabel] pada Mei."),
        ("[REDAKSI] Naskah ini diubah.", "[REDAKSI] Naskah ini diubah."),
        ("[tab]Satu.[/tab][tab]Dua.[/tab]", "Satu. Dua."),
    ],
)
def test_brackets_go_and_the_text_stays(printed, left):
    """An editor's own brackets are prose."""
    (found,) = sort_text(printed)
    assert found.text == left
    assert all(each.rule == "shortcode" for each in found.boilerplate)


def test_a_shortcode_may_end_in_another_paragraph():
    """Its end says that its beginning is one."""
    texts = ["[box]Satu kalimat.", "Dua kalimat.[/box]"]
    ended = ended_names(texts)
    assert ended == {"box"}
    assert [take_shortcodes(text, ended)[0] for text in texts] == ["Satu kalimat.", "Dua kalimat."]
    assert take_shortcodes(texts[0])[0] == texts[0]


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("Warga menunggu bus | Foto: Ria Lete", "Ria Lete"),
        ("Lurah membuka pasar (Dok: Humas Pemkot)", "Humas Pemkot"),
        ("Perahu di Namosain. Foto oleh Yosi", "Yosi"),
        ("Foto: Lurah Lontar membuka pasar", None),
        ("Warga melihat foto lama di balai desa", None),
    ],
)
def test_a_captions_credit_is_behind_a_description(caption, credit):
    """The caption stays as printed; what begins with the word describes the picture."""
    found = with_caption(Image(url="a.jpg"), caption)
    assert (found.caption, found.credit) == (caption, credit)
