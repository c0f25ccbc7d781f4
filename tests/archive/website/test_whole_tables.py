"""Whole tables come out of Datasette, however many pages they have."""

import csv
import io
from dataclasses import replace

import pytest

from archive.store import Archive
from tests.archive.one_article import DAY1, ROW, SITE
from tests.archive.website.asking import get, serve
from tests.saving import save_article

COUNT = 120
BODY = '=SUM(1)\n\nKata "kutip", koma,\n\n-2+3 dan seterusnya.'


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Serve more articles than Datasette would show on one page."""
    path = tmp_path_factory.mktemp("streams") / "a.db"
    with Archive.open(path, site_url=SITE) as archive:
        for number in range(COUNT):
            row = replace(
                ROW, slug=f"s-{number}", url=f"{SITE}/s-{number}", wp_id=number + 1, body=BODY
            )
            save_article(archive, row, seen_at=DAY1)
    return serve(
        path, "--setting", "max_returned_rows", "50", "--setting", "default_page_size", "10"
    )


@pytest.mark.parametrize("table", ["articles", "articles_list", "revisions"])
def test_a_whole_table_as_csv(site, table):
    """Every row, each once, its text whole but for apostrophes where a spreadsheet calculates."""
    response = get(site, f"/a/{table}.csv?_stream=on&_size=max")
    rows = list(csv.DictReader(io.StringIO(response.text, newline="")))
    assert len(rows) == COUNT
    key = "article_id" if table == "revisions" else "slug"
    assert len({row[key] for row in rows}) == COUNT
    if table != "articles_list":
        safe = "'" + BODY.replace("\n-2", "\n'-2")  # a semicolon-Excel splits at line ends
        assert {row["body"] for row in rows} == {safe}


def test_a_whole_table_as_json(site):
    """Page by page, each naming the next."""
    path, slugs = "/a/articles.json?_shape=objects&_size=max&_col=slug", []
    while path:
        answer = get(site, path).json()
        slugs += [row["slug"] for row in answer["rows"]]
        path = (answer.get("next_url") or "").replace("http://localhost", "") or None
    assert len(slugs) == len(set(slugs)) == COUNT
