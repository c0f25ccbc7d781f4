"""`make mutants`: change each line in small ways; a change that no test notices is named.

    python -m tests.mutants [FILE…] [--sample N] [--seed N] [--jobs N]

Results are left in build/mutants. Survivors that change nothing stored are listed with the
reason in equivalent.txt; any other survivor fails.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.mutants.mutations import Mutant, mutants_of
from tests.mutants.trial import Order, patch_of, start_imported, start_patched
from tests.mutants.warm import PROJECT, WarmRun, clear_caches, warm_up

#: What is changed: everything between a page and the row that is stored, as far as it is pure.
CHANGED = (
    "delegasi_scraper/pages", "delegasi_scraper/text", "delegasi_scraper/pipelines",
    "delegasi_scraper/steps.py", "delegasi_scraper/extract.py",
)  # fmt: skip
#: Not pure: they write to the archive or need a run, and are tested by crawls.
NOT_CHANGED = tuple(
    f"delegasi_scraper/pipelines/{name}.py"
    for name in ("archive", "listings", "addresses", "failures", "misses", "since", "run_pipeline")
)
#: The quick tests, beside the doctests of what is changed.
TESTS = (
    "tests/pages", "tests/text", "tests/pipelines",
    "tests/archive/test_store.py", "tests/archive/tables",
)  # fmt: skip
EQUIVALENT = Path(__file__).parent / "equivalent.txt"
RESULTS = PROJECT / "build" / "mutants"

Key = tuple[str, str, str]
Start = Callable[..., int]  # forks; takes cpu_seconds and answer


def main() -> int:
    """Return 0 where every survivor is listed, 1 where one is not, 2 where a test fails before."""
    options = arguments()
    RESULTS.mkdir(parents=True, exist_ok=True)
    mutants = [mutant for path in sources(options.files) for mutant in mutants_in(path)]
    found = len(mutants)
    if options.sample and options.sample < found:
        mutants = random.Random(options.seed).sample(mutants, options.sample)
    tests = [path for path in (*CHANGED, *TESTS) if (PROJECT / path).exists()]
    start = time.monotonic()
    (RESULTS / "results.jsonl").write_text("", encoding="utf-8")
    trials = Trials(mutants, tests, jobs=options.jobs)
    warm = warm_up(tests, trials.try_patched)
    if warm.failed or not warm.seconds:
        print("these tests fail without a change:", *warm.failed, sep="\n  ")
        return 2
    print(f"{len(mutants)} of {found} mutants, {len(warm.seconds)} tests", flush=True)
    trials.try_imported(warm)
    survivors = [mutant for place, mutant in enumerate(mutants) if not trials.noticed[place]]
    listed = read_equivalent(EQUIVALENT.read_text(encoding="utf-8"))
    unlisted = [mutant for mutant in survivors if mutant.key not in listed]
    stale: set[Key] = set()
    if not options.sample and not options.files:
        stale = set(listed) - {mutant.key for mutant in survivors}
    print(table(mutants, survivors, unlisted))
    (RESULTS / "survivors.txt").write_text(printed(unlisted), encoding="utf-8")
    print(f"\n{printed(unlisted)}", end="")
    for key in sorted(stale):
        print("listed in equivalent.txt, and no survivor (any more):", *key, sep="\n  ")
    print(f"{(time.monotonic() - start) / 60:.0f} minutes with {options.jobs} at a time")
    return int(bool(unlisted or stale))


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("files", nargs="*", help="only these; default: all")
    parser.add_argument("--sample", type=int, help="only so many, drawn at random")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="at a time")
    return parser.parse_args()


def sources(files: list[str]) -> list[Path]:
    """Return the files to change."""
    places = [PROJECT / name for name in files or CHANGED]
    paths = [found for place in places for found in sorted(place.rglob("*.py"))]
    paths += [place for place in places if place.is_file()]
    return [path for path in paths if path.relative_to(PROJECT).as_posix() not in NOT_CHANGED]


def mutants_in(path: Path) -> list[Mutant]:
    """Return the mutants of one file."""
    return mutants_of(path.relative_to(PROJECT).as_posix(), path.read_text(encoding="utf-8"))


class Trials:
    """All mutants of a run: who noticed each, filled in two passes."""

    def __init__(self, mutants: list[Mutant], tests: list[str], *, jobs: int) -> None:
        self.mutants = mutants
        self.tests = tests
        self.jobs = jobs
        # The test that noticed, 'time' where it ran on; '' = none did; not there = not tried.
        self.noticed: dict[int, str] = {}

    def try_patched(self, items: list[pytest.Item], warm: WarmRun) -> None:
        """Try those of which one function differs, by the tests that call it."""
        same = clear_caches, clear_caches.__code__
        self._control(partial(start_patched, same, items, warm, warm.seconds.__getitem__), warm)
        starts: dict[int, Start] = {}
        for place, mutant in enumerate(self.mutants):
            patch = patch_of(mutant, warm)
            if patch is None:
                continue
            order = order_for(mutant, warm)
            callers = [item for item in items if not order(item.nodeid)[0]]
            starts[place] = partial(start_patched, patch, callers, warm, order)
        self._try(starts, warm)

    def try_imported(self, warm: WarmRun) -> None:
        """Try the others, by all tests."""
        file = self.mutants[0].file
        same = Mutant(file, "", 0, "", "", (PROJECT / file).read_text(encoding="utf-8"))
        self._control(partial(start_imported, same, self.tests, order_for(same, warm)), warm)
        self._try(
            {
                place: partial(start_imported, mutant, self.tests, order_for(mutant, warm))
                for place, mutant in enumerate(self.mutants)
                if place not in self.noticed
            },
            warm,
        )

    def _control(self, start: Start, warm: WarmRun) -> None:
        """Try what is not changed: if that is noticed, so is every mutant."""
        self._try({-1: start}, warm)
        if noticed := self.noticed.pop(-1):
            raise RuntimeError(f"fails in a trial without a change: {noticed}")

    def _try(self, starts: dict[int, Start], warm: WarmRun) -> None:
        cpu_seconds = 15 + int(3 * sum(warm.seconds.values()))
        waiting, running = list(starts.items()), dict[int, int]()
        while waiting or running:
            while waiting and len(running) < self.jobs:
                place, start = waiting.pop(0)
                answer = RESULTS / f"answer-{place}"
                running[start(cpu_seconds=cpu_seconds, answer=answer)] = place
            process, status = os.wait()
            place = running.pop(process)
            answer = RESULTS / f"answer-{place}"
            said = answer.read_text(encoding="utf-8") if answer.exists() else ""
            answer.unlink(missing_ok=True)
            failed = "time" if os.WIFSIGNALED(status) else said or "import"
            self.noticed[place] = failed if status else ""
            if place < 0:
                continue
            line = json.dumps([*self.mutants[place].key, self.noticed[place]], ensure_ascii=False)
            with (RESULTS / "results.jsonl").open("a", encoding="utf-8") as results:
                results.write(f"{line}\n")


def order_for(mutant: Mutant, warm: WarmRun) -> Order:
    """Return a sort key for tests: first those that call what was changed, the quick ones first.

    A change outside of functions concerns those that name what the line assigns.
    """
    functions = {mutant.function}
    if not mutant.function:
        tree = ast.parse(mutant.source)
        assigned = {
            name.id
            for node in tree.body
            if node.lineno <= mutant.line <= (node.end_lineno or 0)
            for name in ast.walk(node)
            if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
        }
        functions = {
            node.name
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
            and any(isinstance(n, ast.Name) and n.id in assigned for n in ast.walk(node))
        }

    def order(test: str) -> tuple[bool, float]:
        called = {name for file, name in warm.called_by.get(test, ()) if file == mutant.file}
        last = {name.rsplit(".", 1)[-1] for name in called}
        return not functions & (called | last), warm.seconds.get(test, 0.0)

    return order


def table(mutants: list[Mutant], survivors: list[Mutant], unlisted: list[Mutant]) -> str:
    """Return what became of the mutants of each file."""
    made, alive, news = (Counter(m.file for m in which) for which in (mutants, survivors, unlisted))
    lines = [f"{'file':<44}{'mutants':>8}{'killed':>8}{'survived':>10}{'unlisted':>10}"]
    for file in [*sorted(made), None]:
        n, s, u = (c.total() if file is None else c[file] for c in (made, alive, news))
        lines.append(f"{file or 'all':<44}{n:>8}{n - s:>8}{s:>10}{u:>10}")
    share = 100 * (1 - len(survivors) / len(mutants)) if mutants else 100
    return "\n".join([*lines, f"killed: {share:.1f} %"])


def printed(mutants: list[Mutant]) -> str:
    """Return mutants as equivalent.txt holds them; the reason is left to be written."""
    return "".join("{}\n- {}\n+ {}\nwhy: \n\n".format(*mutant.key) for mutant in mutants)


def read_equivalent(text: str) -> dict[Key, str]:
    """Return the reasons that equivalent.txt gives; raises ValueError for one without reason.

    >>> read_equivalent("a.py f\\n- x < 1\\n+ x <= 1\\nwhy: x is odd\\n")
    {('a.py f', 'x < 1', 'x <= 1'): 'x is odd'}
    """
    reasons: dict[Key, str] = {}
    for entry in text.split("\n\n"):
        lines = [line for line in entry.splitlines() if line and not line.startswith("#")]
        if not lines:
            continue
        place, before, after, why = (line.strip() for line in lines)
        reason = why.removeprefix("why:").strip()
        if not reason:
            raise ValueError(f"no reason for {place}: {before}")
        reasons[place, before.removeprefix("-").strip(), after.removeprefix("+").strip()] = reason
    return reasons


if __name__ == "__main__":
    sys.exit(main())
