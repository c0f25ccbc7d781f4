"""Save which addresses of articles and listings a page named."""

from __future__ import annotations

from typing import Any

from archive.tables import addresses, failures, listings
from delegasi_scraper.items import AddressesFound, ListingsFound
from delegasi_scraper.pipelines.archive_rows import address_rows
from delegasi_scraper.pipelines.run_pipeline import RunPipeline


class AddressesPipeline(RunPipeline):
    """Save addresses of articles with their source, and those of listings."""

    def process_item(self, item: Any) -> Any:
        """Save addresses; other items pass."""
        run = self.run
        if isinstance(item, AddressesFound):
            rows = address_rows(item.addresses, run.site)
            with run.saving(), run.archive.transaction() as connection:
                addresses.save_addresses(connection, rows, item.at)
                if item.page_url is not None:
                    failures.resolve_failures(connection, [item.page_url], item.at)
        elif isinstance(item, ListingsFound):
            with run.saving(), run.archive.transaction() as connection:
                listings.save_listings(connection, item.rows, item.at)
        return item
