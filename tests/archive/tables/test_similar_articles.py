"""Reposts are found, and told from what only looks like one."""

import random
from dataclasses import replace

import pytest

from archive.store import Archive
from archive.tables.similar_articles import SIMILAR, similarity
from tests.archive.one_article import DAY1, DAY2, ROW, SITE
from tests.saving import save_article

WORDS = [
    first + second + third
    for first in ("pa", "ku", "se", "la", "me", "to", "ri", "da")
    for second in ("ran", "bu", "ten", "kas", "mo", "li")
    for third in ("an", "kan", "i", "nya", "")
]


@pytest.fixture
def archive(tmp_path):
    """Give an empty archive."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        yield archive


def text(seed, words=300):
    """Return paragraphs of invented words."""
    draw = random.Random(seed)
    return "\n\n".join(
        " ".join(draw.choice(WORDS) for _ in range(50)).capitalize() + "."
        for _ in range(words // 50)
    )


def save(archive, slug, body, published, seen_at=DAY1, wp_id=None):
    """Save an article."""
    row = replace(
        ROW, url=f"{SITE}/{slug}", slug=slug, wp_id=wp_id, title=slug, body=body,
        published_at=published,
    )  # fmt: skip
    save_article(archive, row, seen_at=seen_at)


def roots(archive):
    """Return which slug each article is a duplicate of."""
    rows = archive.connection.execute(
        "SELECT a.slug, r.slug FROM articles a LEFT JOIN articles r ON r.id = a.duplicate_of"
    )
    return dict(map(tuple, rows))


def changed(body, share, seed=1):
    """Replace a share of a text's words."""
    draw = random.Random(seed)
    return " ".join(draw.choice(WORDS) if draw.random() < share else w for w in body.split(" "))


@pytest.mark.parametrize("share", [0.0, 0.02, 0.05])
def test_an_edited_repost_points_to_the_earliest(archive, share):
    """With up to a twentieth of its words changed; the root is the earliest, in any order."""
    save(archive, "later", changed(text(1), share), "2024-05-03T08:00:00+08:00")
    save(archive, "first", text(1), "2024-05-01T08:00:00+08:00")
    save(archive, "other", text(2), "2024-05-02T08:00:00+08:00")
    assert roots(archive) == {"first": None, "later": "first", "other": None}


def test_a_serial_piece_is_no_repost(archive):
    """One template with other numbers stands as articles of their own."""
    template = text(3, 100) + "\n\nHari ini {} orang sembuh, {} dirawat, {} pulang, total {} orang."
    for n in range(5):
        body = template.format(10 + n, 30 + n, 50 + n, 90 + 3 * n)
        save(archive, f"hari-{n}", body, f"2024-05-0{n + 1}")
    assert similarity(template.format(1, 2, 3, 4), template.format(5, 6, 7, 8)) > SIMILAR
    assert set(roots(archive).values()) == {None}


def test_a_shared_paragraph_makes_no_repost(archive):
    """Boilerplate under thirty articles joins none of them."""
    shared = text("boilerplate", 50)
    for n in range(30):
        save(archive, f"berita-{n}", text(f"x{n}", 150) + "\n\n" + shared, "2024-05-01")
    assert set(roots(archive).values()) == {None}


def test_an_edit_dissolves_and_restores_a_group(archive):
    """What is rewritten is no repost any more; what is left finds its new root."""
    for n in (1, 2, 3):
        save(archive, f"n{n}", text(1), f"2024-05-0{n}")
    assert roots(archive) == {"n1": None, "n2": "n1", "n3": "n1"}
    save(archive, "n1", text(9), "2024-05-01", seen_at=DAY2)
    assert roots(archive) == {"n1": None, "n2": None, "n3": "n2"}
    save(archive, "n1", text(1), "2024-05-01", seen_at="2024-05-04T00:00:00+00:00")
    assert roots(archive) == {"n1": None, "n2": "n1", "n3": "n1"}


