"""`scrapy cite SLUG-OR-WP-ID`, or an address: cite an article, or one of its revisions."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from delegasi_scraper.cli.archive_command import ArchiveCommand

if TYPE_CHECKING:
    from archive.store import Archive


class Command(ArchiveCommand):
    """Exit code 1 where there is no such article or revision."""

    arguments = ("SLUG-OR-WP-ID",)

    def short_desc(self) -> str:
        """Describe the command in one line."""
        return "Cite an article by its slug, WordPress id or address"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add --revision and --format."""
        super().add_options(parser)
        parser.add_argument("--revision", type=int, metavar="N", help="by default the newest")
        parser.add_argument(
            "--format", choices=("text", "bibtex", "csl"), default="text", help="text by default"
        )

    def read(self, archive: Archive, args: list[str], opts: Namespace) -> int:
        """Print the citation."""
        from archive.citation import Citation
        from archive.tables.revisions import state_of

        state = state_of(archive.connection, self._key(args[0]), opts.revision)
        if state is None:
            revision = f" with a revision {opts.revision}" if opts.revision is not None else ""
            return self.fail(f"no article {args[0]!r}{revision} is archived")
        citation = Citation(**state)
        wording = {
            "text": citation.as_text,
            "bibtex": citation.as_bibtex,
            "csl": citation.as_csl,
        }
        print(wording[opts.format]())
        return 0

    def _key(self, given: str) -> str:
        """Return the slug that an address names, its copies' in public archives too."""
        from delegasi_scraper.crawl.startup import site_of
        from delegasi_scraper.wrapped_addresses import unwrap_address

        return site_of(self.settings).slug_of(unwrap_address(given)) or given
