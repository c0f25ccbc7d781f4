"""Stored pages: one folder an oddity, ``page.html`` and what was written in ``case.json``.

The pages are a real WordPress's, of the seed in tests/wordpress; the cases are the words
that the seed wrote. Scripts and styles are taken out.
"""

import json
from pathlib import Path

import pytest

from delegasi_scraper import errors
from delegasi_scraper.pages.article import parse_article

CASES = {
    f"{folder.parent.parent.name}/{folder.parent.name}": json.loads(folder.read_text())
    for folder in sorted(Path(__file__).parent.glob("*/*/case.json"))
}
FIELDS = [
    (name, field)
    for name, case in CASES.items()
    if "error" not in case
    for field in case
    if field != "address"
]


def parse(name):
    """Parse the page of a case."""
    page = (Path(__file__).parent / name / "page.html").read_text()
    return parse_article(page, url=CASES[name]["address"])


def understood(article, field):
    """Return a field as a case writes it."""
    value = getattr(article, field)
    if field in ("categories", "tags"):
        return [term.name for term in value]
    if field in ("published_at", "modified_at"):
        return value and value.isoformat()
    return list(value) if field == "paragraphs" else value


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_field_of_stored_page(name, field):
    """Each field of each stored page is what was written."""
    assert understood(parse(name), field) == CASES[name][field]


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "error" in case])
def test_stored_page_is_refused_by_name(name):
    """What is no article is refused, and called by its name."""
    with pytest.raises(getattr(errors, CASES[name]["error"])):
        parse(name)
