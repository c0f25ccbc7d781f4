"""Sources of addresses that limp, over HTTP: docs/sources.md has the tables that are played here."""

import gzip
import json
import re

import pytest

from tests.crawling import PROJECT, Crawl
from tests.replica import render
from tests.replica.bad_answers import raw, status
from tests.replica.server import serving

NOTICE = b"<br />\n<b>Notice</b>: Undefined index in <b>/a.php</b> on line <b>3</b><br />\n"
HIT = b"/ronda-malam-di-oesapa"  # replaced by the slug of a post of the replica
SITE, HOST = b"SITE", b"HOST"


def without_host(body):
    """Leave out the host in one address, and the scheme in another."""
    body = body.replace(SITE + HIT, HIT, 1)
    return body.replace(SITE, HOST, 1)


#: Source and oddity, as in docs/sources.md: what is done to the right answer.
DAMAGE = {
    ("sitemap", "PHP notice before it"): lambda body: NOTICE + body,
    ("sitemap", "text before it"): lambda body: b"Warning: 1 < 2\n" + body,
    ("sitemap", "white space and byte order marks before it"): lambda body: b"\n\xef\xbb\xbf\n\xef\xbb\xbf" + body,
    ("sitemap", "comment and script after it"): lambda body: body + b"<!-- a -- b --><script>a && b</script>",
    ("sitemap", "second document after it"): lambda body: body + body,
    ("sitemap", "control character in an address"): lambda body: body.replace(HIT, b"\x0b" + HIT, 1),
    ("sitemap", "bare ampersand in an address"): lambda body: body.replace(HIT + b"/", HIT + b"/?a=1&b=2", 1),
    ("sitemap", "bytes of another encoding"): lambda body: body.replace(HIT + b"/", HIT + b"/?q=\xe9", 1),
    ("sitemap", "another encoding is declared"): lambda body: b"<?xml version='1.0' encoding='UTF-16'?>" + body[body.index(b"<urlset"):],
    ("sitemap", "undeclared prefix"): lambda body: body.replace(b"</loc>", b"</loc><i:x>1</i:x>", 1),
    ("sitemap", "no namespace"): lambda body: re.sub(rb" xmlns=['\"][^'\"]*['\"]", b"", body, count=1),
    ("sitemap", "gzip with a tail"): lambda body: body,
    ("sitemap", "an entry without its end"): lambda body: re.sub(re.escape(HIT) + rb".*?</url>", b"", body, count=1, flags=re.DOTALL),
    ("sitemap", "half a character in an address"): lambda body: body.replace(HIT, b"/&#xD800;" + HIT, 1),
    ("sitemap", "no scheme, no host"): without_host,
    ("REST", "PHP notice before it"): lambda body: NOTICE + body,
    ("REST", "byte order mark and comment around it"): lambda body: b"\xef\xbb\xbf" + body + b"<!-- x -->",
    ("REST", "control character in an address"): lambda body: body.replace(HIT + b"/", HIT + b"/?\x01", 1),
    ("REST", "a post that cannot be read"): lambda body: body.replace(HIT + b"/", HIT + b'/", "x": "a"b', 1),
    ("REST", "no scheme, no host"): without_host,
    ("REST", "year 9999"): lambda body: re.sub(rb'"date_gmt": "\d+', b'"date_gmt": "9999', body, count=1),
}  # fmt: skip


def rows(heading):
    """Return the rows of a table of docs/sources.md, by their first two columns."""
    text = (PROJECT / "docs" / "sources.md").read_text().partition(f"## {heading}\n")[2]
    lines = [line.strip("| ").split(" | ") for line in text.partition("\n## ")[0].splitlines()]
    return {tuple(row[:2]): row[2:] for row in lines[2:] if len(row) == 5 and row[0] != "source"}


def right_answer(site, source):
    """Return what the source answers when all is well, of the articles that may be read."""
    if source == "sitemap":
        return render.urlset(site.public, site.url).encode()
    site.rest_open = True
    posts = json.loads(site.answer("/wp-json/wp/v2/posts", "per_page=100")[2])
    public = {post.id for post in site.public}
    return json.dumps([post for post in posts if post["id"] in public]).encode()


def answer_with(site, source, body):
    """Let one source answer so; robots.txt names the sitemap, and the other sources are closed."""
    site.robots_txt = f"User-agent: *\nSitemap: {site.url}/m.xml\n"
    site.sitemap_path = "/none"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n\r\n"
    path = "/wp-json/wp/v2/posts" if source == "rest" else "/m.xml"
    site.raw |= {path: raw(head + body), "/feed/": status("404 Not Found")}
    if source == "sitemap":
        site.rest_open = False


def test_the_table_of_damage_is_played():
    """Each row of the docs has its play here, and the other way round."""
    assert set(rows("Damage")) == set(DAMAGE)


@pytest.mark.parametrize("name", DAMAGE, ids=" ".join)
def test_a_damaged_source_names_what_is_whole(tmp_path, name):
    """Every article whose entry is whole is found, and the run says what it had to mend."""
    found, state, code = rows("Damage")[name]
    source = name[0].lower()
    with serving() as site:
        crawl = Crawl(tmp_path, site.url)
        hit = f"/{site.public[20].slug}".encode()
        right = right_answer(site, source).replace(site.url.encode(), SITE).replace(hit, HIT)
        spoiled = DAMAGE[name](right).replace(HIT, hit)
        spoiled = spoiled.replace(SITE, site.url.encode()).replace(HOST, site.url[5:].encode())
        tail = name[1] == "gzip with a tail"
        answer_with(site, source, gzip.compress(spoiled) + b"tail" if tail else spoiled)
        ended = crawl.run()
    named = "SELECT count(DISTINCT slug) FROM addresses WHERE source = ?"
    assert crawl.query(named, source) == [(int(found),)], ended.stderr
    assert crawl.query("SELECT count(*) FROM articles") == [(46,)]
    stats = json.loads(crawl.query("SELECT stats FROM runs")[0][0])
    assert stats[f"sources/{source}"] == state
    assert ended.returncode == int(code), ended.stderr
