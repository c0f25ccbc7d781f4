"""Captions of pictures, and the credit that may stand at their end."""

from __future__ import annotations

import re
from dataclasses import replace

from delegasi_scraper.items import Image
from delegasi_scraper.newsroom import MARK

_CREDIT = re.compile(
    rf"(?:\(([^()]*{MARK}[^()]*/[^()]*)\)|//\s*foto\s*:\s*(.+)"
    # Behind a description; 'Foto: Lurah Lontar' at its beginning is one.
    r"|(?:[.|/([\u2013\u2014-]\s?|\s)(?:(?:sumber|kredit)\s)?(?:foto|dok(?:umentasi)?)"
    r"(?:\s?[:/]|\.|\s(?:oleh|by)\b)\s?([^:?!()\[\]]{2,60})[)\]]?\.?)$",
    re.IGNORECASE,
)


def with_caption(image: Image, text: str) -> Image:
    """Give a picture its caption, and its credit where the caption ends in one.

    >>> with_caption(Image(url="a.jpg"), "Panen jagung (Delegasi.Com/BBO)").credit
    'Delegasi.Com/BBO'
    >>> with_caption(Image(url="a.jpg"), "Warga menunggu bus. (Foto: Dok. Humas)").credit
    'Dok. Humas'
    """
    credit = _CREDIT.search(text)
    stated = credit[credit.lastindex or 0].strip(" .") if credit else image.credit
    return replace(image, caption=text, credit=stated)
