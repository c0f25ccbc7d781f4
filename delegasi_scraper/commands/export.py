"""`scrapy export FILE`: the archive's articles as JSON Lines, CSV or Parquet."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from delegasi_scraper.cli.archive_command import ArchiveCommand

if TYPE_CHECKING:
    from archive.store import Archive


class Command(ArchiveCommand):
    """Exit code 2 for a suffix or a condition that is not understood, 1 where it cannot write."""

    arguments = ("FILE",)

    def short_desc(self) -> str:
        """Describe the command in one line."""
        return "Write articles into FILE: .jsonl, .csv or .parquet, whole or not at all"

    def long_desc(self) -> str:
        """Describe the command in `scrapy export --help`."""
        return (
            "Write every article, or those that a condition chooses, into FILE, and what its "
            "columns mean into FILE.columns.csv. Works while a crawl runs. docs/exports.md has "
            "the columns, and examples."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        """Add --where, --revisions and --force."""
        super().add_options(parser)
        parser.add_argument(
            "--where", metavar="SQL", help="condition over columns of articles: \"place = 'Soe'\""
        )
        parser.add_argument("--revisions", action="store_true", help="one row a revision instead")
        parser.add_argument("--force", action="store_true", help="replace FILE where it is there")

    def read(self, archive: Archive, args: list[str], opts: Namespace) -> int:
        """Write, and say how much."""
        from archive.export.articles import FormatUnknown, export
        from archive.export.where_clause import ConditionError
        from delegasi_scraper.cli.progress import Counting

        target = Path(args[0])
        try:
            with archive.snapshot() as connection:
                written = export(
                    connection,
                    target,
                    condition=opts.where,
                    revisions=opts.revisions,
                    force=opts.force,
                    progress=Counting(self.name(), "rows"),
                )
        except (FormatUnknown, ConditionError) as error:
            return self.fail(str(error), 2)
        print(f"{written.dictionary}: what the columns mean")
        print(f"{written.rows:,} rows, {written.bytes:,} bytes: {target}")
        return 0
