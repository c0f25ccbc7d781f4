"""An article's pages say what is so: digest, edits, reasons, and that there is no text."""

import html
import json

import pytest

from archive.citation import Citation
from archive.store import Archive
from archive.tables.revisions import state_of
from tests.archive.one_article import DAY1, DAY2, DAY3, SITE
from tests.archive.website.asking import ask, get, serve, text_of
from tests.archive.website.posts import article, save

DAY4 = "2024-05-04T01:00:00+00:00"
RANKS = {"front": 3, "amp": 2, "generic": 1}
THREE = ("Satu.", "Satu dua.", "Satu dua.\n\nTiga.")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Serve an article of three states, an empty one, and one of each kind of page."""
    path = tmp_path_factory.mktemp("words") / "a.db"
    with Archive.open(path, site_url=SITE) as archive:
        for day, text in zip((DAY1, DAY2, DAY3), THREE, strict=True):
            save(archive, article("tiga", body=text), day)
        save(archive, article("kosong", body=""), DAY1)
        for kind, rank in RANKS.items():
            record = json.dumps({"title": kind, "kind": kind, "subtitle": "S", "paragraphs": ["A"]})
            save(archive, article(kind, record=record, rank=rank), DAY1)
    return serve(path)


def test_the_citation_is_that_of_the_command(tmp_path):
    """The digest is the revision's, where paragraph breaks alone have changed since."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        save(archive, article("tiga", body="Satu.\n\nDua."), DAY1)
        save(archive, article("tiga", body="Satu. Dua."), DAY2)
        expected = Citation(**state_of(archive.connection, "tiga", None)).as_text()
    (page,) = ask(tmp_path / "a.db", "/article/tiga")
    assert expected in html.unescape(text_of(page))


def test_a_comparison_is_not_worded_as_an_edit(site):
    """Who changed what is said of neighbours only."""
    apart = text_of(get(site, "/article/tiga/revision/3?against=1"))
    assert "Against revision 1" in apart
    for words in ("hanged by the newsroom", "paragraph added", "Our change"):
        assert words not in apart
    beside = text_of(get(site, "/article/tiga/revision/3?against=2"))
    assert "Changed by the newsroom" in beside
    assert "paragraph added" in beside


@pytest.mark.parametrize("path", ["", "/revision/1", "/why"])
def test_an_empty_body_says_so(site, path):
    """No text is no empty paragraph."""
    assert "[no text]" in text_of(get(site, f"/article/kosong{path}"))
    assert "[no text]" not in text_of(get(site, f"/article/front{path}"))


@pytest.mark.parametrize(
    ("slug", "said", "unsaid"),
    [
        ("front", ("theme's body element", "theme's subtitle"), ("trafilatura", "AMP")),
        ("amp", ("AMP page's body element",), ("theme", "trafilatura")),
        ("generic", ("trafilatura",), ("theme", "AMP", "table rows")),
        ("tiga", ("does not say",), ("theme", "AMP", "trafilatura")),
    ],
)
def test_reasons_are_those_of_the_reading(site, slug, said, unsaid):
    """The rules of one layout are not given for a page of another."""
    page = html.unescape(text_of(get(site, f"/article/{slug}/why"))).split("Parts", 1)[1]
    assert [words for words in said if words not in page] == []
    assert [words for words in unsaid if words in page] == []


def test_reasons_come_with_the_warnings(site):
    """Who comes straight to the reasons learns that the reading is a guess."""
    assert "Read by a general extractor" in text_of(get(site, "/article/generic/why"))


@pytest.mark.parametrize(
    "record", ['{"images": null, "furniture": null, "teasers": null, "paragraphs": null}', "null"]
)
def test_a_record_without_parts(tmp_path, record):
    """What is null or missing in an older parse is empty, and no failure."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        save(archive, article("lama", record=record), DAY1)
    assert ask(tmp_path / "a.db", "/article/lama/why")[0].status_code == 200
