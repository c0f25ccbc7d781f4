"""The real command, over HTTP, against the replica of the site."""

import gzip
import hashlib
import json
import random
import subprocess
import sys
import time

import fastwarc.warc

from tests.crawling import PROJECT, Crawl
from tests.replica.articles import many_posts
from tests.replica.server import OLD_SLUG, serving


def test_every_public_article_is_archived_as_written(crawl, site):
    """Each public post stands in the archive: text, sign-off, author, dates, as typed."""
    ended = crawl.run()
    assert ended.returncode == 0, ended.stderr
    rows = crawl.query(
        "SELECT slug, wp_id, title, body, signoff, author, section, published_at, modified_at,"
        " complete FROM articles ORDER BY slug"
    )
    expected = [
        (
            post.slug, post.id, post.title or None, "\n\n".join(post.paragraphs), post.signoff,
            post.author, post.category, post.published.isoformat(),
            post.modified.isoformat() if post.modified else None, 1,
        )
        for post in sorted(site.public, key=lambda post: post.slug)
    ]  # fmt: skip
    assert rows == expected
    tags = crawl.query(
        "SELECT slug, (SELECT group_concat(name) FROM (SELECT t.name FROM article_tags"
        " JOIN tags t ON t.id = tag_id WHERE article_id = a.id ORDER BY t.name)) FROM articles a"
    )
    assert dict(tags) == {post.slug: ",".join(sorted(post.tags)) for post in site.public}


def test_the_newest_amp_twin_gives_its_stubs(crawl, site):
    """The six stubs of the newest AMP page are teasers with link, and in no body."""
    assert crawl.run().returncode == 0
    stubs = crawl.query(
        "SELECT t.title, t.excerpt, a.slug FROM sightings s JOIN teasers t ON t.id = teaser_id"
        " JOIN articles a ON a.id = t.article_id WHERE block = 'stub' ORDER BY position"
    )
    assert len(stubs) == 6
    assert all(len(excerpt.split()) == 15 and excerpt.endswith("…") for _, excerpt, _ in stubs[1:])
    assert crawl.query("SELECT count(*) FROM articles WHERE body LIKE '%…%Delegasi.com - %'") == [
        (0,)
    ]


def test_the_amp_clock_is_watched(crawl, site):
    """While the plugin's clock is wrong nothing is said; the day it is mended, a warning."""
    assert "mended its clock" not in crawl.run().stderr
    site.amp_mended = True
    ended = crawl.run("articles")
    assert ended.returncode == 0
    assert "mended its clock" in ended.stderr.replace("\n", " ")
    dates = crawl.query("SELECT published_at FROM articles ORDER BY published_utc")
    assert dates == [(post.published.isoformat(),) for post in site.public]


def test_what_is_no_article_is_listed_as_such(crawl):
    """A post behind a password is no article, is listed, and harms no exit code."""
    assert crawl.run().returncode == 0
    assert crawl.query("SELECT reason, url FROM failures") == [
        ("refused/password", f"{crawl.settings['SITE_URL']}/khusus-pelanggan-dengan-sandi/")
    ]


def test_a_second_run_adds_nothing_and_asks_little(crawl, site):
    """An unchanged site gains no article and no revision, for a handful of requests."""
    assert crawl.run().returncode == 0
    before = crawl.query("SELECT count(*) FROM articles"), crawl.query("SELECT * FROM revisions")
    assert crawl.query("SELECT walk_complete FROM runs") == [(1,)]
    site.requests.clear()
    ended = crawl.run("articles", REVISIT_MAX="0")
    assert ended.returncode == 0
    assert (
        crawl.query("SELECT count(*) FROM articles"),
        crawl.query("SELECT * FROM revisions"),
    ) == before
    assert len(site.requests) <= 12, site.requests
    rows = (line.rsplit(maxsplit=1) for line in ended.stdout.splitlines())
    told = {label: int(number) for label, number in rows if number.isdigit()}
    # An article that several sources name is counted once.
    known = told["already known"] + told.get("no articles, as known", 0)
    assert 0 < told["addresses found"] == known
    assert (told["new"], told["changed"], told["failed"]) == (0, 0, 0)
    assert "read by generic extractor" not in told  # of what was not there, no row


def test_no_redirect_is_paid_twice(crawl, site):
    """Addresses are fetched as found: no slug is asked for without its slash."""
    assert crawl.run().returncode == 0
    assert [path for path, status in site.requests if status == 301] == []


