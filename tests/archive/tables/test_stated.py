"""What REST and feeds stated is kept once, and found again for the page that it is of."""

from dataclasses import replace

import pytest

from archive.rows import StatedRow
from archive.store import Archive
from archive.tables import stated
from delegasi_scraper.crawl.known_articles import KnownArticles
from delegasi_scraper.urls import Site
from tests.archive.one_article import DAY1, DAY2, DAY3, ROW, SITE
from tests.saving import save_article

SAID = StatedRow(
    source="rest", seen_at=DAY1, title=ROW.title, paragraphs=("Warga memanen jagung.",),
    published_at="2024-05-01T08:00:00+08:00", modified_at="2024-05-01T08:30:00+08:00",
    only_on_page=(), not_on_page=(),
)  # fmt: skip
LATER = replace(
    SAID, seen_at=DAY3, paragraphs=("Warga menanam.",), modified_at="2024-05-02T20:00:00+08:00"
)


@pytest.fixture
def archive(tmp_path):
    """Give an empty archive."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        yield archive


def states(archive):
    """Return the statements: when, and how the article differs."""
    rows = archive.connection.execute(
        "SELECT seen_at, only_on_page, not_on_page FROM stated ORDER BY id"
    )
    return list(map(tuple, rows))


def stated_of(archive, seen_at):
    """Return when that was stated which counts for a page seen at a time."""
    known = KnownArticles(archive, Site.of(SITE), full=False, since=None)
    found = known.stated(ROW.slug, None, seen_at)
    return found and found.seen_at


def test_a_statement_is_kept_once(archive):
    """The same again adds no row; the comparison is that of the state archived last."""
    save_article(archive, ROW, seen_at=DAY1, stated=SAID)
    lacking = replace(SAID, seen_at=DAY2, only_on_page=("Ikuti kami!",), not_on_page=("Hilang.",))
    save_article(archive, ROW, seen_at=DAY2, stated=lacking)
    assert states(archive) == [(DAY1, '["Ikuti kami!"]', '["Hilang."]')]
    assert stated.not_on_page(archive.connection, 5) == (1, [ROW.slug])
    save_article(archive, ROW, seen_at=DAY3, stated=LATER)
    assert states(archive) == [(DAY1, None, None), (DAY3, "[]", "[]")]
    assert stated.not_on_page(archive.connection, 5) == (0, [])


def test_a_poorer_page_is_compared_in_vain(archive):
    """What an AMP page lacks says nothing of the article, which tells the front page's text."""
    save_article(archive, ROW, seen_at=DAY1, stated=SAID)
    amp = replace(ROW, rank=2, body="SoE, Delegasi.com – Warga memanen jagung.")
    save_article(archive, amp, seen_at=DAY2, stated=replace(SAID, not_on_page=("Hilang.",)))
    assert states(archive) == [(DAY1, "[]", "[]")]


def test_a_statement_counts_for_the_pages_that_it_is_of(archive):
    """The last one before a page; a later one where nothing was modified between."""
    save_article(archive, ROW, seen_at=DAY2, stated=replace(SAID, seen_at=DAY2))
    assert stated_of(archive, DAY2) == stated_of(archive, DAY3) == DAY2
    assert stated_of(archive, DAY1) == DAY2  # modified at 00:30, the page seen at 01:00
    assert stated_of(archive, "2019-01-01T00:00:00+00:00") is None
    save_article(archive, ROW, seen_at=DAY3, stated=LATER)
    assert stated_of(archive, DAY2) == DAY2
    assert stated_of(archive, DAY3) == DAY3


def test_what_a_first_comparison_takes_out_is_no_edit(archive):
    """It is the extractor's change, not the newsroom's; the next difference is an edit again."""
    before = replace(ROW, body=f"Ramai Dibicarakan\n\n{ROW.body}")
    save_article(archive, before, seen_at=DAY1)
    save_article(archive, ROW, seen_at=DAY2, stated=replace(SAID, seen_at=DAY2))
    edited = replace(ROW, body=f"{ROW.body}\n\nRalat: dua karung.")
    save_article(archive, edited, seen_at=DAY3, stated=LATER)
    rows = archive.connection.execute("SELECT body, origin FROM revisions ORDER BY number")
    assert list(map(tuple, rows)) == [
        (before.body, "site"), (ROW.body, "extractor"), (edited.body, "site"),
    ]  # fmt: skip
