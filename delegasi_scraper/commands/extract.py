"""`scrapy extract FILE… [--url URL]`: the article on a stored page, as one JSON line."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from scrapy.exceptions import UsageError

from delegasi_scraper.cli.base_command import BaseCommand


class Command(BaseCommand):
    """Prints one JSON line an article; 1 where a file holds none, after those that do."""

    arguments = ("FILE…",)
    takes_stdin = True

    def short_desc(self) -> str:
        """Describe the command in one line."""
        return "Extract the article of a stored HTML page (- = standard input) as a JSON line"

    def long_desc(self) -> str:
        """Describe the command in `scrapy extract --help`."""
        return (
            "One page in, one JSON line out, with the names of the archive's columns (docs/"
            "exports.md), and images, teasers and furniture as in the column `record`. Without "
            "--url, the page's own canonical link says where it was. No network, no archive."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        """Add --url."""
        super().add_options(parser)
        parser.add_argument("--url", metavar="URL", help="the address that the page was read from")

    def check_arguments(self, args: list[str], opts: Namespace) -> None:
        """Raise :class:`UsageError` where there is no file, or one address for several."""
        if not args:
            raise UsageError("give a stored HTML page, or - for standard input")
        if opts.url and len(args) > 1:
            raise UsageError("--url is the address of one page: give one FILE with it")

    def work(self, args: list[str], opts: Namespace) -> int:
        """Extract each page; what is no article is told, and the others are printed."""
        from delegasi_scraper.errors import AddressError, PageError

        exit_code = 0
        for name in args:
            try:
                raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
                print(json.dumps(self._columns(raw, opts.url), ensure_ascii=False))
            except (PageError, AddressError) as error:
                exit_code = self.fail(f"{name}: {error}")
            except OSError as error:
                exit_code = self.fail(f"{name} cannot be read: {error.strerror}")
        return exit_code

    def _columns(self, raw: bytes, url: str | None) -> dict[str, Any]:
        from scrapy.http import HtmlResponse

        from delegasi_scraper.clock import utc_now
        from delegasi_scraper.crawl.startup import site_of
        from delegasi_scraper.extract import extract_article
        from delegasi_scraper.pages.metadata import stated_address
        from delegasi_scraper.pipelines.archive_rows import exported
        from delegasi_scraper.urls import Site
        from delegasi_scraper.wrapped_addresses import unwrap_address

        # Decoded as in a crawl: by byte order mark, by meta, else by its bytes.
        html = HtmlResponse(url=url or "file:", body=raw).text
        address = unwrap_address(url) if url else stated_address(html)
        site = site_of(self.settings)
        site = site if site.owns(address) else Site.of(address)
        return exported(extract_article(html, url=address, site=site, seen_at=utc_now()))
