"""From records to rows: each column is what the record says."""

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from archive.rows import AddressRow, ImageRow, StatedRow, TeaserRow
from delegasi_scraper.items import Address, Article, Furniture, Image, Teaser, Term
from delegasi_scraper.pipelines.archive_rows import (
    address_rows,
    article_row,
    excerpt_key,
    exported,
    lead_key,
    stamp_text,
    stated_row,
    teaser_rows,
)  # fmt: skip
from delegasi_scraper.statements import Differences, Stated
from delegasi_scraper.urls import Site

WITA = timezone(timedelta(hours=8))
AT = datetime(2021, 12, 14, 9, 15, 3, 500_000, tzinfo=WITA)
URL = "https://delegasi.com/warga-soe"
ARTICLE = Article(
    url=URL, slug="warga-soe", kind="amp", extractor="ampforwp-2/2", wp_id=12, wp_host="delegasi.com",
    title="Warga SoE: Panen “Jagung”", subtitle="Hasil naik", complete=False,
    categories=(Term(name="Berita", slug="berita"), Term(name="Desa", slug="desa-kita")),
    tags=(Term(name="Jagung", slug="jagung-ntt"),),
    teasers=(Teaser(url=URL, title="Lain", excerpt=None, block="related", position=1),),
    links=("https://delegasi.com/a",), listing_urls=("https://delegasi.com/category/b",),
    paragraphs=("SOE, DELEGASI.COM–Warga memanen.", "Hasilnya naik, kata camat."),
    dateline="SOE, DELEGASI.COM–", place="SoE", regency="Timor Tengah Selatan",
    lead="Warga memanen.", author="Ria Lete", editor="Tomi Bala", source_credit="Antara",
    source_url="https://antaranews.com", signoff="//delegasi (*/AT)", initials="*/AT",
    section="Berita", images=(Image(url="https://delegasi.com/a.jpg", alt="a", caption="b", credit="c"),),
    furniture=(Furniture(text="Iklan", rule="advertisement"),),
    published_at=AT, published_source="amp-jsonld", modified_at=date(2021, 12, 15),
    modified_source="feed",
)  # fmt: skip


def test_each_column_of_an_article_is_set():
    """Columns named as in the record are its fields; times, terms, keys and rank are made."""
    row = article_row(ARTICLE)
    assert {name: getattr(row, name) for name in row.__dataclass_fields__ if name != "record"} == {
        "slug": "warga-soe", "url": URL, "wp_id": 12, "wp_host": "delegasi.com",
        "title": "Warga SoE: Panen “Jagung”",
        "body": "SOE, DELEGASI.COM–Warga memanen.\n\nHasilnya naik, kata camat.",
        "subtitle": "Hasil naik", "lead": "Warga memanen.", "dateline": "SOE, DELEGASI.COM–",
        "place": "SoE", "regency": "Timor Tengah Selatan", "author": "Ria Lete",
        "editor": "Tomi Bala", "source_credit": "Antara", "source_url": "https://antaranews.com",
        "signoff": "//delegasi (*/AT)", "initials": "*/AT", "section": "Berita",
        "categories": (("Berita", "berita"), ("Desa", "desa-kita")),
        "tags": (("Jagung", "jagung-ntt"),), "published_at": "2021-12-14T09:15:03+08:00",
        "published_source": "amp-jsonld", "modified_at": "2021-12-15", "modified_source": "feed",
        "complete": False, "extractor": "ampforwp-2/2", "title_key": "warga soe panen jagung",
        "lead_key": "warga memanen hasilnya naik kata camat",
        "title_slug": "warga-soe-panen-jagung", "rank": 2,
        "images": (ImageRow(url="https://delegasi.com/a.jpg", alt="a", caption="b", credit="c"),),
    }  # fmt: skip


def test_the_record_is_json_of_all_but_the_links():
    """Keys in order, letters as they are; where the page leads is kept elsewhere."""
    text = article_row(ARTICLE).record
    record = json.loads(text)
    assert (record["links"], record["listing_urls"]) == ([], [])
    assert record["teasers"][0]["title"] == "Lain"
    assert record["published_at"] == "2021-12-14 09:15:03.500000+08:00"
    assert "“Jagung”" in text
    assert list(record) == sorted(record)


