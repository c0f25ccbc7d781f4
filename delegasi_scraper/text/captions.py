"""Captions of pictures, and the credit that may stand at their end."""

from __future__ import annotations

import re
from dataclasses import replace

from delegasi_scraper.items import Image
from delegasi_scraper.newsroom import MARK

_CREDIT = re.compile(rf"(?:\(([^()]*{MARK}[^()]*/[^()]*)\)|//\s*foto\s*:\s*(.+))$", re.IGNORECASE)


def with_caption(image: Image, text: str) -> Image:
    """Give a picture its caption, and its credit where the caption ends in one.

    >>> with_caption(Image(url="a.jpg"), "Panen jagung (Delegasi.Com/BBO)").credit
    'Delegasi.Com/BBO'
    """
    credit = _CREDIT.search(text)
    stated = (credit[1] or credit[2]).strip() if credit else image.credit
    return replace(image, caption=text, credit=stated)
