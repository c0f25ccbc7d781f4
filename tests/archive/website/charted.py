"""A small archive whose charts can be worked out by hand, and what is read off them."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

from parsel import Selector

from archive.rows import ArticleRow, MissRow
from archive.store import Archive
from archive.tables import runs
from archive.tables.absences import save_misses
from tests.archive.website.asking import ask
from tests.saving import save_article

SITE = "https://delegasi.com"


def page(database, path):
    """Return one page, parsed, after a look at its status and at what its policy forbids."""
    (response,) = ask(database, path)
    assert response.status_code == 200, response.text[:2000]
    assert "style=" not in response.text
    assert "<style" not in response.text
    return Selector(response.text)


def drawings(selector):
    """Return every drawing of a page by its title; raises where one is not XML."""
    trees = [ElementTree.fromstring(svg) for svg in selector.css("svg[role=img]").getall()]
    return {tree.findtext("title"): tree for tree in trees}


def marks(tree, *classes):
    """Return what the marks of these classes say, in the order drawn."""
    return [
        mark.findtext("title")
        for mark in tree.iter()
        if set(classes) <= set(mark.get("class", "").split())
    ]


def linked_query(selector, anchor):
    """Return SQL and parameters of the query that a chart links to."""
    href = selector.xpath(
        f"//figure[@aria-labelledby='{anchor}']//a[contains(@href, 'sql=')]/@href"
    )
    given = {name: found[0] for name, found in parse_qs(urlsplit(href.get()).query).items()}
    return given.pop("sql"), given


def article(number, month, **changes):
    """Return an article of the 10th of a month; bodies have nothing in common."""
    words = " ".join(f"kata{number}x{at}" for at in range(60))
    row = {
        "url": f"{SITE}/berita-{number}", "slug": f"berita-{number}", "wp_id": number,
        "wp_host": "delegasi.com", "title": f"Judul {number}", "body": words,
        "published_at": month and f"{month}-10T08:00:00+08:00", "extractor": "wpberita/1",
        "rank": 3, "record": "{}", "section": "Berita", "place": "Kupang",
        "regency": "Kota Kupang",
    }  # fmt: skip
    return ArticleRow(**{**row, **changes})


def look(archive, started_at, *, exit_code=0, whole=True, pages=1):
    """Save one finished run of the nightly crawl."""
    with archive.transaction() as connection:
        number = runs.start(connection, "articles", started_at)
        runs.finish(
            connection, number, finished_at=started_at, outcome="fine" if not exit_code else "unreachable",
            exit_code=exit_code, walk_complete=False,
            stats=f'{{"refreshed": {int(whole)}, "page/article": {pages}}}',
        )  # fmt: skip


def small_archive(path):
    """Make the archive whose figures the tests work out by hand.

    January 2024: one edited (seen twice), one seen once, one gone (seen once, missed twice).
    February: one seen twice and unchanged, its repost, and one that took a slug from another.
    Undated: one. Looks: 5 and 6 February, 1 May; nothing in March, a failure in April.
    """
    february, may = "2024-02-05T01:00:00+00:00", "2024-05-01T01:00:00+00:00"
    with Archive.open(path, site_url=SITE) as archive:
        edited = article(1, "2024-01")
        save_article(archive, edited, seen_at=february)
        save_article(archive, article(1, "2024-01", title="Judul lain"), seen_at=may)
        once = {"place": "SoE", "regency": "Timor Tengah Selatan", "section": "Hukrim"}
        save_article(archive, article(2, "2024-01", **once), seen_at=february)
        save_article(archive, article(3, "2024-01"), seen_at=february)
        missed = datetime(2024, 2, 6, 1, tzinfo=UTC)
        for at in (missed, missed + timedelta(days=1)):
            with archive.transaction() as connection:
                save_misses(
                    connection,
                    (MissRow(slug="berita-3", state="404", seen_at=at.isoformat()),),
                    alarm=False,
                )
        first = article(4, "2024-02", place="Jakarta", regency=None)
        save_article(archive, first, seen_at=february)
        save_article(archive, first, seen_at=may)
        repost = article(5, "2024-02", body=first.body, published_at="2024-02-11T08:00:00+08:00")
        save_article(archive, repost, seen_at=february)
        save_article(archive, article(6, "2024-02"), seen_at=february)
        newer = article(7, "2024-02", slug="berita-6", url=f"{SITE}/berita-6", section=None)
        save_article(archive, newer, seen_at=may)
        save_article(archive, article(8, None), seen_at=may)
        look(archive, february)
        look(archive, "2024-02-06T01:00:00+00:00", whole=False)
        look(archive, "2024-04-03T17:00:00+00:00", exit_code=3, whole=False, pages=0)
        look(archive, may)
    return path