@pytest.mark.parametrize(("kind", "rank"), [("front", 3), ("amp", 2), ("generic", 1)])
def test_the_better_source_has_the_higher_rank(kind, rank):
    """The front page is the best, an unknown layout the poorest."""
    article = Article(url=URL, slug="warga-soe", kind=kind, extractor="x/1")
    row = article_row(article)
    assert row.rank == rank
    assert (row.title_key, row.title_slug, row.lead_key) == (None, None, None)
    assert (row.published_at, row.modified_at) == (None, None)


def test_a_title_of_signs_alone_has_no_key():
    """Nothing is compared with nothing."""
    article = Article(url=URL, slug="x", kind="front", extractor="x/1", title="?!")
    row = article_row(article)
    assert (row.title, row.title_key, row.title_slug) == ("?!", None, None)


def test_forty_words_of_a_lead_and_fifteen_of_an_excerpt_are_compared():
    """The dateline of an excerpt is none of its words."""
    words = [f"kata{number}" for number in range(50)]
    article = Article(url=URL, slug="x", kind="front", extractor="x/1", paragraphs=("A", "kata40 sini"),
                      lead=" ".join(words[:39]))  # fmt: skip
    assert lead_key(article) == " ".join([*words[:39], "kata40"])
    assert excerpt_key(f"Kupang, Delegasi.com - {' '.join(words)}") == " ".join(words[:15])
    assert excerpt_key("…") is None
    assert excerpt_key(None) is None


def test_an_export_says_the_columns_the_terms_by_name_and_the_counts():
    """What is only compared is left out; pictures, teasers and furniture are as in the record."""
    said = exported(ARTICLE)
    assert (said["categories"], said["tags"]) == (["Berita", "Desa"], ["Jagung"])
    assert said["word_count"] == 7
    assert said["body_sha256"] == "5b1e0c5cf7c24965a2029d791e0b3eed8ff5af454e6bb4f08ae8d42faee91317"
    assert said["furniture"] == [{"text": "Iklan", "rule": "advertisement"}]
    assert (said["images"][0]["alt"], said["teasers"][0]["title"]) == ("a", "Lain")
    assert (said["title"], said["published_at"]) == (ARTICLE.title, "2021-12-14T09:15:03+08:00")
    assert not said.keys() & {"title_key", "lead_key", "title_slug", "record", "rank"}


def test_a_statement_is_a_row_with_its_differences():
    """Without a comparison both lists are unknown, not empty."""
    stated = Stated(source="rest", seen_at="2024-05-01T01:00:00+00:00", title="Warga", paragraphs=("a",),
                    published_at=AT, modified_at=datetime(2021, 12, 15, tzinfo=UTC), capture_id=4)  # fmt: skip
    row = StatedRow(source="rest", seen_at="2024-05-01T01:00:00+00:00", title="Warga", paragraphs=("a",),
                    published_at="2021-12-14T09:15:03+08:00", modified_at="2021-12-15T00:00:00+00:00",
                    capture_id=4)  # fmt: skip
    assert stated_row(stated) == row
    compared = stated_row(stated, Differences(only_on_page=("b",), not_on_page=("c",)))
    assert (compared.only_on_page, compared.not_on_page) == (("b",), ("c",))
    assert stated_row(None) is None


def test_a_teaser_is_a_row_with_its_keys():
    """One without words has none."""
    teaser = Teaser(url=URL, title="Warga “SoE”", excerpt="Kupang, Delegasi.com - Panen naik…",
                    block="recent", position=3)  # fmt: skip
    bare = Teaser(url=None, title=None, excerpt=None, block="stub", position=4)
    assert teaser_rows((teaser, bare)) == (
        TeaserRow(url=URL, title="Warga “SoE”", excerpt="Kupang, Delegasi.com - Panen naik…",
                  block="recent", position=3, title_key="warga soe", excerpt_key="panen naik"),
        TeaserRow(url=None, title=None, excerpt=None, block="stub", position=4),
    )  # fmt: skip


def test_only_addresses_of_articles_become_rows():
    """A category's is none."""
    addresses = (
        Address(url=f"{URL}/amp", source="feed"),
        Address(url="https://delegasi.com/category/berita", source="link"),
    )
    rows = address_rows(addresses, Site("https://delegasi.com"))
    assert rows == (AddressRow(url=f"{URL}/amp", slug="warga-soe", source="feed"),)


def test_a_time_is_written_without_fractions():
    """On the clock that it is on; what is not stated stays so."""
    assert stamp_text(AT) == "2021-12-14T09:15:03+08:00"
    assert stamp_text(None) is None
