"""The front page counts what its links list."""

import re

from archive.store import Archive
from tests.archive.one_article import DAY1, DAY2, DAY3, SITE
from tests.archive.website.asking import ask, text_of
from tests.archive.website.posts import article, save

LONG = " ".join(f"kata{number}" for number in range(40))


def test_each_total_is_that_of_its_link(tmp_path):
    """Superseded articles, edited or printed again, are in neither."""
    path = tmp_path / "deleg.2024.db"
    with Archive.open(path, site_url=SITE) as archive:
        for slug, first, edited in (("lama", 30, True), ("berita", 40, True), ("lain", 50, False)):
            save(archive, article(slug, first, body=f"{LONG} {slug}"), DAY1)
            if edited:
                save(archive, article(slug, first, body=f"{LONG} {slug} {slug}"), DAY2)
        save(archive, article("lama", 31), DAY3)
    (front,) = ask(path, "/")
    totals = re.findall(r'<dt>([^<]+)</dt><dd>(?:<a href="([^"]+)">)?([\d,]+)', front.text)
    counts = {label: int(number) for label, _, number in totals}
    assert counts["edited after we saw them"] == 1
    links = {label: link.replace("&amp;", "&") for label, link, _ in totals if link}
    del links["months with articles"]
    assert len(links) == 4
    for (label, _), answer in zip(links.items(), ask(path, *links.values()), strict=True):
        found = re.search(r"(\d+) (?:article|row)", text_of(answer))
        assert (label, int(found[1]) if found else 0) == (label, counts[label])
