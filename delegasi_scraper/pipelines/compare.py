"""Step 2: compare the text with what REST states of it."""

from __future__ import annotations

from typing import Any

from delegasi_scraper.items import PagesPrinted
from delegasi_scraper.steps import compare


class ComparePipeline:
    """Set aside what is no prose and not in the post; list what else differs."""

    def process_item(self, item: Any) -> Any:
        """Compare the text of an article; other items pass."""
        return compare(item) if isinstance(item, PagesPrinted) else item
