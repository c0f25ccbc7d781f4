"""`make mutants`: change each line in small ways; a change that no test notices is named.

    python -m tests.mutants [FILE…] [--sample N] [--seed N] [--jobs N]

Results are left in build/mutants. Survivors that change nothing stored are listed with the
reason in equivalent.txt; any other survivor fails.
"""

from __future__ import annotations

import argparse
import ast
import gc
import json
import os
import random
import sys
import time
from bisect import bisect
from collections import Counter, defaultdict
from itertools import accumulate
from pathlib import Path

from tests.mutants.mutations import Mutant, mutants_of
from tests.mutants.trial import SAME, parsed, start
from tests.mutants.warm import PROJECT, WarmRun, warm_up

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

#: Tests of so many seconds are tried on one mutant, the quickest ones.
BUDGET = 5.0

Key = tuple[str, str, str]


def main() -> int:
    """Return 0 where every survivor is listed, 1 where one is not, 2 where a test fails before."""
    options = arguments()
    began = time.monotonic()
    mutants = [mutant for path in sources(options.files) for mutant in mutants_in(path)]
    if options.sample and options.sample < len(mutants):
        mutants = random.Random(options.seed).sample(mutants, options.sample)
    trials = Trials(mutants, options.jobs)
    warm = warm_up(
        [path for path in (*CHANGED, *TESTS) if (PROJECT / path).exists()], trials.try_all
    )
    if warm.failed or not warm.seconds:
        print("these tests fail without a change:", *warm.failed, sep="\n  ")
        return 2
    survivors = trials.having("")
    listed = read_equivalent(EQUIVALENT.read_text(encoding="utf-8"))
    unlisted = [mutant for mutant in survivors if mutant.key not in listed]
    stale: set[Key] = set()
    if not options.sample and not options.files:
        stale = set(listed) - {mutant.key for mutant in survivors}
    (RESULTS / "survivors.txt").write_text(printed(unlisted), encoding="utf-8")
    print(f"\n{printed(unlisted)}", end="")
    for key in sorted(stale):
        print("listed in equivalent.txt, and no survivor (any more):", *key, sep="\n  ")
    same = {id(mutant) for mutant in trials.having(SAME)}
    print(table([mutant for mutant in mutants if id(mutant) not in same], survivors, unlisted))
    print(f"{(time.monotonic() - began) / 60:.0f} minutes with {options.jobs} at a time")
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
    """All mutants of a run, and who noticed each."""

    def __init__(self, mutants: list[Mutant], jobs: int) -> None:
        self.mutants = mutants
        self.jobs = jobs
        # The test that noticed, 'time' where it ran on, SAME where nothing differs; '' = none.
        self.noticed: dict[int, str] = {}
        self._good_at: dict[str, Counter[str]] = defaultdict(Counter)

    def try_all(self, warm: WarmRun) -> None:
        """Try each mutant, after a control that changes nothing."""
        RESULTS.mkdir(parents=True, exist_ok=True)
        print(f"\n{len(warm.items)} tests of {sum(warm.seconds.values()):.0f} seconds", flush=True)
        waiting, running = list(range(-1, len(self.mutants))), dict[int, int]()
        for path in sources([]):
            parsed(path)
        gc.collect()
        gc.freeze()
        with (RESULTS / "results.jsonl").open("w", encoding="utf-8") as results:
            while waiting or running:
                while waiting and len(running) < self.jobs:
                    place = waiting.pop(0)
                    running[self._start(place, warm)] = place
                process, status = os.wait()
                place = running.pop(process)
                noticed = self._answer(place, status)
                if place < 0 and noticed:
                    raise RuntimeError(f"fails in a trial without a change: {noticed}")
                if place >= 0:
                    self._note(place, noticed)
                    line = json.dumps([*self.mutants[place].key, noticed], ensure_ascii=False)
                    print(line, file=results, flush=True)

    def _start(self, place: int, warm: WarmRun) -> int:
        mutant = self.mutants[place] if place >= 0 else None
        tests = list(warm.items)
        if mutant:
            near, far = self._good_at[mutant.key[0]], self._good_at[mutant.file]
            found = sorted(
                tests_of(mutant, warm),
                key=lambda test: (-near[test], -far[test], warm.seconds[test]),
            )
            seconds = list(accumulate(warm.seconds[test] for test in found))
            tests = found[: max(1, bisect(seconds, BUDGET))]
        return start(mutant, tests, warm, RESULTS / f"answer{place}")

    def _answer(self, place: int, status: int) -> str:
        answer = RESULTS / f"answer{place}"
        said = answer.read_text(encoding="utf-8") if answer.exists() else ""
        answer.unlink(missing_ok=True)
        if os.WIFSIGNALED(status):
            return "time"
        return said or ("import" if status else "")

    def _note(self, place: int, noticed: str) -> None:
        self.noticed[place] = noticed
        mutant = self.mutants[place]
        for place_of_it in {mutant.file, mutant.key[0]}:
            self._good_at[place_of_it][noticed] += 1

    def having(self, *answers: str) -> list[Mutant]:
        """Return the mutants with such an answer."""
        return [mutant for n, mutant in enumerate(self.mutants) if self.noticed[n] in answers]


def tests_of(mutant: Mutant, warm: WarmRun) -> set[str]:
    """Return the tests that run what is changed: the line, or what uses the changed names."""
    if found := warm.tests_of_lines.get((mutant.file, mutant.line)):
        return found
    if found := warm.tests_of_functions.get((mutant.file, mutant.function)):
        return found
    names = {mutant.function.split(".")[0]} if mutant.function else assigned_at(mutant)
    return set().union(*(warm.tests_of_names.get(name, ()) for name in names))


def assigned_at(mutant: Mutant) -> set[str]:
    """Return the names that hang on a line outside of functions.

    >>> sorted(assigned_at(Mutant("a.py", "", 1, "", "", "A = 1\\nB = A\\nC = 2")))
    ['A', 'B']
    """
    names: set[str] = set()
    for statement in ast.parse(mutant.source).body:
        inside = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
        changed = statement.lineno <= mutant.line <= (statement.end_lineno or 0)
        if changed or (names & inside and isinstance(statement, ast.Assign | ast.AnnAssign)):
            targets = getattr(statement, "targets", [getattr(statement, "target", None)])
            names |= {name.id for name in targets if isinstance(name, ast.Name)}
    return names


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
