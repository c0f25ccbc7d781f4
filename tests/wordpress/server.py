"""A real WordPress on loopback: nginx, php-fpm and MariaDB of its own, in a temporary folder.

Nothing of the machine is touched but the folder, which goes when the server stops.
The content is written by ``seed/``; what it ought to read like is in ``ground_truth()``.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from string import Template
from types import TracebackType
from typing import Any

from tests.wordpress.processes import Daemon, program

HERE = Path(__file__).parent
PACKAGED = Path("/usr/share/wordpress")
THEME = "berita"
#: A file or program of each Debian package that the site needs.
PACKAGES: dict[str, str] = {
    "wordpress": "/usr/share/wordpress/wp-settings.php",
    "wordpress-l10n": "/usr/share/wordpress/wp-content/languages/id_ID.mo",
    **{
        f"wordpress-theme-{name}": f"/usr/share/wordpress/wp-content/themes/{name}/style.css"
        for name in ("twentytwentyone", "twentytwentytwo", "twentytwentythree")
    },
    "php-cli": "php",
    "php-fpm": "php-fpm*",
    "php-mysql": "/etc/php/*/cli/conf.d/*-mysqli.ini",
    "php-gd": "/etc/php/*/cli/conf.d/*-gd.ini",
    "php-mbstring": "/etc/php/*/cli/conf.d/*-mbstring.ini",
    "php-xml": "/etc/php/*/cli/conf.d/*-dom.ini",
    "php-intl": "/etc/php/*/cli/conf.d/*-intl.ini",
    "mariadb-server": "mariadbd",
    "nginx-light": "nginx",
}


def missing() -> list[str]:
    """Name the Debian packages that are not installed (``install.sh`` installs them)."""

    def there(mark: str) -> bool:
        if mark.startswith("/"):
            return any(Path("/").glob(mark.lstrip("/")))
        return program(mark) is not None

    return [package for package, mark in PACKAGES.items() if not there(mark)]


class WordPress:
    """The site, up and seeded between ``with`` and its end.

    ``url`` is its address without a trailing slash, ``root`` WordPress's own folder.
    """

    def __init__(self) -> None:
        # Not pytest's folder: a socket's path may have no more than 107 characters.
        self.home = Path(tempfile.mkdtemp(prefix="wordpress-"))
        self.root = self.home / "site"
        self.url = ""
        self._daemons: list[Daemon] = []

    def __enter__(self) -> WordPress:
        try:
            self._start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def access_log(self) -> list[tuple[str, str, int]]:
        """Return every request so far as method, path with query, and status."""
        lines = (self.home / "access.log").read_text().splitlines()
        return [(line[0], line[1], int(line[2])) for line in map(str.split, lines)]

    def clear_access_log(self) -> None:
        """Forget the requests so far; nginx goes on appending to the same file."""
        os.truncate(self.home / "access.log", 0)

    def ground_truth(self) -> list[dict[str, Any]]:
        """Return what each public post ought to read like, in the order it was written."""
        truth: list[dict[str, Any]] = json.loads((self.home / "truth.json").read_text())["public"]
        return truth

    def hidden(self) -> list[dict[str, Any]]:
        """Return what must never be archived: ``slug``, ``wp_id``, ``status``, ``kind``."""
        hidden: list[dict[str, Any]] = json.loads((self.home / "truth.json").read_text())["hidden"]
        return hidden

    def run_php(self, script: str, args: list[str] | None = None) -> str:
        """Run one script of this folder inside WordPress and return what it prints."""
        done = subprocess.run(
            ["php", "-d", "memory_limit=512M", str(HERE / script), *(args or [])],
            env={
                **os.environ,
                "WP_ROOT": str(self.root),
                "WP_TRUTH": str(self.home / "truth.json"),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        # WordPress dies with a page and exit code 0.
        if done.returncode or done.stderr.strip() or "<!DOCTYPE" in done.stdout:
            raise RuntimeError(f"{script} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def edit_post(
        self,
        slug: str,
        *,
        title: str | None = None,
        paragraph: str | None = None,
        modified: str | None = None,
    ) -> dict[str, Any]:
        """Edit a public post as the newsroom would and return its new ground truth.

        ``paragraph`` is added before the sign-off. ``modified`` is local time
        (``2026-01-31 10:15:00``); by default now.
        """
        change = {"title": title, "paragraph": paragraph, "modified": modified}
        edited: dict[str, Any] = json.loads(
            self.run_php("seed/edit.php", [slug, json.dumps(change)])
        )
        return edited

    def add_posts(self, titles: list[str]) -> list[dict[str, Any]]:
        """Publish posts now, and return their ground truth."""
        added: list[dict[str, Any]] = json.loads(self.run_php("seed/add.php", titles))
        return added

    def set_status(self, slugs: list[str], state: str) -> None:
        """Set public posts to ``trash``, ``draft``, ``private`` or ``publish``, or ``delete``."""
        ids = {post["slug"]: str(post["wp_id"]) for post in self.ground_truth()}
        self.run_php("seed/status.php", [state, *(ids[slug] for slug in slugs)])

    def move_post(self, slug: str, to: str) -> None:
        """Give a post another slug; WordPress redirects the old one."""
        ids = {post["slug"]: str(post["wp_id"]) for post in self.ground_truth()}
        self.run_php("seed/move.php", [ids[slug], to])

    @contextmanager
    def switched(self, *switches: str) -> Iterator[None]:
        """Close sources or open extras while the block runs: see mu-plugins/switches.php."""
        files = [self.root / f"switch-{name}" for name in switches]
        for file in files:
            file.touch()
        try:
            yield
        finally:
            for file in files:
                file.unlink()

    def switch_theme(self, stylesheet: str) -> None:
        """Give the site another installed theme; but for ours, AMP goes with it."""
        self.run_php("seed/switch.php", [stylesheet])
        self.run_php("seed/flush.php")

    def stop(self) -> None:
        """Stop what was started, by its pid files, and remove the folder."""
        for daemon in reversed(self._daemons):
            daemon.stop()
        self._daemons = []
        shutil.rmtree(self.home, ignore_errors=True)

    def _start(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self._write_files(port)
        self._start_daemons()
        self.run_php("seed/install.php")
        self.run_php("seed/seed.php")
        # Rules are built from the permalink structure as a process reads it at its start.
        self.run_php("seed/flush.php")
        self._wait_for_page()

    def _write_files(self, port: int) -> None:
        # Debian's tree links into /etc and /usr/share/javascript; ours must stand alone.
        shutil.copytree(PACKAGED, self.root, ignore_dangling_symlinks=True)
        content = self.root / "wp-content"
        shutil.copytree(HERE / "theme", content / "themes" / THEME)
        shutil.copytree(HERE / "mu-plugins", content / "mu-plugins")
        (content / "uploads").mkdir(exist_ok=True)
        (self.home / "nginx-tmp").mkdir()
        params = Path("/etc/nginx/fastcgi_params").read_text().splitlines(keepends=True)
        (self.home / "fastcgi_params").write_text(
            "".join(line for line in params if "HTTP_HOST" not in line)
        )
        root = os.geteuid() == 0
        values = {"home": str(self.home), "root": str(self.root), "url": self.url, "port": port}
        for name, user_line, target in (
            ("nginx.conf", "user root;" if root else "", self.home),
            ("php-fpm.conf", "user = root\ngroup = root" if root else "", self.home),
            ("wp-config.php", "", self.root),
        ):
            text = Template((HERE / "config" / name).read_text())
            (target / name).write_text(text.substitute(values, user_line=user_line))

    def _start_daemons(self) -> None:
        database = Daemon.mariadb(self.home)
        self._daemons.append(database)
        database.start()
        for daemon in (Daemon.php_fpm(self.home), Daemon.nginx(self.home)):
            self._daemons.append(daemon)
            daemon.start()

    def _wait_for_page(self) -> None:
        deadline = time.monotonic() + 20
        while True:
            try:
                urllib.request.urlopen(f"{self.url}/", timeout=10).close()
            except (urllib.error.URLError, ConnectionError, TimeoutError) as error:
                if time.monotonic() > deadline:
                    logs = [path.read_text()[-1000:] for path in self.home.glob("*error.log")]
                    raise RuntimeError(f"WordPress does not answer: {error}; {logs}") from error
                time.sleep(0.1)
            else:
                return
