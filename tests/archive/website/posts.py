"""Posts and their captures, for archives of a known history."""

from dataclasses import replace

from archive.rows import CaptureRow
from archive.tables.captures import save_capture
from tests.archive.one_article import ROW, SITE
from tests.saving import save_article


def article(slug, wp_id=None, **values):
    """Return an article's row under a slug."""
    values = {"title": slug, "body": f"Isi {slug}.", **values}
    return replace(ROW, slug=slug, url=f"{SITE}/{slug}", wp_id=wp_id, **values)


def captured(archive, slug, at, status=200):
    """Save a capture of an article's page, and return its id."""
    (offset,) = archive.connection.execute("SELECT count(*) FROM captures").fetchone()
    row = CaptureRow(
        url=f"{SITE}/{slug}/", fetched_at=at, status=status, digest=f"sha256:{offset}",
        warc_file="a.warc.gz", warc_offset=offset,
    )  # fmt: skip
    with archive.transaction() as connection:
        return save_capture(connection, row)


def save(archive, row, at, **values):
    """Save an article whose page answered at its own address."""
    save_article(archive, row, seen_at=at, aliases=((f"{row.url}/", "front"),), **values)
