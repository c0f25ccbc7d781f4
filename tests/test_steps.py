"""The steps from pages to an article, where REST states the post's text."""

from dataclasses import replace
from pathlib import Path

import pytest

from delegasi_scraper.extract import extract_pages
from delegasi_scraper.items import PagesPrinted
from delegasi_scraper.pages.layouts import parse_page
from delegasi_scraper.statements import Stated
from delegasi_scraper.steps import STEPS, clean, compare, split
from delegasi_scraper.text.dates import parse_iso
from delegasi_scraper.urls import Site

PAGES = Path(__file__).parent / "pages"
MORE = "Pada halaman berikutnya tertulis bahwa jembatan itu selesai bulan depan."


def printed(case):
    """Return what a stored page prints, and REST's statement of the very text."""
    url = "https://delegasi.com/satu-kabar/"
    html = (PAGES / case / "page.html").read_text()
    page = parse_page(html, url=url, site=Site.of(url))
    item = PagesPrinted(pages=(page,))
    stated = Stated(
        source="rest", seen_at="2026-11-01T00:00:00+00:00",
        paragraphs=clean(item).cleaned.pages[0],
        modified_at=parse_iso("2026-10-31T12:00:00+08:00"),
    )  # fmt: skip
    return item, stated


@pytest.mark.parametrize("case", ["front/older_generation", "amp/swift", "generic/block_theme"])
def test_a_post_that_says_the_same_changes_nothing(case):
    """With REST or without, the article is the same but for its times."""
    item, stated = printed(case)
    alone, compared = extract_pages(item), extract_pages(replace(item, stated=stated))
    times = {"modified_at": None, "modified_source": None}
    assert replace(alone.article, **times) == replace(compared.article, **times)
    assert compared.differences is not None


def test_an_insert_found_late_has_the_text_split_again():
    """A worker has split the page before REST's answer is known: what is left is split anew."""
    item, stated = printed("front/older_generation")
    *paragraphs, last = stated.paragraphs
    label = "Ramai Dibicarakan"
    cleaned = replace(clean(item).cleaned, pages=((*paragraphs, label, last),))
    worked = split(replace(clean(item), cleaned=cleaned))
    assert label in worked.split.paragraphs
    found = split(compare(replace(worked, stated=stated)))
    assert label not in found.split.paragraphs
    assert [each.rule for each in found.cleaned.furniture if each.text == label] == ["not-in-post"]
    again = found
    for step in STEPS[:-1]:
        again = step(again)
    assert again == found


@pytest.mark.parametrize(
    ("case", "complete"), [("amp/design_1", False), ("front/older_generation", True)]
)
def test_an_amp_page_that_ends_before_the_post_is_not_all_of_it(case, complete):
    """An AMP page may show page 1 of a paged post and nothing that says so."""
    item, stated = printed(case)
    stated = replace(stated, paragraphs=(*stated.paragraphs, MORE), modified_at=None)
    assert extract_pages(replace(item, stated=stated)).article.complete  # no witness
    stated = replace(stated, modified_at=extract_pages(item).article.modified_at)
    found = extract_pages(replace(item, stated=stated))
    assert found.article.complete is complete
    assert found.differences.not_on_page == (MORE,)


def test_a_block_themes_page_is_whole_where_rest_says_so():
    """WordPress's block prints no page numbers for a divided post: alone it cannot tell."""
    url = "https://delegasi.com/satu-kabar/"
    text = "Warga Soe memperbaiki jembatan desa yang rusak diterjang banjir pekan lalu."
    html = (
        "<html><body class='postid-7'><main><h1>Satu Kabar</h1>"
        f"<div class='entry-content wp-block-post-content'><p>{text}</p></div></main></body></html>"
    )
    item = PagesPrinted(pages=(parse_page(html, url=url, site=Site.of(url)),))
    stated = Stated(
        source="rest", seen_at="2026-11-01T00:00:00+00:00", paragraphs=(text,),
        modified_at=parse_iso("2026-10-31T12:00:00+08:00"),
    )  # fmt: skip
    assert not extract_pages(item).article.complete
    assert extract_pages(replace(item, stated=stated)).article.complete
    more = replace(stated, paragraphs=(text, MORE))
    assert not extract_pages(replace(item, stated=more)).article.complete
