"""The User-Agent header, with the operator's contact; which log lines of libraries are shown."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)

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


def introduce(settings: BaseSettings) -> None:
    """Put CONTACT into the User-Agent, or warn that it is not set; quieten the libraries."""
    quieten_libraries()
    contact = str(settings["CONTACT"]).strip()
    if contact:
        agent = f"{settings['USER_AGENT']} +{contact}"
        settings.set("USER_AGENT", agent, priority="cmdline")
    else:
        logger.warning(
            "CONTACT is not set: the site's owner cannot see whom to write to. "
            "Give -s CONTACT=you@example.org"
        )
