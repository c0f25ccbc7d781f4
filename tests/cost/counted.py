"""Run under callgrind by `counting.py`: do each part and its yardstick, and have them counted.

Counting is off while Python starts, imports and warms up: with it on, that alone takes a
minute and drowns the parts. Valgrind's own `vgdb` switches it, from beside this process.
"""

from __future__ import annotations

import cProfile
import gc
import json
import os
import pstats
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

PROJECT = f"{Path(__file__).resolve().parent.parent.parent}/"
#: Fills caches, and lets CPython specialise the bytecode of what is called often.
WARM_UP = 2


def tell_valgrind(prefix: str, *command: str) -> None:
    """Send one command to the valgrind that runs this process, and wait for its answer.

    As little work as possible: what is done here is counted as well. Valgrind reads its
    commands while the process does something, thus the short naps in place of one wait.
    """
    quiet = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)]
    arguments = ["vgdb", f"--pid={os.getpid()}", f"--vgdb-prefix={prefix}", "--max-invoke-ms=0"]
    vgdb = os.posix_spawnp("vgdb", [*arguments, *command], os.environ, file_actions=quiet)
    while not (ended := os.waitpid(vgdb, os.WNOHANG))[0]:
        time.sleep(0.001)
    if ended[1]:
        raise RuntimeError(f"vgdb {' '.join(command)}: wait status {ended[1]}")


def calls_of(task: Callable[[], object]) -> dict[str, int]:
    """Return how often one round calls each function of this project and each built-in one."""
    profile = cProfile.Profile()
    profile.runcall(task)
    counted: Counter[str] = Counter()
    for (file, _, name), (_, calls, *_) in pstats.Stats(profile).stats.items():
        if file == "~":
            counted[re.sub(r" (object )?at 0x\w+", "", name)] += calls
        elif file.startswith(PROJECT) and "/site-packages/" not in file:
            counted[f"{file.removeprefix(PROJECT)} {name}"] += calls
    return dict(counted)


def main(folder: Path) -> None:
    """Leave two dumps a part, yardstick first, in the order of the table, and its calls."""
    # sqlite-utils imports pandas where it is, which only the tests want: 7 s under valgrind.
    sys.modules["pandas"] = None  # type: ignore[assignment]
    from tests.cost.parts import parts

    table = parts(folder)
    tasks = [(task, part.rounds) for part in table.values() for task in (part.yardstick, part.task)]
    for task, _ in tasks:
        for _ in range(WARM_UP):
            task()
    calls = {name: calls_of(part.task) for name, part in table.items()}
    (folder / "calls.json").write_text(json.dumps(calls), encoding="utf-8")
    prefix = f"{folder}/vgdb"
    gc.collect()
    gc.disable()
    tell_valgrind(prefix, "instrumentation", "on")
    for task, rounds in tasks:
        tell_valgrind(prefix, "zero")
        for _ in range(rounds):
            task()
        tell_valgrind(prefix, "dump")
    tell_valgrind(prefix, "instrumentation", "off")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
