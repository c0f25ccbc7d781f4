"""`scrapy serve`: the live archive in the browser, read-only, while cron writes."""

import os
import re
import socket
import subprocess
import sys
import textwrap
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import replace

import pytest

from archive.store import Archive
from archive.website import SETTINGS, datasette_arguments
from tests.archive.test_store import DAY1, ROW, SITE
from tests.crawling import PROJECT, Crawl
from tests.wordpress.processes import program


@pytest.fixture
def crawl(tmp_path):
    """Give the command over an archive of one article."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        archive.save_article(ROW, seen_at=DAY1)
    return Crawl(tmp_path, SITE)


def free_port():
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@contextmanager
def running(command, port, **options):
    """Run a server until the block ends, and give its address once it answers."""
    process = subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options
    )
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 30
        while status(f"{url}/robots.txt") != 200:
            assert process.poll() is None, process.stdout.read()
            assert time.monotonic() < deadline, "does not answer"
            time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.communicate(timeout=20)


def status(url):
    """Return the status of an address, None where nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def serve_command(crawl, *arguments):
    """Return the command line of `scrapy serve`."""
    pairs = [part for name, value in crawl.settings.items() for part in ("-s", f"{name}={value}")]
    return [sys.executable, "-m", "scrapy", "serve", *arguments, *pairs]


def page(url):
    """Return a page's text."""
    with urllib.request.urlopen(url, timeout=10) as response:
        return response.read().decode()


def test_the_archive_is_served_while_it_is_written(crawl):
    """What a crawl saves is on the next page; no file of the archive is locked."""
    port = free_port()
    with running(serve_command(crawl, "--port", str(port)), port) as url:
        assert ROW.title in page(f"{url}/")
        with Archive.open(crawl.database, site_url=SITE) as archive:
            row = replace(ROW, slug="baru", url=f"{SITE}/baru", wp_id=77, title="Kabar Baru")
            archive.save_article(row, seen_at=DAY1)
            assert "Kabar Baru" in page(f"{url}/search?duplicates=1")
        assert status(f"{url}/a?sql=delete+from+articles") == 400
    assert crawl.query("SELECT count(*) FROM articles") == [(2,)]


def test_the_plain_line_works_too(crawl):
    """Datasette's own command, as docs/serving.md has it, gives the same pages."""
    port = free_port()
    command = [sys.executable, "-m", "datasette", *datasette_arguments(crawl.database)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    with running([*command, "-p", str(port)], port, env=environment) as url:
        assert ROW.title in page(f"{url}/article/warga-soe")


def test_behind_a_path(crawl):
    """Links of every page stay below the path that nginx hands on."""
    port = free_port()
    command = serve_command(crawl, "--port", str(port), "--base-url", "/arsip/")
    with running(command, port) as url:
        text = page(f"{url}/arsip/search")
        assert 'href="/arsip/article/warga-soe"' in text
        assert 'href="/arsip/assets/site.css"' in text
        assert 'href="/search' not in text


#: Root may write everywhere, unless this is taken from it.
WITHOUT_PRIVILEGE = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []


def test_who_may_not_write_is_told_and_a_copy_is_served(crawl, tmp_path):
    """A reader who may not write cannot open a WAL database that nobody has open."""
    copy = tmp_path / "copy.db"
    assert crawl.scrapy("backup", str(copy)).returncode == 0
    for left in tmp_path.glob("a.db-*"):  # a reader leaves them, a writer takes them away
        left.unlink()
    tmp_path.chmod(0o555)
    try:
        told = subprocess.run(
            [*WITHOUT_PRIVILEGE, *serve_command(crawl, "--port", str(free_port()))],
            cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert told.returncode == 1, told.stderr
        assert "--snapshot" in told.stderr
        port = free_port()
        command = serve_command(crawl, "--port", str(port), "--snapshot", str(copy))
        with running([*WITHOUT_PRIVILEGE, *command], port) as url:
            assert ROW.title in page(f"{url}/article/warga-soe")
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--port", "0"), 2, "1 to 65535"),
        (("extra",), 2, "extra"),
        (("--snapshot", "/nowhere.db"), 1, "no archive at /nowhere.db"),
        (("--host", "192.0.2.1"), 1, "cannot listen"),
    ],
)
def test_what_cannot_be_served(crawl, arguments, code, told):
    """One sentence that says what, and what to do."""
    ended = crawl.scrapy("serve", *arguments)
    assert (ended.returncode, told in ended.stdout + ended.stderr) == (code, True)
    assert "Traceback" not in ended.stderr


