"""Bodies and heads, wrapped as the theme and AMPforWP wrap them."""

from delegasi_scraper.pages.layouts import parse_page
from delegasi_scraper.urls import Site

SITE = "https://delegasi.com"
URL = f"{SITE}/warga-soe-panen/"


def page(body, classes="single single-post", head=""):
    """Wrap a body as the theme does."""
    return (
        f"<html><head><title>Delegasi</title>{head}</head><body class='{classes}'>"
        "<article id='post-7' class='content-single'><h1 class='entry-title'>Judul</h1>"
        f"<div class='entry-content entry-content-single'>{body}</div></article></body></html>"
    )


def amp_page(around, body="<p>Isi</p>", head="", marked="amp"):
    """Wrap a body as AMPforWP's design Swift does; ``around`` stands before it."""
    return (
        f"<html {marked}><head>{head}</head><body class='amp-single'>{around}"
        f"<div class='artl-cnt'>{body}</div></body></html>"
    )


def printed(html, url=URL):
    """Return what a page prints, before anything is made of it."""
    return parse_page(html, url=url, site=Site.of(SITE))
