"""How far long work has come, on standard error."""

from __future__ import annotations

import sys
import time

#: Seconds without a word.
QUIET = 2.0


class Counting:
    """Says every two seconds how many of how many are done; nothing where it is quick."""

    def __init__(self, name: str, things: str) -> None:
        self.name = name
        self.things = things
        self._told = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        """Note that ``done`` of ``total`` are done."""
        now = time.monotonic()
        if now - self._told >= QUIET:
            self._told = now
            sys.stderr.write(f"{self.name}: {done:,} of {total:,} {self.things}\n")