def test_without_an_archive(tmp_path):
    """Says what to run first."""
    ended = Crawl(tmp_path, SITE).scrapy("serve")
    assert (ended.returncode, "scrapy crawl articles" in ended.stderr) == (1, True)


def test_an_archive_of_an_older_version(crawl):
    """Says that it has to be brought up to date, and by what."""
    connection = crawl.connect()
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm004_reading'")
    connection.commit()
    connection.close()
    ended = crawl.scrapy("serve")
    assert (ended.returncode, "older version" in ended.stderr) == (1, True)


def test_a_port_in_use(crawl):
    """Says so before Datasette does, in one sentence."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        ended = crawl.scrapy("serve", "--port", str(port))
    assert (ended.returncode, "give another --port" in ended.stderr) == (1, True)


SERVING = (PROJECT / "docs" / "serving.md").read_text(encoding="utf-8")


def needed(name):
    """Return an installed program; without it skip, or fail where all tests must run."""
    found = program(name)
    if found is None:
        reason = f"{name} is not installed (tests/install.sh installs it)"
        (pytest.fail if os.environ.get("TESTS_MUST_RUN") else pytest.skip)(reason)
    return found


def test_the_nginx_of_the_docs(crawl, tmp_path):
    """The documented block, in a real nginx, hands pages on with their links below its path."""
    nginx = needed("nginx")
    inner, outer = free_port(), free_port()
    block = re.search(r"^    location /arsip/ \{\n(?:.*\n)*?    \}", SERVING, re.MULTILINE)[0]
    block = block.replace("127.0.0.1:8001", f"127.0.0.1:{inner}")
    config = tmp_path / "nginx.conf"
    temporary = " ".join(
        f"{kind}_temp_path {tmp_path}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config.write_text(
        f"daemon off; pid {tmp_path}/nginx.pid; error_log {tmp_path}/error.log; events {{}}\n"
        f"http {{ access_log off; {temporary} server {{ listen 127.0.0.1:{outer};\n{block}\n}} }}"
    )
    server = serve_command(crawl, "--port", str(inner), "--base-url", "/arsip/")
    with running(server, inner):
        proxy = subprocess.Popen([str(nginx), "-c", str(config), "-e", f"{tmp_path}/error.log"])
        try:
            deadline = time.monotonic() + 20
            while status(f"http://127.0.0.1:{outer}/arsip/") != 200:
                assert time.monotonic() < deadline, (tmp_path / "error.log").read_text()
                time.sleep(0.1)
            text = page(f"http://127.0.0.1:{outer}/arsip/article/warga-soe")
            assert ROW.title in text
            assert 'href="/arsip/assets/site.css"' in text
        finally:
            proxy.terminate()
            proxy.wait(timeout=20)


def test_the_systemd_unit_of_the_docs(tmp_path):
    """Systemd itself finds nothing wrong with it but the paths of another machine."""
    verify = program("systemd-analyze")
    if verify is None:
        pytest.skip("systemd-analyze is not installed")
    unit = re.search(r"^    \[Unit\]\n(?:(?:    .*)?\n)*?    WantedBy=.*\n", SERVING, re.MULTILINE)[
        0
    ]
    path = tmp_path / "delegasi-archive.service"
    text = textwrap.dedent(unit).replace("User=delegasi\n", "User=root\n")
    path.write_text(text.replace("/srv/delegasi_scraper/.venv/bin/scrapy", sys.executable))
    checked = subprocess.run([str(verify), "verify", str(path)], capture_output=True, text=True)
    assert [line for line in checked.stderr.splitlines() if path.name in line] == []


def test_the_plain_line_of_the_docs_has_the_settings_that_count():
    """What the documents leave out of `--setting` is comfort; safeguards and limits are there."""
    for name in ("allow_download", "sql_time_limit_ms", "suggest_facets", "max_csv_mb"):
        assert f"--setting {name} {SETTINGS[name]}" in SERVING
