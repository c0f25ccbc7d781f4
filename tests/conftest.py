"""What every test runs with, and in which order."""

import os
from pathlib import Path

TESTS = Path(__file__).parent
os.environ["PYTHONPATH"] = str(TESTS / "without_pandas")


def pytest_collection_modifyitems(items):
    """Begin with the files that take longest: the last ones must not leave a process idle."""
    first = [TESTS / "wordpress", TESTS / "crawls", TESTS / "commands"]
    items.sort(key=lambda item: next((n for n, f in enumerate(first) if f in item.path.parents), 9))
