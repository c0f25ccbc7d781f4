"""The real command against a real WordPress whose every word is known."""

import json
from collections import Counter

import pytest

from tests.crawling import Crawl
from tests.wordpress.texts import records, text_of

pytestmark = pytest.mark.wordpress

#: Words that only furniture prints; no article of the seed contains one.
FURNITURE = (
    "Bagikan", "IKLAN", "Pasang iklan", "Iklan di tengah", "Komentar pembaca", "Berita Terkait",
    "Baca Juga", "Laman:", "Halaman berikutnya", "[irp", "Keterangan gambar", "//Foto",
    "gambar ke", "Penulis:", "Editor:", "Sumber Berita", "Recent Posts", "Copyright",
)  # fmt: skip


@pytest.fixture(scope="module")
def crawled(tmp_path_factory, wordpress):
    """Crawl the whole site once, for all the tests that only read."""
    crawl = Crawl(tmp_path_factory.mktemp("crawled"), wordpress.url)
    crawl.ended = crawl.run()
    return crawl


@pytest.fixture(scope="module")
def crawled_by_amp(tmp_path_factory, wordpress):
    """Read every article by its AMP address alone."""
    folder = tmp_path_factory.mktemp("amp")
    crawl = Crawl(folder, wordpress.url)
    addresses = folder / "amp.txt"
    addresses.write_text(
        "".join(f"{wordpress.url}/{post['slug']}/amp/\n" for post in with_amp(wordpress))
    )
    crawl.ended = crawl.run("articles", "-a", f"urls={addresses}")
    return crawl


def with_amp(wordpress):
    """Return the posts that have an AMP page."""
    return [post for post in wordpress.ground_truth() if post["amp"]]


def identical(crawl, posts, *, first_page_only):
    """Return the share of posts whose body is as written, and the slugs of the others."""
    bodies = records(crawl, "body")
    wrong = []
    for post in posts:
        written = text_of(post, 1 if first_page_only else None)
        if (bodies[post["slug"]]["body"] or "") != written:
            wrong.append(post["slug"])
    return 1 - len(wrong) / len(posts), wrong


def test_every_public_post_and_nothing_hidden_is_archived(crawled, wordpress):
    """All public posts; no draft, private, planned, binned or locked one, no static page."""
    assert crawled.ended.returncode == 0, crawled.ended.stderr
    public = {(post["slug"], post["wp_id"]) for post in wordpress.ground_truth()}
    assert len(public) == 330
    assert set(crawled.query("SELECT slug, wp_id FROM articles")) == public
    assert not public & {(post["slug"], post["wp_id"]) for post in wordpress.hidden()}


@pytest.mark.parametrize(
    "field",
    [
        "title", "subtitle", "author", "editor", "source_credit", "published_at", "modified_at",
        "signoff",
    ],
)  # fmt: skip
def test_field_is_as_written_on_every_post(crawled, wordpress, field):
    """A field that the seed wrote stands in the record, letter by letter."""
    found = records(crawled, field)
    written = {post["slug"]: post[field] or None for post in wordpress.ground_truth()}
    assert len([value for value in written.values() if value]) >= 15
    assert {slug: row[field] for slug, row in found.items()} == written


def test_credits_stand_in_every_company(wordpress):
    """Each credit is printed alone and with each of the others, ten times or more."""
    truth = wordpress.ground_truth()
    company = Counter(
        (post["author"] != post["byline"], bool(post["editor"]), bool(post["source_credit"]))
        for post in truth
    )
    assert len(company) == 8
    assert min(company.values()) >= 10, company


@pytest.mark.parametrize(
    ("field", "table", "key"),
    [
        ("categories", "article_categories", "category_id"),
        ("tags", "article_tags", "tag_id"),
    ],
)
def test_terms_are_as_written_on_every_post(crawled, wordpress, field, table, key):
    """Categories and tags are those of the post, and only those."""
    rows = crawled.query(
        f"SELECT a.slug, t.name FROM articles a JOIN {table} j ON j.article_id = a.id"
        f" JOIN {field} t ON t.id = j.{key}"
    )
    found = {post["slug"]: set() for post in wordpress.ground_truth()}
    for slug, name in rows:
        found[slug].add(name)
    assert found == {post["slug"]: set(post[field]) for post in wordpress.ground_truth()}


def test_bodies_of_front_pages_are_as_written(crawled, wordpress):
    """Paragraph by paragraph, pages joined, on at least 99.5 % of the posts."""
    share, wrong = identical(crawled, wordpress.ground_truth(), first_page_only=False)
    assert share >= 0.995, wrong


def test_bodies_of_amp_pages_are_as_written(crawled_by_amp, wordpress):
    """Reached by AMP alone, too; a paged post counts against its first page."""
    posts = with_amp(wordpress)
    assert crawled_by_amp.query("SELECT count(*) FROM articles") == [(len(posts),)]
    share, wrong = identical(crawled_by_amp, posts, first_page_only=True)
    assert share >= 0.995, wrong