def test_short_texts_are_equal_or_not(archive):
    """Three words alike are no repost; the very same three are."""
    save(archive, "a", "Pasar dibuka lagi.", "2024-05-01")
    save(archive, "b", "Pasar dibuka lagi.", "2024-05-02")
    save(archive, "c", "Pasar dibuka kembali.", "2024-05-03")
    save(archive, "d", "", "2024-05-03")
    save(archive, "e", "", "2024-05-03")
    assert roots(archive) == {"a": None, "b": "a", "c": None, "d": None, "e": None}


def test_how_alike_is_kept(archive):
    """The share of common shingles stands beside each pair, both ways."""
    save(archive, "a", text(1), "2024-05-01")
    save(archive, "b", changed(text(1), 0.03), "2024-05-02")
    rows = archive.connection.execute("SELECT similarity FROM similar_articles").fetchall()
    expected = round(similarity(text(1), changed(text(1), 0.03)), 4)
    assert [tuple(row) for row in rows] == [(expected,), (expected,)]


def by_number(archive):
    """Return WordPress's number of each article, of its root, and whether it is superseded."""
    rows = archive.connection.execute(
        "SELECT a.wp_id, r.wp_id, a.superseded_at IS NOT NULL FROM articles a"
        " LEFT JOIN articles r ON r.id = a.duplicate_of ORDER BY a.wp_id"
    )
    return [tuple(row) for row in rows]


def listed(archive):
    """Return the slugs of articles as lists have them: no reposts, nothing superseded."""
    rows = archive.connection.execute(
        "SELECT slug FROM articles_list WHERE duplicate_of IS NULL ORDER BY id"
    )
    return [row[0] for row in rows]


def test_a_repost_of_a_superseded_article_stands_for_the_text(archive):
    """Another post took the slug of the original: the earliest repost left is the root."""
    for number, slug in enumerate(("first", "later", "last"), start=1):
        save(archive, slug, text(1), f"2024-05-0{number}", wp_id=number)
    save(archive, "first", text(2), "2024-06-01", seen_at=DAY2, wp_id=4)
    assert by_number(archive) == [(1, 2, 1), (2, None, 0), (3, 2, 0), (4, None, 0)]
    assert listed(archive) == ["later", "first"]


def test_a_post_that_prints_the_text_of_the_one_before(archive):
    """Under the very slug: it is no repost of what is superseded by it."""
    save(archive, "first", text(1), "2024-05-01", wp_id=1)
    save(archive, "first", text(1), "2024-05-02", seen_at=DAY2, wp_id=2)
    assert by_number(archive) == [(1, 2, 1), (2, None, 0)]


def test_an_article_that_moves_to_the_slug_of_an_original(archive):
    """It supersedes the original as well, also where its own text stays as it was."""
    save(archive, "first", text(1), "2024-05-01", wp_id=1)
    save(archive, "later", text(1), "2024-05-02", wp_id=2)
    save(archive, "moving", text(2), "2024-05-03", wp_id=3)
    save(archive, "first", text(2), "2024-05-03", seen_at=DAY2, wp_id=3)
    assert by_number(archive) == [(1, 2, 1), (2, None, 0), (3, None, 0)]
    assert listed(archive) == ["later", "first"]


def test_an_earlier_post_of_a_slug_found_later_is_no_root(archive):
    """As backfills find them: superseded from the start, and earliest of its group."""
    save(archive, "first", text(2), "2024-06-01", seen_at=DAY2, wp_id=4)
    save(archive, "later", text(1), "2024-05-02", seen_at=DAY2, wp_id=2)
    save(archive, "first", text(1), "2024-05-01", seen_at=DAY1, wp_id=1)
    assert by_number(archive) == [(1, 2, 1), (2, None, 0), (4, None, 0)]


def test_a_group_of_superseded_articles_has_a_root(archive):
    """Where no address is left, the earliest stands for the text."""
    for number, slug in enumerate(("first", "later"), start=1):
        save(archive, slug, text(1), f"2024-05-0{number}", wp_id=number)
        save(archive, slug, text(number + 1), "2024-06-01", seen_at=DAY2, wp_id=number + 10)
    assert by_number(archive)[:2] == [(1, None, 1), (2, 1, 1)]
