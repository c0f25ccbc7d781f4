"""What is believed: each question that is asked of a visit, and how what is held ends."""

from dataclasses import replace

import pytest

from archive.decisions import Evidence
from archive.rows import StatedRow
from archive.store import Archive
from tests.archive.one_article import ROW as PRINTED
from tests.archive.one_article import SITE
from tests.saving import save_article

FIRST, MINUTES_LATER, EVENING, SECOND, THIRD, FOURTH = (
    "2024-05-01T01:00:00+00:00", "2024-05-01T01:04:00+00:00", "2024-05-01T14:00:00+00:00",
    "2024-05-02T01:00:00+00:00", "2024-05-03T01:00:00+00:00", "2024-05-04T01:00:00+00:00",
)  # fmt: skip
BEFORE, AFTER = "2024-05-01T08:30:00+08:00", "2024-05-02T08:30:00+08:00"
BODY = "\n\n".join(
    f"Warga memanen jagung di ladang ke-{number} sejak pagi hari." for number in range(8)
)
ROW = replace(PRINTED, body=BODY)
EDITED = replace(ROW, body=f"{BODY}\n\nHasilnya naik, kata kepala desa.")
ONCE_MORE = replace(ROW, body=f"{BODY}\n\nHasilnya turun, kata kepala desa.")
CUT = replace(ROW, body=BODY.partition("\n\n")[0])
UNKNOWN = replace(EDITED, rank=1, extractor="generic/1")


@pytest.fixture
def archive(tmp_path):
    """Give an archive in which the article was seen on the first day."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        save_article(archive, ROW, seen_at=FIRST, evidence=Evidence())
        yield archive


def see(archive, row, seen_at, *, rest=None, **evidence):
    """See a page of the article; ``rest`` is the modified time that REST states."""
    stated = StatedRow(source="rest", seen_at=seen_at, modified_at=rest) if rest else None
    evidence = Evidence(rest_agrees=rest is not None, **evidence)
    return save_article(archive, row, seen_at=seen_at, stated=stated, evidence=evidence)


def revisions(archive):
    """Return of each revision after the first when it was seen, and by whom it is believed."""
    return [
        tuple(row)
        for row in archive.connection.execute(
            "SELECT seen_at, witness, origin FROM revisions WHERE number > 1 ORDER BY number"
        )
    ]


def held(archive):
    """Return reason, looks and end of each held state."""
    return [
        tuple(row)
        for row in archive.connection.execute(
            "SELECT reason, looks, resolution FROM held_states ORDER BY id"
        )
    ]


def last_seen(archive):
    """Return when the article's own page was seen last."""
    return archive.connection.execute("SELECT last_seen_at FROM articles").fetchone()[0]


@pytest.mark.parametrize(
    ("spoken", "witness"),
    [
        ({"rest": AFTER}, "rest"),
        ({"modified_at": AFTER}, "modified"),
        ({"lastmod": AFTER}, "sitemap"),
        ({"lastmod": "2024-05-02"}, "sitemap"),
    ],
)
def test_a_change_is_believed_of_who_dates_it(archive, spoken, witness):
    """By REST, by the page itself, by a sitemap: later than when the old state was seen."""
    assert see(archive, EDITED, SECOND, **spoken) == "changed"
    assert revisions(archive) == [(SECOND, witness, "site")]


@pytest.mark.parametrize(
    "spoken", [{}, {"rest": BEFORE}, {"modified_at": BEFORE}, {"lastmod": "2024-05-01"}]
)
def test_a_change_that_nobody_dates_is_held(archive, spoken):
    """The article stays as it was, and its page was seen; no revision."""
    assert see(archive, EDITED, SECOND, **spoken) == "held"
    assert revisions(archive) == []
    assert held(archive) == [("no_witness", 1, None)]
    assert last_seen(archive) == SECOND


def test_a_second_look_20_hours_later_believes(archive):
    """With the time of the first look, and its capture; earlier looks do not count."""
    see(archive, EDITED, EVENING)
    assert see(archive, EDITED, SECOND) == "held"  # eleven hours later
    assert see(archive, EDITED, THIRD) == "changed"
    assert revisions(archive) == [(EVENING, "second_look", "site")]
    assert held(archive) == [("no_witness", 2, "believed")]


def test_what_comes_and_goes_is_not_believed(archive):
    """An advertisement in turn with the text: each look finds another state than the last."""
    for day in range(2, 20):
        row = EDITED if day % 2 else ROW
        see(archive, row, f"2024-05-{day:02}T01:00:00+00:00")
    assert revisions(archive) == []


def test_another_state_takes_the_place_of_a_held_one(archive):
    """Which was seen once, and is unproven: it may have been there."""
    see(archive, EDITED, SECOND)
    assert see(archive, ONCE_MORE, THIRD, modified_at=THIRD) == "changed"
    assert held(archive) == [("no_witness", 1, "unproven")]
    assert revisions(archive) == [(THIRD, "modified", "site")]


def test_only_a_witness_refutes(archive):
    """The old text again says nothing of what stood between; its own time does."""
    see(archive, replace(ROW, modified_at=BEFORE), FIRST, modified_at=BEFORE)
    see(archive, EDITED, SECOND)
    see(archive, replace(ROW, modified_at=BEFORE), THIRD)
    assert held(archive) == [("no_witness", 1, None)]
    see(archive, replace(ROW, modified_at=BEFORE), FOURTH, modified_at=BEFORE)
    assert held(archive) == [("no_witness", 1, "refuted")]


