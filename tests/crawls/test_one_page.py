"""One hostile page costs itself: the run ends soon, and every other page is read."""

import re

import pytest

from tests.crawling import PROJECT, Crawl
from tests.replica import render
from tests.replica.articles import many_posts
from tests.replica.bad_answers import HEAD, raw, redirect
from tests.replica.deceptions import at_end, in_body, replaced
from tests.replica.server import serving

TITLE = '<h1 class="entry-title"><strong>'
LD = '<script type="application/ld+json">{{"@type": "NewsArticle", {}}}</script></head>'
#: What is done to a page, and the reason in `failures`; None = the article is read.
PAGES = {
    "headline of 90,000 letters": (replaced(TITLE, TITLE + "Judul " * 15_000), "too_large"),
    "tag of 70,000 letters": (replaced('rel="tag">', 'rel="tag">' + "x" * 70_000), "too_large"),
    "paragraph of a megabyte": (in_body(f"<p>{'Warga panen jagung. ' * 50_000}</p>"), None),
    "credit of 100,000 letters": (replaced("Penulis: ", "Penulis: " + "Nama " * 20_000), None),
    "half a character in an author": (
        lambda html: html.replace("</head>", LD.format(r'"author": {"name": "A\ud800"}')), None),
    "half a character in a headline": (
        lambda html: html.replace("</head>", LD.format(r'"headline": "\udfff"')), None),
    "address of 40,000 letters": (at_end(f'<a href="/abc{"/amp" * 10_000}">x</a>'), None),
    "shortcodes without an end": (in_body(f"<p>{'[irp ' * 13_000}</p>"), None),
    "brackets without an end": (in_body(f"<p>{'[([' * 60_000}</p>"), None),
    "marks without letters": (in_body(f"<p>a{'&#769;&#790;' * 60_000}</p>"), None),
    "elements nested 20,000 deep": (in_body("<div>" * 20_000 + "x"), "too_large"),
    "700,000 tags": (in_body("<b>x</b>" * 350_000), "too_large"),
    "date of 60,000 digits": (replaced('datetime="', 'datetime="' + "9" * 60_000), None),
}  # fmt: skip
REDIRECTS = {
    "another port of the host": (redirect("http://127.0.0.1:1/x-y-z/"), "offsite"),
    "a name before the host": (redirect("http://a@127.0.0.1/x-y-z/"), "offsite"),
    "half an address": (redirect("http://[::1/x-y-z/"), "network"),
}
PLAYED = {**PAGES, **REDIRECTS}


@pytest.fixture(scope="module")
def met(tmp_path_factory):
    """Crawl a site with each hostile page on an article of its own."""
    with serving(posts=many_posts(21 * len(PLAYED))) as site:
        crawl = Crawl(tmp_path_factory.mktemp("hostile"), site.url)
        crawl.slugs = dict(zip(PLAYED, (post.slug for post in site.posts[::21]), strict=True))
        for name, slug in crawl.slugs.items():
            answer = REDIRECTS.get(name, [None])[0]
            if answer is None:
                html = PAGES[name][0](render.front(site.post(slug), 1, site.url, site.posts))
                answer = raw(HEAD + b"\r\n" + html.encode())
            site.raw[f"/{slug}/"] = answer
        crawl.ended = crawl.run()
        crawl.archived = {slug for (slug,) in crawl.query("SELECT slug FROM articles")}
        crawl.reasons = {
            url.rstrip("/").rpartition("/")[2]: reason
            for url, reason in crawl.query("SELECT url, reason FROM failures")
        }
        crawl.all = {post.slug for post in site.posts}
        yield crawl


def test_the_run_ends_well(met):
    """Fewer than a twentieth of the pages failed; nothing raised."""
    assert met.ended.returncode == 0, met.ended.stderr
    assert "Traceback" not in met.ended.stderr
    assert met.all - met.archived == {met.slugs[name] for name, (_, why) in PLAYED.items() if why}


@pytest.mark.parametrize("name", PLAYED)
def test_one_page_costs_itself(met, name):
    """It is read, or listed with its reason."""
    assert met.reasons.get(met.slugs[name]) == PLAYED[name][1]


def test_a_page_full_of_links_fills_no_night(tmp_path):
    """So many are followed in a run, and the run says how many were not."""
    with serving(posts=many_posts(3)) as site:
        post = site.posts[1]
        links = "".join(f'<a href="/tautan-ke-{number}/">x</a>' for number in range(3000))
        html = at_end(links)(render.front(post, 1, site.url, site.posts))
        site.raw[f"/{post.slug}/"] = raw(HEAD + b"\r\n" + html.encode())
        ended = Crawl(tmp_path, site.url).run(LINKED_MAX="20")
        assert ended.returncode == 5
        assert "1980 articles that only links named were not asked for" in ended.stderr
        assert sum("/tautan-ke-" in path for path, _ in site.requests) == 20


def test_what_raises_within_us_is_listed(tmp_path):
    """With the kind of the error: the page is kept, and asked for again."""
    with serving(posts=many_posts(3)) as site:
        crawl = Crawl(tmp_path, site.url)
        assert crawl.run().returncode == 0
        connection = crawl.connect()
        connection.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON articles WHEN new.title LIKE 'Kabar%'"
            " BEGIN SELECT raise(ABORT, 'such a title'); END"
        )
        connection.commit()
        connection.close()
        site.publish("kabar-satu", "Kabar Satu")
        site.publish("warga-dua", "Warga Dua")
        ended = crawl.run("articles", "-a", "full=1")
        assert ended.returncode == 5
        assert crawl.query("SELECT url, reason, message FROM failures") == [
            (f"{site.url}/kabar-satu/", "internal", "IntegrityError: such a title")
        ]
        assert crawl.query("SELECT count(*) FROM articles WHERE slug = 'warga-dua'") == [(1,)]


def test_eight_connections_wait_for_one_robots_txt(tmp_path):
    """Every address is asked for, whoever waited for the rules first."""
    with serving(posts=many_posts(30)) as site:
        listed = tmp_path / "list"
        listed.write_text("\n".join(f"{site.url}/{post.slug}/" for post in site.posts))
        crawl = Crawl(tmp_path, site.url)
        eight = {"CONCURRENT_REQUESTS": "8", "CONCURRENT_REQUESTS_PER_DOMAIN": "8"}
        ended = crawl.run("articles", "-a", f"urls={listed}", **eight)
        assert ended.returncode == 0, ended.stderr
        assert crawl.query("SELECT count(*) FROM articles") == [(30,)]
        assert crawl.query("SELECT count(*) FROM failures") == [(0,)]
        assert [path for path, _ in site.requests].count("/robots.txt") == 1


def test_the_docs_have_these_pages():
    """The table of docs/operation.md names what fails, with its reason."""
    text = (PROJECT / "docs/operation.md").read_text(encoding="utf-8")
    table = text.partition("| page | exit code | row in `failures` |")[2].partition("\n\n")[0]
    told = dict(re.findall(r"^\| (.+?) \| 0 \| `(\w+)` \|", table, re.MULTILINE))
    assert told == {name: why for name, (_, why) in PLAYED.items() if why}
