"""`scrapy status`: the last runs, how they ended, and what the archive holds."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from delegasi_scraper.cli.archive_command import ArchiveCommand

if TYPE_CHECKING:
    from archive.store import Archive


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
        from archive.tables import runs, stated
        from archive.tables.suspects import suspects
        from archive.tables.totals import totals

        newest, held = runs.last(archive.connection, 10), totals(archive.connection)
        last = next((run for run in newest if run["finished_at"]), None)
        lacking, slugs = stated.not_on_page(archive.connection, 10)
        bad = last is not None and last["exit_code"] not in (0, None)
        suspected = [str(row["slug"]) for row in suspects(archive.connection)]
        if opts.json:
            told = {
                "totals": held,
                "lacks_text": {"articles": lacking, "latest": slugs},
                "suspects": {"articles": len(suspected), "latest": suspected[:10]},
                "runs": newest,
            }
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
        if lacking:
            verb = "article lacks" if lacking == 1 else "articles lack"
            print(f"\n{lacking} {verb} text that REST states: {', '.join(slugs)}")
        if suspected:
            print(
                f"\n{len(suspected)} suspected to be an intruder's, left out of lists and counts: "
                f"{', '.join(suspected[:10])} (`scrapy failures` says why)"
            )
        return 5 if bad else 0
