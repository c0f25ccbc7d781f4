"""Every small fault that a line of a file could have, as a changed text of the file."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from tests.mutants.changes import Changes, Mutant, squeezed
from tests.mutants.patterns import weaker_regexes, weaker_xpaths

_OPPOSITE = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==",
    ast.Is: "is not", ast.IsNot: "is", ast.In: "not in", ast.NotIn: "in",
}  # fmt: skip
_ARITHMETIC = {ast.Sub: "+", ast.Mult: "/", ast.Div: "*", ast.FloorDiv: "*", ast.BitAnd: "|"}
_SWAPPED = {"any": "all", "all": "any", "min": "max", "max": "min", "sorted": "list"}
#: A call of these is left out: ``x.strip()`` becomes ``x``.
_TEXT_METHODS = frozenset([
    "strip", "lstrip", "rstrip", "lower", "upper", "casefold", "removeprefix", "removesuffix",
    "replace", "translate",
])  # fmt: skip
#: Leaving these out gives a TypeError or the same: ``tuple(x)``.
_NOT_UNWRAPPED = frozenset([
    "tuple", "list", "set", "frozenset", "dict", "len", "str", "int", "float", "bool", "iter",
    "next", "repr", "type", "super", "isinstance", "enumerate", "sum", "any", "all", "min",
    "max", "sorted", "range", "map", "zip", "compiled",
])  # fmt: skip
#: Arguments that guard against a slip of ours, and change no value.
_GUARDS = frozenset(["strict", "slots", "frozen", "kw_only", "repr"])
#: Of a longer table, the first, the middle and the last entry stand for all.
_LONG_TABLE = 12


def mutants_of(file: str, source: str) -> list[Mutant]:
    """Return the mutants of a file, each with a text of its own; some may not compile."""
    finder = _Finder(file, source)
    finder.visit(ast.parse(source))
    return list({mutant.source: mutant for mutant in reversed(finder.mutants)}.values())[::-1]


class _Finder(ast.NodeVisitor, Changes):
    """Visits a file's syntax; a method a kind of fault."""

    # --- what is changed -----------------------------------------------------------------

    def visit_Compare(self, node: ast.Compare) -> None:
        """Turn a comparison round, or move its boundary."""
        sides = [node.left, *node.comparators]
        for place, operator in enumerate(node.ops):
            start, end = self._end(sides[place]), self._start(sides[place + 1])
            gap = self._between(start, end)
            self._change(start, end, re.sub(r"[<>=!]+|\bnot in\b|\bis not\b|\bis\b|\bin\b",
                                            _OPPOSITE[type(operator)], gap, count=1))  # fmt: skip
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        """Leave out each operand."""
        word = " and " if isinstance(node.op, ast.And) else " or "
        for left_out in node.values:
            kept = [f"({self._of(value)})" for value in node.values if value is not left_out]
            self._replace(node, f"({word.join(kept)})")
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        """Leave out ``not``."""
        if isinstance(node.op, ast.Not):
            self._replace(node, f"bool({self._of(node.operand)})")
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        """Leave out a summand, or reckon otherwise."""
        if isinstance(node.op, (ast.Add, ast.BitOr)):
            self._replace(node, f"({self._of(node.left)})")
            self._replace(node, f"({self._of(node.right)})")
        elif sign := _ARITHMETIC.get(type(node.op)):
            self._replace(node, f"({self._of(node.left)} {sign} {self._of(node.right)})")
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        """Change a number, a truth or a word."""
        value = node.value
        if isinstance(value, bool):
            self._replace(node, repr(not value))
        elif isinstance(value, int):
            self._replace(node, repr(value + 1))
        elif isinstance(value, str):
            self._replace(node, repr(f"XX{value}"))

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """Leave out a flag of a regular expression."""
        if isinstance(node.value, ast.Name) and node.value.id == "re" and node.attr.isupper():
            self._replace(node, "0")
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        """Take the whole in place of a slice."""
        if isinstance(node.slice, ast.Slice):
            self._replace(node, self._of(node.value))
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """Leave out an argument by name, or the call around its argument."""
        name = self._of(node.func)
        if name.startswith(("logger.", "warnings.")):
            return
        for keyword in node.keywords:
            if keyword.arg in _GUARDS:
                continue
            end = self._end(keyword)
            comma = re.match(rb"\s*,", self.text[end:])
            self._change(self._start(keyword), end + (comma.end() if comma else 0), "")
        if isinstance(node.func, ast.Attribute) and node.func.attr in _TEXT_METHODS:
            self._replace(node, self._of(node.func.value))
        elif isinstance(node.func, ast.Name):
            alone = len(node.args) == 1 and not node.keywords
            if name in _SWAPPED:
                self._replace(node.func, _SWAPPED[name])
            elif alone and name.islower() and name not in _NOT_UNWRAPPED:
                self._replace(node, f"({self._of(node.args[0])})")
        if name.startswith("re.") or name == "compiled":
            self._weaken_pattern(node, weaker_xpaths if name == "compiled" else weaker_regexes)
        self.generic_visit(node)

    def _weaken_pattern(self, node: ast.Call, weaker: Callable[[str], Iterator[str]]) -> None:
        pattern = node.args[0] if node.args else None
        if isinstance(pattern, ast.Constant) and isinstance(pattern.value, str):
            for text in weaker(pattern.value):
                self._replace(pattern, repr(text))
            node.args.pop(0)

    def visit_If(self, node: ast.If) -> None:
        """Turn a condition round."""
        if self._of(node.test) != "TYPE_CHECKING":
            self._turn(node.test)
            self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        """Turn a condition round."""
        self._turn(node.test)
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        """Leave out what is filtered."""
        for test in node.ifs:
            if not isinstance(test, ast.Compare):
                self._replace(test, "True")
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        """Return nothing."""
        if node.value is not None:
            if not isinstance(node.value, ast.Constant):
                self._replace(node.value, "None")
            self.visit(node.value)

    def visit_Raise(self, node: ast.Raise) -> None:
        """Raise nothing; how an error is worded is no stored value."""
        self._replace(node, "pass")

    def visit_Expr(self, node: ast.Expr) -> None:
        """Leave out a statement; a docstring and a log line are none."""
        if isinstance(node.value, ast.Constant) or self._of(node).startswith("logger."):
            return
        if isinstance(node.value, ast.Call):
            self._replace(node, "pass")
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        """Leave out what is added."""
        self._replace(node, "pass")
        self.visit(node.value)

    def visit_Assign(self, node: ast.Assign) -> None:
        """Leave out what is put into an attribute or a mapping, or assigned a second time."""
        target = node.targets[0]
        again = isinstance(target, ast.Name) and re.search(
            rf"\b{re.escape(target.id)}\b", self._of(node.value)
        )
        if self.names and (again or isinstance(target, (ast.Attribute, ast.Subscript))):
            self._replace(node, "pass")
        self.generic_visit(node)

    def visit_Break(self, node: ast.Break) -> None:
        """Go on."""
        self._replace(node, "pass")

    def visit_Continue(self, node: ast.Continue) -> None:
        """Go on with this turn."""
        self._replace(node, "pass")

    def visit_Tuple(self, node: ast.Tuple) -> None:
        """Leave out an entry."""
        if isinstance(node.ctx, ast.Load):
            self._entries(node, node.elts, "(", ",)")

    def visit_List(self, node: ast.List) -> None:
        """Leave out an entry."""
        if isinstance(node.ctx, ast.Load):
            self._entries(node, node.elts, "[", "]")

    def visit_Set(self, node: ast.Set) -> None:
        """Leave out an entry."""
        self._entries(node, node.elts, "{", "}")

    def visit_Dict(self, node: ast.Dict) -> None:
        """Leave out an entry; a change of its key is the same."""
        places = self._some(len(node.values))
        for place in places:
            kept = [
                f"{self._of(key)}: {self._of(value)}" if key else f"**{self._of(value)}"
                for n, (key, value) in enumerate(zip(node.keys, node.values, strict=True))
                if n != place
            ]
            key = node.keys[place]
            shown = (self._of(key) if key else "**") + ": " + self._of(node.values[place])
            self._replace(node, f"{{{', '.join(kept)}}}", shown=(squeezed(shown), ""))
            self.visit(node.values[place])

    # --- what is passed by ---------------------------------------------------------------

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Positions inside are wrong before Python 3.12."""

    def visit_Import(self, node: ast.AST) -> None:
        """Nothing in these is a value that is stored."""

    visit_ImportFrom = visit_Assert = visit_Global = visit_Nonlocal = visit_Import

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """Only the value."""
        if node.value is not None:
            self.visit(node.value)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.ClassDef) -> None:
        """Only the body and the defaults, not the annotations and decorators."""
        self.names.append(node.name)
        if isinstance(node, ast.FunctionDef):
            for default in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
                self.visit(default)
        for statement in node.body:
            self.visit(statement)
        self.names.pop()

    visit_AsyncFunctionDef = visit_ClassDef = visit_FunctionDef

    # --- how -----------------------------------------------------------------------------

    def _turn(self, test: ast.expr) -> None:
        negated = isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)
        if not negated and not (isinstance(test, ast.Compare) and len(test.ops) == 1):
            self._replace(test, f"not ({self._of(test)})")

    def _entries(self, node: ast.expr, entries: list[ast.expr], opens: str, closes: str) -> None:
        places = self._some(len(entries))
        for place in places if len(entries) > 1 else ():
            kept = [self._of(entry) for n, entry in enumerate(entries) if n != place]
            shown = f"{opens}… {squeezed(self._of(entries[place]))} …{closes[-1]}"
            self._replace(node, f"{opens}{', '.join(kept)}{closes}", shown=(shown, ""))
        for place in places:
            if not isinstance(entries[place], ast.Constant):
                self.visit(entries[place])

    def _some(self, count: int) -> list[int]:
        return list(range(count)) if count <= _LONG_TABLE else [0, count // 2, count - 1]
