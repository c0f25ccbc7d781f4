"""A real browser before a real server; skipped where Chromium is not installed."""

import pytest

from tests import browsing
from tests.archive.website.accessibility import WIDTHS
from tests.archive.website.browser.reader import Reader
from tests.crawling import Crawl
from tests.replica.newsroom import three_nights
from tests.replica.server import serving
from tests.serving import served


@pytest.fixture(scope="module")
def chromium():
    """Give the browser, for one module."""
    with browsing.chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    """Crawl the replica on three nights; return the newsroom's work and the command."""
    with serving() as site:
        crawl = Crawl(tmp_path_factory.mktemp("reading"), site.url)
        done, code = three_nights(
            site, crawl.database, lambda *arguments: crawl.run(*arguments).returncode
        )
        assert code == 0
    return done, crawl


@pytest.fixture(scope="session")
def site(kept):
    """Serve the crawled archive."""
    with served(kept[1].database) as site:
        yield site


@pytest.fixture(scope="session")
def work(kept):
    """Say which articles the newsroom touched."""
    return kept[0]


@pytest.fixture(params=WIDTHS, ids=["desk", "phone"])
def reader(request, chromium, site):
    """Give a reader at a wide and at a narrow screen."""
    with Reader(chromium, site.url, width=request.param) as reader:
        yield reader


@pytest.fixture
def desk(chromium, site):
    """Give a reader at a wide screen."""
    with Reader(chromium, site.url, width=WIDTHS[0]) as reader:
        yield reader
