"""Our site over an archive, asked without a socket: Datasette's own client."""

import asyncio
import re

from datasette.app import Datasette
from datasette.utils import parse_metadata

from archive.website import HERE, SETTINGS


def serve(database, **settings):
    """Return Datasette as `scrapy serve` sets it up, but for some settings."""
    known = {name: {"off": False, "on": True}.get(value, value) for name, value in SETTINGS.items()}
    return Datasette(
        [str(database)],
        metadata=parse_metadata((HERE / "metadata.yml").read_text(encoding="utf-8")),
        plugins_dir=str(HERE / "plugins"),
        template_dir=str(HERE / "templates"),
        static_mounts=[("assets", str(HERE / "assets"))],
        settings={**known, **settings},
    )


def get(datasette, path):
    """Return the answer to one request."""
    return asyncio.run(datasette.client.get(path))


def text_of(response):
    """Return a page's text without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text))
