"""The spiders and their arguments, as `scrapy crawl --help` lists them."""

from __future__ import annotations

import inspect
import shutil
import textwrap
from argparse import RawDescriptionHelpFormatter
from typing import TYPE_CHECKING, Any

from scrapy.commands import ScrapyHelpFormatter

if TYPE_CHECKING:
    from scrapy.spiderloader import SpiderLoaderProtocol


class SpiderHelpFormatter(ScrapyHelpFormatter, RawDescriptionHelpFormatter):
    """Scrapy's own, that leaves the lines of a list as they are."""


def crawlable_spiders(loader: SpiderLoaderProtocol) -> dict[str, Any]:
    """Return the spiders that `scrapy crawl` runs, by name; others belong to a command."""
    spiders = {name: loader.load(name) for name in sorted(loader.list())}
    return {name: spider for name, spider in spiders.items() if not hasattr(spider, "COMMAND")}


def spider_list(spiders: dict[str, Any]) -> str:
    """Return what each spider does, the first line of its docstring, and its arguments."""
    lines = ["Spiders", "======="]
    for name, spider in spiders.items():
        lines.append(_entry(f"  {name}", str(inspect.getdoc(spider)).splitlines()[0]))
        lines += [_entry(f"    -a {key}=…", told) for key, told in spider.ARGUMENTS.items()]
    return "\n".join(lines)


def _entry(term: str, told: str) -> str:
    width = max(40, shutil.get_terminal_size().columns - 2)
    return textwrap.fill(
        told, width, initial_indent=f"{term:<20} ", subsequent_indent=" " * 21
    )  # fmt: skip
