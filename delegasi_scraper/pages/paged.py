"""Posts that WordPress splits over several pages, joined into one body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from delegasi_scraper.items import Article
from delegasi_scraper.pages.article_text import compose


def join_pages(first: Article, following: Sequence[Article]) -> Article:
    """Join page 1 and those that follow it, in order.

    ``complete`` is False where fewer pages came than ``first.page_urls`` names.
    """
    paragraphs = list(first.paragraphs)
    for page in following:
        paragraphs += page.paragraphs
    last = following[-1] if following else first
    composed = compose(paragraphs)
    return replace(
        first,
        paragraphs=composed.paragraphs,
        signoff=last.signoff or first.signoff,
        initials=last.initials if last.signoff else first.initials,
        images=(
            *first.images,
            *(
                image
                for page in following
                for image in page.images
                if image.url not in {known.url for known in first.images}
            ),
        ),
        furniture=(*first.furniture, *(text for page in following for text in page.furniture)),
        complete=len(following) == len(first.page_urls),
        page_urls=(),
    )
