"""`scrapy serve`: read, search and compare the archive in the browser."""

from __future__ import annotations

import os
import shlex
import socket
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from scrapy.exceptions import UsageError

from archive.errors import ArchiveUnwritable
from delegasi_scraper.cli.archive_command import ArchiveCommand


class Command(ArchiveCommand):
    """Becomes Datasette; exit code 1 where the archive or the address cannot be had."""

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

    def check_arguments(self, args: list[str], opts: Namespace) -> None:
        """Raise :class:`UsageError` where the port is none."""
        super().check_arguments(args, opts)
        if not 0 < opts.port < 65536:
            raise UsageError(f"--port {opts.port}: give a number from 1 to 65535")

    def work(self, args: list[str], opts: Namespace) -> int:  # noqa: ARG002
        """Check that the archive can be served, and become Datasette."""
        from archive.website import datasette_arguments
        from delegasi_scraper.crawl.startup import existing

        base_url = f"/{opts.base_url.strip('/')}/".replace("//", "/")
        if opts.snapshot:
            path = existing(Path(opts.snapshot).absolute())
        else:
            path = self.archive_file()
            _check_readable(path)
        _check_address(opts.host, opts.port)
        command = [
            sys.executable, "-m", "datasette", "serve",
            *datasette_arguments(path, immutable=bool(opts.snapshot)),
            "--setting", "base_url", base_url, "-h", opts.host, "-p", str(opts.port),
        ]  # fmt: skip
        if not opts.print:
            print(f"http://{opts.host}:{opts.port}{base_url}  (Ctrl-C ends it)", flush=True)
            os.execve(command[0], command, self._environment())
        print(shlex.join(command))
        return 0

    def _environment(self) -> dict[str, str]:
        """Return Datasette's environment: its plugin imports `archive` from the checkout."""
        from delegasi_scraper.project import PROJECT

        inherited = os.environ.get("PYTHONPATH")
        parts = [str(PROJECT), *([inherited] if inherited else [])]
        return {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(parts),
            "ARCHIVE_WARC_DIR": str(self.warc_folder()),
        }


def _check_readable(path: Path) -> None:
    """Read one row as the server will; raise :class:`CannotStart` where that fails."""
    import sqlite3

    from archive.store import Archive
    from archive.tables.totals import totals
    from delegasi_scraper.crawl.startup import CannotStart

    try:
        with Archive.open(path, site_url=None, readonly=True) as archive:
            totals(archive.connection)
    except (ArchiveUnwritable, sqlite3.Error) as error:
        raise CannotStart(
            1,
            f"{path} cannot be read: {error}. Who may not write in {path.parent} cannot read a "
            "live archive that nobody is writing to (SQLite's WAL needs a file beside it): serve "
            "it as the user that crawls, or a copy: `scrapy backup FILE` and --snapshot FILE",
        ) from None


def _check_address(host: str, port: int) -> None:
    from delegasi_scraper.crawl.startup import CannotStart

    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        why = os.strerror(error.errno or 0)  # Python's own sentence repeats the address
        raise CannotStart(
            1, f"cannot listen on {host}:{port} ({why}): give another --port"
        ) from None
