"""`scrapy failures`: which addresses gave no record, and why."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from delegasi_scraper.cli.archive_command import ArchiveCommand

if TYPE_CHECKING:
    from archive.store import Archive


class Command(ArchiveCommand):
    """What is no article (`refused/…`) is left out, unless asked for."""

    def short_desc(self) -> str:
        """Describe the command in one line."""
        return "List the addresses that gave no record, and why"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add --all, --json and --urls."""
        super().add_options(parser)
        parser.add_argument("--all", action="store_true", help="what is no article, too")
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument(
            "--urls",
            metavar="FILE",
            help="write the addresses, to try them again by `scrapy crawl articles -a urls=FILE`",
        )

    def read(self, archive: Archive, args: list[str], opts: Namespace) -> int:  # noqa: ARG002
        """Print, the newest last."""
        from archive.tables.failures import open_failures

        rows = [
            row
            for row in open_failures(archive.connection)
            if opts.all or not str(row["reason"]).startswith("refused/")
        ]
        if opts.urls:
            lines = [f"{row['url']}\n" for row in rows if "source/" not in str(row["reason"])]
            Path(opts.urls).write_text("".join(lines), encoding="utf-8")
        if opts.json:
            print(json.dumps(rows, indent=2, ensure_ascii=False))
            return 0
        for row in rows:
            print(f"{row['last_seen_at']}  {row['count']:>3}x  {row['reason']:<22} {row['url']}")
        print(f"{len(rows)} addresses gave no record")
        return 0
