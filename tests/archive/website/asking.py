"""Our site over an archive, asked without a socket: Datasette as our command line sets it up."""

import asyncio
import re

import yaml
from datasette.cli import serve as serve_cli

from archive.website import HERE, datasette_arguments

#: The questions of metadata.yml, by name.
QUERIES = yaml.safe_load((HERE / "metadata.yml").read_text())["databases"]["delegasi"]["queries"]


def serve(database, *arguments):
    """Return Datasette with our arguments and further ones of its command line."""
    given = [*datasette_arguments(database), *arguments]
    with serve_cli.make_context("serve", given) as context:
        return serve_cli.callback(**{**context.params, "return_instance": True})


def get(datasette, path):
    """Return the answer to one request."""
    return asyncio.run(datasette.client.get(path))


def ask(database, *paths):
    """Return the answers to some requests, and leave nothing open."""
    datasette = serve(database)
    try:
        return [get(datasette, path) for path in paths]
    finally:
        for each in datasette.databases.values():
            for connection in each._all_file_connections:
                connection.close()
        datasette.executor.shutdown()


def text_of(response):
    """Return a page's text without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text))
