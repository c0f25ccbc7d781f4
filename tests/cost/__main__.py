"""`make cost-baseline`: count again, show what changed, store it as the baseline."""

import tempfile
from pathlib import Path

from tests.cost.counting import BASELINE, baseline, count, store

before = baseline()[0] if BASELINE.exists() else {}
with tempfile.TemporaryDirectory() as folder:
    costs = count(Path(folder))
for name, cost in costs.items():
    old = f"{before[name].ratio:7.3f}" if name in before else "    new"
    print(f"{name:<30} {old} → {cost.ratio:7.3f} yardsticks")
store(costs)
