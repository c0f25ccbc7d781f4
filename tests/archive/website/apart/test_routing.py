"""Which requests are answered apart from the pages that everybody opens."""

import pytest

from archive.website.apart.routing import kind_of
from tests.archive.website.asking import serve
from tests.archive.website.small import build


@pytest.fixture(scope="module")
def datasette(tmp_path_factory):
    """Serve the small archive."""
    path = tmp_path_factory.mktemp("routes") / "kecil.db"
    build(path)
    return serve(path, "--setting", "base_url", "/arsip/")


@pytest.mark.parametrize(
    ("path", "query", "kind"),
    [
        ("/", "", None),
        ("/article/panen-jagung", "", None),
        ("/article/panen-jagung", "id=1", None),
        ("/about", "", None),
        ("/assets/site.css", "", None),
        # marks words in a text of any length
        ("/article/panen-jagung", "q=jagung", "pages"),
        ("/article/panen-jagung/revision/2", "", "pages"),
        ("/article/panen-jagung/why", "", "pages"),
        ("/capture/1", "", "pages"),
        ("/search", "q=jagung", "pages"),
        ("/search.csv", "", "pages"),
        ("/charts", "", "pages"),
        ("/days", "", "pages"),
        ("/-/versions", "", "pages"),
        ("/nowhere", "", "pages"),
        ("/kecil/word_over_time", "word=jagung", "pages"),
        ("/kecil/word_over_time.json", "word=jagung", "pages"),
        ("/kecil/word_over_time", "sql=select+1", "queries"),
        ("/kecil", "sql=select+1", "queries"),
        ("/kecil.json", "sql=select+1", "queries"),
        ("/kecil.csv", "sql=select+1", "queries"),
        ("/kecil/articles", "_where=1", "queries"),
        ("/kecil/articles/1", "", "queries"),
        ("/kecil/articles.csv", "_stream=on", "streams"),
        ("/kecil/articles.csv", "_stream=", "streams"),
    ],
)
def test_kind_of_a_request(datasette, path, query, kind):
    """Pages of articles wait for nobody; typed SQL waits for typed SQL, a table for a table."""
    for base in ("", "/arsip"):
        scope = {"path": f"{base}{path}", "query_string": query.encode()}
        assert kind_of(scope, datasette) == kind
