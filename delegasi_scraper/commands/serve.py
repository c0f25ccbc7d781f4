"""`scrapy serve`: read, search and compare the archive in the browser."""

from __future__ import annotations

import os
import shlex
import socket
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from archive.errors import ArchiveError, ArchiveUnwritable


class Command(ScrapyCommand):
    """Becomes Datasette; exit code 1 where the archive or the address cannot be had."""

    requires_project = True
    requires_crawler_process = False

    def short_desc(self) -> str:
        """Describe the command in one line."""
        return "Open the archive in the browser: read, search, compare, chart, export"

    def long_desc(self) -> str:
        """Describe the command in `scrapy serve --help`."""
        return (
            "Serve the live archive, read-only, while cron goes on writing. By default for this "
            "machine alone; docs/serving.md says how to put it behind nginx. Ctrl-C ends it."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        """Add where to listen, and what is served."""
        super().add_options(parser)
        parser.add_argument("--host", default="127.0.0.1", help="default 127.0.0.1")
        parser.add_argument("--port", type=int, default=8001, help="default 8001")
        parser.add_argument("--base-url", default="/", help="path behind a proxy, as /arsip/")
        parser.add_argument(
            "--snapshot", metavar="FILE", help="serve a copy that `scrapy backup` made instead"
        )
        parser.add_argument("--print", action="store_true", help="print Datasette's command line")

    def run(self, args: list[str], opts: Namespace) -> None:
        """Look whether it can be served, and become Datasette."""
        from archive.website import datasette_arguments
        from delegasi_scraper.opening import CannotStart, existing_archive
        from delegasi_scraper.paths import PROJECT, in_project

        assert self.settings is not None
        if args:
            raise UsageError(f"unknown argument {args[0]}")
        base_url = f"/{opts.base_url.strip('/')}/".replace("//", "/")
        if not 0 < opts.port < 65536:
            raise UsageError(f"--port {opts.port}: give a number from 1 to 65535")
        try:
            path = (
                Path(opts.snapshot).absolute() if opts.snapshot else existing_archive(self.settings)
            )
            if not path.exists():
                raise CannotStart(1, f"no archive at {path} yet: run `scrapy crawl articles`")
            _look(path, snapshot=bool(opts.snapshot))
            _listen(opts.host, opts.port)
        except (CannotStart, ArchiveError) as error:
            print(f"scrapy serve: {error}", file=sys.stderr)
            self.exitcode = 1
            return
        command = [
            sys.executable, "-m", "datasette", "serve",
            *datasette_arguments(path, immutable=bool(opts.snapshot)),
            "--setting", "base_url", base_url, "-h", opts.host, "-p", str(opts.port),
        ]  # fmt: skip
        if opts.print:
            print(shlex.join(command))
            return
        print(f"http://{opts.host}:{opts.port}{base_url}  (Ctrl-C ends it)", flush=True)
        # Our pages are a plugin that imports `archive`, which stands in the checkout.
        inherited = os.environ.get("PYTHONPATH")
        parts = [str(PROJECT), *([inherited] if inherited else [])]
        folder = in_project(self.settings["ARCHIVE_WARC_DIR"], "ARCHIVE_WARC_DIR")
        ours = {"PYTHONPATH": os.pathsep.join(parts), "ARCHIVE_WARC_DIR": str(folder)}
        os.execve(command[0], command, {**os.environ, **ours})


def _look(path: Path, *, snapshot: bool) -> None:
    """Read one row as the server will; raise where that fails, saying what to do."""
    import sqlite3

    from archive.store import Archive
    from delegasi_scraper.opening import CannotStart

    if snapshot:
        return
    try:
        with Archive.open(path, site_url=None, readonly=True) as archive:
            archive.totals()
    except (ArchiveUnwritable, sqlite3.Error) as error:
        raise CannotStart(
            1,
            f"{path} cannot be read: {error}. Who may not write in {path.parent} cannot read a "
            "live archive that nobody is writing to (SQLite's WAL needs a file beside it): serve "
            "it as the user that crawls, or a copy: `scrapy backup FILE` and --snapshot FILE",
        ) from None


def _listen(host: str, port: int) -> None:
    from delegasi_scraper.opening import CannotStart

    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        why = os.strerror(error.errno or 0)  # Python's own sentence repeats the address
        raise CannotStart(
            1, f"cannot listen on {host}:{port} ({why}): give another --port"
        ) from None
