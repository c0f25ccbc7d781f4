"""When the archive is complete, has holes, or cannot be checked."""

from dataclasses import replace
from datetime import datetime

import pytest

from delegasi_scraper.reports.coverage import (
    COMPLETE,
    HOLES,
    NOT_CHECKABLE,
    Holdings,
    Named,
    compare,
)
from tests.crawling import Crawl
from tests.replica.server import serving

MAY = datetime(2024, 5, 1, 8)
ARCHIVED = Holdings(
    months={"a": "2024-04", "b": "2024-05", "weg": "2024-05"},
    gone=frozenset(["weg"]),
    other_slugs=frozenset(["a-lama"]),
    refused=frozenset(["sandi"]),
)
OPEN = {"rest": "open", "sitemap": "open", "home": "open"}
CLOSED = {"rest": "closed: answered 401", "sitemap": "closed: answered 404", "home": "open"}


def named(*slugs, published=None):
    """Return what a source names."""
    return {slug: Named(f"https://delegasi.com/{slug}/", published) for slug in slugs}


@pytest.mark.parametrize(
    ("sources", "rest", "exit_code"),
    [
        ({"rest": named("a", "b")}, {"rest_total": 2}, COMPLETE),
        ({"sitemap": named("a", "b", "a-lama", "sandi")}, {}, COMPLETE),
        ({"rest": named("a", "b", "c")}, {"rest_total": 3}, HOLES),
        ({"rest": named("a", "b"), "stubs": named("c")}, {"rest_total": 2}, HOLES),
        # REST states more than it names: holes where there are more than we have.
        ({"rest": named("a", "b")}, {"rest_total": 9}, HOLES),
        ({"rest": named("a")}, {"rest_total": 2}, NOT_CHECKABLE),
        ({"rest": named("a", "b")}, {"broken": ["rest"]}, NOT_CHECKABLE),
        ({}, {}, NOT_CHECKABLE),
    ],
)
def test_the_verdict(sources, rest, exit_code):
    """Complete only where a source was read to its end and everything it names is known."""
    audit = compare(ARCHIVED, sources, states=OPEN, **rest)
    assert audit.exit_code == exit_code, audit.verdict
    assert audit.verdict.startswith(
        {COMPLETE: "complete", HOLES: "holes", NOT_CHECKABLE: "not checkable"}[exit_code]
    )


def test_what_is_held_is_no_hole():
    """It was read, and is no article yet: the table, the verdict and JSON say so."""
    held = replace(ARCHIVED, not_believed=frozenset(["c", "d"]))
    audit = compare(held, {"rest": named("a", "b", "c")}, states=OPEN, rest_total=3)
    assert audit.exit_code == COMPLETE, audit.verdict
    assert "1 were read and are not believed so far" in audit.as_text()
    assert "is archived, held, or known" in audit.verdict
    assert audit.as_json()["held"] == 1


def test_listings_alone_must_show_what_we_have():
    """A front page with its newest articles proves nothing about the older ones."""
    few = compare(ARCHIVED, {"listings": named("a")}, states=CLOSED)
    all_ = compare(ARCHIVED, {"listings": named("a", "b")}, states=CLOSED)
    assert (few.exit_code, all_.exit_code) == (NOT_CHECKABLE, COMPLETE)
    assert "as far as listings tell" in all_.verdict


def test_the_table_counts_by_month():
    """Months of articles, sources beside each other, a dash for a closed one."""
    audit = compare(
        ARCHIVED, {"rest": named("a", "b") | named("c", published=MAY)},
        states=OPEN | {"sitemap": "closed: answered 404"},
    )  # fmt: skip
    assert audit.as_json()["months"] == [
        {"month": "2024-04", "archive": 1, "rest": 1},
        {"month": "2024-05", "archive": 1, "gone": 1, "rest": 2, "missing": 1},
    ]
    lines = [line.split() for line in audit.as_text().splitlines()]
    assert lines[0] == [
        "month",
        "archive",
        "gone",
        "rest",
        "sitemap",
        "listings",
        "stubs",
        "missing",
    ]
    assert lines[2] == ["2024-05", "1", "1", "2", "-", "0", "0", "1"]


def test_a_site_that_tells_nothing_is_not_checkable(tmp_path):
    """REST, sitemaps and listings closed, and a site that does not answer at all."""
    with serving() as site:
        crawl = Crawl(tmp_path, site.url)
        assert crawl.run().returncode == 0
        before = crawl.database.read_bytes()
        site.broken = {"/", "/sitemap_index.xml"}
        ended = crawl.scrapy("audit")
        assert ended.returncode == 11, ended.stdout
        assert ended.stdout.splitlines()[-1].startswith("not checkable")
        site.robots_status = 503
        assert crawl.scrapy("audit").returncode == 11
        assert crawl.database.read_bytes() == before
        assert not any(path.startswith("/panen") for path, _ in site.requests[-4:])


def test_an_audit_whose_list_cannot_be_written_says_so(tmp_path):
    """Exit 1: whoever goes on by the file must not take an old one for it."""
    with serving() as site:
        crawl = Crawl(tmp_path, site.url)
        assert crawl.run().returncode == 0
        ended = crawl.scrapy("audit", "--urls", str(tmp_path / "nowhere" / "list"))
    assert (ended.returncode, "cannot be written" in ended.stderr) == (1, True)
    assert "complete" in ended.stdout


def test_an_audit_needs_an_archive(tmp_path):
    """Without one it says what to run first."""
    ended = Crawl(tmp_path, "http://127.0.0.1:9").scrapy("audit")
    assert ended.returncode == 1
    assert "scrapy crawl articles" in ended.stderr
