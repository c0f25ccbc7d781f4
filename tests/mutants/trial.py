"""Try one mutant: in a process of its own, run the quick tests until one fails.

The process is forked from one that has imported all libraries and run every test once:
starting anew took 4 s a mutant, this takes a tenth.
"""

from __future__ import annotations

import gc
import importlib.util
import os
import resource
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, FrameType, ModuleType
from typing import Any

import pytest
from hypothesis import settings

PROJECT = Path(__file__).resolve().parent.parent.parent
#: Only the first kills show that values are asserted; the others ask for what no mutant changes,
#: or run another process, which does not know of the mutant.
LEFT_OUT = ("tests/pages/test_hostile.py", "test_the_command_")
#: More memory than this is a loop without end.
MEMORY = 6 * 2**30

Reached = dict[str, set[tuple[str, str]]]  # test: (file, function) that it calls


class WarmRun:
    """pytest's plugin of the first run: which test calls what, and how long it takes."""

    def __init__(self) -> None:
        self.reached: Reached = {}
        self.seconds: dict[str, float] = {}
        self.failed: list[str] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what is slow."""
        items[:] = [item for item in items if not any(map(item.nodeid.__contains__, LEFT_OUT))]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        """Note the functions that are called; what an earlier test left in a cache counts."""
        for module in own_modules().values():
            for value in list(vars(module).values()):
                if callable(getattr(value, "cache_clear", None)):
                    value.cache_clear()
        called: set[CodeType] = set()

        def profile(frame: FrameType, event: str, _: object) -> None:
            if event == "call":
                called.add(frame.f_code)

        start = time.process_time()
        sys.setprofile(profile)
        try:
            return (yield)
        finally:
            sys.setprofile(None)
            self.seconds[item.nodeid] = time.process_time() - start
            self.reached[item.nodeid] = {
                (code.co_filename.removeprefix(f"{PROJECT}/"), named(code)) for code in called
            }

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what fails before anything is changed."""
        if report.failed:
            self.failed.append(report.nodeid)


class Trial:
    """pytest's plugin of one mutant's run: who is likely to notice comes first."""

    def __init__(self, order: Callable[[str], tuple[bool, float]]) -> None:
        self.order = order
        self.killer = ""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Put those first that call the changed function, the quick ones before the slow."""
        items[:] = [item for item in items if not any(map(item.nodeid.__contains__, LEFT_OUT))]
        items.sort(key=lambda item: self.order(item.nodeid))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note who noticed."""
        if report.failed:
            self.killer = report.nodeid


class _Changed(MetaPathFinder, SourceFileLoader):
    """Imports one module from a changed text, and leaves nothing in __pycache__."""

    def __init__(self, name: str, path: Path, source: str) -> None:
        super().__init__(name, str(path))
        self.source = source

    def find_spec(
        self, fullname: str, path: object = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Answer for one name only."""
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def get_code(self, fullname: str) -> CodeType:
        """Compile the changed text."""
        return compile(self.source, self.path, "exec", dont_inherit=True)


def named(code: CodeType) -> str:
    """Return a function's qualified name as a mutant states it."""
    return code.co_qualname.replace("<locals>.", "")


def own_modules() -> dict[str, ModuleType]:
    """Return what is imported of this project, but for this tool."""
    return {
        name: module
        for name, module in list(sys.modules.items())
        if name.split(".")[0] in ("archive", "delegasi_scraper", "spiders", "tests")
        and not name.startswith("tests.mutants")
        and name != "tests"
    }


def warm_up(arguments: list[str]) -> WarmRun:
    """Run the tests unchanged, then forget the project's modules but not the libraries."""
    settings.register_profile("mutants", derandomize=True, database=None, deadline=None)
    settings.load_profile("mutants")
    run = WarmRun()
    pytest.main([*OPTIONS, *arguments], plugins=[run])
    for name in own_modules():
        del sys.modules[name]
    gc.collect()
    gc.freeze()
    return run


OPTIONS = [
    "-q", "--no-header", "--no-summary", "-p", "no:cacheprovider",
    "-W", "ignore:Module already imported",
]  # fmt: skip


def start_trial(
    file: str, source: str, arguments: list[str], order: Callable[[str], tuple[bool, float]],
    *, cpu_seconds: int, answer: Path,
) -> int:  # fmt: skip
    """Fork, run the tests on the changed file, and return the process; it exits 1 if noticed.

    A loop without end is ended by the kernel, after ``cpu_seconds`` of its own.
    """
    process = os.fork()
    if process:
        return process
    status = 1
    with suppress(BaseException):
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        name = file.removesuffix(".py").replace("/", ".")
        sys.meta_path.insert(0, _Changed(name, PROJECT / file, source))
        importlib.import_module(name)
        trial = Trial(order)
        status = int(pytest.main([*OPTIONS, "-x", *arguments], plugins=[trial]) != 0)
        answer.write_text(trial.killer, encoding="utf-8")
    os._exit(status)
