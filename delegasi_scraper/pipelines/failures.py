"""Save which addresses gave no record, and why."""

from __future__ import annotations

from typing import Any

from archive.rows import FailureRow
from archive.tables import failures
from delegasi_scraper.clock import utc_now
from delegasi_scraper.items import PageFailed
from delegasi_scraper.pipelines.run_pipeline import RunPipeline


class FailurePipeline(RunPipeline):
    """Save failures; what was missed of the archived articles is kept for the run's end."""

    def process_item(self, item: Any) -> Any:
        """Save a failure; other items pass."""
        if not isinstance(item, PageFailed):
            return item
        run = self.run
        seen_at = item.fetched.at if item.fetched else utc_now()
        slug = run.site.slug_of(item.url)
        if item.missed and slug:
            run.misses[slug] = item.missed, seen_at
        row = FailureRow(
            url=item.url,
            reason=item.reason,
            message=item.message,
            capture_id=item.fetched.capture_id if item.fetched else None,
        )
        with run.saving(), run.archive.transaction() as connection:
            failures.save_failure(connection, row, seen_at)
        return item
