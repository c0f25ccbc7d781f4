"""Searching a small archive; what must be found was worked out by hand."""

from dataclasses import replace
from datetime import date

import pytest

from archive.search.articles import Filters, search, selection
from archive.search.facets import facets
from archive.search.highlighting import snippet
from archive.search.query import parse_query
from archive.store import Archive
from archive.tables.articles import row_of
from tests.archive.one_article import DAY1, DAY2, ROW, SITE
from tests.saving import save_article

#: slug: title, body, day, place, initials
TEXTS = {
    "sidang-dana-desa": ("Sidang Dana Desa", "Dana itu dikorupsi, kata hakim.", "2021-03-01", "SoE", "AT"),
    "korupsi-dan-kita": ("Korupsi dan Kita", "Sebuah catatan.", "2022-05-01", "Kupang", "*/AT"),
    "tanam-jagung": ("Warga Menanam", "Desa itu mendapat dana.", "2023-07-01", "SoE", None),
    "tanpa-tanggal": ("Tanpa Tanggal", "Korupsinya lama.", None, None, None),
}  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Give an archive of four articles and a repost of one; one is edited, one gone."""
    with Archive.open(tmp_path_factory.mktemp("search") / "a.db", site_url=SITE) as archive:
        for number, (slug, (title, body, day, place, initials)) in enumerate(TEXTS.items()):
            row = replace(
                ROW, slug=slug, url=f"{SITE}/{slug}", wp_id=number + 1, title=title, body=body,
                published_at=day and f"{day}T00:30:00+08:00", place=place, initials=initials,
                categories=(("Hukrim", "hukrim"),) if number < 2 else (("Berita", "berita"),),
                tags=(), images=(),
            )  # fmt: skip
            save_article(archive, row, seen_at=DAY1)
        edited = row_of(archive.connection, "tanam-jagung")
        save_article(archive, replace(edited, body=edited.body + " Ralat."), seen_at=DAY2)
        archive.connection.execute(
            "UPDATE articles SET gone_at = ? WHERE slug = 'sidang-dana-desa'", [DAY2]
        )
        archive.connection.execute(
            "UPDATE articles SET duplicate_of = 1 WHERE slug = 'korupsi-dan-kita'"
        )
        archive.connection.commit()
        yield archive


def slugs(archive, typed="", order="newest", **filters):
    """Return the slugs that are found, in order."""
    found = search(archive.connection, parse_query(typed), Filters(**filters), order=order)
    assert found.count == len(found.hits)
    return [hit.row["slug"] for hit in found.hits]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("korupsi", ["korupsi-dan-kita", "sidang-dana-desa", "tanpa-tanggal"]),
        ("dikorupsi", ["korupsi-dan-kita", "sidang-dana-desa", "tanpa-tanggal"]),
        ('"korupsi"', ["korupsi-dan-kita"]),
        ("title:korupsi", ["korupsi-dan-kita"]),
        ("tanam", ["tanam-jagung"]),
        ('"dana desa"', ["sidang-dana-desa"]),
        ("dana desa", ["tanam-jagung", "sidang-dana-desa"]),
        ("dana -hakim", ["tanam-jagung"]),
        ("catatan OR hakim", ["korupsi-dan-kita", "sidang-dana-desa"]),
        ("korup*", ["korupsi-dan-kita", "tanpa-tanggal"]),
        ("", ["tanam-jagung", "korupsi-dan-kita", "sidang-dana-desa", "tanpa-tanggal"]),
    ],
)
def test_words_newest_first(archive, typed, expected):
    """Affixed forms by the root and by each other, phrases as they stand, undated ones last."""
    assert slugs(archive, typed, duplicates=True) == expected


def test_a_headline_weighs_more(archive):
    """By relevance, the article that is about it comes before those that mention it."""
    assert slugs(archive, "korupsi", "relevance", duplicates=True)[0] == "korupsi-dan-kita"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["tanam-jagung", "sidang-dana-desa", "tanpa-tanggal"]),
        ({"since": date(2021, 3, 1), "until": date(2021, 3, 1)}, ["sidang-dana-desa"]),
        ({"until": date(2021, 2, 28)}, []),
        ({"since": date(2022, 1, 1), "duplicates": True}, ["tanam-jagung", "korupsi-dan-kita"]),
        ({"place": "SoE"}, ["tanam-jagung", "sidang-dana-desa"]),
        ({"category": "hukrim", "duplicates": True}, ["korupsi-dan-kita", "sidang-dana-desa"]),
        ({"initials": "*/AT", "duplicates": True}, ["korupsi-dan-kita"]),
        ({"year_month": "2023-07"}, ["tanam-jagung"]),
        ({"state": "gone"}, ["sidang-dana-desa"]),
        ({"edited": True}, ["tanam-jagung"]),
    ],
)
def test_filters(archive, filters, expected):
    """Days are the newsroom's (00.30 WITA is no day before), reposts are out by default."""
    assert slugs(archive, **filters) == expected


