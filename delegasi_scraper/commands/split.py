"""`scrapy split FILE`: the plain text of a page, taken apart."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError


class Command(ScrapyCommand):
    """Prints JSON with body, signoff, initials, dateline, place and stubs."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Name the argument."""
        return "FILE"

    def short_desc(self) -> str:
        """Describe the command in one line."""
        return "Split a page's plain text (- = standard input) into body, sign-off and stubs"

    def run(self, args: list[str], opts: Namespace) -> None:  # noqa: ARG002  # Scrapy's signature
        """Read, split, print."""
        from delegasi_scraper.text.split import split_paragraphs

        if len(args) != 1 or (args[0].startswith("-") and args[0] != "-"):
            raise UsageError("give one file, or - for standard input; one line is one paragraph")
        try:
            raw = sys.stdin.buffer.read() if args[0] == "-" else Path(args[0]).read_bytes()
            text = raw.decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            print(f"scrapy split: {args[0]} cannot be read: {error}", file=sys.stderr)
            self.exitcode = 1
            return
        print(json.dumps(asdict(split_paragraphs(text.splitlines())), ensure_ascii=False, indent=2))
