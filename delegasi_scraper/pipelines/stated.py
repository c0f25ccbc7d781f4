"""Save what REST or a feed states of archived articles; it completes those that were read before.

An article that is not archived yet is completed on its own way.
"""

from __future__ import annotations

from typing import Any

from delegasi_scraper.pipelines.completion import complete
from delegasi_scraper.pipelines.run_pipeline import RunPipeline
from delegasi_scraper.statements import PostsStated


class StatedPipeline(RunPipeline):
    """Save statements, and extract articles again that had none so far."""

    def process_item(self, item: Any) -> Any:
        """Save what is stated; other items pass."""
        if isinstance(item, PostsStated):
            run = self.run
            with run.saving():
                for slug, stated in item.posts:
                    if complete(run, slug, stated):
                        self.crawler.stats.inc_value("witness/completed")
        return item
