"""pytest's plugin of a mutation run: run every test unchanged, then hand them over."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import CodeType, FrameType, ModuleType
from typing import Any

import pytest
from _pytest.doctest import DoctestItem
from _pytest.outcomes import Failed
from _pytest.runner import runtestprotocol
from hypothesis import settings

PROJECT = Path(__file__).resolve().parent.parent.parent
OPTIONS = ["-q", "-s", "--no-header", "--no-summary", "-p", "no:cacheprovider",
           "-W", "ignore:Module already imported"]  # fmt: skip
#: These take long, and ask for nothing that a mutant changes (what is hostile ends in no
#: record), or run another process, which does not know of the mutant.
LEFT_OUT = ("tests/pages/test_hostile.py", "test_the_command_")

Line = tuple[str, int]  # file, line
Function = tuple[str, str]  # file, qualified name


class WarmRun:
    """What the tests run and how long they take."""

    def __init__(self, then: Callable[[WarmRun], None]) -> None:
        self.then = then  # called while the tests are at hand
        self.items: dict[str, pytest.Item] = {}
        self.run_by_imports: set[str] = set()  # functions' names
        self.tests_of_lines: dict[Line, set[str]] = defaultdict(set)
        self.tests_of_functions: dict[Function, set[str]] = defaultdict(set)
        self.tests_of_names: dict[str, set[str]] = defaultdict(set)  # of constants, attributes
        self.seconds: dict[str, float] = {}
        self.failed: list[str] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Any:
        """Note what is called while modules are imported."""
        ran = Ran()
        sys.settrace(ran.on_call)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            self.run_by_imports = {code.co_name for code in ran.codes}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what is slow."""
        items[:] = [item for item in items if not any(map(item.nodeid.__contains__, LEFT_OUT))]
        self.items = {item.nodeid: item for item in items}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run each test once, noting what it runs; what is cached by another one is not."""
        if session.testsfailed:
            self.failed.append("collection")
            return True
        for name, item in self.items.items():
            clear_caches()
            ran = Ran()
            start = time.process_time()
            sys.settrace(ran.on_call)
            failed = run_test(item)
            sys.settrace(None)
            self.failed += [failed] if failed else []
            self.seconds[name] = time.process_time() - start
            self._note(name, ran)
        clear_caches()
        if not self.failed:
            self.then(self)
        return True

    def _note(self, test: str, ran: Ran) -> None:
        for line in ran.lines:
            self.tests_of_lines[line].add(test)
        for code in ran.codes:
            function = code.co_qualname.replace("<locals>.", "")
            self.tests_of_functions[project_file(code), function].add(test)
            for name in code.co_names:
                self.tests_of_names[name].add(test)


class Ran:
    """The functions and lines of this project that a test runs."""

    def __init__(self) -> None:
        self.codes: set[CodeType] = set()
        self._lines: set[tuple[CodeType, int]] = set()

    def on_call(self, frame: FrameType, _event: str, _value: object) -> Any:
        """Follow a call, if it is one of this project's functions."""
        code = frame.f_code
        if "scraper/" not in code.co_filename or not project_file(code):
            return None
        self.codes.add(code)
        return self._on_line

    def _on_line(self, frame: FrameType, _event: str, _value: object) -> Any:
        self._lines.add((frame.f_code, frame.f_lineno))
        return self._on_line

    @property
    def lines(self) -> set[Line]:
        """Return file and number of each line."""
        return {(project_file(code), line) for code, line in self._lines}


def project_file(code: CodeType) -> str:
    """Return the file of the scraper that a function is from, '' for all others."""
    head = f"{PROJECT}/"
    name = code.co_filename
    return name[len(head) :] if name.startswith(f"{head}delegasi_scraper/") else ""


def warm_up(tests: list[str], then: Callable[[WarmRun], None]) -> WarmRun:
    """Run the tests unchanged and call ``then``.

    Hypothesis draws the same few examples each time, or a mutant would survive by luck.
    """
    settings.register_profile(
        "mutants", derandomize=True, database=None, deadline=None, max_examples=25
    )
    settings.load_profile("mutants")
    run = WarmRun(then)
    pytest.main([*OPTIONS, *tests], plugins=[run])
    return run


def run_test(item: pytest.Item) -> str:
    """Run one test, whatever ran before; return its name if it fails.

    One that has no fixtures is called; pytest's reports take longer than most tests. A
    doctest's names are given back to it: doctest forgets them after a run.
    """
    if isinstance(item, DoctestItem):
        name = item.path.relative_to(PROJECT).as_posix()
        item.dtest.globs = dict(vars(sys.modules[module_name(name)]))
    elif (values := _plain_values(item)) is not None:
        try:
            item.obj(**values)
        except (Exception, Failed):
            return item.nodeid
        return ""
    reports = runtestprotocol(item, log=False, nextitem=None)
    return item.nodeid if any(report.failed for report in reports) else ""


def _plain_values(item: pytest.Item) -> dict[str, Any] | None:
    """Return the arguments of a test that needs none of pytest's doing."""
    if not isinstance(item, pytest.Function) or list(item.iter_markers("skipif")):
        return None
    values = item.callspec.params if hasattr(item, "callspec") else {}
    return values if set(item.fixturenames) <= set(values) else None


def module_name(file: str) -> str:
    """Return the dotted name of a file of the project."""
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def own_modules() -> list[ModuleType]:
    """Return what is imported of this project, but for this tool."""
    return [
        module
        for name, module in list(sys.modules.items())
        if name.split(".")[0] in ("archive", "delegasi_scraper", "spiders", "tests")
        and not f"{name}.".startswith("tests.mutants.")
    ]


def clear_caches() -> None:
    """Empty every cache that a function of this project or its tests has."""
    for clear in _cache_clearers(len(sys.modules)):
        clear()


@cache
def _cache_clearers(_modules: int) -> list[Callable[[], None]]:
    return [
        value.cache_clear
        for module in own_modules()
        if module.__name__ != __name__
        for value in vars(module).values()
        if callable(getattr(value, "cache_clear", None))
    ]