def test_a_page_that_is_not_whole_is_never_believed(archive):
    """However often, and whoever dates it; the whole page refutes it."""
    for day in (SECOND, THIRD, FOURTH):
        assert see(archive, CUT, day, damage="PHP stopped", modified_at=day) == "held"
    assert revisions(archive) == []
    assert held(archive) == [("not_whole", 3, None)]
    see(archive, ROW, "2024-05-05T01:00:00+00:00")
    assert held(archive) == [("not_whole", 3, "refuted")]


def test_the_loss_of_half_needs_somebody_who_dates_it(archive):
    """A page may be cut where it shows no wound: repetition proves nothing."""
    assert see(archive, CUT, SECOND) == "held"
    assert see(archive, CUT, FOURTH) == "held"
    assert held(archive) == [("lost_half", 2, None)]
    assert see(archive, CUT, "2024-05-05T01:00:00+00:00", rest="2024-05-04T20:00:00+08:00")
    assert revisions(archive) == [("2024-05-05T01:00:00+00:00", "rest", "site")]


def test_a_page_that_is_nobodys_own_leaves_the_article(archive):
    """It was not seen; of an address that is not archived there is no article."""
    assert see(archive, EDITED, SECOND, own=False, modified_at=AFTER) == "held"
    assert last_seen(archive) == FIRST
    other = replace(ROW, url=f"{SITE}/lain", slug="lain", wp_id=None)
    assert see(archive, other, SECOND, own=False) == "held"
    assert archive.connection.execute("SELECT count(*) FROM articles").fetchone()[0] == 1
    assert held(archive) == [("not_own", 1, None)] * 2


def test_a_first_state_that_is_cut_is_no_article_yet(archive):
    """The whole page is the first state, and nothing was added to it."""
    other = {"url": f"{SITE}/lain", "slug": "lain", "wp_id": 99}
    assert see(archive, replace(CUT, **other), FIRST, damage="it ends early") == "held"
    assert see(archive, replace(ROW, **other), SECOND) == "new"
    assert revisions(archive) == []
    assert held(archive) == [("not_whole", 1, "refuted")]


@pytest.mark.parametrize(
    "stale", [{"modified_at": BEFORE}, {"made_at": "2024-05-01T20:00:00+00:00"}]
)
def test_a_copy_of_a_cache_is_no_edit(archive, stale):
    """The old text in turn with the new one: by its own time, or by the cache's."""
    see(archive, replace(EDITED, modified_at=AFTER), SECOND, modified_at=AFTER)
    for day in range(3, 20):
        assert see(archive, ROW, f"2024-05-{day:02}T01:00:00+00:00", **stale) == "held"
    assert len(revisions(archive)) == 1
    assert last_seen(archive) == SECOND
    edited = replace(EDITED, modified_at=AFTER)
    see(archive, edited, "2024-05-21T01:00:00+00:00", modified_at=AFTER)
    assert held(archive) == [("stale", 17, "refuted")]


def test_an_earlier_state_again_needs_its_time(archive):
    """A sitemap or a second look do not do: a cache may have kept it."""
    see(archive, EDITED, SECOND, modified_at=AFTER)
    for day in (THIRD, FOURTH):
        assert see(archive, ROW, day, lastmod=day) == "held"
    assert held(archive) == [("earlier_again", 2, None)]
    day = "2024-05-05T01:00:00+00:00"
    assert see(archive, ROW, day, modified_at="2024-05-05T08:00:00+08:00") == "changed"
    assert revisions(archive)[1:] == [(day, "modified", "site")]


def test_what_only_an_unknown_layout_shows_is_held(archive):
    """And believed when a layout that is known reads the same another day."""
    assert see(archive, UNKNOWN, SECOND) == "held"
    assert held(archive) == [("unknown_layout", 1, None)]
    assert see(archive, EDITED, THIRD) == "changed"
    assert revisions(archive) == [(SECOND, "second_look", "site")]


def test_a_better_page_shows_more_by_our_doing(archive):
    """What was read by a poorer layout, or in part, was not added by the newsroom since."""
    other = {"url": f"{SITE}/lain", "slug": "lain", "wp_id": 99}
    poor = replace(ROW, rank=1, extractor="generic/1", complete=False, **other)
    see(archive, poor, FIRST)
    assert see(archive, replace(EDITED, **other), SECOND) == "changed"
    assert revisions(archive) == [(SECOND, None, "extractor")]


def test_a_line_that_differs_minutes_apart_is_the_sites(archive):
    """It is remembered without its digits; nothing is held for it any more."""
    counted = [replace(ROW, body=f"{BODY}\n\nSudah {number} pengunjung") for number in (12, 13)]
    assert see(archive, counted[0], SECOND) == "held"
    assert see(archive, counted[1], "2024-05-02T01:05:00+00:00", again=True) == "unchanged"
    assert held(archive) == [("no_witness", 1, "refuted")]
    texts = [
        tuple(row) for row in archive.connection.execute("SELECT text, reason FROM site_texts")
    ]
    assert texts == [("Sudah # pengunjung", "volatile")]


def test_an_edit_beside_such_a_line_is_recorded_alone(archive):
    """The first look's state is believed the night after, as the cleaned page shows it."""
    first = replace(EDITED, body=f"{EDITED.body}\n\nSudah 12 pengunjung")
    second = replace(EDITED, body=f"{EDITED.body}\n\nSudah 13 pengunjung")
    see(archive, first, SECOND)
    see(archive, second, "2024-05-02T01:05:00+00:00", again=True)
    volatile = frozenset({"Sudah # pengunjung"})
    assert see(archive, EDITED, THIRD, volatile=volatile) == "changed"
    assert revisions(archive) == [(SECOND, "second_look", "site")]
    body = archive.connection.execute("SELECT body FROM articles").fetchone()[0]
    assert body == EDITED.body
