"""The project folder: relative paths resolve beside scrapy.cfg, not in the working directory."""

from __future__ import annotations

from pathlib import Path

from delegasi_scraper.errors import ConfigurationError

PROJECT = Path(__file__).resolve().parent.parent


def in_project(path: str, setting: str) -> Path:
    """Return a setting's path, absolute; raises :class:`ConfigurationError` where it is empty."""
    if not str(path).strip():
        raise ConfigurationError(f"{setting} is empty: give a path")
    return PROJECT / Path(path).expanduser()
