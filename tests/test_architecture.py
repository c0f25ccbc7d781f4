"""The rooms, and which way imports point."""

import ast
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
#: Room → what it must not import.
FORBIDDEN = {
    "archive": ("delegasi_scraper", "spiders", "scrapy"),
    "delegasi_scraper/pages": ("archive", "scrapy", "spiders", "sqlite3", "urllib.request"),
    "delegasi_scraper/text": ("archive", "scrapy", "spiders", "sqlite3", "urllib.request"),
    "delegasi_scraper": ("spiders",),
    "spiders": ("archive", "sqlite3"),
}


def imported(path):
    """Return the modules and names that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("room", FORBIDDEN)
def test_imports_point_one_way(room):
    """No module of a room imports what the room must not know."""
    wrong = [
        f"{path.relative_to(PROJECT)} imports {name}"
        for path in sorted((PROJECT / room).rglob("*.py"))
        for name in imported(path)
        if any(name == word or name.startswith(f"{word}.") for word in FORBIDDEN[room])
    ]
    assert wrong == []


def test_no_test_imports_from_another_test():
    """What several tests use is in a module of its own, which a change of one test cannot break."""
    wrong = [
        f"{path.relative_to(PROJECT)} imports {name}"
        for path in sorted((PROJECT / "tests").rglob("*.py"))
        for name in imported(path)
        if any(part.startswith("test_") for part in name.split("."))
    ]
    assert wrong == []