def test_amp_pages_date_by_the_right_clock(crawled_by_amp, wordpress):
    """AMPforWP prints the UTC clock with the site's offset; the record has the right one."""
    found = records(crawled_by_amp, "published_at", "extractor", "complete")
    for post in with_amp(wordpress):
        row = found[post["slug"]]
        assert row["published_at"] == post["published_at"], post["slug"]
        assert row["extractor"].startswith("ampforwp-"), post["slug"]
        assert row["complete"] == (len(post["pages"]) == 1), post["slug"]


def test_no_word_of_furniture_leaks_into_a_body(crawled, crawled_by_amp, wordpress):
    """No stub, share bar, advertisement, comment or widget stands in a body."""
    written = {post["slug"]: Counter(text_of(post).split()) for post in wordpress.ground_truth()}
    for crawl in (crawled, crawled_by_amp):
        for slug, row in records(crawl, "body").items():
            assert not Counter((row["body"] or "").split()) - written[slug], slug
            assert not [mark for mark in FURNITURE if mark in (row["body"] or "")], slug


def test_second_run_on_the_unchanged_site_adds_nothing(crawled):
    """No article and no revision is added."""
    before = crawled.query("SELECT count(*), (SELECT count(*) FROM revisions) FROM articles")
    ended = crawled.run()
    assert ended.returncode == 0, ended.stderr
    after = crawled.query("SELECT count(*), (SELECT count(*) FROM revisions) FROM articles")
    assert after == before


def test_edit_between_two_runs_gives_one_revision(crawled, wordpress):
    """The edited article has its new text, and the old one in its history."""
    slug = next(post["slug"] for post in wordpress.ground_truth() if post["signoff"])
    old = records(crawled, "body")[slug]["body"]
    written = wordpress.edit_post(
        slug, paragraph="Ralat: angka di atas sudah diperbaiki oleh redaksi."
    )
    assert crawled.run().returncode == 0
    body = text_of(written)
    expected = {"body": body, "modified_at": written["modified_at"]}
    assert records(crawled, "body", "modified_at")[slug] == expected
    bodies = crawled.query(
        "SELECT r.body FROM revisions r JOIN articles a ON a.id = r.article_id WHERE a.slug = ?"
        " ORDER BY r.number", slug,
    )  # fmt: skip
    assert bodies == [(old,), (body,)]


def test_rest_states_the_text_of_every_post(crawled):
    """On a real WordPress no page differs from its post, paged ones and all styles included."""
    rows = crawled.query(
        "SELECT count(*), sum(paragraphs IS NULL),"
        " sum(only_on_page <> '[]'), sum(not_on_page <> '[]')"
        " FROM stated WHERE source = 'rest' AND seen_at < (SELECT min(finished_at) FROM runs)"
    )
    wordless = crawled.query("SELECT count(*) FROM articles WHERE body = ''")
    assert rows == [(330, *wordless[0], 0, 0)]


def test_a_counter_that_no_rule_knows_is_no_text(crawled, wordpress):
    """A plugin's line with another number each time leaves the text, and is kept by name."""
    slugs = [post["slug"] for post in wordpress.ground_truth() if len(post["pages"]) == 1][20:23]
    with wordpress.switched("counter"):
        written = [wordpress.edit_post(slug, paragraph="Kabar tambahan.") for slug in slugs]
        assert crawled.run().returncode == 0
    bodies = records(crawled, "body")
    assert [bodies[slug]["body"] for slug in slugs] == list(map(text_of, written))
    kept = crawled.query(
        "SELECT count(*) FROM revisions r, json_each(r.record, '$.furniture') f"
        " WHERE json_extract(f.value, '$.rule') = 'not-in-post'"
        " AND json_extract(f.value, '$.text') LIKE 'Sudah disimak % orang'"
    )
    assert kept == [(3,)]


def words_f1(found, written):
    """Return the F1 of the words of two texts, as bags of words."""
    found, written = Counter(found.split()), Counter(written.split())
    common = (found & written).total()
    return 2 * common / (found.total() + written.total()) if found or written else 1.0


def test_unknown_theme_is_archived_by_the_generic_extractor(crawl, wordpress):
    """The day after a redesign: every post stays readable, and the operator is told."""
    wordpress.switch_theme("twentytwentyone")
    try:
        ended = crawl.run()
    finally:
        wordpress.switch_theme("berita")
    assert ended.returncode == 5, ended.stderr
    found = records(crawl, "body", "extractor")
    truth = {post["slug"]: text_of(post) for post in wordpress.ground_truth()}
    assert set(found) == set(truth)
    assert all("generic" in row["extractor"] for row in found.values())
    scores = {slug: words_f1(found[slug]["body"] or "", text) for slug, text in truth.items()}
    mean = sum(scores.values()) / len(scores)
    assert mean >= 0.97, (mean, json.dumps(sorted(scores.items(), key=lambda item: item[1])[:20]))
