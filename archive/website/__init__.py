"""The archive as a site: Datasette with our pages, queries, notes and safeguards."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent
#: Long enough for the slowest of our queries at 100,000 articles, short enough for a small server.
SETTINGS = {
    "default_page_size": 50,
    "sql_time_limit_ms": 2000,
    "facet_time_limit_ms": 200,
    "suggest_facets": "off",  # guessing costs 0.7 s a page at 100,000 articles
    "max_returned_rows": 5000,
    "max_csv_mb": 0,  # whole tables are streamed
    "allow_download": "off",  # `scrapy backup` copies a live archive soundly, a download does not
    "truncate_cells_html": 300,
    "default_cache_ttl": 0,  # cron writes
}


def datasette_arguments(database: Path, *, immutable: bool = False) -> list[str]:
    """Return what to give to Datasette's command line, but for where it listens."""
    return [
        *(["-i"] if immutable else []),
        str(database),
        "-m",
        str(HERE / "metadata.yml"),
        "--plugins-dir",
        str(HERE / "plugins"),
        "--template-dir",
        str(HERE / "templates"),
        "--static",
        f"assets:{HERE / 'assets'}",
        *(part for name, value in SETTINGS.items() for part in ("--setting", name, str(value))),
    ]
