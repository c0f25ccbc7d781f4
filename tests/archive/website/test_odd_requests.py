"""What no page of ours links to, and somebody asks for all the same."""

import asyncio
import csv
import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from archive.rows import CaptureRow
from archive.store import Archive
from archive.tables.captures import save_capture
from archive.website.capture_page import harmless
from archive.website.safeguards.answers import Safeguard
from delegasi_scraper.warc.writer import CaptureFiles
from tests.archive.one_article import DAY1, ROW, SITE
from tests.archive.website.asking import get, serve, text_of
from tests.saving import save_article


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Serve an archive whose name has dots, and whose article has an odd slug and a long parse."""
    path = tmp_path_factory.mktemp("odd") / "deleg.2024.db"
    with Archive.open(path, site_url=SITE) as archive:
        row = replace(ROW, slug="50%-off?x", url=f"{SITE}/x", record='"' + "a" * 140_000 + '"')
        save_article(archive, row, seen_at=DAY1)
    return serve(path)


@pytest.mark.parametrize("number", ["²", "99999999999999999999", "-1", "x", ""])
def test_numbers_that_are_none(site, number):
    """A page, or our own 404; never an error of ours."""
    assert get(site, f"/search?from_hit={number}").status_code == 200


def test_a_name_with_dots(site):
    """The bar leads to the tables, which have the policy that their scripts need."""
    assert 'href="/deleg~2E2024"' in get(site, "/").text
    response = get(site, "/deleg~2E2024/articles_list")
    assert response.status_code == 200
    assert "'unsafe-inline'" in response.headers["content-security-policy"]
    assert get(site, "/deleg~2E2024/articles").headers["location"].startswith("/deleg~2E2024/art")


def test_a_slug_is_quoted_in_its_link(site):
    """Signs that mean something in an address lead to the article all the same."""
    page = get(site, "/deleg~2E2024/articles_list").text
    assert 'href="/article/50%25-off%3Fx"' in page
    assert ROW.title in text_of(get(site, "/article/50%25-off%3Fx"))


def test_a_long_cell_does_not_end_a_download(site):
    """A parse of 140,000 letters comes out whole."""
    text = get(site, "/deleg~2E2024/revisions.csv?_stream=on").text
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert len(row["record"]) == 140_002


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/articles",
        "/x\r\nSet-Cookie: a=b/articles",
        "/nowhere/articles",
        "/a/b/articles",
    ],
)
def test_listings_lead_nowhere_else(site, path):
    """Only a database of this archive is redirected within."""
    sent = []

    async def application(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"x=1"}
    asyncio.run(Safeguard(application, site)(scope, None, send))
    assert sent[0]["status"] == 404


def test_a_query_cannot_end_a_header(site):
    """Line ends of a query do not reach the redirect."""
    sent = []

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http", "method": "GET", "path": "/deleg~2E2024/articles",
        "query_string": b"x=1\r\nSet-Cookie: a=b",
    }  # fmt: skip
    asyncio.run(Safeguard(None, site)(scope, None, send))
    (location,) = (value for name, value in sent[0]["headers"] if name == b"location")
    assert b"\n" not in location
    assert b"\r" not in location


@pytest.mark.parametrize("body", [b"", b"  \n", b"<!-- x -->", b"<?xml version='1.0'?>"])
def test_a_capture_of_nothing(tmp_path, body):
    """An empty page is shown as such."""
    files = CaptureFiles(tmp_path / "warc", started=datetime(2024, 5, 1, tzinfo=UTC))
    place = files.write(
        url=f"{SITE}/x/", status=200, headers=[("Content-Type", "text/html")], body=body,
        fetched_at=datetime(2024, 5, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    files.close()
    row = CaptureRow(
        url=f"{SITE}/x/", fetched_at=DAY1, status=200, digest="sha256:0",
        warc_file=place.file, warc_offset=place.offset,
    )  # fmt: skip
    with (
        Archive.open(tmp_path / "a.db", site_url=SITE) as archive,
        archive.transaction() as connection,
    ):
        save_capture(connection, row)
    assert get(serve(tmp_path / "a.db"), "/capture/1").status_code == 200


@pytest.mark.parametrize("charset", ["idna", "undefined", "x-nowhere"])
def test_a_charset_that_is_none(charset):
    """The page is read as UTF-8."""
    assert "Pagi" in harmless(b"<p>Pagi</p>", f"text/html; charset={charset}")


# sqlite3 tells what its functions raise beside the error that it gives.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_question_that_only_leaves_out(site):
    """Says what to type, as the search page does; it does not answer `none`."""
    response = get(site, "/deleg~2E2024/word_over_time?word=-jagung")
    assert response.status_code == 400
    assert "at least one word" in response.text


def test_a_filter_stays_when_the_form_is_sent_again(site):
    """The section that a link has chosen is in the form."""
    page = get(site, "/search?section=Berita&extractor=wpberita/1").text
    assert '<input type="hidden" name="section" value="Berita">' in page
    assert '<input type="hidden" name="extractor" value="wpberita/1">' in page
