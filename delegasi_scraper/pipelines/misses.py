"""Save which archived articles did not answer, at the end of a run."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.rows import MissRow
from archive.tables import absences
from delegasi_scraper.items import RunEnded
from delegasi_scraper.pipelines.run_pipeline import RunPipeline

#: Fewer missing articles than this are no mass disappearance, even if they are all we asked for.
FEWEST_FOR_ALARM = 5


class MissesPipeline(RunPipeline):
    """Save misses; where half of what was asked for is missed at once, none counts as gone."""

    def process_item(self, item: Any) -> Any:
        """Save the misses of a replayed run that ends; other items pass."""
        if isinstance(item, RunEnded):
            self._save()
        return item

    def close_spider(self) -> None:
        """Save the misses of the run that ends."""
        self._save()

    def _save(self) -> None:
        run = self.run
        known_before, run.known_before = run.known_before, 0
        if not run.misses:
            return
        stats = self.crawler.stats
        missed = len(run.misses)
        asked = missed + known_before
        alarm = missed >= FEWEST_FOR_ALARM and missed >= asked / 2
        if alarm:
            stats.set_value("alarm/vanished", f"{missed} of {asked}")
        rows = tuple(
            MissRow(slug=slug, state=state, seen_at=at) for slug, (state, at) in run.misses.items()
        )
        run.misses.clear()
        try:
            with run.archive.transaction() as connection:
                stats.inc_value("article/gone", absences.save_misses(connection, rows, alarm=alarm))
        except (sqlite3.Error, OSError) as error:
            stats.inc_value("archive/write_error")
            stats.set_value("stop/sentence", f"the archive cannot be written: {error}")
