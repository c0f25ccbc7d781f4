"""`scrapy split FILE`: the plain text of a page, taken apart."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from scrapy.exceptions import UsageError

from delegasi_scraper.cli.base_command import BaseCommand


class Command(BaseCommand):
    """Prints JSON with body, signoff, initials, dateline, place and stubs."""

    arguments = ("FILE",)
    takes_stdin = True

    def short_desc(self) -> str:
        """Describe the command in one line."""
        return "Split a page's plain text (- = standard input) into body, sign-off and stubs"

    def check_arguments(self, args: list[str], opts: Namespace) -> None:  # noqa: ARG002
        """Raise :class:`UsageError` where there is not one file."""
        if len(args) != 1:
            raise UsageError("give one file, or - for standard input; one line is one paragraph")

    def work(self, args: list[str], opts: Namespace) -> int:  # noqa: ARG002
        """Read, split, print."""
        from delegasi_scraper.text.split import split_paragraphs

        try:
            raw = sys.stdin.buffer.read() if args[0] == "-" else Path(args[0]).read_bytes()
            text = raw.decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            return self.fail(f"{args[0]} cannot be read: {error}")
        print(json.dumps(asdict(split_paragraphs(text.splitlines())), ensure_ascii=False, indent=2))
        return 0
