"""`scrapy serve`: the live archive in the browser, read-only, while cron writes."""

import os
import re
import socket
import subprocess
import sys
import textwrap
from dataclasses import replace

import pytest

from archive.store import Archive
from archive.website import SETTINGS, datasette_arguments
from tests.archive.one_article import DAY1, ROW, SITE
from tests.crawling import PROJECT, Crawl
from tests.saving import save_article
from tests.serving import fetch, free_port, running, serve_command, served
from tests.wordpress.processes import program


@pytest.fixture
def crawl(tmp_path):
    """Give the command over an archive of one article."""
    with Archive.open(tmp_path / "a.db", site_url=SITE) as archive:
        save_article(archive, ROW, seen_at=DAY1)
    return Crawl(tmp_path, SITE)


def test_the_archive_is_served_while_it_is_written(crawl):
    """What a crawl saves is on the next page; no file of the archive is locked."""
    with served(crawl.database) as site:
        assert ROW.title in site.get("/")[1]
        with Archive.open(crawl.database, site_url=SITE) as archive:
            row = replace(ROW, slug="baru", url=f"{SITE}/baru", wp_id=77, title="Kabar Baru")
            save_article(archive, row, seen_at=DAY1)
            assert "Kabar Baru" in site.get("/search", duplicates="1")[1]
        assert site.get("/a", sql="delete from articles")[0] == 400
    assert crawl.query("SELECT count(*) FROM articles") == [(2,)]


def test_the_plain_line_works_too(crawl):
    """Datasette's own command, as docs/serving.md has it, gives the same pages."""
    port = free_port()
    command = [sys.executable, "-m", "datasette", *datasette_arguments(crawl.database)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    with running([*command, "-p", str(port)], port, env=environment):
        assert ROW.title in fetch(f"http://127.0.0.1:{port}/article/warga-soe")[1]


def test_behind_a_path(crawl):
    """Links of every page stay below the path that nginx hands on."""
    with served(crawl.database, "--base-url", "arsip") as site:
        _, text = site.get("/arsip/search")
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
            [*WITHOUT_PRIVILEGE, *serve_command(crawl.database, free_port())],
            cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert told.returncode == 1, told.stderr
        assert "--snapshot" in told.stderr
        port = free_port()
        command = serve_command(crawl.database, port, "--snapshot", str(copy))
        with running([*WITHOUT_PRIVILEGE, *command], port):
            assert ROW.title in fetch(f"http://127.0.0.1:{port}/article/warga-soe")[1]
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
    server = serve_command(crawl.database, inner, "--base-url", "/arsip/")
    proxy = [str(nginx), "-c", str(config), "-e", f"{tmp_path}/error.log"]
    with running(server, inner), running(proxy, outer):
        _, text = fetch(f"http://127.0.0.1:{outer}/arsip/article/warga-soe")
    assert ROW.title in text
    assert 'href="/arsip/assets/site.css"' in text


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


def test_the_plain_line_of_the_docs_gives_the_same():
    """Each of our settings stands in it with its value, and no other."""
    line = re.search(r"^    PYTHONPATH=\. .*\\\n(?:.*\\\n)*.*\n", SERVING, re.MULTILINE)[0]
    given = re.findall(r"--setting (\S+) (\S+)", line)
    assert dict(given) == {name: str(value) for name, value in SETTINGS.items()}
    assert len(given) == len(SETTINGS)
