"""Which log lines of libraries are shown."""

from __future__ import annotations

import logging

#: We report their errors ourselves, in one sentence and without a traceback.
SILENT = ("scrapy.downloadermiddlewares.robotstxt", "scrapy.downloadermiddlewares.retry")
#: Nobody reads their INFO lines; their warnings and errors are shown.
CHATTER = ("scrapy", "httpx", "filelock", "trafilatura", "twisted", "asyncio")


def keep_versions_quiet() -> None:
    """Drop Scrapy's lines on its versions; a filter, since configuring the log resets levels."""
    logging.getLogger("scrapy.utils.log").addFilter(lambda line: line.levelno > logging.INFO)


def quieten_libraries() -> None:
    """Hide the routine log lines of libraries."""
    for name in CHATTER:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL)
