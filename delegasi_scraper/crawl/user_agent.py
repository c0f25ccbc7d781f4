"""The User-Agent header, with the operator's contact."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)


def set_contact(settings: BaseSettings) -> None:
    """Put CONTACT into the User-Agent, or warn that it is not set."""
    contact = str(settings["CONTACT"]).strip()
    if contact:
        agent = f"{settings['USER_AGENT']} +{contact}"
        settings.set("USER_AGENT", agent, priority="cmdline")
    else:
        logger.warning(
            "CONTACT is not set: the site's owner cannot see whom to write to. "
            "Give -s CONTACT=you@example.org"
        )
