"""Step 1: clean the text."""

from __future__ import annotations

from typing import Any

from delegasi_scraper.items import PagesPrinted
from delegasi_scraper.steps import clean


class CleanPipeline:
    """Fold white space, drop invisible characters, keep boilerplate and captions apart."""

    def process_item(self, item: Any) -> Any:
        """Clean the pages of an article; other items pass."""
        return clean(item) if isinstance(item, PagesPrinted) else item
