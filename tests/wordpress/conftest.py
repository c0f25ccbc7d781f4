"""The real WordPress, up once for a module; skipped where its packages are not installed."""

import os

import pytest

from tests.crawling import Crawl
from tests.wordpress.server import WordPress, missing


@pytest.fixture(scope="module")
def wordpress():
    """Serve a freshly seeded WordPress."""
    if absent := missing():
        reason = f"not installed: {', '.join(absent)} (tests/install.sh installs them)"
        if os.environ.get("TESTS_MUST_RUN"):
            pytest.fail(reason)
        pytest.skip(reason)
    with WordPress() as site:
        yield site


@pytest.fixture
def crawl(tmp_path, wordpress):
    """Give the command for the WordPress and an empty archive."""
    return Crawl(tmp_path, wordpress.url)
