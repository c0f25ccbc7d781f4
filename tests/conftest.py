"""What every test runs with, and how two processes share them."""

import os
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
os.environ["PYTHONPATH"] = str(TESTS / "without_pandas")


def pytest_collection_modifyitems(items):
    """Keep a file's tests in one process, and all of WordPress's, which take longest, first."""
    wordpress = TESTS / "wordpress"
    for item in items:
        real = wordpress in item.path.parents
        item.add_marker(pytest.mark.xdist_group("wordpress" if real else str(item.path)))
    items.sort(key=lambda item: wordpress not in item.path.parents)
