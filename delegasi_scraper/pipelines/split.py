"""Step 3: split the body from the sign-off and from the "Delegasi.com - …" stubs."""

from __future__ import annotations

from typing import Any

from delegasi_scraper.items import PagesPrinted
from delegasi_scraper.steps import split


class SplitStubsPipeline:
    """Separate an article's body from its sign-off and from the stubs of other articles."""

    def process_item(self, item: Any) -> Any:
        """Split the text of an article; other items pass."""
        return split(item) if isinstance(item, PagesPrinted) else item
