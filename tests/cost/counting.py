"""Count the instructions of each part with callgrind, and compare with the stored baseline.

Instructions and not seconds: on a machine with other work seconds vary by half, instructions
by 0.5 %. Divided by a yardstick's of the same run, so that they hold on another machine.
"""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import subprocess
import sys
from collections import Counter
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
BASELINE = Path(__file__).parent / "baseline.json"
#: More than this above the baseline fails.
MARGIN = 0.10
#: What is stored of each part: who takes the most, so that a failure can say who grew.
STORED = 25
NAMED = 8


@dataclass(frozen=True)
class Cost:
    """What one round of a part costs."""

    ratio: float  # instructions of the part by those of its yardstick
    functions: dict[str, float]  # the same, of one C function without those it calls
    calls: dict[str, int]  # Python functions of this project, and built-in ones


def count(folder: Path) -> dict[str, Cost]:
    """Run every part under callgrind; ``folder`` is an empty one."""
    done = subprocess.run(
        ["valgrind", "-q", "--tool=callgrind", "--instr-atstart=no", "--compress-strings=no",
         f"--vgdb-prefix={folder}/vgdb", f"--callgrind-out-file={folder}/dump",
         sys.executable, "-m", "tests.cost.counted", str(folder)],
        cwd=PROJECT, env=os.environ | {"PYTHONHASHSEED": "0"},
        capture_output=True, text=True, timeout=3600,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr)
    costs = {}
    calls = json.loads((folder / "calls.json").read_text(encoding="utf-8"))
    for place, name in enumerate(calls):
        yardstick, part = (functions_in(folder / f"dump.{2 * place + n}") for n in (1, 2))
        unit = yardstick.total()
        costs[name] = Cost(
            ratio=round(part.total() / unit, 3),
            functions={name: round(n / unit, 3) for name, n in part.most_common(STORED)},
            calls=dict(Counter(calls[name]).most_common(STORED)),
        )
    return costs


def functions_in(dump: Path) -> Counter[str]:
    """Return the instructions of each C function; those without a name are one an object."""
    counted: Counter[str] = Counter()
    place = function = ""
    called = False
    for line in dump.read_text(encoding="utf-8", errors="replace").splitlines():
        key, equals, value = line.partition("=")
        if equals:
            called = key == "calls"
            if key == "ob":
                place = Path(value).name
            elif key == "fn":
                nameless = value.startswith("0x")
                function = f"nameless, in {place}" if nameless else value.partition("'")[0]
        elif line[:1].isdigit() or line[:1] in ("+", "-", "*"):
            if not called:  # the line after calls= is what the called function cost
                counted[function] += int(line.split()[1])
            called = False
    return counted


def made_with() -> dict[str, str]:
    """Return what a cost depends on beside the code."""
    versions = {name: version(name) for name in ("lxml", "sqlite-utils")}
    return {
        "python": platform.python_version(), "sqlite": sqlite3.sqlite_version,
        "libc": " ".join(platform.libc_ver()), **versions,
    }  # fmt: skip


def baseline() -> tuple[dict[str, Cost], dict[str, str]]:
    """Return the stored costs, and what they were counted with."""
    stored = json.loads(BASELINE.read_text(encoding="utf-8"))
    return {name: Cost(**cost) for name, cost in stored["parts"].items()}, stored["made_with"]


def store(costs: dict[str, Cost]) -> None:
    """Write the baseline."""
    stored = {"made_with": made_with(), "parts": {name: asdict(costs[name]) for name in costs}}
    text = json.dumps(stored, indent=1, ensure_ascii=False)
    BASELINE.write_text(f"{text}\n", encoding="utf-8")


def growth(before: Cost, now: Cost) -> str | None:
    """Name what grew, or return None where the part costs at most a tenth more."""
    if now.ratio <= before.ratio * (1 + MARGIN):
        return None
    percent = (now.ratio / before.ratio - 1) * 100
    lines = [f"{now.ratio:.2f} yardsticks, baseline {before.ratio:.2f}: {percent:.0f} % more"]
    for title, old, new in (
        ("Calls a round", before.calls, now.calls),
        ("Instructions of C functions, in yardsticks", before.functions, now.functions),
    ):
        lines += [f"{title}, those that grew most:", *most_grown(dict(old), dict(new))]
    return "\n".join(lines)


def most_grown(before: dict[str, float], now: dict[str, float]) -> list[str]:
    """Return a line each; what the baseline does not hold took less than all it holds."""
    least = min(before.values(), default=0)
    grown = {name: count - before.get(name, least) for name, count in now.items()}
    names = [name for name in sorted(grown, key=grown.__getitem__, reverse=True) if grown[name] > 0]
    return [
        f"  {name}: {before.get(name, f'under {least}')} → {now[name]}" for name in names[:NAMED]
    ]
