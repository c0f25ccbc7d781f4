"""With the server switched off, the captures give the same archive."""

import pytest

from tests.crawling import Crawl
from tests.equality import contents, differences

pytestmark = pytest.mark.wordpress


def test_a_real_sites_captures_give_its_archive(tmp_path, wordpress):
    """Two whole crawls with an edit, a move and a removal between them, and nobody to ask."""
    crawl = Crawl(tmp_path, wordpress.url)
    assert crawl.run().returncode == 0
    slugs = [post["slug"] for post in wordpress.ground_truth() if post["slug"].isascii()]
    wordpress.edit_post(slugs[50], title="Judul Baru", paragraph="Ralat: angkanya 12.")
    wordpress.move_post(slugs[60], "pindah-ke-sini")
    wordpress.set_status([slugs[70]], "trash")
    assert crawl.run("articles", "-a", "full=1").returncode == 0
    wordpress.stop()  # from here on there is nobody to ask
    (tmp_path / "again").mkdir()
    again = Crawl(tmp_path / "again", crawl.settings["SITE_URL"])
    again.settings["ARCHIVE_WARC_DIR"] = str(tmp_path / "none")
    ended = again.run("replay", "-a", f"warc={tmp_path / 'warc'}")
    assert ended.returncode == 0, ended.stderr
    assert len(contents(crawl)["absences"]) == 1
    assert len(contents(crawl)["revisions"]) == 331
    assert differences(crawl, again) == {}
