"""The version of this program, which pyproject.toml states."""

import tomllib
from functools import cache
from pathlib import Path

#: The program is run from its checkout.
PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


@cache
def version() -> str:
    """Return the version: of pages about the archive, User-Agent, WARC files and corpora."""
    with PROJECT.open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])
