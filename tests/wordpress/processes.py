"""The three programs under the WordPress, each started apart from the machine's own services."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

#: Daemons live where an ordinary user's PATH does not look.
FOLDERS = ("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")


def program(pattern: str) -> Path | None:
    """Return the newest installed program of a name, which may be a pattern (``php-fpm*``)."""
    found = [path for folder in FOLDERS for path in Path(folder).glob(pattern)]
    return max((path for path in found if os.access(path, os.X_OK)), default=None)


@dataclass(kw_only=True)
class Daemon:
    """One program, with the pid file by which it is stopped and the socket it opens."""

    name: str
    command: list[str]
    pid_file: Path
    log: Path
    opens: Path | None = None  # ready when this exists
    background: bool = False  # True where the program does not leave the terminal by itself

    @classmethod
    def mariadb(cls, home: Path) -> Daemon:
        """Return a MariaDB without a network, its data folder made."""
        user = ["--user=root"] if os.geteuid() == 0 else []
        data = home / "mariadb"
        subprocess.run(
            [
                str(_need("mariadb-install-db")), "--no-defaults", f"--datadir={data}", *user,
                "--auth-root-authentication-method=normal", "--skip-test-db",
                "--innodb-log-file-size=16M",
            ],
            check=True, capture_output=True,
        )  # fmt: skip
        first = home / "mariadb-init.sql"
        first.write_text("CREATE DATABASE IF NOT EXISTS wordpress CHARACTER SET utf8mb4;\n")
        command = [
            str(_need("mariadbd")), "--no-defaults", f"--datadir={data}", *user,
            "--skip-networking", f"--socket={home / 'mariadb.sock'}",
            f"--pid-file={home / 'mariadb.pid'}", f"--init-file={first}",
            "--innodb-log-file-size=16M",
            # A site that lives for minutes needs no durability.
            "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=64M",
            "--character-set-server=utf8mb4",
        ]  # fmt: skip
        return cls(
            name="mariadbd", command=command, pid_file=home / "mariadb.pid",
            log=home / "mariadb.log", opens=home / "mariadb.sock", background=True,
        )  # fmt: skip

    @classmethod
    def php_fpm(cls, home: Path) -> Daemon:
        """Return a php-fpm of four workers."""
        command = [str(_need("php-fpm*")), "--fpm-config", str(home / "php-fpm.conf")]
        if os.geteuid() == 0:
            command.append("--allow-to-run-as-root")
        return cls(
            name="php-fpm", command=command, pid_file=home / "php-fpm.pid",
            log=home / "php-fpm-start.log", opens=home / "php.sock",
        )  # fmt: skip

    @classmethod
    def nginx(cls, home: Path) -> Daemon:
        """Return an nginx on the port that its configuration names."""
        log = home / "nginx-error.log"
        return cls(
            name="nginx",
            command=[str(_need("nginx")), "-e", str(log), "-c", str(home / "nginx.conf")],
            pid_file=home / "nginx.pid", log=home / "nginx-start.log", opens=home / "nginx.pid",
        )  # fmt: skip

    def start(self) -> None:
        """Start, and return when the socket is open; raise with the log's end if it never is."""
        with self.log.open("wb") as log:
            process = subprocess.Popen(
                self.command,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        deadline = time.monotonic() + 30
        while self.opens is not None and not self.opens.exists():
            failed = process.poll() not in (None, 0)
            if failed or time.monotonic() > deadline:
                end = self.log.read_text(errors="replace")[-2000:]
                process.kill()
                process.wait()
                raise RuntimeError(f"{self.name} did not start:\n{end}")
            time.sleep(0.05)
        if self.background:
            self._process = process
        else:
            process.wait(timeout=30)

    def stop(self) -> None:
        """Stop by the pid file, and wait until the program is gone."""
        try:
            pid = int(self.pid_file.read_text())
        except (FileNotFoundError, ValueError):
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
        if self.background:
            self._process.wait(timeout=30)
            return
        deadline = time.monotonic() + 30
        while _alive(pid) and time.monotonic() < deadline:
            time.sleep(0.05)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # In a container without an init the gone daemon stays behind as a zombie.
    with contextlib.suppress(FileNotFoundError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


def _need(name: str) -> Path:
    found = program(name)
    if found is None:
        raise RuntimeError(f"{name} is not installed; run tests/install.sh")
    return found
