"""Try one mutant in a process of its own: run the tests of what it changes until one fails.

The process is forked while all tests are at hand. What the mutant changes takes the place of
what it was in every module that holds it; nothing is imported again.
"""

from __future__ import annotations

import ast
import inspect
import os
import resource
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType

from tests.mutants.changes import Mutant
from tests.mutants.warm import PROJECT, WarmRun, clear_caches, module_name, own_modules, run_test

#: More memory than this is a loop without end.
MEMORY = 6 * 2**30
#: So is more time than this, beside five times what a test took.
SECONDS = 1.5
#: What a trial says of a mutant that is none: the same syntax, or an error of syntax.
SAME = "same"

Definition = (ast.FunctionDef, ast.ClassDef)


def start(mutant: Mutant | None, tests: list[str], warm: WarmRun, answer: Path) -> int:
    """Fork, change, run the tests; return the process, which exits 1 if it has an answer."""
    if process := os.fork():
        return process
    status = 1
    with suppress(BaseException):
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        noticed = _noticed_by(mutant, tests, warm)
        answer.write_text(noticed, encoding="utf-8")
        status = int(bool(noticed))
    os._exit(status)


def _noticed_by(mutant: Mutant | None, tests: list[str], warm: WarmRun) -> str:
    signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_VIRTUAL, 10)
    if mutant:
        changed = changed_statement(mutant.source, parsed(PROJECT / mutant.file))
        if changed is None:
            return SAME
        put_in_place(changed, sys.modules[module_name(mutant.file)], warm.run_by_imports)
        clear_caches()
    for test in tests:
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS + 5 * warm.seconds[test])
        if noticed := run_test(warm.items[test]):
            return noticed
    return ""


def changed_statement(source: str, before: ast.Module) -> ast.stmt | None:
    """Return the statement of a module that differs; None where none does, or nothing compiles.

    >>> ast.unparse(changed_statement("A = 1\\nB = (2)", ast.parse("A = 0\\nB = 2")))
    'A = 1'
    """
    try:
        pairs = zip(ast.parse(source).body, before.body, strict=True)
        compile(source, "mutant", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return None
    return next((new for new, old in pairs if ast.dump(new) != ast.dump(old)), None)


def put_in_place(statement: ast.stmt, module: ModuleType, run_by_imports: set[str]) -> None:
    """Run a changed statement of a module, and make what depends on it anew."""
    if not isinstance(statement, Definition):
        before = dict(vars(module))
        _run(module, [statement, *_assignments(module, after=statement.lineno)])
        _hand_on(module, before)
        return
    name = statement.name
    old = vars(module)[name]
    _run(module, [statement])
    transplant(old, vars(module)[name])
    setattr(module, name, old)
    names = {node.name for node in ast.walk(statement) if isinstance(node, Definition)}
    if names & run_by_imports:
        for holder in own_modules():
            held = any(value is old for value in vars(holder).values())
            if held and holder.__name__.startswith("delegasi_scraper"):
                before = dict(vars(holder))
                _run(holder, _assignments(holder))
                _hand_on(holder, before)


def _hand_on(module: ModuleType, before: dict[str, object]) -> None:
    """Give other modules what a module assigned anew, and make anew what they make of it."""
    for name, new in list(vars(module).items()):
        old = before.get(name)
        if old is new or name not in before or name.startswith("__"):
            continue
        for holder in own_modules():
            if holder is not module and vars(holder).get(name) is old:
                held = dict(vars(holder))
                setattr(holder, name, new)
                if holder.__name__.startswith("delegasi_scraper"):
                    _run(holder, _assignments(holder))
                    _hand_on(holder, held | {name: new})


def transplant(old: object, new: object) -> None:
    """Make a function or class behave as another of the same name, which others may hold."""
    if isinstance(old, type):
        for name, value in vars(new).items():
            kept = vars(old).get(name)
            if isinstance(kept, property | classmethod | staticmethod | FunctionType):
                _transplant_member(old, name, kept, value)
            elif not name.startswith("__"):
                with suppress(AttributeError):
                    setattr(old, name, value)
        return
    inner, changed = inspect.unwrap(old), inspect.unwrap(new)  # type: ignore[arg-type]
    inner.__code__ = changed.__code__
    inner.__defaults__ = changed.__defaults__
    inner.__kwdefaults__ = changed.__kwdefaults__


def _transplant_member(owner: type, name: str, kept: object, value: object) -> None:
    inner = getattr(kept, "fget", None) or getattr(kept, "__func__", kept)
    changed = getattr(value, "fget", None) or getattr(value, "__func__", value)
    try:
        generated = inner.__code__.co_filename == "<string>"
        if generated:
            setattr(owner, name, value)
        else:
            transplant(inner, changed)
    except (AttributeError, ValueError):
        setattr(owner, name, value)


def _run(module: ModuleType, statements: Iterable[ast.stmt]) -> None:
    head = ast.parse("from __future__ import annotations").body
    tree = ast.Module([*head, *statements], type_ignores=[])
    exec(compile(tree, module.__file__ or "", "exec", dont_inherit=True), vars(module))


def _assignments(module: ModuleType, after: int = 0) -> list[ast.stmt]:
    """Return what a module makes when it is imported, but for functions and classes."""
    return [
        statement
        for statement in parsed(Path(module.__file__ or "")).body
        if isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.For)
        and statement.lineno > after
        and getattr(statement, "value", True) is not None
    ]


@cache
def parsed(path: Path) -> ast.Module:
    """Return a file's syntax as it was when it was asked for first: before the first trial."""
    return ast.parse(path.read_text(encoding="utf-8"))
