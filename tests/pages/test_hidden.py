"""What a body holds and no reader sees is kept apart, with the reason; what is seen stays."""

import pytest

from delegasi_scraper.items import BodyPart
from tests.pages.wrapped import amp_page, page, printed

BEFORE, AFTER = BodyPart("text", "Warga menimba air."), BodyPart("text", "Sumur itu dangkal.")


def around(element):
    """Return the parts of a body with an element between two paragraphs."""
    return list(printed(page(f"<p>{BEFORE.text}</p>{element}<p>{AFTER.text}</p>")).body)


@pytest.mark.parametrize(
    ("opening", "why"),
    [
        ("p hidden", "attribute"),
        ("div hidden=''", "attribute"),
        ("section hidden='hidden'", "attribute"),
        ("p aria-hidden='true'", "aria"),
        ("div aria-hidden=' TRUE '", "aria"),
        ("div style='display:none'", "display"),
        ("ul style='color:red; DISPLAY : None !important;'", "display"),
        ("div style='display:block;display:none'", "display"),
        ("p style='visibility: hidden'", "visibility"),
        ("p style='visibility:collapse'", "visibility"),
        ("div style='font-size:0'", "font-size"),
        ("div style='font-size: 0px !important'", "font-size"),
        ("div style='position:absolute;left:-9999px'", "off-screen"),
        ("div style='position: fixed; top: -5000.5px'", "off-screen"),
        ("div style='position:absolute;right:-200em'", "off-screen"),
        ("p style='text-indent:-9999px'", "off-screen"),
        ("p style='margin-left:-3000px'", "off-screen"),
        ("div style='transform:translateX(-9999px)'", "off-screen"),
        ("div style='height:0;overflow:hidden'", "clipped"),
        ("div style='width:1px;height:1px;overflow:hidden'", "clipped"),
        ("div style='max-height:0;overflow-y:hidden'", "clipped"),
        ("div style='position:absolute;clip:rect(0 0 0 0)'", "clipped"),
        ("div style='position:absolute;clip:rect(1px, 1px, 1px, 1px)'", "clipped"),
        ("div style='clip-path:inset(50%)'", "clipped"),
    ],
)
def test_what_nobody_sees_is_kept_with_its_reason(opening, why):
    """However it is hidden, and however the style is written."""
    tag = opening.split()[0]
    hidden = BodyPart("cut", "bandar dadu", rule=f"hidden:{why}")
    assert around(f"<{opening}>bandar <b>dadu</b></{tag}>") == [BEFORE, hidden, AFTER]


@pytest.mark.parametrize(
    "opening",
    [
        "p hidden='until-found'",
        "p aria-hidden='false'",
        "p style='opacity:0'",
        "p style='display:block'",
        "p style='display:none;display:block'",
        "p style='visibility:visible'",
        "p style='font-size:0.9em'",
        "p style='font-size:10px'",
        "p style='left:-9999px'",
        "p style='position:absolute;left:-12px'",
        "p style='text-indent:-36px'",
        "p style='overflow:hidden;height:100px'",
        "p style='height:0'",
        "p style='clip:rect(0,0,0,0)'",
        "p style=''",
    ],
)
def test_what_is_seen_stays(opening):
    """A style that looks alike and hides nothing takes nothing away."""
    shown = BodyPart("text", "Harga air naik.")
    assert around(f"<{opening}>{shown.text}</p>") == [BEFORE, shown, AFTER]


def test_a_hidden_word_is_taken_out_of_its_paragraph():
    """The sentence around it stays whole; an icon that only screen readers skip stays, too."""
    spam = BodyPart("cut", "slot", rule="hidden:display")
    line = "<p>Warga <span style='display:none'>slot</span>menimba <i aria-hidden='true'>→</i></p>"
    assert around(line) == [BEFORE, spam, BodyPart("text", "Warga menimba →"), AFTER]


def test_a_sheet_within_the_body_hides_by_class_or_id():
    """A sheet with conditions, or a selector of several names, is not understood and hides nothing."""
    sheet = "<style>.k9, #k7 { display:none } p .k5{display:none} .k3{color:red}</style>"
    hidden = BodyPart("cut", "dadu", rule="hidden:sheet")
    assert around(f"{sheet}<div class='a k9'>dadu</div>") == [BEFORE, hidden, AFTER]
    assert around(f"{sheet}<div id='k7'>dadu</div>") == [BEFORE, hidden, AFTER]
    shown = [BEFORE, BodyPart("text", "dadu"), AFTER]
    assert around(f"{sheet}<div class='k5'>dadu</div>") == shown
    assert around(f"{sheet}<div class='k3'>dadu</div>") == shown
    printing = "<style>@media print { .k9 { display:none } }</style>"
    assert around(f"{printing}<div class='k9'>dadu</div>") == shown


@pytest.mark.parametrize(
    ("hides", "shows"),
    [("visibility:hidden", "visibility:visible"), ("font-size:0", "font-size:16px")],
)
def test_what_is_shown_again_within_stays(hides, shows):
    """Galleries set the size to nothing and back; only what nobody sets back is hidden."""
    shown = BodyPart("text", "Harga naik.")
    assert around(f"<div style='{hides}'><p style='{shows}'>Harga naik.</p></div>") == [
        BEFORE, shown, AFTER,
    ]  # fmt: skip


@pytest.mark.parametrize("hides", ["style='visibility:hidden'", "hidden", "aria-hidden='true'"])
def test_an_article_that_is_hidden_until_it_is_loaded_is_read(hides):
    """A theme's wrapper around the whole text is no hidden text, banners beside it or not."""
    text = " ".join(["Warga desa itu menimba air dari sumur tua."] * 6)
    html = page(f"<p>IKLAN</p><div {hides}><p>{text}</p></div>")
    assert printed(html).body == (
        BodyPart("cut", "IKLAN", rule="advertisement"),
        BodyPart("text", text),
    )
    amp = amp_page("", body=f"<div {hides}><p>{text}</p></div>")
    assert printed(amp).body == (BodyPart("text", text),)
