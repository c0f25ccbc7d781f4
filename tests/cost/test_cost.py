"""What a page and a save cost, in instructions: a tenth more than the baseline fails."""

import os
import shutil

import pytest

from tests.cost.counting import Cost, baseline, count, growth, made_with

BEFORE, MADE_WITH = baseline()


@pytest.fixture(scope="module")
def costs(tmp_path_factory):
    """Count once for all parts; skipped without valgrind, fails where all must run."""
    if not shutil.which("valgrind"):
        reason = "valgrind is not there (tests/install.sh installs it)"
        (pytest.fail if os.environ.get("TESTS_MUST_RUN") else pytest.skip)(reason)
    return count(tmp_path_factory.mktemp("cost"))


@pytest.mark.valgrind
@pytest.mark.parametrize("part", BEFORE)
def test_a_part_costs_no_more_than_before(costs, part):
    """No part takes a tenth more instructions than its baseline; else what grew is named."""
    grown = growth(BEFORE[part], costs[part])
    assert grown is None, (
        f"{part}: {grown}\nBaseline made with {MADE_WITH}, this with {made_with()}.\n"
        "Is it worth that? Then: make cost-baseline"
    )


@pytest.mark.valgrind
def test_every_part_has_a_baseline(costs):
    """A part that was added or renamed is stored, too: make cost-baseline."""
    assert list(costs) == list(BEFORE)


def test_what_grew_is_named():
    """Past a tenth, whoever is called more often and whoever takes more are named."""
    before = Cost(ratio=2.0, functions={"a": 1.5, "b": 0.5}, calls={"clean": 10, "fold": 5})
    assert growth(before, Cost(ratio=2.2, functions={}, calls={})) is None
    now = Cost(ratio=2.3, functions={"a": 1.5, "b": 0.7, "c": 0.6}, calls={"clean": 20, "fold": 4})
    assert growth(before, now).splitlines() == [
        "2.30 yardsticks, baseline 2.00: 15 % more",
        "Calls a round, those that grew most:",
        "  clean: 10 → 20",
        "Instructions of C functions, in yardsticks, those that grew most:",
        "  b: 0.5 → 0.7",
        "  c: under 0.5 → 0.6",
    ]
