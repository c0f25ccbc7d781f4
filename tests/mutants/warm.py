"""pytest's plugin of a mutation run: run every test unchanged, then hand them over."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType, ModuleType
from typing import Any

import pytest
from _pytest.doctest import DoctestItem
from hypothesis import settings

PROJECT = Path(__file__).resolve().parent.parent.parent
OPTIONS = [
    "-q", "-s", "--no-header", "--no-summary", "-p", "no:cacheprovider",
    "-W", "ignore:Module already imported",
]  # fmt: skip
#: These take long, and ask for nothing that a mutant changes (what is hostile ends in no
#: record), or run another process, which does not know of the mutant.
LEFT_OUT = ("tests/pages/test_hostile.py", "test_the_command_")

_DOCTEST_NAMES: dict[str, dict[str, Any]] = {}

Function = tuple[str, str]  # file, qualified name


class WarmRun:
    """What the tests call and how long they take; their libraries are imported after it."""

    def __init__(self, then: Callable[[list[pytest.Item], WarmRun], None]) -> None:
        self.then = then  # called while the tests are at hand
        self.called_by_imports: set[Function] = set()
        self.called_by: dict[str, set[Function]] = {}
        self.seconds: dict[str, float] = {}
        self.failed: list[str] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Any:
        """Note what is called while modules are imported."""
        with called_functions(self.called_by_imports):
            return (yield)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what is slow."""
        items[:] = [item for item in items if not any(map(item.nodeid.__contains__, LEFT_OUT))]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run each test once, noting what it calls; what is cached by another one is not."""
        if session.testsfailed:
            self.failed.append("collection")
            return True
        for item in session.items:
            clear_caches()
            start = time.process_time()
            with called_functions(self.called_by.setdefault(item.nodeid, set())):
                run_test(item)
            self.seconds[item.nodeid] = time.process_time() - start
        clear_caches()
        if not self.failed:
            self.then(session.items, self)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what fails."""
        if report.failed:
            self.failed.append(report.nodeid)


def warm_up(tests: list[str], then: Callable[[list[pytest.Item], WarmRun], None]) -> WarmRun:
    """Run the tests unchanged, call ``then``, and forget the project's modules.

    Hypothesis draws the same examples each time, or a mutant would survive by luck.
    """
    settings.register_profile("mutants", derandomize=True, database=None, deadline=None)
    settings.load_profile("mutants")
    run = WarmRun(then)
    pytest.main([*OPTIONS, *tests], plugins=[run])
    for name in own_modules():
        del sys.modules[name]
    return run


def run_test(item: pytest.Item) -> None:
    """Run one test with its fixtures set up and torn down, whatever ran before.

    A doctest's names are given back to it: doctest forgets them after a run.
    """
    if isinstance(item, DoctestItem):
        names = _DOCTEST_NAMES.setdefault(item.nodeid, dict(item.dtest.globs))
        item.dtest.globs = dict(names)
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)


@contextmanager
def called_functions(found: set[Function]) -> Iterator[None]:
    """Add the functions of this project that are called in the block."""
    called: set[CodeType] = set()

    def profile(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            called.add(frame.f_code)

    sys.setprofile(profile)
    try:
        yield
    finally:
        sys.setprofile(None)
        prefix = f"{PROJECT}/"
        found |= {
            (code.co_filename.removeprefix(prefix), code.co_qualname.replace("<locals>.", ""))
            for code in called
            if code.co_filename.startswith(prefix)
        }


def own_modules() -> dict[str, ModuleType]:
    """Return what is imported of this project, but for this tool."""
    return {
        name: module
        for name, module in list(sys.modules.items())
        if name.split(".")[0] in ("archive", "delegasi_scraper", "spiders", "tests")
        and not f"{name}.".startswith("tests.mutants.")
        and name != "tests"
    }


def clear_caches() -> None:
    """Empty every cache that a function of this project or its tests has."""
    for module in own_modules().values():
        for value in list(vars(module).values()):
            if callable(clear := getattr(value, "cache_clear", None)):
                clear()
