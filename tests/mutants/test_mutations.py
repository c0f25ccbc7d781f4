"""The mutation run itself: which faults it makes, and how a listed survivor is read."""

import pytest

from tests.mutants.mutations import mutants_of
from tests.mutants.run import EQUIVALENT, read_equivalent


def changed(source):
    """Return the bodies of a function's mutants."""
    head = "def f(a, b):\n    "
    mutants = mutants_of("a.py", f"{head}{source}\n")
    return {mutant.source.removeprefix(head).rstrip() for mutant in mutants}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("return a < b", {"return a <= b", "return None"}),
        ("return a is not None", {"return a is None", "return None"}),
        ("return a and b", {"return ((a))", "return ((b))", "return None"}),
        ("return a + b", {"return (a)", "return (b)", "return None"}),
        ("return a[:3]", {"return a", "return a[:4]", "return None"}),
        ("return a.strip()", {"return a", "return None"}),
        ("return clean(a)", {"return (a)", "return None"}),
        ("return A(x=a, y=b)", {"return A( y=b)", "return A(x=a, )", "return None"}),
        ("return [x for x in a if b]", {"return [x for x in a if True]", "return None"}),
        ("return {'k': a, 'l': b}", {"return {'l': b}", "return {'k': a}", "return None"}),
        ("return a in ('x', 'y')",
         {"return a not in ('x', 'y')", "return a in ('x',)", "return a in ('y',)", "return None"}),
        ("a.append(b)", {"pass"}),
        ("a.x = b", {"pass"}),
        ("raise Wrong('worded so')", {"pass"}),
        ("logger.info('%s', a + b)", set()),
        ("a: int = 1", {"a: int = 2"}),
    ],
)  # fmt: skip
def test_each_kind_of_fault_is_made(source, expected):
    """One fault at a time, each as a whole function that compiles."""
    assert changed(source) == expected


def test_a_pattern_is_weakened_where_it_is_made():
    """Outside of functions, too: most of what decides a value stands in patterns."""
    mutants = mutants_of("a.py", 'P = re.compile(r"^(?:a|b)", re.I)\nQ = compiled("//a | //b")\n')
    assert [(mutant.before, mutant.after) for mutant in mutants] == [
        ('P = re.compile(r"^(?:a|b)", re.I)', "P = re.compile('^(?:b)', re.I)"),
        ('P = re.compile(r"^(?:a|b)", re.I)', "P = re.compile('^(?:a)', re.I)"),
        ('P = re.compile(r"^(?:a|b)", re.I)', "P = re.compile('(?:a|b)', re.I)"),
        ('P = re.compile(r"^(?:a|b)", re.I)', 'P = re.compile(r"^(?:a|b)", 0)'),
        ('Q = compiled("//a | //b")', "Q = compiled('//b')"),
        ('Q = compiled("//a | //b")', "Q = compiled('//a')"),
    ]


def test_each_listed_survivor_has_its_reason():
    """A survivor is listed with the reason why it changes nothing stored, or not at all."""
    read_equivalent(EQUIVALENT.read_text(encoding="utf-8"))
    with pytest.raises(ValueError, match="no reason"):
        read_equivalent("a.py f\n- x\n+ y\nwhy:\n")
