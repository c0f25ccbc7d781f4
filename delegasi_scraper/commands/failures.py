"""`scrapy failures`: which addresses gave no record, and which articles are suspected, and why."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from delegasi_scraper.cli.archive_command import ArchiveCommand

if TYPE_CHECKING:
    from archive.store import Archive


class Command(ArchiveCommand):
    """What is no article (`refused/…`) is left out, unless asked for.

    Exit code 1 where an article to accept is not suspected: then nothing is changed.
    """

    def short_desc(self) -> str:
        """Describe the command in one line."""
        return "List the addresses that gave no record, and suspected articles, and why"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add --all, --json, --urls and --accept."""
        super().add_options(parser)
        parser.add_argument("--all", action="store_true", help="what is no article, too")
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument(
            "--urls",
            metavar="FILE",
            help="write the addresses, to try them again by `scrapy crawl articles -a urls=FILE`",
        )
        parser.add_argument(
            "--accept", metavar="SLUG", nargs="+", help="these articles are no intruder's"
        )

    def work(self, args: list[str], opts: Namespace) -> int:
        """Accept, with the lock, or open the archive for reading."""
        return self._accept(opts.accept) if opts.accept else super().work(args, opts)

    def _accept(self, slugs: list[str]) -> int:
        from archive.store import Archive
        from archive.tables import suspects

        path = self.archive_file()
        with self.locked(path), Archive.open(path, site_url=None) as archive:
            held = {row["slug"] for row in suspects.suspects(archive.connection)}
            if unknown := [slug for slug in slugs if slug not in held]:
                return self.fail(f"no suspected article has the slug {', '.join(unknown)}", 1)
            with archive.transaction() as connection:
                for slug in slugs:
                    suspects.accept(connection, slug)
        print(f"taken in, in lists and counts from now on: {', '.join(slugs)}")
        return 0

    def read(self, archive: Archive, args: list[str], opts: Namespace) -> int:  # noqa: ARG002
        """Print, the newest last."""
        from archive.tables.failures import open_failures
        from archive.tables.suspects import suspects

        suspected = suspects(archive.connection)
        rows = [
            row
            for row in open_failures(archive.connection)
            if opts.all or not str(row["reason"]).startswith("refused/")
        ]
        if opts.urls:
            lines = [f"{row['url']}\n" for row in rows if "source/" not in str(row["reason"])]
            Path(opts.urls).write_text("".join(lines), encoding="utf-8")
        if opts.json:
            listed = rows + [row | {"reason": "suspect"} for row in suspected]
            print(json.dumps(listed, indent=2, ensure_ascii=False))
            return 0
        for row in rows:
            print(f"{row['last_seen_at']}  {row['count']:>3}x  {row['reason']:<22} {row['url']}")
        print(f"{len(rows)} addresses gave no record")
        for row in suspected:
            print(f"{row['first_seen_at']}  suspect  {row['slug']}: {row['message']}")
        if suspected:
            print(f"{len(suspected)} articles may be an intruder's; --accept SLUG takes one in")
        return 0
