"""What an article's page shows as evidence is that article's, and says what it leaves out."""

import re

import pytest

from archive.rows import TeaserRow
from archive.store import Archive
from archive.tables.teasers import save_teasers
from tests.archive.one_article import DAY1, DAY2, DAY3, SITE
from tests.archive.website.asking import ask, get, serve, text_of
from tests.archive.website.posts import article, captured, save
from tests.saving import save_article

DAY4, DAY5 = "2024-05-04T01:00:00+00:00", "2024-05-05T01:00:00+00:00"


def minute(number):
    """Return a time on 2 May."""
    return f"2024-05-02T{1 + number // 60:02d}:{number % 60:02d}:00+00:00"


def framed(response):
    """Return the id of the capture that a page frames."""
    found = re.search(r'<iframe[^>]* src="/capture/(\d+)"', response.text)
    return int(found[1]) if found else None


@pytest.fixture(scope="module")
def often(tmp_path_factory):
    """Serve an article of 61 captures, showings, stubs and twins."""
    path = tmp_path_factory.mktemp("often") / "a.db"
    with Archive.open(path, site_url=SITE) as archive:
        first = captured(archive, "sering", DAY1)
        save(archive, article("sering", body="Satu.\n\nDua."), DAY1, capture_id=first)
        for number in range(59):
            captured(archive, "sering", minute(number))
        captured(archive, "sering", DAY3, status=404)
        save(archive, article("sering", body="Satu.\n\nTiga."), DAY2)
        for number in range(61):
            at = minute(number)
            shown = TeaserRow(
                url=f"{SITE}/sering", title="Sering", excerpt=None, block="listing", position=1
            )
            with archive.transaction() as connection:
                save_teasers(connection, (shown,), page_url=f"{SITE}/page/{number}/", seen_at=at)
            stub = TeaserRow(
                url=None, title=f"Lain {number}", excerpt=None, block="stub", position=1
            )
            with archive.transaction() as connection:
                save_teasers(connection, (stub,), page_url=f"{SITE}/sering/", seen_at=at)
        with archive.connection as connection:
            for number in range(61):
                connection.execute(
                    "INSERT INTO articles (url, slug, body, word_count, body_sha256, complete,"
                    " first_seen_at, last_seen_at, extractor, reading_rank)"
                    " VALUES (?1, ?1, '', 0, '', 1, ?2, ?2, 'x', 3)",
                    [f"kembar-{number}", DAY1],
                )
                connection.execute(
                    "INSERT INTO similar_articles VALUES (1, last_insert_rowid(), 0.7)"
                )
    return serve(path)


def test_a_revision_frames_its_own_capture(often):
    """However many newer ones there are; where it names none, the newest page, and it says so."""
    named = get(often, "/article/sering/why?revision=1")
    assert framed(named) == 1
    assert "names none" not in text_of(named)
    unnamed = get(often, "/article/sering/why?revision=2")
    assert framed(unnamed) == 60
    assert "the newest capture, for this revision names none" in text_of(unnamed)


def test_what_is_cut_says_of_how_many(often):
    """Captures, showings, stubs and twins beyond 50 are counted, and the newest are listed."""
    page = text_of(get(often, "/article/sering"))
    assert page.count("the newest 50 of 61") == 3
    assert "61 captures of its pages" in page
    assert "the 50 most alike of 61" in page
    assert (f"{SITE}/page/60/" in page, f"{SITE}/page/5/" in page) == (True, False)
    assert ("Lain 60" in page, "Lain 5 " in page) == (True, False)


def test_each_post_of_a_slug_keeps_its_evidence(tmp_path):
    """What came from the shared address belongs to the post that had it then."""
    old, new = article("lama", 30), article("lama", 31)
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        for day, title in ((DAY1, "Di Pos Lama"), (DAY4, "Di Pos Baru")):
            stub = TeaserRow(url=None, title=title, excerpt=None, block="stub", position=1)
            save(
                archive, old if day == DAY1 else new, day, teasers=(stub,),
                capture_id=captured(archive, "lama", day), page_url=f"{SITE}/lama/",
            )  # fmt: skip
            if day == DAY1:
                captured(archive, "lama", DAY2)
                save(archive, old, DAY2)
                captured(archive, "lama", DAY3, status=404)
        captured(archive, "lama", DAY5)
    before, after, why = ask(
        tmp_path / "a.db", "/article/lama?id=1", "/article/lama", "/article/lama/why?id=1"
    )
    days = {DAY1: "1 May", DAY2: "2 May", DAY3: "3 May", DAY4: "4 May", DAY5: "5 May"}
    for page, count, theirs in ((before, 3, (DAY1, DAY2, DAY3)), (after, 2, (DAY4, DAY5))):
        text = text_of(page)
        assert f"{count} captures of its pages" in text
        assert "1 address led here" in text
        listed = text.split("captures of its pages")[1].split("Cite")[0]
        assert [day for day, words in days.items() if words in listed] == list(theirs)
        assert ("Di Pos Lama" in text, "Di Pos Baru" in text) == (page is before, page is after)
    assert framed(why) == 1


def test_an_earlier_post_that_is_found_later(tmp_path):
    """A public archive's copy of an earlier post takes nothing from the present one."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        first = captured(archive, "lama", DAY2)
        save(archive, article("lama", 31), DAY2, capture_id=first)
        captured(archive, "lama", DAY3)
        save(archive, article("lama", 31), DAY3)
        save(archive, article("lama", 30), DAY1, capture_id=captured(archive, "lama", DAY1))
    present, earlier = ask(tmp_path / "a.db", "/article/lama", "/article/lama?id=2")
    assert "2 captures of its pages" in text_of(present)
    assert "1 capture of its pages" in text_of(earlier)


def test_a_capture_that_only_a_revision_names(tmp_path):
    """A page that was reached by an address of another article's is still its evidence."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        save_article(
            archive, article("satu"), seen_at=DAY1, capture_id=captured(archive, "lewat", DAY1)
        )
    (page,) = ask(tmp_path / "a.db", "/article/satu")
    assert "1 capture of its pages" in text_of(page)
