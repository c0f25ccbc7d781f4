"""Stored pages: one folder an oddity, the page and ``case.json``, what is right for it.

Most pages are a real WordPress's, of the seed in tests/wordpress, without scripts and styles;
the others are in the site's structure and our own words. Every case states every field of its
record, absent ones as null or []; the values are worked out by hand from the page.
"""

import json
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path

import pytest

from delegasi_scraper import errors
from delegasi_scraper.extract import extract_article
from delegasi_scraper.items import Article, Feed, Listing, Sitemap
from delegasi_scraper.pages.feed import parse_feed
from delegasi_scraper.pages.listing import parse_listing
from delegasi_scraper.pages.rest import parse_posts
from delegasi_scraper.pages.sitemap import parse_sitemap
from delegasi_scraper.urls import Site

HERE = Path(__file__).parent
CASES = {
    f"{path.parent.parent.name}/{path.parent.name}": json.loads(path.read_text())
    for path in sorted(HERE.glob("*/*/case.json"))
}
REFUSED = [name for name, case in CASES.items() if "error" in case]
#: Folder → the record that its pages give; the REST interface gives several, as ``posts``.
RECORDS = {
    "front": Article,
    "amp": Article,
    "generic": Article,
    "listing": Listing,
    "feed": Feed,
    "sitemap": Sitemap,
}
#: Where a page leads is as long as the page, and tested by tests/test_crawl.py.
BARE_LINKS = {"links", "listing_urls"}
#: What a layout never prints, or its parser does not look for.
NOT_PRINTED = {
    "amp": {
        "wp_id", "wp_host", "subtitle", "editor", "source_credit", "source_url", "page_urls",
        "amp_url",
    },
    "generic": {"subtitle", "teasers", "source_url"},
}  # fmt: skip


def kind_of(name):
    """Return the folder of a case."""
    return name.partition("/")[0]


def fields_of(kind):
    """Return the fields that a case of a folder states."""
    if kind == "rest":
        return ["posts"]
    return [field.name for field in fields(RECORDS[kind]) if field.name not in BARE_LINKS]


STATED = [
    (name, field) for name in CASES if name not in REFUSED for field in fields_of(kind_of(name))
]
PRINTED = [
    (kind, field)
    for kind in (*RECORDS, "rest")
    for field in fields_of(kind)
    if field not in NOT_PRINTED.get(kind, ())
]


def parse(name):
    """Parse the page of a case by the entry point of its kind."""
    (path,) = (HERE / name).glob("page.*")
    url = CASES[name]["address"]
    match kind_of(name):
        case "feed":
            return parse_feed(path.read_bytes(), url=url, site=Site.of(url))
        case "sitemap":
            return parse_sitemap(path.read_bytes(), url=url)
        case "rest":
            return parse_posts(path.read_bytes(), url=url, site=Site.of(url))
        case "listing":
            return parse_listing(path.read_text(), url=url)
        case _:
            return extract_article(path.read_text(), url=url)


@cache
def record_of(name):
    """Return the record that a case's page gives, as ``case.json`` writes it."""
    record = parse(name)
    stated = {"posts": list(map(asdict, record))} if kind_of(name) == "rest" else asdict(record)
    return json.loads(json.dumps(stated, default=lambda moment: moment.isoformat()))


@pytest.mark.parametrize("name", [name for name in CASES if name not in REFUSED])
def test_case_states_every_field(name):
    """A case states every field of its record, and nothing else."""
    assert set(CASES[name]) - {"address"} == set(fields_of(kind_of(name)))


@pytest.mark.parametrize(("name", "field"), STATED)
def test_field_of_stored_page(name, field):
    """Each field of each stored page is what was worked out by hand."""
    assert record_of(name)[field] == CASES[name][field]


@pytest.mark.parametrize(("kind", "field"), PRINTED)
def test_every_field_is_printed_by_some_case(kind, field):
    """A field that no page of a layout prints is not tested for that layout."""
    stated = [case[field] for name, case in CASES.items() if kind_of(name) == kind]
    assert any(value not in (None, []) for value in stated)


@pytest.mark.parametrize("name", REFUSED)
def test_stored_page_is_refused_by_name(name):
    """What is no article is refused, and called by its name."""
    with pytest.raises(getattr(errors, CASES[name]["error"])):
        parse(name)
