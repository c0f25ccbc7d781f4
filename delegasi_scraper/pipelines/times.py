"""Step 4: choose the best stated time, and put the article together."""

from __future__ import annotations

from typing import Any

from delegasi_scraper.items import PagesPrinted
from delegasi_scraper.steps import times


class TimesPipeline:
    """Turn what was printed into an article, with the best stated time and its source."""

    def process_item(self, item: Any) -> Any:
        """Return the article that pages print; other items pass."""
        return times(item) if isinstance(item, PagesPrinted) else item
