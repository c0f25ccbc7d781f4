"""A link to an article leads to the one that is meant, whoever has its address now."""

import re

import pytest

from archive.rows import TeaserRow
from archive.store import Archive
from tests.archive.one_article import DAY1, DAY2, DAY3, SITE
from tests.archive.website.asking import get, serve, text_of
from tests.archive.website.posts import article, save

LONG = " ".join(f"kata{number}" for number in range(40))
OLD = 'href="/article/lama?id=1"'


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Serve a superseded article, its repost, and one that shows its teaser."""
    path = tmp_path_factory.mktemp("links") / "deleg.2024.db"
    with Archive.open(path, site_url=SITE) as archive:
        save(archive, article("lama", 30, body=LONG), DAY1)
        later = "2024-05-02T08:00:00+08:00"
        save(archive, article("ulang", 32, body=LONG, published_at=later), DAY2)
        stub = TeaserRow(url=f"{SITE}/lama", title="lama", excerpt=None, block="stub", position=1)
        save(archive, article("sebelah", 33), DAY2, teasers=(stub,), page_url=f"{SITE}/sebelah/")
        edited = article("lama", 30, body=f"{LONG} lagi")
        save(archive, edited, DAY2)
        save(archive, article("lama", 31), DAY3)
        with archive.connection as connection:
            connection.execute("UPDATE teasers SET article_id = 1")
    return serve(path)


def test_links_name_the_id_of_a_superseded_article(site):
    """Among texts alike, and in the list of stubs; for a repost it stands no more."""
    assert get(site, "/article/ulang").text.count(OLD) == 1
    assert OLD in get(site, "/article/sebelah").text


def test_pages_of_a_superseded_article_lead_to_each_other(site):
    """Revisions and reasons keep the id; one link leads to the present post."""
    for path in ("", "/revision/1", "/why"):
        page = get(site, f"/article/lama{path}?id=1").text
        inside = re.findall(r'href="(/article/lama[^"]*)"', page)
        assert [link for link in inside if "id=1" not in link] == ["/article/lama"] * (
            "The present one" in page
        )
        assert len(inside) > 1
        for link in inside:
            assert get(site, link.replace("&amp;", "&")).status_code == 200


def test_a_hit_keeps_its_words(site):
    """From a search, the article is opened with what was typed."""
    page = get(site, "/search?q=isi+%22lama%22").text
    assert 'href="/article/lama?q=isi+%22lama%22"' in page
    assert "<mark>" in get(site, "/article/lama?q=isi+%22lama%22").text


def test_all_columns_are_linked(site):
    """Also where the archive's file has a dot in its name."""
    page = get(site, "/article/ulang")
    found = re.search(r'href="([^"]+)">All columns of this row', page.text)
    row = get(site, found[1])
    assert row.status_code == 200
    assert "ulang" in text_of(row)


def test_a_table_links_each_post_of_a_slug(site):
    """The row of a superseded article leads to that article, not to the one after it."""
    page = get(site, "/deleg~2E2024/articles?_nocol=body").text
    assert OLD in page
    assert 'href="/article/lama"' in page
