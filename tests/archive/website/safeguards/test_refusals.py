"""What cannot be asked is answered 400, with what every answer carries; no address is our fault."""

import asyncio
import random
from urllib.parse import quote, urlencode

import pytest

from tests.archive.website.asking import QUERIES, get, serve
from tests.archive.website.small import build

HEADERS = (
    "content-security-policy", "x-content-type-options", "referrer-policy", "x-robots-tag",
)  # fmt: skip
VALUES = (
    "", "²", "1", "-1", "0", "9" * 21, "x", "<b>zq\"'", "\x00", "null", "[]", "{}", '{"a":1}',
    '["a"]', "on", "off", "a,b", "../../etc", "a" * 3000, "select 1", "select * from articles",
    "'", '"', "1e9", "NaN", "inf", "title", "slug", "articles", "published_at", "2024-13-01",
    "9999-12-31", "korupsi", "-x", '"abc', "a*", "jagung OR", "NEAR(", "(", "1,1", "max", "⁵",
    "١", "🎉", "array", "csv", "objects", "arrayfirst", "relevance", "Kupang", "\r\nX: y",
)  # fmt: skip
OPTIONS = (
    "_timelimit", "_ttl", "_through", "_size", "_next", "_sort", "_sort_desc", "_facet",
    "_facet_array", "_facet_date", "_facet_size", "_where", "_search", "_search_body",
    "_searchmode", "_shape", "_nl", "_json", "_json_infinity", "_labels", "_label", "_col",
    "_nocol", "_extra", "_trace", "_header", "_stream", "_dl", "_format", "_nocount", "sql", "p",
    "q", "sort", "since", "until", "place", "category", "tag", "state", "edited", "duplicates",
    "from_hit", "id", "revision", "against", "word", "title__contains", "body__like", "id__in",
    "id__gt", "title__arraycontains", "published_at__date", "x__y", "__", "_", "title__regexp",
    "_filter_column", "_filter_op", "_filter_value", "year_month", "by", "period", "address",
)  # fmt: skip
TABLES = (
    "articles", "articles_list", "revisions", "captures", "articles_fts", "articles_fts_data",
    "sqlite_master", "site", "runs", "teasers", "nowhere", "articles/1", "revisions/1,1",
    "articles/²", "revisions/1", "articles/999", "%00", "~00", "~zz", *QUERIES,
)  # fmt: skip
PATHS = (
    "/", "/search", "/search.csv", "/article/panen-jagung", "/article/nowhere",
    "/article/panen-jagung/revision/1", "/article/panen-jagung/revision/2",
    "/article/panen-jagung/why", "/capture/1", "/capture/999", "/charts", "/days", "/queries",
    "/about", "/-/", "/-/versions", "/-/metadata", "/-/settings", "/-/plugins", "/-/config",
    "/-/actor", "/-/logout", "/-/allow-debug", "/-/permissions", "/-/messages", "/-/patterns",
    "/-/auth-token", "/-/databases", "/-/static/", "/-/static/app.css", "/assets/", "/assets/x",
    "/robots.txt", "/favicon.ico", "/kecil", "/_internal", "/_memory", "/nowhere",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Serve the small archive."""
    path = tmp_path_factory.mktemp("refusals") / "kecil.db"
    build(path)
    return serve(path)


#: Datasette leaves what it was about to do when it met the option.
abandoned = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@abandoned
@pytest.mark.parametrize(
    "path",
    [
        "/kecil.json?sql=select+1&_timelimit=²", "/kecil/articles_list?_timelimit=²",
        "/kecil/articles_list.json?_ttl=²", "/kecil/articles_list?_ttl=²",
        "/kecil/articles_list?_through=1", "/kecil/articles_list.json?_through=[]",
        "/kecil/articles_list?_sort=nothing", "/kecil/articles_list.csv?_sort=nothing",
        "/kecil/articles_list?_next=²", "/kecil/articles_list?_facet_size=²",
        "/kecil/articles_list?_size=²", "/kecil/articles_list?_col=nothing",
        "/kecil/articles_list?_where=load_extension('x')",
        "/kecil/articles_list.json?_where=no_such(1)", "/kecil/articles?_search=%22&_searchmode=raw&_nocol=body",
    ],
)  # fmt: skip
def test_an_option_that_is_none(site, path):
    """The asker's mistake, said as such."""
    response = get(site, path)
    assert response.status_code == 400, response.text[-300:]


@pytest.mark.parametrize("path", ["/kecil/articles", "/-/databases", "/nowhere", "/kecil?sql=x"])
def test_every_answer_has_the_headers(site, path):
    """Redirects and refusals, too."""
    response = get(site, path)
    assert response.status_code in (302, 404, 400)
    assert [name for name in HEADERS if name not in response.headers] == []


def test_an_answer_to_what_is_posted_has_the_headers(site):
    """405, and what is allowed."""
    response = asyncio.run(site.client.post("/kecil", data={"sql": "select 1"}))
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"
    assert [name for name in HEADERS if name not in response.headers] == []


@pytest.mark.parametrize(("option", "most"), [("_facet=place", 10), ("x=1", 100)])
def test_an_address_asks_for_so_much(site, option, most):
    """Each facet is a query of its own: ten are counted, eleven are not."""
    for count, status in ((most, 200), (most + 1, 400)):
        asked = "&".join([option] * count)
        path = "/search" if option == "x=1" else "/kecil/articles_list"
        assert get(site, f"{path}?{asked}").status_code == status


def drawn(draw):
    """Return one address of any page with any options."""
    path = f"/kecil/{draw.choice(TABLES)}" if draw.random() < 0.6 else draw.choice(PATHS)
    path += draw.choice(["", "", "", ".json", ".csv", ".blob", ".db", "/"])
    if draw.random() < 0.02:
        path = f"/{quote(draw.choice(VALUES))}{path}"
    options = [
        (draw.choice(OPTIONS), "".join(draw.sample(VALUES, draw.choice([1, 1, 1, 2]))))
        for _ in range(draw.choice([0, 1, 1, 2, 3, 5]))
    ]
    return f"{path}?{urlencode(options)}"


def wrong_with(site, address):
    """Return what an answer may never be, None where nothing is wrong."""
    response = get(site, address)
    if response.status_code >= 500:
        return response.status_code, address
    if str(site.get_database("kecil").path.rpartition("/")[0]) in response.text:
        return "path of the machine", address
    if "<b>zq" in response.text and "html" in response.headers.get("content-type", ""):
        return "unescaped", address
    if [name for name in HEADERS if name not in response.headers]:
        return "headers", address
    return None


@abandoned
@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.long)])
def test_no_address_is_a_fault_of_ours(site, count):
    """Any route, any option, any value: no 5xx, no path, no unescaped echo, always the headers."""
    draw = random.Random(count)
    assert list(filter(None, (wrong_with(site, drawn(draw)) for _ in range(count)))) == []
