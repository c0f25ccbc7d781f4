"""The table that is printed at the end of a run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ROWS = (
    ("addresses found", "address/found"),
    ("already known", "address/known"),
    ("no articles, as known", "address/refused_before"),
    ("before -a since", "address/before_since"),
    ("listings read", "listing/read"),
    ("articles read", "page/article"),
    ("new", "article/new"),
    ("changed", "article/changed"),
    ("unchanged", "article/unchanged"),
    ("held (not believed yet)", "article/held"),
    ("maybe an intruder's posts", "article/suspect"),
    ("read by generic extractor", "page/generic"),
    ("missed (were there before)", "page/missed"),
    ("gone for good by now", "article/gone"),
    ("walls before the site", "page/wall"),
    ("never asked for", "page/ignored"),
    ("failed", "page/failed"),
    ("requests", "downloader/request_count"),
)
#: Rows that are printed also when they are zero.
ALWAYS = ("address/found", "article/new", "article/changed", "page/failed")


def summary_table(stats: Mapping[str, Any]) -> str:
    """Format the counts of a run, one a line; refused pages follow by reason.

    >>> print(summary_table({"page/article": 2, "page/refused/password": 1}).splitlines()[1])
    articles read                     2
    """
    shown = [(label, name) for label, name in ROWS if stats.get(name) or name in ALWAYS]
    rows = [(label, stats.get(name, 0)) for label, name in shown]
    rows += [
        (name.removeprefix("page/").replace("/", ": "), count)
        for name, count in sorted(stats.items())
        if name.startswith("page/refused/")
    ]
    lines = [f"{label:<28} {count:>6}" for label, count in rows]
    sources = {
        name.removeprefix("sources/"): state
        for name, state in sorted(stats.items())
        if name.startswith("sources/") and isinstance(state, str)
    }
    if sources:
        opened = [source for source, state in sources.items() if state == "open"]
        lines.append(f"sources open: {', '.join(opened) or 'none'}")
        lines += [f"source {s}: {state}" for s, state in sources.items() if state != "open"]
    if told_by := stats.get("edits/told_by"):
        lines.append(f"edits are told by: {told_by}")
    return "\n".join(lines)