def test_an_edit_gains_exactly_one_revision(crawl, site):
    """An article edited between two runs has two states, the old one as it was."""
    assert crawl.run().returncode == 0
    slug = "air-bersih-kupang-mengalir-lagi"
    old = "\n\n".join(site.post(slug).paragraphs)
    site.edit(slug, "Ralat: jumlah rumah diperbaiki.")
    assert crawl.run().returncode == 0
    rows = crawl.query(
        "SELECT r.number, r.body, r.origin FROM revisions r JOIN articles a ON a.id = article_id"
        " WHERE slug = ? ORDER BY number", slug,
    )  # fmt: skip
    new = "\n\n".join(site.post(slug).paragraphs)
    assert rows == [(1, old, "site"), (2, new, "site")]
    assert crawl.query("SELECT count(*) FROM revisions WHERE number > 1") == [(1,)]


def test_a_killed_first_run_is_made_whole(crawl, site):
    """A first run killed half-way and run again ends with all articles."""
    process = subprocess.Popen(
        crawl.command("articles", DOWNLOAD_DELAY="0.05"),
        cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while len(site.requests) < 40 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.kill()
    process.wait()
    kept = crawl.query("SELECT count(*) FROM articles")[0][0]
    assert 0 < kept < len(site.public)
    assert crawl.run().returncode == 0
    assert crawl.query("SELECT count(*) FROM articles") == [(len(site.public),)]
    assert crawl.query("SELECT outcome FROM runs ORDER BY id") == [("killed",), ("fine",)]


def test_captures_are_read_back_by_a_second_tool(crawl):
    """FastWARC finds every capture at its offset, and the digest is of its body."""
    assert crawl.run().returncode == 0
    rows = crawl.query("SELECT url, warc_file, warc_offset, digest FROM captures")
    assert rows
    for url, name, offset, digest in rows:
        with (crawl.folder / "warc" / name).open("rb") as file:
            file.seek(offset)
            record = next(iter(fastwarc.warc.ArchiveIterator(file, parse_http=True)))
            assert record.headers["WARC-Target-URI"] == url
            body = record.reader.read()
        decoded = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
        assert digest == "sha256:" + hashlib.sha256(decoded).hexdigest()


def test_a_list_of_addresses_in_every_form(crawl, site, tmp_path):
    """Forms of one address give one article, and every form is an alias."""
    slug = site.posts[0].slug
    forms = [f"{site.url}/{slug}{tail}" for tail in ("", "/", "/amp", "/amp/", "/?utm_source=x")]
    forms.append(f"{site.url}/{OLD_SLUG}/")
    listed = tmp_path / "list"
    listed.write_text("\n".join(forms))
    assert crawl.run("articles", "-a", f"urls={listed}").returncode == 0
    assert crawl.query("SELECT slug FROM articles") == [(slug,)]
    assert {url for (url,) in crawl.query("SELECT url FROM aliases")} >= set(forms)
    assert crawl.query("SELECT count(*) FROM revisions") == [(1,)]


def test_an_unknown_theme_is_archived_and_told(crawl, site):
    """The day after a redesign the archive goes on, says generic, and exits 5."""
    site.unknown_theme = True
    ended = crawl.run()
    assert ended.returncode == 5, ended.stderr
    assert "generic extractor" in ended.stderr
    assert crawl.query("SELECT count(*) FROM articles") == [(len(site.public),)]
    generic = "SELECT count(*) FROM articles WHERE extractor LIKE '%generic%'"
    assert crawl.query(generic)[0][0] > 0


def test_robots_txt_404_allows_all(crawl, site):
    """A site without robots.txt is crawled."""
    site.robots_status = 404
    assert crawl.run().returncode == 0
    assert crawl.query("SELECT count(*) FROM articles") == [(len(site.public),)]


def test_a_short_retry_after_is_waited_for(crawl, site, tmp_path):
    """A pause that the site asks for is kept before the next request."""
    site.page_status, site.retry_after = 503, 2
    listed = tmp_path / "list"
    listed.write_text(f"{site.url}/{site.posts[0].slug}/")
    started = time.monotonic()
    crawl.run("articles", "-a", f"urls={listed}", RETRY_TIMES="1")
    assert sum(status == 503 for _, status in site.requests) == 2
    assert time.monotonic() - started >= 2


def test_crawl_delay_is_obeyed(crawl, site, tmp_path):
    """Requests keep the distance that robots.txt asks for."""
    site.crawl_delay = 1
    listed = tmp_path / "list"
    listed.write_text("\n".join(f"{site.url}/{post.slug}/" for post in site.posts[:4]))
    started = time.monotonic()
    assert crawl.run("articles", "-a", f"urls={listed}").returncode == 0
    assert time.monotonic() - started >= 3


def test_a_redirect_off_the_site_is_not_followed(crawl, site, tmp_path):
    """An address that leads to another host is listed, and the host is not asked."""
    with serving() as other:
        site.moved_to = other.url.replace("127.0.0.1", "localhost") + "/x-y-z/"
        listed = tmp_path / "list"
        listed.write_text(f"{site.url}/{site.posts[0].slug}/")
        crawl.run("articles", "-a", f"urls={listed}")
        assert other.requests == []
    assert crawl.query("SELECT reason FROM failures") == [("offsite",)]


def test_what_failed_is_tried_again(crawl, site):
    """A page of a post that failed is asked for by the next run, and the post made whole."""
    post = next(post for post in site.public if len(post.pages) > 2)
    site.broken = {f"/{post.slug}/2/"}
    crawl.run(RETRY_ENABLED="0")
    row = "SELECT body, complete FROM articles WHERE slug = ?"
    assert crawl.query(row, post.slug)[0][1] == 0
    site.broken = set()
    assert crawl.run().returncode == 0
    assert crawl.query(row, post.slug) == [("\n\n".join(post.paragraphs), 1)]
    assert (
        crawl.query("SELECT url FROM failures WHERE resolved_at IS NULL AND reason LIKE 'http%'")
        == []
    )


def test_a_list_may_name_any_page_of_a_post(crawl, site, tmp_path):
    """The address of page 2 gives the whole post, not its second page alone."""
    post = next(post for post in site.public if len(post.pages) > 1)
    addresses = tmp_path / "list.txt"
    addresses.write_text(f"{site.url}/{post.slug}/2/\n")
    assert crawl.run("articles", "-a", f"urls={addresses}").returncode == 0
    assert crawl.query("SELECT body, complete FROM articles") == [("\n\n".join(post.paragraphs), 1)]


def test_since_limits_by_publication(crawl, site):
    """`-a since=DATE` archives what was published since, and claims no whole walk."""
    assert crawl.run("articles", "-a", "since=2024-06-01").returncode == 0
    slugs = {slug for (slug,) in crawl.query("SELECT slug FROM articles")}
    assert slugs == {p.slug for p in site.public if f"{p.published:%F}" >= "2024-06-01"}
    assert crawl.query("SELECT walk_complete FROM runs") == [(0,)]


def test_status_tells_the_last_run(crawl):
    """`scrapy status --json` gives totals and runs, and exits 0 after a good run."""
    assert crawl.run().returncode == 0
    told = subprocess.run(
        [sys.executable, "-m", "scrapy", "status", "--json", "-s", f"ARCHIVE_DB={crawl.database}"],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    status = json.loads(told.stdout)
    assert status["totals"]["articles"] == crawl.query("SELECT count(*) FROM articles")[0][0]
    assert [run["outcome"] for run in status["runs"]] == ["fine"]


def test_twelve_forms_of_fifty_articles_are_fifty_articles(tmp_path):
    """Every form that WordPress answers leads to one row, and is its alias."""
    with serving(posts=many_posts(50)) as site:
        crawl = Crawl(tmp_path, site.url)
        other = site.url.replace("127.0.0.1", "localhost")  # the second domain
        crawl.settings["SITE_ALIASES"] = other.partition("//")[2]
        forms = []
        for post in site.posts:
            at = f"{site.url}/{post.slug}"
            forms += [
                at, f"{at}/", f"{at}/amp", f"{at}/amp/", f"{at}/?amp", f"{at}/?amp=1",
                f"{at}/2/", f"{at}/?utm_source=wa&fbclid=x", f"{site.url}/?p={post.id}",
                f"{other}/{post.slug}/", f"{site.url}/{post.slug.upper()}/",
                f"{site.url}/%{ord(post.slug[0]):x}{post.slug[1:]}/?replytocom=5",
            ]  # fmt: skip
        random.Random(1).shuffle(forms)
        listed = tmp_path / "list"
        listed.write_text("\n".join(forms))
        ended = crawl.run("articles", "-a", f"urls={listed}")
        assert ended.returncode == 0, ended.stderr
        assert crawl.query("SELECT slug FROM articles ORDER BY slug") == sorted(
            (post.slug,) for post in site.posts
        )
        aliases = dict(crawl.query(
            "SELECT x.url, slug FROM aliases x JOIN articles a ON a.id = article_id"
        ))  # fmt: skip
        assert set(forms) <= aliases.keys()
        assert all(post.slug == aliases[f"{site.url}/{post.slug}/amp"] for post in site.posts)
        assert crawl.query("SELECT max(number) FROM revisions") == [(1,)]
        # Forms that by their look are one article are asked for once.
        assert len(site.requests) <= 50 + 2 * 50 + 60
