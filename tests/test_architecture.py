"""The rooms, which way imports point, and how large a file or function may grow."""

import ast
import graphlib
import statistics
from pathlib import Path

import pytest

from delegasi_scraper import settings

PROJECT = Path(__file__).resolve().parent.parent
ROOMS = ("archive", "delegasi_scraper", "spiders")
#: Where a page becomes an article: pure functions, also for whoever has no Scrapy and no archive.
PURE = ("archive", "scrapy", "spiders", "sqlite3", "urllib.request")
#: Room or file → what it must not import.
FORBIDDEN = {
    "archive": ("delegasi_scraper", "spiders", "scrapy"),
    "archive/tables": ("archive.website", "archive.export", "archive.corpus"),
    "delegasi_scraper/pages": PURE,
    "delegasi_scraper/text": (*PURE, "delegasi_scraper.pages"),
    "delegasi_scraper/steps.py": (*PURE, "delegasi_scraper.pages"),
    "delegasi_scraper/extract.py": PURE,
    "delegasi_scraper/newsroom.py": ("archive", "scrapy", "spiders", "delegasi_scraper"),
    "delegasi_scraper/warc": ("scrapy", "spiders", "delegasi_scraper.crawl"),
    "delegasi_scraper": ("spiders",),
    "delegasi_scraper/crawl": ("delegasi_scraper.commands", "delegasi_scraper.pipelines"),
    "spiders": ("archive", "sqlite3", "delegasi_scraper.pipelines", "delegasi_scraper.commands"),
}
#: One file of ordered migrations, never edited once released: it only grows.
GROWS = "archive/schema.py"


def files_of(room):
    """Return the modules of a room, or the one file that it is."""
    path = PROJECT / room
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


PRODUCT = [path for room in ROOMS for path in files_of(room)]


def imported(path, *, only_when_run=False):
    """Return the modules and names that a file imports, wherever in it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    left_out = set()
    if only_when_run:  # what stands below `if TYPE_CHECKING` or in a function makes no cycle
        left_out = {
            below
            for node in ast.walk(tree)
            if isinstance(node, ast.If | ast.FunctionDef | ast.AsyncFunctionDef)
            for below in ast.walk(node)
        }
    for node in ast.walk(tree):
        if node in left_out:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("room", FORBIDDEN)
def test_imports_point_one_way(room):
    """No module of a room imports what the room must not know."""
    wrong = [
        f"{path.relative_to(PROJECT)} imports {name}"
        for path in files_of(room)
        for name in imported(path)
        if any(name == word or name.startswith(f"{word}.") for word in FORBIDDEN[room])
    ]
    assert wrong == []


def test_no_module_imports_itself_by_way_of_others():
    """There is no cycle of imports."""
    names = {
        ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in PRODUCT
    }
    graph = {
        module: {
            found
            for name in imported(path, only_when_run=True)
            for found in (name, name.rpartition(".")[0])
            if found in names and found != module
        }
        for module, path in names.items()
    }
    graphlib.TopologicalSorter(graph).prepare()  # raises CycleError, which names the cycle


def test_files_and_functions_stay_small():
    """A file that has grown past its room has a second job in it; so has a long function."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in PRODUCT}
    functions = {
        f"{path.relative_to(PROJECT)}: {node.name}": node.end_lineno - node.lineno + 1
        for path in PRODUCT
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {p for p, length in lengths.items() if length > 350} <= {PROJECT / GROWS}
    assert statistics.median(lengths.values()) <= 90
    assert {name: length for name, length in functions.items() if length > 45} == {}
    assert statistics.quantiles(functions.values(), n=10)[-1] <= 22


def test_a_folder_shows_few_names():
    """Nobody finds a thing among many: 18 or so."""
    crowded = {
        str(folder.relative_to(PROJECT)): len(names)
        for room in ROOMS
        for folder in (PROJECT / room, *(PROJECT / room).rglob("*"))
        if folder.is_dir() and folder.name != "__pycache__"
        if len(names := {p.name for p in folder.iterdir()} - {"__pycache__", "__init__.py"}) > 21
    }
    assert crowded == {}


def test_the_pipelines_are_listed_in_the_order_of_their_way():
    """The article's way: clean, split, times, identify, judge, deduplicate, archive."""
    listed = sorted(settings.ITEM_PIPELINES, key=settings.ITEM_PIPELINES.__getitem__)
    steps = [name.split(".")[2] for name in listed]
    way = ["clean", "split", "times", "identify", "judge", "deduplicate", "archive"]
    assert [step for step in steps if step in way] == way


def test_no_test_imports_from_another_test():
    """What several tests use is in a module of its own, which a change of one test cannot break."""
    wrong = [
        f"{path.relative_to(PROJECT)} imports {name}"
        for path in sorted((PROJECT / "tests").rglob("*.py"))
        for name in imported(path)
        if any(part.startswith("test_") for part in name.split("."))
    ]
    assert wrong == []
