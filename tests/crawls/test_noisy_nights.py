"""Nights on which every page differs from the one before, and nobody has written anything."""

import random

import pytest

from tests.crawling import Crawl
from tests.replica.articles import many_posts
from tests.replica.newsroom import a_night_passes
from tests.replica.server import serving

ADS = (
    "Diskon akhir pekan di Toko Maju", "Rumah murah tipe 36", "Servis motor panggilan",
    "Kursus jahit angkatan baru", "Sewa tenda dan kursi",
)  # fmt: skip


def noise(chance):
    """Return what plugins put around and into a text, another time each time."""

    def put(html):
        above = (
            f"<div class='simak'>Sudah disimak {chance.randrange(1000, 9999)} orang</div>"
            f"<p>Tayang {chance.randrange(2, 9)} pekan yang lalu</p>"
        )
        middle = f"<div class='sisip-7'><p>{chance.choice(ADS)}</p></div>"
        below = (
            f"<p>Nilai {chance.randrange(30, 50) / 10} dari {chance.randrange(5, 90)} suara</p>"
            f"<p>Kupang {chance.randrange(24, 34)} derajat, berawan</p>"
        )
        head, mark, rest = html.partition('entry-content entry-content-single">')
        if not mark:
            return html
        first, end, others = rest.partition("</p>")
        others = others.replace("<footer class", f"{below}<footer class", 1)
        return head + mark + above + first + end + middle + others

    return put


def by_newsroom(crawl):
    """Return the revisions that pass for the newsroom's doing."""
    return crawl.query(
        "SELECT slug, number, witness, r.body FROM revisions r JOIN articles a ON a.id = article_id"
        " WHERE number > 1 AND origin = 'site'"
    )


def play(folder, posts, nights):
    """Crawl a noisy site for so many nights; return the archive."""
    with serving(posts=many_posts(posts)) as site:
        site.noise = noise(random.Random(20261127))
        crawl = Crawl(folder, site.url)
        for _ in range(nights):
            ended = crawl.run("articles", "-a", "full=1")
            assert ended.returncode == 0, ended.stderr
            a_night_passes(crawl.database)
        crawl.texts = {post.slug: "\n\n".join(post.paragraphs) for post in site.posts}
        return crawl


def check(crawl):
    """Nothing was written by nobody, and in the end the texts are those of the newsroom."""
    assert by_newsroom(crawl) == []
    assert dict(crawl.query("SELECT slug, body FROM articles")) == crawl.texts


def test_noise_is_nobodys_edit(tmp_path):
    """Thirty articles for six nights."""
    check(play(tmp_path, 30, 6))


@pytest.mark.long
def test_sixty_noisy_nights(tmp_path):
    """Two hundred articles for sixty nights."""
    check(play(tmp_path, 200, 60))
