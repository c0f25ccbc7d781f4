"""What is no article: by the body's classes, the title and the first heading."""

import pytest

from delegasi_scraper import errors
from tests.pages.wrapped import page, printed

LISTINGS = ["home", "blog", "archive", "category", "tag", "author", "date", "search",
            "search-results"]  # fmt: skip
CHECKS = ["Just a moment...", "Checking your browser", "Attention Required!", "Access denied",
          "Verify you are human", "Are you a robot?", "CAPTCHA", "Before you continue",
          "Cookie consent", "Under maintenance", "Situs sedang dalam perbaikan",
          "Briefly unavailable for scheduled maintenance"]  # fmt: skip
NOT_FOUND = ["Page not found", "page  tidak ditemukan", "Halaman tidak ditemukan",
             "Artikel not found", "404", "404 – Delegasi", "Nothing found"]  # fmt: skip


def titled(title, heading="Judul", classes=""):
    """Return a page with a title and a first heading."""
    html = page("<p>Isi</p>", classes)
    return html.replace("<title>Delegasi", f"<title>{title}").replace("Judul", heading)


@pytest.mark.parametrize(
    ("classes", "error"),
    [
        *((name, errors.ListingPage) for name in LISTINGS),
        ("page", errors.StaticPage),
        ("page-template-default", errors.StaticPage),
        ("attachment", errors.AttachmentPage),
        ("single attachment", errors.AttachmentPage),
        ("error404", errors.SoftNotFound),
        ("single error404", errors.SoftNotFound),
    ],
)
def test_a_class_of_the_body_refuses(classes, error):
    """WordPress says by a class what a page is."""
    with pytest.raises(error):
        printed(page("<p>Isi</p>", classes))


@pytest.mark.parametrize("single", ["single", "single-post", "amp-single"])
def test_a_single_post_is_an_article(single):
    """Whatever else its classes, its title and its heading say."""
    for other in (*LISTINGS, "page", "page-template-default"):
        assert printed(page("<p>Isi</p>", f"{single} {other}")).title == "Judul"
    for title in (*CHECKS, *NOT_FOUND):
        assert printed(titled(title, title, single)).title == title.replace("  ", " ")


@pytest.mark.parametrize("title", CHECKS)
def test_a_check_page_is_known_by_its_title(title):
    """Of bot checks, consent pages and maintenance; a heading with these words is none."""
    with pytest.raises(errors.CheckPage):
        printed(titled(title))
    assert printed(titled("Delegasi", title)).title == title


@pytest.mark.parametrize("words", NOT_FOUND)
def test_a_not_found_page_is_known_by_its_words(words):
    """In its title or its first heading, under status 200."""
    for html in (titled(words), titled("Delegasi", words)):
        with pytest.raises(errors.SoftNotFound):
            printed(html)


@pytest.mark.parametrize(
    "title", ["Dana 404 juta hilang", "4040 warga", "Pagenot found", "Delegasi"]
)
def test_an_articles_title_refuses_nothing(title):
    """Words that only resemble those of a not-found page."""
    assert printed(titled(title, title)).title == title


def test_a_page_without_title_is_no_reason():
    """Nor is one without a heading, or without a body."""
    assert printed("<article class='content-single'><p>Isi</p></article>").title is None
    with pytest.raises(errors.UnreadablePage):
        printed("<frameset><frame src='/x'></frameset>")


@pytest.mark.parametrize(
    "form",
    ["<form class='post-password-form'></form>",
     "<form action='/wp-login.php?action=postpass'></form>"],
)  # fmt: skip
def test_a_password_form_refuses(form):
    """By its class or where it is sent; any other form is furniture."""
    with pytest.raises(errors.PasswordForm):
        printed(page(form))
    assert printed(page("<form action='/?s=x' class='search-form'></form>")).title == "Judul"
