"""Which article a teaser belongs to."""

from dataclasses import replace

import pytest

from archive.rows import TeaserRow
from archive.store import Archive
from archive.tables.teasers import save_teasers, unresolved_targets
from delegasi_scraper.pipelines.archive_rows import excerpt_key
from delegasi_scraper.text.matching_keys import title_slug, words_key
from tests.archive.one_article import DAY1, DAY2, ROW, SITE
from tests.saving import save_article

LEAD = "Warga di pinggiran kota memanen jagung lebih cepat karena hujan turun merata sejak awal"
CUT = "SoE, Delegasi.com - " + " ".join(LEAD.split()[:13]) + "…"


@pytest.fixture
def archive(tmp_path):
    """Give an empty archive."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        yield archive


def article(slug="warga-soe", title="Warga SoE Panen “Jagung”", lead=LEAD):
    """Return an article's row."""
    return replace(
        ROW, url=f"{SITE}/{slug}", slug=slug, wp_id=None, title=title, lead=lead,
        body=f"SoE, Delegasi.com – {lead}\n\n{slug}", title_key=words_key(title),
        lead_key=words_key(f"{lead} {slug}"), title_slug=title_slug(title),
    )  # fmt: skip


def show(archive, url=None, title=None, excerpt=None, seen_at=DAY1):
    """Save a teaser as the crawler would."""
    row = TeaserRow(
        url=url, title=title, excerpt=excerpt, block="stub", position=1,
        title_key=words_key(title) if title else None, excerpt_key=excerpt_key(excerpt),
    )  # fmt: skip
    with archive.transaction() as connection:
        save_teasers(connection, (row,), page_url=f"{SITE}/", seen_at=seen_at)


def resolved(archive):
    """Return slug and way of each teaser, in order."""
    rows = archive.connection.execute(
        "SELECT a.slug, t.resolved_by FROM teasers t LEFT JOIN articles a ON a.id = t.article_id"
        " ORDER BY t.id"
    )
    return [tuple(row) for row in rows]


@pytest.mark.parametrize("article_first", [True, False])
@pytest.mark.parametrize(
    ("teaser", "how"),
    [
        ({"url": f"{SITE}/warga-soe", "title": "Lain sama sekali"}, "link"),
        ({"title": 'Warga SoE Panen "Jagung"'}, "title"),
        ({"excerpt": CUT}, "words"),
        ({"title": "Judul sebelum disunting", "excerpt": CUT}, "words"),
    ],
)
def test_a_teaser_finds_its_article(archive, teaser, how, article_first):
    """By link, title or words, whichever came first, teaser or article."""
    if article_first:
        save_article(archive, article(), seen_at=DAY1)
    show(archive, **teaser)
    if not article_first:
        assert resolved(archive) == [(None, None)]
        save_article(archive, article(), seen_at=DAY1)
    assert resolved(archive) == [("warga-soe", how)]


@pytest.mark.parametrize("teaser", [{"title": "Warga SoE Panen Jagung"}, {"excerpt": CUT}])
def test_two_candidates_are_none(archive, teaser):
    """A title or beginning that two articles share resolves nothing."""
    save_article(archive, article("satu"), seen_at=DAY1)
    save_article(archive, article("dua"), seen_at=DAY1)
    show(archive, **teaser)
    assert resolved(archive) == [(None, None)]


def test_a_link_to_nothing_archived_needs_title_and_words(archive):
    """A like title under another address is not enough, and a later article takes the link."""
    save_article(archive, article("satu"), seen_at=DAY1)
    show(archive, url=f"{SITE}/dua", title="Warga SoE Panen Jagung")
    assert resolved(archive) == [(None, None)]
    show(archive, url=f"{SITE}/dua", title="Warga SoE Panen Jagung", excerpt=CUT)
    assert resolved(archive)[1] == ("satu", "title")
    save_article(archive, article("dua"), seen_at=DAY2)
    assert resolved(archive) == [("dua", "link"), ("dua", "link")]


def test_an_old_address_is_a_link_too(archive):
    """A teaser that points to an alias belongs to the article."""
    save_article(archive,
        article(), seen_at=DAY1, aliases=((f"{SITE}/alamat-lama/", "redirect"),)
    )  # fmt: skip
    show(archive, url=f"{SITE}/alamat-lama", title="Apa saja")
    assert resolved(archive) == [("warga-soe", "link")]


def test_other_wordings_are_witnesses(archive):
    """Title, beginning and slug that differ from the present ones are told; dashes are not."""
    save_article(archive, article("rp1-triliun-lebih"), seen_at=DAY1)
    url = f"{SITE}/rp1-triliun-lebih"
    show(archive, url=url, title="Warga SoE Panen 'Jagung'", excerpt=CUT)
    show(archive, url=url, title="Warga SoE Gagal Panen", excerpt=CUT.replace("cepat", "lambat"))
    rows = archive.connection.execute("SELECT witness, variant FROM headline_variants")
    assert sorted(map(tuple, rows)) == [
        ("lead", CUT.replace("cepat", "lambat")),
        ("slug", "rp1-triliun-lebih"),
        ("title", "Warga SoE Gagal Panen"),
    ]
    save_article(archive, article("warga-soe-panen-jagung-2"), seen_at=DAY1)
    slugs = "SELECT slug FROM headline_variants WHERE witness = 'slug'"
    assert [row[0] for row in archive.connection.execute(slugs)] == ["rp1-triliun-lebih"]


def test_targets_that_nobody_asked_for(archive):
    """An address that only a teaser names is to be asked for; one that failed is not."""
    show(archive, url=f"{SITE}/tak-terdaftar", title="A")
    assert unresolved_targets(archive.connection, 10) == [f"{SITE}/tak-terdaftar"]
    save_article(archive, article("tak-terdaftar"), seen_at=DAY1)
    assert unresolved_targets(archive.connection, 10) == []
