"""`scrapy status`: the last runs, how they ended, and what the archive holds."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from delegasi_scraper.cli.archive_command import ArchiveCommand

if TYPE_CHECKING:
    from archive.store import Archive

#: So many of each kind are named.
NAMED = 10


class Command(ArchiveCommand):
    """Exit code 0, or 5 where the last run is not to be trusted, or 1 without an archive."""

    def short_desc(self) -> str:
        """Describe the command in one line."""
        return "Show the last runs, how they ended, and what the archive holds"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add --json."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print JSON")

    def read(self, archive: Archive, args: list[str], opts: Namespace) -> int:  # noqa: ARG002
        """Print, and end with 5 where the last run ended badly."""
        from archive.tables import held_states, runs, stated
        from archive.tables.suspects import suspects
        from archive.tables.totals import totals

        newest, held = runs.last(archive.connection, NAMED), totals(archive.connection)
        last = next((run for run in newest if run["finished_at"]), None)
        lacking, slugs = stated.not_on_page(archive.connection, NAMED)
        bad = last is not None and last["exit_code"] not in (0, None)
        suspected = [str(row["slug"]) for row in suspects(archive.connection)]
        not_believed = held_states.undecided(archive.connection)
        told = {
            "totals": held,
            "lacks_text": {"articles": lacking, "latest": slugs},
            "suspects": {"articles": len(suspected), "latest": suspected[:NAMED]},
            "held_states": {"states": len(not_believed), "latest": not_believed[:NAMED]},
            "runs": newest,
        }
        if opts.json:
            print(json.dumps(told, indent=2))
            return 5 if bad else 0
        for name, count in held.items():
            print(f"{name:<12} {count:>8}")
        print("\nstarted                    spider    outcome         exit")
        for run in newest:
            code = "" if run["exit_code"] is None else run["exit_code"]
            print(
                f"{run['started_at']}  {run['spider']:<9} {run['outcome'] or 'running':<15} {code}"
            )
        _tell_doubts(told)
        return 5 if bad else 0


def _tell_doubts(told: Mapping[str, Any]) -> None:
    """Print what of the archive is lacking, suspected or held, where anything is."""
    from archive.decisions import HOLD_REASONS

    lacking, suspected, held = (told[name] for name in ("lacks_text", "suspects", "held_states"))
    if count := lacking["articles"]:
        verb = "article lacks" if count == 1 else "articles lack"
        print(f"\n{count} {verb} text that REST states: {', '.join(lacking['latest'])}")
    if count := suspected["articles"]:
        print(
            f"\n{count} suspected to be an intruder's, left out of lists and counts: "
            f"{', '.join(suspected['latest'])} (`scrapy failures` says why)"
        )
    if count := held["states"]:
        noun = "state was read and is" if count == 1 else "states were read and are"
        print(f"\n{count} {noun} not believed so far; the latest:")
        for state in held["latest"]:
            print(f"  {state['last_seen_at']}  {state['url']}: {HOLD_REASONS[state['reason']]}")
