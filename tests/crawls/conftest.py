"""The replica of the site, and the command that crawls it into an archive of its own."""

import pytest

from tests.crawling import Crawl
from tests.replica.server import serving


@pytest.fixture
def site():
    """Serve a fresh replica."""
    with serving() as replica:
        yield replica


@pytest.fixture
def crawl(tmp_path, site):
    """Give the command for the replica and an empty archive."""
    return Crawl(tmp_path, site.url)