def counts(archive, typed, filters):
    """Return what is counted beside what is found."""
    query = parse_query(typed)
    found = search(archive.connection, query, filters)
    return facets(archive.connection, query, filters, found)


def test_counts_beside_a_listing(archive):
    """Each facet counts what its filter would list; with words, only what has them."""
    everything = counts(archive, "", Filters(duplicates=True))
    assert everything["place"] == [("SoE", "SoE", 2), ("Kupang", "Kupang", 1)]
    assert everything["category"] == [("berita", "Berita", 2), ("hukrim", "Hukrim", 2)]
    assert everything["state"] == [("present", "present", 3), ("gone", "gone", 1)]
    some = counts(archive, "dana", Filters())
    assert some["year_month"] == [("2023-07", "2023-07", 1), ("2021-03", "2021-03", 1)]
    assert some["category"] == [("berita", "Berita", 1), ("hukrim", "Hukrim", 1)]


@pytest.mark.parametrize(
    "filters",
    [Filters(), Filters(duplicates=True), Filters(place="SoE"), Filters(category="hukrim")],
)
def test_a_count_is_what_its_filter_lists(archive, filters):
    """Whichever way it was counted, each number is that of the articles one finds by it."""
    for name, values in counts(archive, "", filters).items():
        for value, _, number in values:
            found = search(archive.connection, parse_query(""), replace(filters, **{name: value}))
            if getattr(filters, name, None) in (None, value):
                assert found.count == number, (name, value)


@pytest.mark.parametrize(
    "filters",
    [
        {"place": "SoE"}, {"year_month": "2021-03"}, {"state": "gone"}, {"author": "A"},
        {"section": "Berita"}, {"initials": "AT"}, {"extractor": "x/1"}, {"regency": "Belu"},
        {"since": date(2021, 1, 1)}, {"edited": True}, {"tag": "x"}, {"duplicates": True},
    ],
)  # fmt: skip
def test_filters_do_not_look_through_a_month_for_each_hit(archive, filters):
    """Each hit's article is found by its row id, in the index that has all filters' columns.

    Of 80,000 hits in 100,000 articles another plan took minutes.
    """
    source, where, values = selection(parse_query("dana").as_fts(), Filters(**filters))
    plan = archive.connection.execute(
        f"EXPLAIN QUERY PLAN SELECT f.rowid FROM {source} WHERE {where}", values
    )
    steps = [row[3] for row in plan if row[3].startswith("SEARCH a ")]
    assert len(steps) == 1
    assert "articles_reading (search_rowid=?" in steps[0]


def test_pages_follow_one_another(archive):
    """Every article stands on one page, and the last page says so."""
    seen, offset = [], 0
    while offset is not None:
        found = search(
            archive.connection, parse_query(""), Filters(duplicates=True), offset=offset, limit=3
        )
        seen += [hit.row["slug"] for hit in found.hits]
        offset = found.next_offset
    assert len(seen) == len(set(seen)) == 4


def test_an_affixed_hit_is_marked(archive):
    """What was found by its stem is marked in the snippet, too."""
    found = search(archive.connection, parse_query("korupsi"), Filters())
    marks = [[piece.text for piece in hit.snippet if piece.hit] for hit in found.hits]
    assert marks == [["dikorupsi"], ["Korupsinya"]]


def test_a_snippet_shows_where_the_words_are():
    """Of a long text the stretch with the hits, cut between words, with its ends marked."""
    text = "awal " * 200 + "di sini korupsi terjadi " + "akhir " * 200
    pieces = snippet(text, parse_query("korupsi"))
    shown = "".join(piece.text for piece in pieces)
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "di sini korupsi terjadi" in shown
    assert len(shown) < 260


def test_ranking_is_bounded(archive, monkeypatch):
    """Of more hits than can be ranked the newest are, and the answer says so."""
    monkeypatch.setattr("archive.search.articles.RANKED_MOST", 2)
    query = parse_query("korupsi")
    found = search(archive.connection, query, Filters(duplicates=True), order="relevance")
    assert found.ranked_newest
    assert {hit.row["slug"] for hit in found.hits} == {"korupsi-dan-kita", "sidang-dana-desa"}
