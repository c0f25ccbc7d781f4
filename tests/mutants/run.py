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
from pathlib import Path

from tests.mutants.mutations import Mutant, mutants_of
from tests.mutants.trial import PROJECT, WarmRun, start_trial, warm_up

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
    warm = warm_up(tests)
    if warm.failed or not warm.reached:
        print("these tests fail without a change:", *warm.failed, sep="\n  ")
        return 2
    print(f"{len(mutants)} of {found} mutants, {len(warm.reached)} tests", flush=True)
    killers = try_all(mutants, warm, tests, jobs=options.jobs)
    survivors = [mutant for mutant, killer in zip(mutants, killers, strict=True) if not killer]
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


def try_all(mutants: list[Mutant], warm: WarmRun, tests: list[str], *, jobs: int) -> list[str]:
    """Try each; return the test that noticed, 'time' where it ran on, '' where none did."""
    killers = ["?"] * len(mutants)
    running: dict[int, int] = {}
    cpu_seconds = 15 + int(3 * sum(warm.seconds.values()))
    waiting = list(enumerate(mutants))
    with (RESULTS / "results.jsonl").open("w", encoding="utf-8") as results:
        while waiting or running:
            while waiting and len(running) < jobs:
                place, mutant = waiting.pop(0)
                process = start_trial(
                    mutant.file, mutant.source, tests, order_for(mutant, warm),
                    cpu_seconds=cpu_seconds, answer=RESULTS / f"answer-{place}",
                )  # fmt: skip
                running[process] = place
            process, status, usage = os.wait4(-1, 0)
            place = running.pop(process)
            answer = RESULTS / f"answer-{place}"
            said = answer.read_text(encoding="utf-8") if answer.exists() else ""
            answer.unlink(missing_ok=True)
            failed = "time" if os.WIFSIGNALED(status) else said or "import"
            killers[place] = failed if status else ""
            key = mutants[place].key
            results.write(
                json.dumps(
                    [*key, killers[place], round(usage.ru_utime + usage.ru_stime, 2)],
                    ensure_ascii=False,
                )
                + "\n"
            )
            results.flush()
    return killers


def order_for(mutant: Mutant, warm: WarmRun) -> Callable[[str], tuple[bool, float]]:
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
        called = {name for file, name in warm.reached.get(test, ()) if file == mutant.file}
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
