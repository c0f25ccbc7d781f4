"""Save what a listing shows."""

from __future__ import annotations

from typing import Any

from archive.tables import teasers
from delegasi_scraper.items import ListingSeen
from delegasi_scraper.pipelines.archive_rows import teaser_rows
from delegasi_scraper.pipelines.run_pipeline import RunPipeline


class ListingPipeline(RunPipeline):
    """Save the teasers of a listing."""

    def process_item(self, item: Any) -> Any:
        """Save a listing; other items pass."""
        if isinstance(item, ListingSeen):
            run = self.run
            rows = teaser_rows(item.listing.teasers)
            with run.saving(), run.archive.transaction() as connection:
                teasers.save_teasers(connection, rows, item.listing.url, item.fetched.at)
        return item
