"""The examination finds what it is for, at the width at which it is so."""

import pytest

from tests.archive.website.accessibility import WIDTHS, barriers_at
from tests.browsing import chromium

pytestmark = pytest.mark.browser
PAGE = """<!DOCTYPE html><html lang="en"><title>Page</title><style>{style}</style>
<main><h1>Headline</h1><p>Text of the article.</p></main></html>"""


@pytest.fixture(scope="module")
def page():
    """Open a window."""
    with chromium() as browser:
        yield browser.new_page()


@pytest.mark.parametrize(
    ("style", "found"),
    [
        ("", []),
        ("p { color: #bbb }", [1280]),  # the same colours are not measured again
        ("@media (max-width: 500px) { p { color: #bbb } }", [390]),
        ("p { color: #bbb; display: none } @media (max-width: 500px) { p { display: block } }", [390]),
        ("@media (min-width: 500px) { p { color: #bbb } }", [1280]),
    ],
)  # fmt: skip
def test_weak_colours_are_found_where_they_are(page, style, found):
    """On a desk, on a telephone, and where the text is shown on only one of them."""
    page.set_content(PAGE.format(style=style))
    barriers = barriers_at(page, WIDTHS)
    assert [int(each.split(":")[0]) for each in barriers] == found
    assert all("color-contrast" in each for each in barriers)
