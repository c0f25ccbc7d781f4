"""A changed text of a file, made by putting other words in place of a node."""

from __future__ import annotations

import ast
from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """One changed file; ``before`` and ``after`` are what a reader is shown."""

    file: str
    function: str  # qualified name; '' = the module itself
    line: int
    before: str
    after: str
    source: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is known by when lines move: the file, and what was changed to what."""
        return f"{self.file} {self.function}".strip(), self.before, self.after


class Changes:
    """The mutants of one file as they are found; ``names`` are the functions around."""

    def __init__(self, file: str, source: str) -> None:
        self.file = file
        self.text = source.encode()
        self.starts = [0]
        for line in self.text.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.names: list[str] = []
        self.mutants: list[Mutant] = []

    def _start(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        return self.starts[node.lineno - 1] + node.col_offset

    def _end(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self.starts[node.end_lineno - 1] + node.end_col_offset

    def _between(self, start: int, end: int) -> str:
        return self.text[start:end].decode()

    def _of(self, node: ast.expr | ast.stmt) -> str:
        return self._between(self._start(node), self._end(node))

    def _replace(
        self, node: ast.expr | ast.stmt, text: str, shown: tuple[str, str] | None = None
    ) -> None:
        self._change(self._start(node), self._end(node), text, shown)

    def _change(
        self, start: int, end: int, text: str, shown: tuple[str, str] | None = None
    ) -> None:
        """Note one mutant, shown by the lines it touches, or by itself where these are many."""
        changed = (self.text[:start] + text.encode() + self.text[end:]).decode()
        line = self.text[:start].count(b"\n") + 1
        if shown is None:
            left = self.text.rfind(b"\n", 0, start) + 1
            right = self.text.find(b"\n", end) % (len(self.text) + 1)
            before = self._between(start, end)
            if "\n" in before:
                shown = before, text
            else:
                head, tail = self._between(left, start), self._between(end, right)
                shown = f"{head}{before}{tail}", f"{head}{text}{tail}"
        before, after = map(squeezed, shown)
        name = ".".join(self.names)
        self.mutants.append(Mutant(self.file, name, line, before, after, changed))


def squeezed(text: str) -> str:
    """Write a text of several lines on one."""
    return " ".join(text.split())
