"""What other pages carry word for word is the site's only where a second sign agrees."""

from delegasi_scraper.extract import extract_article
from delegasi_scraper.statements import SiteContext
from tests.pages.wrapped import page

URL = "https://delegasi.com/warga-soe-panen/"
PROSE = ["Warga memanen jagung lebih cepat tahun ini.", "Hasilnya naik, kata lurah."]
KNOWN = SiteContext(frozenset(["Kirim kabar kampungmu", "Kronologi", "***", PROSE[1]]))


def read(*texts, context=KNOWN):
    """Return an article of paragraphs, read with a context."""
    body = "".join(f"<p>{text}</p>" for text in texts)
    return extract_article(page(body), url=URL, context=context)


def test_a_known_line_around_the_text_is_set_apart():
    """Above all prose or below it; without the context it stays."""
    printed = ["Kirim kabar kampungmu", *PROSE]
    for texts in (printed, printed[::-1][:2] + printed[:1]):
        article = read(*texts)
        assert set(article.paragraphs) == set(PROSE)
        assert [(each.rule, each.text) for each in article.furniture] == [
            ("site-text", "Kirim kabar kampungmu")
        ]
    assert read(*printed, context=None).paragraphs == tuple(printed)


def test_repetition_alone_cuts_nothing():
    """A sentence, a subhead between sentences and a sign-off are the article's, known or not."""
    article = read(PROSE[0], "Kronologi", PROSE[1], "***")
    assert article.paragraphs == (PROSE[0], "Kronologi", PROSE[1])
    assert article.signoff == "***"
