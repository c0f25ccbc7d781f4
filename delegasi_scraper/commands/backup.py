"""`scrapy backup FILE`: copy a live archive, whole or not at all."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from delegasi_scraper.cli.archive_command import ArchiveCommand

if TYPE_CHECKING:
    from archive.store import Archive


class Command(ArchiveCommand):
    """Works while a crawl runs; captures are files of their own, to be copied as such."""

    arguments = ("FILE",)

    def short_desc(self) -> str:
        """Describe the command in one line."""
        return "Copy the archive into FILE, also while a crawl runs"

    def read(self, archive: Archive, args: list[str], opts: Namespace) -> int:  # noqa: ARG002
        """Copy, and say how much."""
        from archive.maintenance.backup import backup
        from archive.tables.totals import totals

        target = Path(args[0])
        backup(archive.connection, target)
        count = totals(archive.connection)["articles"]
        print(f"{target}: {target.stat().st_size:,} bytes, {count} articles")
        return 0
