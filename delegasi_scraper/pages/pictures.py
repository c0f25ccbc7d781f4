"""Pictures: where a page keeps their addresses, and which of them a caption belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from delegasi_scraper.items import Image
from delegasi_scraper.pages.html import first_text
from delegasi_scraper.text.clean import clean_text
from delegasi_scraper.text.matching_keys import picture_key
from delegasi_scraper.urls import absolute

PICTURES = ("img", "amp-img", "amp-anim")
#: Where lazy loaders keep the address until a reader scrolls to it; best first.
_ASIDE = ("data-src", "data-lazy-src", "data-original", "data-lazy", "data-echo")
_SETS_ASIDE = ("data-srcset", "data-lazy-srcset")
#: What stands in the address's place meanwhile, where it is no data.
_BLANK = re.compile(r"(?:blank|placeholder|spacer|loading|lazy|transparent|pixel|1x1)[^/]{0,80}$")
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:[?#]|$)", re.IGNORECASE)


def picture_of(img: etree._Element, *, url: str) -> Image | None:
    """Return a picture; None where it has no address."""
    sources = filter(None, _sources(img))
    address = next((to for source in sources if (to := absolute(source, url))), None)
    return Image(url=address, alt=clean_text(img.get("alt") or "") or None) if address else None


def featured_image(
    figure: etree._Element | None, caption: etree.XPath, *, url: str
) -> Image | None:
    """Return the picture of a figure with its caption; None where there is none."""
    if figure is None:
        return None
    found = (picture_of(img, url=url) for img in figure.iter(*PICTURES))
    if (image := next(filter(None, found), None)) is None:
        return None
    return Image(url=image.url, alt=image.alt, caption=first_text(caption, figure))


def is_of_one_picture(caption: etree._Element, *, url: str) -> bool:
    """Say whether a caption is that of a picture: a gallery's, a table's, a video's is not."""
    figure = next(caption.iterancestors("figure"), None)
    if figure is None:
        return True
    found = (picture_of(img, url=url) for img in figure.iter(*PICTURES))
    return len({picture_key(image.url) for image in found if image}) == 1


def _sources(img: etree._Element) -> Iterator[str]:
    """Yield what may be the address, best first."""
    yield from (img.get(name) or "" for name in _ASIDE)
    yield from (_largest(img.get(name)) for name in _SETS_ASIDE)
    shown = img.get("src") or ""
    if not _BLANK.search(shown.lower()):
        yield shown
    yield _largest(img.get("srcset"))
    for picture in img.iterancestors("picture"):
        for source in picture.iter("source"):
            yield _largest(source.get("srcset") or source.get("data-srcset"))
    for name in map(str, img.keys()):
        if name.startswith("data-") and _FILE.search(value := img.get(name, "")):
            yield value
    yield shown


def _largest(srcset: str | None) -> str:
    """Return the address of the largest picture in a set: 'a.jpg 300w, b.jpg 1024w'."""
    best, widest = "", -1.0
    for entry in re.split(r",\s+", srcset or ""):
        address, _, width = entry.strip().partition(" ")
        number = re.match(r"\s*(\d{1,6}(?:\.\d{1,4})?)[wx]", width)
        if (size := float(number[1]) if number else 0.0) > widest:
            best, widest = address.strip(","), size
    return best
