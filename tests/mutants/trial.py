"""Try one mutant in a process of its own: run the quick tests until one fails.

Where only a function is changed, its code is put in place of the old one while the tests
are at hand: 0.05 s. What is called or made while modules are imported is imported again.
"""

from __future__ import annotations

import importlib.util
import inspect
import os
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import pytest

from tests.mutants.changes import Mutant
from tests.mutants.warm import LEFT_OUT, OPTIONS, PROJECT, WarmRun, run_test

#: More memory than this is a loop without end.
MEMORY = 6 * 2**30

Order = Callable[[str], tuple[bool, float]]  # a test's place among the others


def patch_of(mutant: Mutant, warm: WarmRun) -> tuple[FunctionType, CodeType] | None:
    """Return the function that differs and its new code, None where that would not be all."""
    names = mutant.function.split(".")
    owner: object = sys.modules.get(module_name(mutant.file))
    code: CodeType | None = compile(mutant.source, str(PROJECT / mutant.file), "exec")
    for depth, name in enumerate(names, 1):
        found = vars(owner).get(name) if owner else None
        code = next((c for c in code.co_consts if isinstance(c, CodeType) and c.co_name == name),
                    None) if code else None  # fmt: skip
        if isinstance(found, type):
            owner = found
            continue
        found = getattr(found, "fget", None) or getattr(found, "__func__", found)
        function = inspect.unwrap(found) if callable(found) else None
        at_import = (mutant.file, ".".join(names[:depth])) in warm.called_by_imports
        if not isinstance(function, FunctionType) or code is None or at_import:
            return None
        same_shape = code.co_freevars == function.__code__.co_freevars
        return (function, code) if same_shape and code != function.__code__ else None
    return None


def start_patched(
    patch: tuple[FunctionType, CodeType], items: list[pytest.Item], warm: WarmRun, order: Order,
    *, cpu_seconds: int, answer: Path,
) -> int:  # fmt: skip
    """Fork, change one function, run the tests; return the process, which exits 1 if noticed."""

    def noticed_by() -> str:
        function, code = patch
        function.__code__ = code
        for item in sorted(items, key=lambda item: order(item.nodeid)):
            run_test(item)
            if warm.failed:
                return warm.failed[0]
        return ""

    return _forked(noticed_by, cpu_seconds=cpu_seconds, answer=answer)


def start_imported(
    mutant: Mutant, tests: list[str], order: Order, *, cpu_seconds: int, answer: Path
) -> int:
    """Fork, import the changed file and all else, run the tests; return the process."""

    def noticed_by() -> str:
        name = module_name(mutant.file)
        sys.meta_path.insert(0, _Changed(name, PROJECT / mutant.file, mutant.source))
        importlib.import_module(name)
        trial = _Trial(order)
        ended = pytest.main([*OPTIONS, "-x", *tests], plugins=[trial])
        return trial.noticed_by or ("collection" if ended else "")

    return _forked(noticed_by, cpu_seconds=cpu_seconds, answer=answer)


def module_name(file: str) -> str:
    """Return the dotted name of a file of the project."""
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _forked(noticed_by: Callable[[], str], *, cpu_seconds: int, answer: Path) -> int:
    """Run in a child that the kernel ends after ``cpu_seconds`` of its own."""
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
        noticed = noticed_by()
        answer.write_text(noticed, encoding="utf-8")
        status = int(bool(noticed))
    os._exit(status)


class _Trial:
    """pytest's plugin where all is imported again."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.noticed_by = ""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Put those first that are likely to notice."""
        items[:] = [item for item in items if not any(map(item.nodeid.__contains__, LEFT_OUT))]
        items.sort(key=lambda item: self.order(item.nodeid))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note who noticed."""
        if report.failed:
            self.noticed_by = report.nodeid


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
