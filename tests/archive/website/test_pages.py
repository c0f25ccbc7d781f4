"""Pages on which an article is read, compared, and accounted for."""

import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from archive.rows import CaptureRow, TeaserRow
from archive.store import Archive
from archive.tables.captures import save_capture
from delegasi_scraper.warc.writer import CaptureFiles
from tests.archive.one_article import DAY1, DAY2, ROW, SITE
from tests.archive.website.asking import get, serve, text_of
from tests.saving import save_article

PAGE = """<html><head><script>document.title = 'PWNED'</script><link rel="stylesheet" href="//x/">
<style>@import url(//x/)</style></head><body onload="x()"><h1>Warga SoE Panen Jagung</h1>
<img src="//x/a.jpg" alt="Jagung" onerror="x()"><a href="javascript:x()">ke sana</a>
<p style="background:url(//x/)">Warga memanen jagung.</p><iframe src="//x/"></iframe>
<form action="//x/"><input name="a"></form><svg onload="x()"></svg><meta http-equiv="refresh"
content="0;url=//x/"></body></html>"""
RECORD = {
    "title": ROW.title, "kind": "front", "dateline": "SoE, Delegasi.com –",
    "paragraphs": ROW.body.split("\n\n"), "signoff": "//delegasi (*/AT)", "images": [],
    "furniture": [{"text": "Baca juga: Lain", "rule": "baca-juga"}],
    "teasers": [{"title": None, "excerpt": "Warga Kupang…", "block": "stub", "position": 1, "url": None}],
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Serve an article of two states with a capture, a gone one, and a superseded one."""
    folder = tmp_path_factory.mktemp("site")
    files = CaptureFiles(folder / "warc", started=datetime(2024, 5, 1, tzinfo=UTC))
    place = files.write(
        url=f"{SITE}/warga-soe/", status=200, body=gzip.compress(PAGE.encode()),
        headers=[("Content-Type", "text/html; charset=UTF-8"), ("Content-Encoding", "gzip")],
        fetched_at=datetime(2024, 5, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    files.close()
    row = replace(ROW, record=json.dumps(RECORD), dateline="SoE, Delegasi.com –", author="Ama Tobi")
    with Archive.open(folder / "a.db", site_url=SITE) as archive:
        printed = CaptureRow(
            url=f"{SITE}/warga-soe/", fetched_at=DAY1, status=200, digest="sha256:0",
            warc_file=place.file, warc_offset=place.offset, warc_length=place.length,
        )  # fmt: skip
        with archive.transaction() as connection:
            capture_id = save_capture(connection, printed)
        stub = TeaserRow(url=None, title=None, excerpt="Warga Kupang…", block="stub", position=1)
        save_article(archive,
            row, seen_at=DAY1, capture_id=capture_id, teasers=(stub,),
            aliases=((f"{SITE}/warga-soe/", "front"),), page_url=f"{SITE}/warga-soe/",
        )  # fmt: skip
        edited = replace(
            row, title="Warga SoE Menanam Jagung", body=ROW.body + "\n\nRalat: 12 ton."
        )
        save_article(archive, edited, seen_at=DAY2)
        for number, slug in ((30, "lama"), (31, "lama"), (32, "hilang")):
            save_article(
                archive,
                replace(
                    ROW, slug=slug, url=f"{SITE}/{slug}", wp_id=number, title=f"Nomor {number}"
                ),
                seen_at=DAY1 if number == 30 else DAY2,
            )
        archive.connection.execute(
            "UPDATE articles SET first_missed_at = ?, gone_at = ?, gone_state = '404'"
            " WHERE slug = 'hilang'", [DAY1, DAY2],
        )  # fmt: skip
        archive.connection.commit()
    return serve(folder / "a.db")


def test_an_article_is_read(site):
    """Headline, dateline, byline, date with its zone, text, and what stands around it."""
    page = text_of(get(site, "/article/warga-soe"))
    for part in (
        "Warga SoE Menanam Jagung", "SoE, Delegasi.com –", "Ama Tobi", "1 May 2024, 08.00 WITA",
        "Ralat: 12 ton.", "changed by the newsroom (headline, paragraph added, correction note)", "Warga Kupang…",
        "1 capture of its pages", "revision 2 of 2", "@online{warga-soe,",
    ):  # fmt: skip
        assert part in page, part


def test_a_word_that_was_searched_is_marked(site):
    """Coming from a search, the article shows where its words stand, in any form."""
    page = get(site, "/article/warga-soe?q=tanam").text
    assert "<mark>Menanam</mark>" in page


def test_a_revision_shows_what_changed(site):
    """Words taken out and put in, against the state before or a chosen one."""
    page = get(site, "/article/warga-soe/revision/2").text
    assert "<del>Panen</del>" in page
    assert "<ins>Menanam</ins>" in page
    assert "<ins>Ralat: 12 ton.</ins>" in page
    assert get(site, "/article/warga-soe/revision/1").status_code == 200
    assert get(site, "/article/warga-soe/revision/3").status_code == 404


def test_why_this_is_the_body(site):
    """Each text of the page, what it was taken for, by which rule; the capture in a frame."""
    response = get(site, "/article/warga-soe/why?revision=1")
    page = text_of(response)
    for part in ("dateline", "body 1", "sign-off //delegasi (*/AT)", "baca-juga", "stub Warga Kupang…"):  # fmt: skip
        assert part in page, part
    assert '<iframe sandbox title="The page as it was captured" src="/capture/1"' in response.text


def test_a_capture_is_shown_and_does_nothing(site):
    """Nothing that runs, loads or leads away is left, and the answer is sandboxed."""
    response = get(site, "/capture/1")
    policy = response.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "Warga memanen jagung." in response.text
    assert "[picture: Jagung]" in response.text
    for part in (
        "script",
        "//x/",
        "onload",
        "onerror",
        "javascript",
        "<style",
        "iframe",
        "refresh",
    ):
        assert part not in response.text.lower(), part


def test_a_capture_whose_file_is_elsewhere(site, monkeypatch, tmp_path):
    """Says which file is missing, and where it is looked for."""
    monkeypatch.setenv("ARCHIVE_WARC_DIR", str(tmp_path))
    response = get(site, "/capture/1")
    assert response.status_code == 404
    assert "ARCHIVE_WARC_DIR" in response.text
    assert get(site, "/capture/99").status_code == 404


def test_a_gone_article_says_so(site):
    """The reader is told before they read."""
    page = text_of(get(site, "/article/hilang"))
    assert "Gone from the site" in page
    assert "(404)" in page


def test_a_reused_slug_leads_to_both(site):
    """The present article by its slug, the one before by its id, with a word of warning."""
    assert "Nomor 31" in text_of(get(site, "/article/lama"))
    before = text_of(get(site, "/article/lama?id=2"))
    assert "Nomor 30" in before
    assert "Another post has taken this address" in before


def test_what_is_not_archived(site):
    """A clear 404, on our own page."""
    response = get(site, "/article/tidak-ada")
    assert response.status_code == 404
    assert "is archived" in text_of(response)


def test_the_front_page(site):
    """Totals, the newest, and that nobody has looked lately."""
    page = text_of(get(site, "/"))
    for part in ("3 articles", "edited after we saw them 1", "gone from the site 1", "Menanam"):
        assert part in page, part
    assert "No look at the site without trouble is on record." in page


@pytest.mark.parametrize("query", ["since=31-05-2024", "until=0000-01-01", "q=-hanya"])
def test_a_search_that_cannot_be_made(site, query):
    """Status 400 and a sentence that says what to type."""
    response = get(site, f"/search?{query}")
    assert response.status_code == 400
    assert 'role="alert"' in response.text


def test_search_results_as_csv(site):
    """All hits without their texts, each cell safe to open in a spreadsheet."""
    lines = get(site, "/search.csv?q=jagung&duplicates=1").text.splitlines()
    assert lines[0].startswith("slug,title,published_at")
    assert len(lines) == 4


@pytest.mark.parametrize("path", ["/", "/search", "/article/warga-soe", "/a/runs", "/nowhere"])
def test_headers_of_every_page(site, path):
    """Nothing remote may load, robots are told to stay away, types are not guessed."""
    headers = get(site, path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]
    assert headers["x-robots-tag"] == "noindex, nofollow"
    assert headers["x-content-type-options"] == "nosniff"
    if not path.startswith("/a/"):
        assert "unsafe" not in headers["content-security-policy"]


def test_robots_are_blocked(site):
    """The articles are the newsroom's: no search engine copies them from here."""
    assert "Disallow: /" in get(site, "/robots.txt").text


def test_listings_leave_long_text_out(site):
    """Datasette's listing of articles leads to one without their bodies."""
    response = get(site, "/a/articles")
    assert response.status_code == 302
    assert "_nocol=body" in response.headers["location"]
    listing = get(site, response.headers["location"])
    assert "Hasilnya naik" not in listing.text
